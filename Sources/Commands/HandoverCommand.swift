// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Glibc
import Guide
import Handover
import Journal
import Paths
import ProgramParts
import Stores
import Texts
import Usage
import Words

/// `handover`: packs a session with everything that belongs to it, so that somebody else can continue it on
/// another computer.
struct HandoverCommand: Command {
  static let name = "handover"
  static let operand: Operand? = .session
  static let options: [any Option] = [output]
  static let examples = [
    Example("handover fe01", "plain"), Example("handover fe01 --output /media/usb/fe01.tar", "file"),
  ]

  static let output = ValueOption("output", "FILE.tar", file: .written, text: "output.archive")

  let session: String
  /// `nil` for `NAME.tar` in the current folder.
  var output: String?

  var takesAnswers: Bool { false }
  var endsInOrder: Bool { true }
}

extension HandoverCommand {
  init(_ arguments: Arguments) throws(Misuse) {
    session = arguments.requiredOperand
    output = try arguments.value(Self.output)
  }

  func run(in program: Program) throws(Failure) -> ExitCode {
    try HandoverRun(program: program, command: self).run()
  }
}

/// Runs `handover`.
private struct HandoverRun: ProgramPart {
  let program: Program
  let command: HandoverCommand

  func run() throws(Failure) -> ExitCode {
    let isStream = command.output == PassingFile.dash
    if isStream, isatty(STDOUT_FILENO) == 1 {
      throw Failure(code: .usage, text: wording("handover.terminal"))
    }
    let read = try program.read(command.session)
    try checkWhole(read)
    let output = command.output ?? SessionPaths(read.path).name + SessionArchive.ending
    let archive = SessionArchive(read.path, read.journal, read.session)
    let parts: SessionArchive.Parts
    let octets: [UInt8]
    do throws(HandoverProblem) {
      parts = try reading { () throws(HandoverProblem) in try archive.parts() }
      octets = try archive.octets(of: parts, stop: cancellationToken)
    } catch {
      throw failure(error)
    }
    if isStream { console.octets(octets) } else { try writeNew(octets, to: absolute(output)) }
    let exportsCode = ExportCheck.gravest(parts.exports.compactMap { $0.tell(in: program) { _ in } })
    tell(parts, read, file: isStream ? nil : output)
    return exportsCode ?? .finished
  }

  /// - Parameter file: `nil` for standard output.
  private func tell(_ parts: SessionArchive.Parts, _ read: ReadSession, file: String?) {
    let values = ["count": String(parts.files.count), "file": file ?? ""]
    console.show(wording(file == nil ? "handover.streamed" : "handover.written", values), as: .good)
    for path in parts.missing { console.show(wording("handover.missing", ["file": path]), as: .warning) }
    console.show(wording("handover.next"), as: .body)
    let name = file.map { ShellWord.quoted($0.pathName) } ?? "FILE\(SessionArchive.ending)"
    console.show("  lync-pin-wizard \(ResumeCommand.name) \(name)", as: .command)
    console.show(wording("handover.head", ["hash": read.journal.head]), as: .quiet)
  }
}
