// SPDX-License-Identifier: GPL-3.0-or-later

import Approvals
import Facts
import Files
import Guide
import Journal
import Procedure
import ProgramParts
import Reports
import Stores
import Texts
import Usage
import Words

/// `request`: a text for the person who has to agree before certificates are deleted. Where an approval is required, the
/// file that is written can be signed with `approve`.
struct RequestCommand: Command {
  static let name = Verb.request
  static let operand: Operand? = .session
  static let options: [any Option] = [output]
  static let examples = [
    Example("request fe01", "plain"), Example("request fe01 --output request.txt", "file"),
  ]

  static let output = TranscriptCommand.output

  let session: String
  /// `nil` for standard output.
  var output: String?
}

extension RequestCommand {
  init(_ arguments: Arguments) throws(Misuse) {
    session = arguments.requiredOperand
    output = try arguments.value(Self.output).flatMap { $0 == PassingFile.dash ? nil : $0 }
  }

  /// Exits with `finished` also when there is nothing to ask.
  func run(in program: Program) throws(Failure) -> ExitCode {
    let read = try program.read(session)
    try program.checkWhole(read)
    let name = SessionPaths(read.path).name
    let wording = program.texts(of: read.session)
    let isApproval = try needsApproval(read.session, in: program)
    let request = RequestText(read.session, to: isApproval ? .approver : .owner, now: program.now())
    guard !request.isEmpty else {
      program.console.show(wording("request.nothing", ["name": name]), as: .body)
      return .finished
    }
    let text = request.text(wording, name: name, head: read.journal.head, now: program.now())
    if let output {
      try program.writeNew(isApproval ? try signable(text, read, program) : Array(text.utf8), to: output)
      program.console.show(wording("request.written", ["file": output]), as: .quiet)
    } else {
      program.console.page(text)
      if isApproval { program.console.show(wording("request.signable"), as: .body) }
    }
    return .finished
  }

  private func needsApproval(_ session: Session, in program: Program) throws(Failure) -> Bool {
    guard session.start.practice == nil else { return false }
    return session.findings.needsApproval ? true : try program.approvers().isRequired
  }

  /// The text with the record behind it, from which `approve` shows and signs.
  private func signable(_ text: String, _ read: ReadSession, _ program: Program) throws(Failure) -> [UInt8] {
    do throws(FileError) {
      return ApprovalRequest.text(
        text, record: try BoundedFile.read(read.path).prefix(read.journal.soundBytes))
    } catch {
      throw program.failure(error)
    }
  }
}
