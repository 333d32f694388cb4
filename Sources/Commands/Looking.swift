// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Guide
import Inspection
import JSON
import Ledger
import Procedure
import Reports
import Texts
import Words

// The commands that only look: `sessions`, `status`, `verify`, `transcript`.

extension Program {
  func listSessions(json: Bool) throws(Failure) -> ExitCode {
    let folder = try sessionFolder()
    let names = try sessionNames()
    if json {
      let values = names.map { name in
        JSONValue.object(
          [JSONValue.Member("name", .string(name))]
            + summary(try? SessionFile.read(at: folder.file(named: name), signatures: .libcrypto)))
      }
      console.result(JSONValue.array(values).pretty)
      return .finished
    }
    if names.isEmpty { console.show(wording("sessions.none"), as: .body) }
    for name in names { console.result("\(name)  \(state(folder.file(named: name)))\n") }
    return .finished
  }

  private func state(_ path: String) -> String {
    guard let journal = try? SessionFile.read(at: path, signatures: .libcrypto), let session = journal.session
    else {
      return wording("sessions.unreadable")
    }
    if let damage = journal.damage { return wording("sessions.damaged", ["line": String(damage.line)]) }
    let server = session.findings.server ?? "?"
    let last = session.records.last?.at.description ?? ""
    let state = StatusWords(wording: wording).position(session)
    let mark = session.start.mark(wording).map { "\($0) · " } ?? ""
    return "\(mark)\(server) · \(last) · \(state)"
  }

  private func summary(_ journal: Journal?) -> [JSONValue.Member] {
    typealias M = JSONValue.Member
    guard let journal, let session = journal.session else { return [M("readable", false)] }
    return [
      M("readable", true), M("whole", .boolean(journal.damage == nil)),
      M("lines", .integer(journal.records.count)), M("head", .string(journal.head)),
      M("server", JSONValue(session.findings.server)), M("windows", .string(session.start.server.rawValue)),
      M("practice", JSONValue(session.start.practice?.scenario)),
      M("administrator", JSONValue(session.findings.administrator)),
      M("begun", .string(session.records[0].at.description)),
      M("last", .string((session.records.last ?? session.records[0]).at.description)),
      M("answered", .integer(session.given.count)), M("next", JSONValue(session.pending?.key)),
      M("ending", JSONValue(session.ending?.rawValue)), M("parked", .boolean(session.isParked)),
    ]
  }

  func showStatus(_ name: String, json: Bool) throws(Failure) -> ExitCode {
    let path = try sessionPath(name)
    let (journal, session) = try journal(path)
    if json {
      let members = [JSONValue.Member("name", .string(SessionPaths(path).name))] + summary(journal)
      console.result(JSONValue.object(members).pretty)
    } else {
      let lines = StatusWords(wording: wording).lines(session, head: journal.head)
      console.report(lines.map { label, value in "\(label): \(value)" })
    }
    guard let damage = journal.damage else { return .finished }
    throw failure(.damaged(path: path, line: damage.line, damage: damage.damage))
  }

  func verify(_ name: String, head: String?) throws(Failure) -> ExitCode {
    let path = try sessionPath(name)
    let (journal, session) = try journal(path)
    if let damage = journal.damage {
      throw failure(.damaged(path: path, line: damage.line, damage: damage.damage))
    }
    if let head, head.lowercased() != journal.head {
      throw Failure(code: .badData, text: wording("verify.otherHead", ["hash": journal.head]))
    }
    console.result(
      wording("verify.whole", ["count": String(journal.records.count), "hash": journal.head]) + "\n")
    console.result(wording(head == nil ? "verify.keepHead" : "verify.sameHead") + "\n")
    if !journal.tornTail.isEmpty {
      let values = ["line": String(journal.records.count + 1), "count": String(journal.tornTail.count)]
      console.show(wording("verify.torn", values), as: .warning)
    }
    return verifyExports(ExportCheck.all(of: session, at: SessionPaths(path)))
  }

  /// What became of each export: a changed one counts for more than one that cannot be looked at.
  private func verifyExports(_ checks: [ExportCheck]) -> ExitCode {
    var codes: Set<ExitCode> = []
    for check in checks {
      let values = [
        "name": check.name.file, "folder": check.name.folder,
        "thumbprint": check.thumbprint?.description ?? wording("unknown"),
      ]
      switch check.finding {
      case .same(let path):
        console.result(wording("verify.export.same", values.merging(["file": path]) { $1 }) + "\n")
      case .elsewhere: console.result(wording("verify.export.elsewhere", values) + "\n")
      case .changed(let path):
        codes.insert(.badData)
        console.show(wording("verify.export.changed", values.merging(["file": path]) { $1 }), as: .error)
      case .missing(let path):
        codes.insert(.noInput)
        console.show(wording("verify.export.missing", values.merging(["file": path]) { $1 }), as: .error)
      case .unreadable(let error):
        codes.insert(ExitCode(error))
        let reason = FileWords(wording: wording).text(error)
        console.show(
          wording("verify.export.unreadable", values.merging(["reason": reason]) { $1 }), as: .error)
      }
    }
    let gravest: [ExitCode] = [.badData, .inputOutput, .permission, .noInput]
    return gravest.first(where: codes.contains) ?? .finished
  }

  func writeTranscript(
    _ name: String, _ format: TranscriptFormat, output: String?, hidesNames: Bool = false
  ) throws(Failure) -> ExitCode {
    let path = try sessionPath(name)
    let (journal, session) = try journal(path)
    let transcript = Transcript(session, head: journal.head, name: SessionPaths(path).name)
    let text = TranscriptWriter(wording: wording, hidesNames: hidesNames).text(transcript, format)
    if let output {
      do throws(LedgerError) { try NewFile.write(Array(text.utf8), to: output) } catch {
        if case .alreadyExists(let path) = error {
          throw Failure(code: .cannotCreate, text: wording("file.exists", ["file": path]))
        }
        throw failure(error)
      }
      console.show(wording("transcript.written", ["file": output]), as: .quiet)
    } else {
      console.result(text)
    }
    guard let damage = journal.damage else { return .finished }
    throw failure(.damaged(path: path, line: damage.line, damage: damage.damage))
  }

  private func journal(_ path: String) throws(Failure) -> (Journal, Session) {
    do throws(LedgerError) {
      let journal = try SessionFile.read(at: path, signatures: .libcrypto)
      if case .refused(.newerFormat(let format))? = journal.damage?.damage {
        throw .newerFormat(path: path, format: format)
      }
      if case .refused(.sessionTooLong)? = journal.damage?.damage { throw .tooLarge(path: path) }
      guard let session = journal.session else { throw .notASession(path: path) }
      return (journal, session)
    } catch {
      throw failure(error)
    }
  }
}
