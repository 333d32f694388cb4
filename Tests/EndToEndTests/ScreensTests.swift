// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Procedure
import PseudoTerminal
import TestFiles
import Testing
import Texts

/// What a whole practice run looks like on terminals of several kinds, compared with `Tests/Screens`.
///
/// `Scripts/screens` writes those files anew; the difference is for a person to read.
@Suite("Screens", .serialized)
struct ScreensTests {
  struct Kind: Sendable, CustomTestStringConvertible {
    var language = "en"
    var columns = 80
    var locale = "C.UTF-8"
    var isColoured = false

    var testDescription: String {
      "\(language)-\(columns)" + (locale == "C" ? "-ascii" : "") + (isColoured ? "-colour" : "")
    }
  }

  static let kinds: [Kind] =
    ["en", "de", "ja"].flatMap { language in [40, 80, 200].map { Kind(language: language, columns: $0) } }
    + [Kind(locale: "C"), Kind(language: "de", locale: "C"), Kind(isColoured: true)]

  /// What a sensible admin types in this scenario with this seed.
  private static let typed = Result {
    let machine = Machine()
    let admin = try machine.start(arguments, session: "screens")
    _ = try admin.work(Sensible().act)
    return admin.typed
  }

  /// The same in a language: the word that confirms a removal is its own.
  private static func answers(_ language: String) throws -> [String] {
    let word = (english: Wording()("decide.word"), own: Wording(language: language)("decide.word"))
    return try typed.get().map { $0 == word.english ? word.own : $0 }
  }

  private static let arguments = ["practice", "duplicate-root", "--seed", "3", "--name", "screens"]

  @Test("are as they were looked at", arguments: kinds)
  func golden(_ kind: Kind) throws {
    let machine = Machine()
    var environment = machine.environment
    environment["LC_ALL"] = kind.locale
    if !kind.isColoured { environment["NO_COLOR"] = "1" }
    let terminal = try PseudoTerminal.spawn(
      PseudoTerminal.builtProgram("lync-pin-wizard"), Self.arguments + ["--language", kind.language],
      environment: environment, columns: kind.columns, rows: 50)
    for answer in try Self.answers(kind.language) {
      try #require(try Self.waitForPrompt(terminal), "it ended before \(answer)")
      try terminal.send(answer + "\r")
    }
    #expect(try terminal.waitForExit() == .code(0))
    let shown = Self.steady(terminal.screen, machine.folder, keepsColour: kind.isColoured)
    // What changes from run to run would make every comparison fail another day.
    #expect(!shown.contains(Self.today))

    let path = Self.folder.appendingPathComponent("\(kind.testDescription).txt")
    if ProcessInfo.processInfo.environment["LYNC_PIN_WIZARD_RECORD_SCREENS"] != nil {
      try shown.write(to: path, atomically: true, encoding: .utf8)
      return
    }
    let expected = try String(contentsOf: path, encoding: .utf8)
    let lines = (expected.components(separatedBy: "\n"), shown.components(separatedBy: "\n"))
    if let first = zip(lines.0, lines.1).enumerated().first(where: { $0.element.0 != $0.element.1 }) {
      Issue.record(
        "\(path.lastPathComponent):\(first.offset + 1) was\n\(first.element.0)\nand is\n\(first.element.1)")
    }
    #expect(lines.0.count == lines.1.count)
  }

  @Test("are there for every kind, and for no other")
  func complete() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(Set(files) == Set(Self.kinds.map { "\($0.testDescription).txt" }))
  }

  @Test("of narrow terminals have no line that is wider, but for drawings")
  func widths() throws {
    for language in ["en", "de", "ja"] {
      let path = Self.folder.appendingPathComponent("\(language)-80.txt")
      for line in try String(contentsOf: path, encoding: .utf8).components(separatedBy: "\n") {
        // Readline draws what is typed at the edge twice: on the edge, and on the next line.
        #expect(line.hasPrefix("[") || Self.columns(line) <= 80, "\(language): \(line)")
      }
    }
  }

  private static func columns(_ line: String) -> Int {
    line.unicodeScalars.reduce(0) {
      $0 + ($1.value >= 0x1100 && !(0x2000..<0x2E80).contains($1.value) ? 2 : 1)
    }
  }

  private static let folder = URL(fileURLWithPath: "\(Checkout.path)/Tests/Screens")
}

// MARK: - The terminal's text

extension ScreensTests {
  private static let isReading = "\u{1B}[?2004h"

  /// - Returns: whether the program asks; `false` when it went away.
  private static func waitForPrompt(_ terminal: PseudoTerminal) throws -> Bool {
    let shown = try terminal.wait(for: "a prompt", timeoutSeconds: 30) { shown in
      guard let reading = shown.range(of: isReading, options: .backwards) else { return false }
      let line = PseudoTerminal.withoutControls(String(shown[reading.upperBound...]))
      return line.hasSuffix(" ") && [":", "?", "：", "？"].contains { line.dropLast().hasSuffix($0) }
    }
    return shown != nil
  }

  private static var today: String {
    let digits = Date().ISO8601Format().prefix(10).filter { $0 != "-" }
    return String(digits)
  }

  /// Without what is different in every run: times, the day in file names, folders, keys and hashes.
  private static func steady(_ shown: String, _ folder: String, keepsColour: Bool) -> String {
    var text = shown
    if keepsColour { text = text.replacing(/\u{1B}(\[[0-9;]*m)/) { "␛\($0.output.1)" } }
    text = PseudoTerminal.withoutControls(text)
    text = text.replacingOccurrences(of: folder, with: "/tmp/lync-pin-wizard-tests-00000000")
    text = text.replacing(/\d{4}-\d\d-\d\d([T ])\d\d:\d\d:\d\d/) { "2026-01-01\($0.output.1)00:00:00" }
    text = text.replacingOccurrences(of: today, with: "20260101")
    text = text.replacing(/(?:[0-9a-f]{2} ){19}[0-9a-f]{2}/) {
      String($0.output.map { $0 == " " ? $0 : "0" })
    }
    return text.replacing(/[0-9a-f]{20,}/) { match in
      // Serial numbers are the seed's; SHA-1 and SHA-256 come from keys of this run.
      match.output.count == 32 ? String(match.output) : String(repeating: "0", count: match.output.count)
    }
  }
}
