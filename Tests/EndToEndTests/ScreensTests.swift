// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Procedure
import PseudoTerminal
import Stores
import TestFiles
import TestSupport
import Testing
import Texts
import Words

/// What whole runs look like on terminals of several kinds, compared with `Tests/Screens`.
///
/// `Scripts/screens` writes those files anew; the difference is for a person to read.
@Suite("Screens", .serialized)
struct ScreensTests {
  /// One run in practice, and one by hand that meets the questions that practice answers itself.
  enum Walk: String, Sendable, CaseIterable {
    case practice
    case byHand = "by-hand"
    /// The same with Skype for Business Server 2015.
    case byHand2016 = "by-hand-2016"
    /// The move of a misplaced certificate, in practice.
    case misplaced

    var arguments: [String] {
      switch self {
      case .practice: ["practice", "duplicate-root", "--seed", "3", "--name", "screens"]
      case .misplaced: ["practice", "misplaced", "--seed", "3", "--name", "screens"]
      case .byHand: ["start", "--server", "2012", "--name", "screens"]
      case .byHand2016: ["start", "--server", "2016", "--product", "sfb2015", "--name", "screens"]
      }
    }
  }

  struct Kind: Sendable, CustomTestStringConvertible {
    var walk = Walk.practice
    var language = "en"
    var columns = 80
    var locale = "C.UTF-8"
    var isColoured = false

    /// That of the usual small window; the wide one is a large one.
    var rows: Int { columns <= 80 ? 24 : 50 }

    var testDescription: String {
      (walk == .practice ? "" : "\(walk.rawValue)-") + "\(language)-\(columns)"
        + (locale == "C" ? "-ascii" : "") + (isColoured ? "-colour" : "")
    }
  }

  static let languages = ["en", "de", "ja"]
  static let kinds: [Kind] =
    languages.flatMap { language in [40, 80, 200].map { Kind(language: language, columns: $0) } }
    + [Kind(locale: "C"), Kind(language: "de", locale: "C"), Kind(isColoured: true)]
    + languages.flatMap { language in
      [40, 80].map { Kind(walk: .byHand, language: language, columns: $0) }
        + [Kind(walk: .byHand2016, language: language)]
        + [40, 80].map { Kind(walk: .misplaced, language: language, columns: $0) }
    }

  /// A run, as a sensible admin does it in English.
  private struct Done: Sendable {
    let typed: [String]
    /// The questions of the session, by their types' names.
    let asked: Set<String>
    /// Prompts whose question was not on the screen with them.
    let unseen: [String]
    let fullScreens: Int
  }

  private static func work(_ walk: Walk, columns: Int, rows: Int) throws -> Done {
    let machine = Machine()
    let admin = try machine.start(
      walk.arguments, session: "screens", environment: ["NO_COLOR": "1"], columns: columns, rows: rows)
    let policy = try Self.policy(walk)
    var asked: Set<String> = []
    var unseen: [String] = []
    let exit = try admin.work { moment in
      if let item = moment.item, let session = moment.session, !moment.isAside {
        asked.insert("\(type(of: item.question))")
        let words = StepWords(wording: Wording().of(session))
        let titles = [
          words.text(.title, of: item, words.values(item, in: session)), Wording()("console.title"),
        ].compactMap(\.self)
        let visible = page(admin.screen, columns, rows)
        if !titles.contains(where: { visible.contains(squeezed($0)) }) {
          unseen.append("\(item.key):\n\(visible)")
        }
      }
      return try policy(moment)
    }
    // The wizard answers some itself.
    asked.formUnion(try machine.session("screens").given.map { "\(type(of: $0.item.question))" })
    guard exit == .code(0) else { throw Unexpected("\(walk) ended otherwise: \(admin.screen.suffix(500))") }
    return Done(typed: admin.typed, asked: asked, unseen: unseen, fullScreens: admin.fullScreens)
  }

  private static func policy(_ walk: Walk) throws -> Admin.Policy {
    guard walk == .byHand || walk == .byHand2016 else { return Sensible().act }
    let contoso = try ContosoSamples()
    let sensible = contoso.sensible(rows: [contoso.rootA1, contoso.rootA2])
    return { moment in
      guard let item = moment.item, !moment.isAside else { return try sensible.act(moment) }
      switch (item.key, item.form) {
      // A wrong zone, which the row with the noted thumbprint disproves.
      case ("start.zone:timeZone", _): return .type("+05:00")
      case ("wizard.7@0:issuer", _): return .type("Tests/Samples/windows/rootA1.cer")
      case ("root.11@0/1:thumbprint", _): return .type("\(contoso.rootA1.thumbprint)")
      case (_, .value(.timeZone)): return .type("+01:00")
      case ("after.services", _): return .type("skip")
      default: return try sensible.act(moment)
      }
    }
  }

  private static let typed = Dictionary(
    uniqueKeysWithValues: Walk.allCases.map { walk in
      (walk, Result { try work(walk, columns: 400, rows: 1_000) })
    })

  /// The same answers in a language: the word that confirms a removal is its own.
  private static func answers(_ kind: Kind) throws -> [String] {
    let word = (english: Wording()("decide.word"), own: Wording(language: kind.language)("decide.word"))
    return try (typed[kind.walk]?.get().typed ?? []).map { $0 == word.english ? word.own : $0 }
  }

  @Test("are as they were looked at", arguments: kinds)
  func golden(_ kind: Kind) throws {
    let machine = Machine()
    var environment = ["LC_ALL": kind.locale]
    if !kind.isColoured { environment["NO_COLOR"] = "1" }
    let terminal = try machine.terminal(
      kind.walk.arguments + ["--language", kind.language], environment: environment, columns: kind.columns,
      rows: kind.rows)
    for answer in try Self.answers(kind) {
      try #require(try Self.waitForPrompt(terminal, kind), "it ended before \(answer)")
      try terminal.send(answer + "\r")
    }
    // What follows the last answer may fill more than one screen.
    #expect(try !Self.waitForPrompt(terminal, kind), "another question: \(terminal.plainScreen.suffix(500))")
    #expect(try terminal.waitForExit() == .code(0))
    let shown = Self.steady(terminal.screen, machine.folder, kind)
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

  @Test("hold every question of the procedure")
  func everyQuestion() throws {
    var asked: Set<String> = []
    for walk in Walk.allCases { asked.formUnion(try #require(Self.typed[walk]).get().asked) }
    #expect(Set(Vocabulary.questions.map { "\($0)" }).subtracting(asked) == [])
  }

  @Test("of 24 lines show with each prompt what it is about", arguments: Walk.allCases, [40, 80])
  func aboutWhat(_ walk: Walk, columns: Int) throws {
    let done = try Self.work(walk, columns: columns, rows: 24)
    #expect(done.unseen == [])
    // Otherwise nothing longer than a screen was met.
    #expect(done.fullScreens > 0)
  }

  @Test("are there for every kind, and for no other")
  func complete() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(Set(files) == Set(Self.kinds.map { "\($0.testDescription).txt" }))
  }

  @Test("of narrow terminals have no line that is wider", arguments: kinds.filter { $0.columns <= 80 })
  func widths(_ kind: Kind) throws {
    let path = Self.folder.appendingPathComponent("\(kind.testDescription).txt")
    let typed = try Self.answers(kind).filter { $0.count > kind.columns / 2 - 2 } + ["0000000000"]
    for line in try String(contentsOf: path, encoding: .utf8).components(separatedBy: "\n") {
      let plain = line.replacing(/␛\[[0-9;]*m/, with: "")
      // What is to be copied is one line, whatever the width; what is typed, readline draws as it likes.
      let isCopied = plain.contains(
        /^  +(lync-pin-wizard|reg|telnet|w32tm|[A-Z][a-z]+-[A-Z]\w+) |^  \S+\.cer$/)
      let isPath = plain.contains(/^\S+[\/\\]\S+[\/\\]\S+$/)
      if isCopied || isPath || typed.contains(where: { plain.contains($0.prefix(10)) }) {
        continue
      }
      #expect(Self.columns(plain) <= kind.columns, "\(plain)")
    }
  }

  /// The last rows of the terminal, without spaces: lines may have been broken anywhere.
  private static func page(_ shown: String, _ columns: Int, _ rows: Int) -> String {
    var left = rows
    var page: [String] = []
    for line in shown.components(separatedBy: "\n").reversed() {
      left -= max(1, (Self.columns(line) + columns - 1) / columns)
      if left < 0 { break }
      page.insert(line, at: 0)
    }
    return squeezed(page.joined())
  }

  private static func squeezed(_ text: String) -> String { text.filter { !$0.isWhitespace } }

  private static func columns(_ line: String) -> Int {
    line.unicodeScalars.reduce(0) {
      $0 + ($1.value >= 0x1100 && !(0x2000..<0x2E80).contains($1.value) ? 2 : 1)
    }
  }

  private static let folder = URL(fileURLWithPath: "\(Checkout.path)/Tests/Screens")
}

// MARK: - The terminal's text

extension ScreensTests {
  /// Passes full screens, each of which has to fit.
  ///
  /// - Returns: whether the program asks; `false` when it went away.
  private static func waitForPrompt(_ terminal: PseudoTerminal, _ kind: Kind) throws -> Bool {
    while let shown = try terminal.wait(for: "a prompt", timeoutSeconds: 30, until: Admin.isWaiting) {
      let lines = PseudoTerminal.withoutControls(shown).components(separatedBy: "\n")
      // The first is what was typed, on the row of its prompt; a blank one below it may scroll away.
      let rows = lines.dropFirst().drop(while: \.isEmpty).map {
        max(1, (columns($0) + kind.columns - 1) / kind.columns)
      }
      #expect(rows.reduce(0, +) <= kind.rows, "\(lines.joined(separator: "\n"))")
      guard Admin.isFullScreen(shown) else { return true }
      try terminal.send("\r")
    }
    return false
  }

  /// The length of a date in words depends on the day, and with it where its paragraph breaks.
  private static func withoutTimeOfDeletion(_ text: String, _ kind: Kind) -> String {
    let title = Wording(language: kind.language)("step.after.events.title")
    let ascii = kind.locale == "C" ? title.replacingOccurrences(of: "’", with: "'") : title
    guard let start = text.range(of: ascii), let end = text[start.upperBound...].range(of: "\n\n") else {
      return text
    }
    return text.replacingCharacters(in: start.upperBound..<end.lowerBound, with: "\n(…)")
  }

  private static var today: String {
    let digits = Date().ISO8601Format().prefix(10).filter { $0 != "-" }
    return String(digits)
  }

  /// Without what is different in every run: times, the day in file names, folders, keys and hashes.
  private static func steady(_ shown: String, _ folder: String, _ kind: Kind) -> String {
    var text = shown
    if kind.isColoured { text = text.replacing(/\u{1B}(\[[0-9;]*m)/) { "␛\($0.output.1)" } }
    text = PseudoTerminal.withoutControls(text)
    text = withoutTimeOfDeletion(text, kind)
    text = text.replacingOccurrences(of: folder, with: "/tmp/lync-pin-wizard-tests-00000000")
    text = text.replacing(/\d{4}-\d\d-\d\d([T ])\d\d:\d\d:\d\d/) { "2026-01-01\($0.output.1)00:00:00" }
    text = text.replacingOccurrences(of: today, with: "20260101")
    // A narrow terminal continues a thumbprint on the next line, inside its frame, or on the next page.
    text = text.replacing(/[0-9a-f]{2}(?:[ │\n]+(?:-- [^\n]* -- \n[ │]*)?[0-9a-f]{2}){19}/) { match in
      match.output.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        line.hasPrefix("-- ") ? String(line) : String(line.map { $0.isHexDigit ? "0" : $0 })
      }.joined(separator: "\n")
    }
    return text.replacing(/[0-9a-f]{20,}/) { match in
      // Serial numbers are the seed's; SHA-1 and SHA-256 come from keys of this run.
      match.output.count == 32 ? String(match.output) : String(repeating: "0", count: match.output.count)
    }
  }
}
