// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Guide
import JSON
import Journal
import Procedure
import ProgramParts
import Reports
import Texts
import Usage
import Words

/// `verify`: whether a session file and its exports are unchanged.
struct VerifyCommand: Command {
  static let name = "verify"
  static let operand: Operand? = .session
  static let options: [any Option] = [head, SharedOptions.json]
  static let examples = [
    Example("verify fe01", "plain"),
    Example("verify fe01 --head HASH", "head"), Example("verify fe01 --json", "json"),
  ]

  static let head = ValueOption("head", "HASH")

  let session: String
  /// The recorded hash of the last line.
  var head: String?
  var isJSON = false
}

extension VerifyCommand {
  init(_ arguments: Arguments) throws(Misuse) {
    session = arguments.requiredOperand
    head = try arguments.value(Self.head)
    isJSON = arguments.has(SharedOptions.json)
  }

  func run(in program: Program) throws(Failure) -> ExitCode {
    let (console, wording) = (program.console, program.wording)
    let read = try program.read(session)
    let exports =
      read.journal.damage == nil ? ExportCheck.all(of: read.session, at: SessionPaths(read.path)) : []
    if isJSON {
      let report = VerifyReport(
        wording: wording, named: SessionPaths(read.path).name, read.journal, expectedHead: head,
        exports: exports)
      console.result(report.value.pretty)
    }
    try program.checkWhole(read)
    let journal = read.journal
    if let head, head.lowercased() != journal.head {
      throw Failure(code: .badData, text: wording("verify.otherHead", ["hash": journal.head]))
    }
    func tell(_ text: String) { if !isJSON { console.result(text + "\n") } }
    tell(wording("verify.whole", ["count": String(journal.records.count), "hash": journal.head]))
    tell(wording(head == nil ? "verify.keepHead" : "verify.sameHead"))
    if !journal.tornTail.isEmpty {
      let values = ["line": String(journal.records.count + 1), "count": String(journal.tornTail.count)]
      console.show(wording("verify.torn", values), as: .warning)
    }
    let codes = exports.compactMap { $0.tell(in: program, good: tell) }
    return ExportCheck.gravest(codes) ?? .finished
  }
}
