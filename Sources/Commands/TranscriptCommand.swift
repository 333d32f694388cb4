// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Guide
import Journal
import ProgramParts
import Reports
import Stores
import Texts
import Usage
import Words

/// `transcript`: what was done, what was left alone and why.
struct TranscriptCommand: Command {
  static let name = "transcript"
  static let operand: Operand? = .session
  static let options: [any Option] = [format, output, pseudonyms]
  static let examples = [
    Example("transcript fe01", "plain"), Example("transcript fe01 --format html --output fe01.html", "html"),
    Example("transcript fe01 --format ticket", "ticket"),
    Example("transcript fe01 --format json --output -", "stream"),
  ]

  static let format = ValueOption<TranscriptFormat>(oneOf: "format")
  static let output = ValueOption("output", "FILE", file: .written)
  static let pseudonyms = Flag("pseudonyms")

  let session: String
  var format = TranscriptFormat.text
  /// `nil` for standard output.
  var output: String?
  /// Whether hosts, people and organizations are renamed.
  var hidesNames = false
}

extension TranscriptCommand {
  init(_ arguments: Arguments) throws(Misuse) {
    session = arguments.requiredOperand
    format = try arguments.value(Self.format) ?? .text
    output = try arguments.value(Self.output).flatMap { $0 == PassingFile.dash ? nil : $0 }
    hidesNames = arguments.has(Self.pseudonyms)
  }

  func run(in program: Program) throws(Failure) -> ExitCode {
    let read = try program.read(session)
    let transcript = Transcript(
      read.session, head: read.journal.head, name: SessionPaths(read.path).name)
    let console = program.console
    let text = TranscriptWriter(
      wording: program.texts(of: read.session), hidesNames: hidesNames,
      widthColumns: console.isInteractive && output == nil ? console.widthColumns : 80,
      columns: console.columns
    ).text(transcript, format)
    if let output {
      try program.writeNew(Array(text.utf8), to: output)
      console.show(program.wording("transcript.written", ["file": output]), as: .quiet)
    } else {
      if format == .text { console.page(text) } else { console.result(text) }
    }
    try program.checkWhole(read)
    return .finished
  }
}
