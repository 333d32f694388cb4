// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PseudoTerminal
import TestFiles
import Testing
import Texts

/// What the windows of a practice server look like, compared with `Tests/DesktopScreens`.
///
/// `Scripts/screens` writes those files anew; the difference is for a person to read. The event log, the clock
/// and the phone are left out, because they show the time of the run.
@Suite("Screens of the desktop", .serialized)
struct DesktopScreensTests {
  struct Kind: Sendable, CustomTestStringConvertible {
    let language: String
    let columns: Int
    var testDescription: String { "\(language)-\(columns)" }
  }

  static let kinds = ["en", "de", "ja"].flatMap { language in
    [40, 80].map { Kind(language: language, columns: $0) }
  }

  /// The path of the Front End's certificate, left open, with a copy to a file; a console with a snap-in that is
  /// removed; an export, a deletion that is called off; the physical stores; a deletion, and an import up to the
  /// store; the shells; other computers; the exported files.
  private static let typed = [
    "4", "1", "1", "1", "1", "3", "4", "2", "w", "13", "c", "noted", "1", "0", "0", "0", "0", "0", "0",
    "6", "1", "a", "1", "a", "3", "a", "2", "1", "2", "c", "stray", "1", "d", "2", "0", "0", "c", "1", "1",
    "0", "3", "0", "0", "c", "2", "1", "d", "1", "a", "3", "nothing", "1", "0", "a", "1", "0", "0", "0",
    "2", "4", "1", "7", "1", "0", "3", "3", "1", "5", "1", "what", "0",
    "10", "1", "1", "0", "0", "3", "1", "4", "1", "1", "0", "0", "12", "3", "1", "0", "7", "1",
    "8", "1", "0", "0",
    "what?", "?", "quit",
  ]

  @Test("are as they were looked at", arguments: kinds)
  func golden(_ kind: Kind) throws {
    let machine = Machine()
    let language = ["--language", kind.language]
    _ = try machine.run(["practice", "both", "--by-hand", "--seed", "3", "--name", "screens"] + language)
    var environment = machine.environment
    environment["NO_COLOR"] = "1"
    let terminal = try PseudoTerminal.spawn(
      PseudoTerminal.builtProgram("lync-pin-wizard"), ["practice", "--desktop", "screens"] + language,
      environment: environment, columns: kind.columns)
    for answer in Self.typed {
      try waitForPrompt(terminal)
      try terminal.send(answer + "\r")
    }
    #expect(try terminal.waitForExit() == .code(0))
    let shown = Self.steady(terminal.plainScreen, machine.folder)
    // What is to be copied is never broken.
    for line in shown.split(separator: "\n")
    where !line.hasPrefix("/tmp/") && !line.hasPrefix("  lync-pin-wizard ") {
      #expect(Self.columns(line) <= kind.columns, "\(line)")
    }

    let path = "\(Self.folder)/\(kind.testDescription).txt"
    if ProcessInfo.processInfo.environment["LYNC_PIN_WIZARD_RECORD_SCREENS"] != nil {
      try shown.write(toFile: path, atomically: true, encoding: .utf8)
      return
    }
    let expected = try String(contentsOfFile: path, encoding: .utf8)
    let lines = (expected.components(separatedBy: "\n"), shown.components(separatedBy: "\n"))
    if let first = zip(lines.0, lines.1).enumerated().first(where: { $0.element.0 != $0.element.1 }) {
      Issue.record("\(path):\(first.offset + 1) was\n\(first.element.0)\nand is\n\(first.element.1)")
    }
    #expect(lines.0.count == lines.1.count)
  }

  private static let folder = "\(Checkout.path)/Tests/DesktopScreens"

  private func waitForPrompt(_ terminal: PseudoTerminal) throws {
    let shown = try terminal.wait(for: "a prompt", timeoutSeconds: 30) { shown in
      guard let reading = shown.range(of: "\u{1B}[?2004h", options: .backwards) else { return false }
      let prompt = PseudoTerminal.withoutControls(String(shown[reading.upperBound...]))
      return prompt.hasSuffix(": ") || prompt == "> "
    }
    try #require(shown != nil)
  }

  private static func columns(_ line: Substring) -> Int {
    line.unicodeScalars.reduce(0) {
      $0 + ($1.value >= 0x1100 && !(0x2000..<0x2E80).contains($1.value) ? 2 : 1)
    }
  }

  /// Without what is different in every run: the folder, and the thumbprints, which come from new keys.
  private static func steady(_ shown: String, _ folder: String) -> String {
    var text = shown
    text = text.replacingOccurrences(of: folder, with: "/tmp/lync-pin-wizard-tests-00000000")
    return text.replacing(/(?:[0-9a-f]{2}\s+){19}[0-9a-f]{2}/) {
      String($0.output.map { $0.isWhitespace ? $0 : "0" })
    }
  }
}
