// SPDX-License-Identifier: GPL-3.0-or-later

import Approvals
import Facts
import Files
import Glibc
import Guide
import Journal
import Paths
import Procedure
import ProgramParts
import Reports
import Stores
import Texts
import Usage
import Words
import X509

/// `approve`: shows what somebody else wants to delete, asks about each certificate, and signs the answers.
struct ApproveCommand: Command {
  static let name = "approve"
  static let operand: Operand? = .request
  static let options: [any Option] = [key, output]
  static let examples = [
    Example("approve request.txt", "plain"), Example("approve request.txt --key ~/.ssh/id_ed25519", "key"),
  ]

  static let key = ValueOption("key", "FILE", file: .named)
  static let output = ValueOption("output", "FILE", file: .written, text: "output.approval")

  /// What `request` wrote.
  let request: String
  /// `nil` for the usual one.
  var key: String?
  /// `nil` for the request's name with `.approval`, in the current folder.
  var output: String?
}

extension ApproveCommand {
  init(_ arguments: Arguments) throws(Misuse) {
    request = arguments.requiredOperand
    key = try arguments.value(Self.key)
    output = try arguments.value(Self.output)
  }

  func run(in program: Program) throws(Failure) -> ExitCode {
    try ApproveRun(program: program, command: self).run()
  }
}

/// Runs `approve`.
private struct ApproveRun: ProgramPart {
  let program: Program
  let command: ApproveCommand

  func run() throws(Failure) -> ExitCode {
    let request = try request()
    let session = request.session
    let marked = session.findings.marked
    guard !marked.isEmpty else {
      console.show(wording("approve.nothing", ["file": command.request]), as: .body)
      return .finished
    }
    tellWhat(request, marked.count)
    var approved: [EntryID] = []
    for (index, id) in marked.enumerated() {
      show(id, number: index + 1, in: session)
      let choices = PromptChoices(yes: wording("approve.yes"), no: wording("approve.no"))
      guard let choice = ask(among: choices) else {
        console.show(wording("approve.stopped"), as: .body)
        return .parked
      }
      if choice == .yes { approved.append(id) }
    }
    guard !approved.isEmpty else {
      console.show(wording("approve.none"), as: .body)
      return .unresolved
    }
    return try sign(approved, of: request)
  }

  private func request() throws(Failure) -> ApprovalRequest {
    try checkInput(command.request)
    let octets: [UInt8]
    do throws(FileError) { octets = try BoundedFile.readOnce(command.request) } catch { throw failure(error) }
    do throws(ApprovalRequest.Problem) {
      return try reading { () throws(ApprovalRequest.Problem) in
        try ApprovalRequest(octets, signatures: .libcrypto)
      }
    } catch {
      let values = ["file": command.request]
      switch error {
      case .noRecord: throw Failure(code: .badData, text: wording("approve.noRecord", values))
      case .newer: throw Failure(code: .badData, text: wording("session.newer", values))
      case .damaged(let line):
        let more = values.merging(["line": String(line)]) { $1 }
        throw Failure(code: .badData, text: wording("approve.damaged", more))
      }
    }
  }

  private func tellWhat(_ request: ApprovalRequest, _ count: Int) {
    let session = request.session
    let values = [
      "server": session.findings.server ?? wording("unknown"),
      "person": session.personInCharge ?? wording("unknown"), "count": String(count),
      "line": String(request.journal.records.count), "hash": request.journal.head,
      "needed": wording("transcript.needed"), "thisOne": wording("transcript.thisOne"),
    ]
    console.show(wording("approve.title"), as: .heading)
    console.show(wording("approve.what", values), as: .body)
  }

  /// The certificate beside the one that stays, as the session shows them.
  private func show(_ id: EntryID, number: Int, in session: Session) {
    let findings = session.findings
    guard let judged = findings.judgement(id), let facts = findings.entries[id]?.facts,
      let noted = findings.noted[id.noted]?.facts
    else { return }
    let store = StepWords(wording: wording).store(id.noted.role.store)
    console.show(wording("request.entry", ["number": String(number), "store": store]), as: .heading)
    let offset = findings.trustedOffset
    let table = ComparisonWords(wording: wording, offsetMinutes: offset).wholeTable(
      noted: noted, entry: facts)
    for line in table.lines(width: console.widthColumns, columns: { console.columns(of: $0) }) {
      console.show(line.text, as: line.tone)
    }
    let verdict = judged.judgement.verdict
    let values = [
      "verdict": wording("verdict.\(verdict.rawValue).name"),
      "meaning": wording("verdict.\(verdict.rawValue).meaning"),
    ]
    console.show(wording("verdict.line", values), as: .body)
    let evidence = EvidenceWords(wording: wording, offsetMinutes: offset)
    for line in evidence.lines(
      judged.judgement, facts, findings.period(id, now: now()),
      dependants: findings.dependants(id, now: now()))
    {
      console.show("- \(line)", as: .body)
    }
  }

  private func sign(_ entries: [EntryID], of request: ApprovalRequest) throws(Failure) -> ExitCode {
    let key: String
    if let named = command.key { key = absolute(named) } else { key = try usualKey() }
    let octets: [UInt8]
    do throws(SecureShellSignature.Problem) {
      let signatures = try SecureShellSignature(stop: cancellationToken)
      octets = try SignedApproval.signed(entries, of: request, at: now(), with: key, by: signatures)
    } catch {
      throw failure(error, file: key)
    }
    let output = command.output ?? command.request.pathName + ".approval"
    if output == PassingFile.dash {
      console.result(String(decoding: octets, as: UTF8.self))
      return .finished
    }
    try writeNew(octets, to: absolute(output))
    let values = ["file": output, "count": String(entries.count), "key": key]
    console.show(wording("approve.written", values), as: .good)
    console.show(
      "  lync-pin-wizard resume SESSION --approval \(ShellWord.quoted(output.pathName))", as: .command)
    return .finished
  }

  /// The first of ssh's own keys.
  private func usualKey() throws(Failure) -> String {
    let keys = ["id_ed25519", "id_ecdsa", "id_rsa"].map { LocalPath("~/.ssh/\($0)").absolute }
    guard let key = keys.first(where: { access($0.pathOctets, F_OK) == 0 }) else {
      throw Failure(code: .noInput, text: wording("approve.noKey", ["files": keys.joined(separator: ", ")]))
    }
    return key
  }
}
