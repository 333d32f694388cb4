// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Guide
import Journal
import Procedure
import Texts
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
      tell(check, program)
    }
    // A changed export is more serious than one that cannot be read.
    let gravest: [ExitCode] = [.badData, .inputOutput, .permission, .noInput]
    return gravest.first(where: codes.contains) ?? .finished
  }

  /// - Returns: the resulting exit code; `nil` if nothing is wrong.
  private func tell(_ check: ExportCheck, _ program: Program) -> ExitCode? {
    let (console, wording) = (program.console, program.wording)
    let values = [
      "name": check.name.file, "folder": check.name.folder,
      "thumbprint": check.thumbprint?.description ?? wording("unknown"),
    ]
    switch check.finding {
    case .same(let path):
      console.result(wording("verify.export.same", values.merging(["file": path]) { $1 }) + "\n")
      return nil
    case .elsewhere:
      console.result(wording("verify.export.elsewhere", values) + "\n")
      return nil
    case .changed(let path):
      console.show(wording("verify.export.changed", values.merging(["file": path]) { $1 }), as: .error)
      return .badData
    case .missing(let path):
      console.show(wording("verify.export.missing", values.merging(["file": path]) { $1 }), as: .error)
      return .noInput
    case .unreadable(let error):
      let reason = FileWords(wording: wording).text(error)
      console.show(
        wording("verify.export.unreadable", values.merging(["reason": reason]) { $1 }), as: .error)
      return ExitCode(error)
    }
  }
}
