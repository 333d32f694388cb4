// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Glibc
import Journal
import Procedure
import Stores
import TestFiles
import X509

@testable import Commands
@testable import ProgramParts
@testable import Servers
@testable import Terminal

extension FuzzTarget {
  /// A file of answers, from the octets of its lines to what the whole wizard makes of them.
  static let answers = FuzzTarget(
    name: "answers", longestBytes: 8 << 10,
    words: [
      "practice duplicate-root\n", "practice both\n", "practice renewed-same-key\n",
      "practice group-policy\n",
      "practice partial-match\n", "2008\n", "2012\n", "files\n", "menu\n", "=== resume\n", "d\n", "b\n",
      "n\n", "p\n",
      "?\n", "s\n", "f\n", "t\n", "a\n", "e\n", "=\n", "k\n", "r\n", "o\n", "v\n", "w\n", "g\n", "l\n", "y\n",
      "u\n",
      "remove\n", "+01:00\n", "fe01\n", "2\n", "\r\n", "# ", "\u{FEFF}",
      "CN = Contoso Root CA, O = Contoso\n",
      "rootA1.cer\n", "/nowhere.cer\n",
    ],
    seeds: {
      let folder = "\(Checkout.path)/Tests/FuzzTests/Answers"
      return try WholeFile.names(in: folder).map { try WholeFile.bytes("\(folder)/\($0)") }
    },
    run: { bytes in
      try AnsweredRun(bytes).run { path in
        let file = try BoundedFile.read(path)
        let journal = JournalReading(file, signatures: .libcrypto)
        try hold(journal.damage == nil && journal.tornTail.isEmpty, "the wizard's own file is whole")
        try hold(
          SessionRules.encoded(journal.records) == file, "the wizard's own file is written the same again")
        guard let session = journal.session else { throw Broken("the wizard's own file is a session") }
        try SessionRules.check(session)
      }
    })
}

/// The wizard under a file of answers. The first line says what is done: a server, `files`, `menu` or `practice` with
/// a scenario; `=== resume` ends the file and resumes the session with the next one.
struct AnsweredRun {
  private let lines: [ArraySlice<UInt8>]

  init(_ bytes: [UInt8]) { lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false) }

  /// - Parameter check: takes the path of each session file that was begun.
  func run(_ check: (String) throws -> Void) throws {
    let scratch = TemporaryFolder(in: "/dev/shm")
    let session = "\(scratch.path)/\(Self.name)\(SessionFolder.ending)"
    var first = true
    let mode = String(decoding: lines.first ?? [], as: UTF8.self)
    for part in lines.dropFirst().split(omittingEmptySubsequences: false, whereSeparator: Self.isResumption) {
      let answers = Array(part.joined(separator: [0x0A]))
      let command = try first ? Self.command(mode, session) : Self.command(["resume", session])
      first = false
      let code = try Self.lead(command, answers, scratch)
      try hold([.finished, .unresolved, .parked].contains(code), "\(command) ends with \(code)")
      guard access(session, F_OK) == 0 else { return }
      try check(session)
      if code != .parked { return }
    }
  }

  private static let name = "s"
  private static let moment = Instant(secondsSince1970: 1_795_000_000)
  private static let wording = Rules.wording

  private static func isResumption(_ line: ArraySlice<UInt8>) -> Bool {
    line.elementsEqual("=== resume".utf8)
  }

  private static func command(_ mode: String, _ session: String) throws -> any Command {
    let words = mode.split(separator: " ").map(String.init)
    if words.first == "practice" {
      let scenario = words.last.flatMap(Scenario.init(rawValue:)) ?? .duplicateRoot
      return try command(["practice", scenario.rawValue, "--seed", "7", "--name", name])
    }
    if mode == "menu" { return try command([]) }
    guard mode == "files" else {
      let server = WindowsServer(rawValue: mode).map {
        ["--server", $0.rawValue, "--product", "lync2013"]
      }
      return try command(["start", "--session", session] + (server ?? []))
    }
    let folder = Samples.windows
    return try command([
      "start", "--session", session, "--server", "2012", "--product", "lync2013", "--chain",
      "\(folder)/rootA1.cer",
      "\(folder)/subB1.cer", "--store", "ROOT=\(folder)/duplicates.sst", "\(folder)/subB2.cer",
      "--events", Samples.path("text/events-wevtutil.xml"),
    ])
  }

  private static func command(_ words: [String]) throws -> any Command {
    try CommandLineReader(["lync-pin-wizard"] + words).request().command
  }

  private static func lead(
    _ command: any Command, _ answers: [UInt8], _ scratch: TemporaryFolder
  ) throws -> ExitCode {
    let input = MemoryFile(answers)
    let output = MemoryFile([])
    let signals = try Signals()
    let stream = Stream(output.descriptor, signals: signals)
    let voice = ConsoleWriter(
      messages: stream, results: stream, decoration: Decoration(isColoured: false, charset: .utf8),
      columns: .ofTable)
    let console = PlainConsole(input: input.descriptor, source: .answersFile, voice: voice, signals: signals)
    let program = Program(
      console: console, wording: wording, saysLabels: false, folder: SessionFolder(path: scratch.path),
      now: { moment }, randomSeed: { 7 }, commands: CommandList.all)
    let code = program.run(command)
    let said = output.bytes
    try hold(!console.isOutputLost, "everything that was said was written")
    guard let text = String(validating: said, as: UTF8.self) else { throw Broken("what was said is no text") }
    try Rules.checkHarmless(text)
    return code
  }
}

/// A file that has no name.
final class MemoryFile {
  let descriptor: Int32

  init(_ bytes: [UInt8]) {
    var template = Array("/dev/shm/lync-pin-wizard-fuzz-XXXXXX".utf8CString)
    descriptor = mkstemp(&template)
    unlink(template)
    precondition(descriptor >= 0 && write(descriptor, bytes, bytes.count) == bytes.count)
    lseek(descriptor, 0, SEEK_SET)
  }

  deinit { close(descriptor) }

  var bytes: [UInt8] {
    var bytes = [UInt8](repeating: 0, count: Int(lseek(descriptor, 0, SEEK_END)))
    let count = pread(descriptor, &bytes, bytes.count, 0)
    precondition(count == bytes.count)
    return bytes
  }
}
