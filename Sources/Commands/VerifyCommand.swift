// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Guide
import Journal
import Procedure
import Texts
import Usage
import Words

/// `verify`: whether a session file and its exports are unchanged.
struct VerifyCommand: Command {
  static let name = "verify"
  static let operand: Operand? = .session
  static let options: [any Option] = [head]
  static let examples = [
    Example("verify fe01", "plain"),
    Example("verify fe01 --head HASH", "head"),
  ]

  static let head = ValueOption("head", "HASH")

  let session: String
  /// The recorded hash of the last line.
  var head: String?
}

extension VerifyCommand {
  init(_ arguments: Arguments) throws(Misuse) {
    session = arguments.requiredOperand
    head = try arguments.value(Self.head)
  }

  func run(in program: Program) throws(Failure) -> ExitCode {
    let (console, wording) = (program.console, program.wording)
    let read = try program.read(session)
    try program.checkWhole(read)
    let journal = read.journal
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
    let codes = ExportCheck.all(of: read.session, at: SessionPaths(read.path)).compactMap { check in
      check.tell(in: program) { console.result($0 + "\n") }
    }
    return ExportCheck.gravest(codes) ?? .finished
  }
}
