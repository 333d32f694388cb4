// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Foundation
import Journal
import Procedure
import PseudoTerminal
import Reports
import Servers
import TestFiles
import TestSupport
import Testing
import Texts

/// What a transcript says to somebody who reads only its beginning, and in which order it says the rest.
@Suite("The first screen of a transcript")
struct TranscriptPageTests {
  private static let texts = Wording()

  /// The word, the headline and the points, of the text form.
  private func banner(_ machine: Machine, _ name: String) throws -> String {
    let text = try machine.run(["transcript", name]).output
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.dropFirst(2).prefix { !$0.isEmpty }.joined(separator: "\n")
  }

  private func says(_ banner: String, _ keys: String..., but others: [String] = []) {
    for key in keys { #expect(banner.contains(Self.texts(key)), "\(key): \(banner)") }
    for key in others { #expect(!banner.contains(Self.texts(key)), "\(key): \(banner)") }
  }

  private func word(_ word: String) -> String { Self.texts("banner.word.\(word)").uppercased() }

  /// A practice run in which one check after the work is answered differently.
  private func run(_ scenario: Scenario, _ key: String? = nil, _ answer: String = "s") throws -> Practice {
    let run = try Practice(scenario)
    try run.work { moment in
      guard let key, moment.item?.key == key, !moment.isAside else { return try Sensible().act(moment) }
      return .type(answer)
    }
    return run
  }

  @Test("says done only when all is seen gone, read back and tested")
  func done() throws {
    let run = try run(.duplicateRoot)
    let banner = try banner(run.machine, run.name)
    #expect(banner.hasPrefix(word("done")))
    says(
      banner, "banner.practice", "banner.removed.one", "banner.exports.one", "banner.signIn.worked",
      but: ["banner.signIn.notTested"])
    #expect(banner.contains("Gone, as seen by the wizard: "))
  }

  @Test("says that no sign-in was tested, or that it failed")
  func signIn() throws {
    let skipped = try run(.duplicateRoot, "after.signin")
    let untested = try banner(skipped.machine, skipped.name)
    #expect(untested.hasPrefix(word("open")))
    says(untested, "banner.signIn.notTested", but: ["banner.signIn.worked"])
    #expect(untested.contains("\n- Not done: "))
    let failed = try run(.duplicateRoot, "after.signin", "n")
    let broken = try banner(failed.machine, failed.name)
    #expect(broken.hasPrefix(word("problem")))
    says(broken, "banner.signIn.failed", "banner.removed.one", but: ["banner.signIn.worked"])
  }

  @Test("says that a sign-in was not tested since certificates were brought back")
  func outdated() throws {
    let run = try run(.duplicateRoot)
    let answers = try run.machine.write("d\n", to: "a.txt")
    #expect(try run.machine.run(["restore", run.name, "--answers", answers]).code == 0)
    let banner = try banner(run.machine, run.name)
    says(
      banner, "banner.removed.restored", "banner.signIn.outdated",
      but: ["banner.removed.one", "banner.signIn.worked"])
    #expect(banner.contains("Removed and brought back: "))
    #expect(!banner.hasPrefix(word("done")))
  }

  @Test("does not say verified of an export that was only seen, nor that the wizard saw what the admin saw")
  func seenOnly() throws {
    let contoso = try ContosoSamples()
    let run = try ByHandRun(.windowsServer2012, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]))
    try run.work()
    let banner = try banner(run.machine, run.name)
    #expect(banner.hasPrefix(word("open")))
    says(banner, "banner.removed.one", but: ["banner.exports.one", "banner.exports.all"])
    #expect(banner.contains("Exports not read back: 1 of 1."))
    #expect(banner.contains("Gone, as confirmed by the administrator: "))
    #expect(!banner.contains("Gone, as seen by the wizard"))
    #expect(banner.contains("The export was seen on the server but not read back: "))
  }

  @Test(
    "says that nothing was removed, and why it ended",
    arguments: [
      ("parked", Scenario.duplicateRoot), ("stopped", .noneMatches), ("nothing", .listedOnce),
      ("review", .partialMatch),
    ])
  func nothing(word: String, scenario: Scenario) throws {
    let run = try Practice(scenario)
    try run.work { moment in
      word == "parked" && moment.item?.key.hasPrefix("root.12") == true
        ? .type("p") : try Sensible().act(moment)
    }
    let banner = try banner(run.machine, run.name)
    #expect(banner.hasPrefix(self.word(word)), "\(banner)")
    says(banner, "banner.removed.none", "banner.signIn.unchanged", but: ["banner.exports.one"])
  }

  @Test(
    "says what is to do where it could do nothing",
    arguments: [
      (Scenario.noneMatches, "transcript.open.noneMatches"), (.listedOnce, "transcript.open.listedOnce"),
    ])
  func leftToDo(scenario: Scenario, key: String) throws {
    let run = try Practice(scenario)
    try run.work(Sensible().act)
    let banner = try banner(run.machine, run.name)
    #expect(banner.contains("\n- \(Self.texts(key))"))
    let text = try run.machine.run(["transcript", run.name]).output
    #expect(!text.contains(Self.texts("transcript.nothingOpen")))
    guard scenario == .noneMatches else { return }
    // The one that was looked for is drawn first, and no other is called removable or left because of its verdict.
    let found = try #require(text.range(of: Self.texts("picture.state.notListed")))
    #expect(!text[..<found.lowerBound].contains(Self.texts("verdict.mismatched.name")))
    #expect(text.contains(Self.texts("fate.noneNeeded")) && !text.contains(Self.texts("fate.leftAlone")))
  }

  @Test("says where a certificate comes from that would come back, in the language of the server")
  func managed() throws {
    let run = try Practice(.groupPolicy)
    var labels = ["labels de"]
    try run.work { moment in
      if moment.item?.key == "before.event", !labels.isEmpty { return .type(labels.removeFirst()) }
      return try Sensible().act(moment)
    }
    let banner = try banner(run.machine, run.name)
    #expect(banner.contains("Comes from “Gruppenrichtlinie”"))
    let text = try run.machine.run(["transcript", run.name]).output
    #expect(text.contains("Store: Gruppenrichtlinie") && !text.contains("Group Policy"))
    #expect(text.contains("Vertrauenswürdige Stammzertifizierungsstellen"))
    // A server of practice shows exactly these words.
    #expect(!text.contains(Self.texts.footnote))
  }

  @Test("explains the mark of a label that no source confirms")
  func footnote() throws {
    let machine = Machine()
    let hostile = try HostileCase()
    _ = try hostile.run(machine)
    for format in ["text", "markdown", "html"] {
      let german = ["--windows-language", "de", "transcript", "h", "--format", format]
      let marked = try machine.run(german).output
      let plain = try machine.run(["transcript", "h", "--format", format]).output
      #expect(marked.contains("This wording is not confirmed."), "\(format)")
      #expect(!plain.contains("This wording is not confirmed."))
    }
  }

  @Test(
    "says that a removed certificate is back, and that a needed one is missing", arguments: [true, false])
  func laterLook(isBack: Bool) throws {
    let machine = Machine()
    let hostile = try HostileCase()
    let run = try hostile.run(machine)
    try run.resume()
    #expect(try run.work() == .code(0))
    var registry = Registry()
    if isBack {
      registry.add(.local, "ROOT", hostile.noted, hostile.stray)
    } else {
      registry.add(.local, "ROOT")
    }
    registry.add(.local, "AuthRoot")
    registry.add(.policy, "ROOT")
    registry.add(.enterprise, "ROOT")
    let file = try machine.write(registry.text, to: "now.reg")
    #expect(try machine.run(["recheck", "h", "--store", file]).code == 1)
    let banner = try banner(machine, "h")
    #expect(banner.hasPrefix(word("problem")))
    #expect(banner.contains(isBack ? "BACK in its store: " : "MISSING, and the server needs it: "))
    says(banner, isBack ? "banner.alarm.returned" : "banner.alarm.missing")
    let text = try machine.run(["transcript", "h"]).output
    #expect(
      text.contains("After: \(Self.texts(isBack ? "picture.state.returned" : "picture.state.missing"))"))
  }

  @Test("does not say that nothing was removed while a command file may have been run")
  func commanded() throws {
    let machine = Machine()
    let hostile = try HostileCase()
    _ = try hostile.run(machine)
    says(try banner(machine, "h"), "banner.removed.none")
    #expect(try hostile.commands(machine).code == 0)
    let banner = try banner(machine, "h")
    says(banner, "banner.removed.unknown", but: ["banner.removed.none"])
    #expect(banner.contains("A command file was written, and its result is not known: "))
    #expect(try machine.run(["transcript", "h"]).output.contains(Self.texts("picture.state.commanded")))
    let ticket = try machine.run(["transcript", "h", "--format", "ticket"]).output
    #expect(ticket.contains("\nDeleted: A command file was written, and its result is not known: "))
  }

  @Test("tells the same in the same order in every form", arguments: ["text", "markdown", "html"])
  func order(format: String) throws {
    let run = try Practice(.both)
    var note = ["note a look at the order"]
    try run.work { moment in
      if moment.item?.key == "before.event", !note.isEmpty { return .type(note.removeFirst()) }
      return try Sensible().act(moment)
    }
    let text = try run.machine.run(["transcript", run.name, "--format", format]).output
    let keys = [
      "banner.removed.more", "transcript.summary", "transcript.path", "transcript.entries",
      "transcript.matches", "transcript.open", "transcript.notes", "transcript.restore", "transcript.steps",
      "transcript.records",
    ]
    var rest = text[...]
    for key in keys {
      let heading = Self.texts(key, ["count": "2"])
      let found = try #require(rest.range(of: heading), "\(key) is missing or comes too early")
      rest = rest[found.upperBound...]
    }
    // Hashes and paths are last: none of the export's path, the card's path, or a hash is above them.
    let head = try run.machine.journal(run.name).head
    #expect(text.ranges(of: head).allSatisfy { $0.lowerBound > rest.startIndex })
    #expect(text.ranges(of: ".cards/").contains { $0.lowerBound > rest.startIndex })
  }

  @Test("is ten lines as a ticket, in every language", arguments: Wording.languages)
  func ticket(language: String) throws {
    let run = try run(.both, "after.signin")
    let text = try run.machine.run(
      ["--language", language, "transcript", run.name, "--format", "ticket"]
    ).output
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 11 && lines.last == "")
    let wording = Wording(language: language)
    #expect(lines[0].contains(wording("banner.word.open")))
    #expect(lines[1].contains(wording("banner.removed.more", ["count": "2"])))
    #expect(lines[8].hasSuffix(wording("banner.signIn.notTested")))
    for line in lines.dropLast().dropFirst() { #expect(line.contains(": ")) }
  }

  @Test("fits the terminal", arguments: [40, 80, 200])
  func widths(columns: Int) throws {
    let run = try run(.duplicateRoot)
    let terminal = try run.machine.terminal(["transcript", run.name], columns: columns, rows: 2_000)
    #expect(try terminal.waitForExit() == .code(0))
    let lines = terminal.plainScreen.split(separator: "\n").map { $0.filter { $0 != "\r" } }
    #expect(lines.count > 100)
    // A path is never broken, so that it can be copied.
    for line in lines where !line.contains(/^\S+\/\S+\/\S+$/) { #expect(line.count <= columns, "\(line)") }
    // The signs below a serial number stand below its own digits.
    let marks = try #require(lines.firstIndex { $0.contains(/^ +[\^ ]+$/) })
    let (number, signs) = (Array(lines[marks - 1]), Array(lines[marks]))
    for (index, sign) in signs.enumerated() where sign == "^" { #expect(number[index].isHexDigit) }
  }
}

/// Whether Debian's HTML Tidy is there to ask.
private let hasTidy = FileManager.default.isExecutableFile(atPath: "/usr/bin/tidy")

@Suite("The HTML of a transcript", .enabled(if: hasTidy, "tidy is not installed"))
struct TranscriptMarkupTests {
  @Test("has no error and no warning", arguments: Wording.languages)
  func valid(language: String) throws {
    let run = try Practice(.both)
    var note = ["note <b>&amp; \"a\" 'b'</ol>"]
    try run.work { moment in
      if moment.item?.key == "before.event", !note.isEmpty { return .type(note.removeFirst()) }
      return try Sensible().act(moment)
    }
    try expectValid(run, language)
  }

  @Test("has no error and no warning while a step is open, nor where nothing could be done")
  func unfinished() throws {
    let parked = try Practice(.both)
    try parked.work { moment in
      moment.item?.key.hasPrefix("root.12") == true ? .type("p") : try Sensible().act(moment)
    }
    try expectValid(parked, "en")
    let stopped = try Practice(.noneMatches)
    try stopped.work(Sensible().act)
    try expectValid(stopped, "en")
  }

  private func expectValid(_ run: Practice, _ language: String) throws {
    let path = "\(run.machine.folder)/page.html"
    let arguments = ["--language", language, "transcript", run.name, "--format", "html", "--output", path]
    #expect(try run.machine.run(arguments).code == 0)
    let tidy = try PseudoTerminal.run(["/usr/bin/tidy", "-e", "-q", path], input: "", environment: [:])
    #expect(tidy.exit == .code(0), "\(tidy.messages)")
    #expect(tidy.messages.isEmpty)
  }
}
