// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Foundation
import Procedure
import PseudoTerminal
import Servers
import Testing
import Texts
import Usage

@testable import Commands

/// What may be typed at any prompt beside its letters.
@Suite struct AsidesTests {
  @Test("every prompt explains, shows what is noted, knows its words, takes a note, and asks the same again")
  func everywhere() throws {
    let contoso = try ContosoSamples()
    let run = try ByHandRun(.windowsServer2012, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]))
    let words = ["why", "where", "show", "glossary pool", "note seen <it>"]
    var asked: [String] = []
    var last: (key: String, word: String)?
    let exit = try run.work { moment, sensible in
      guard let key = moment.item?.key, !moment.isAside else { return try sensible.act(moment) }
      if let (before, word) = last {
        #expect(before == key, "\(word) moved on")
        switch word {
        case "why": #expect(moment.shown.contains("Why:"), "\(key)")
        case "show":
          #expect(moment.shown.contains("Serial number") || moment.shown.contains("Nothing is noted yet"))
        case "glossary pool": #expect(moment.shown.contains("Pool: Lync servers"))
        case "note seen <it>":
          #expect(moment.shown.contains("noted") || moment.shown.contains("Noted"), "\(key)")
        default: break
        }
        last = nil
      }
      guard !asked.contains(key) else { return try sensible.act(moment) }
      let word = words[asked.count % words.count]
      asked.append(key)
      last = (key, word)
      return .type(word)
    }
    #expect(exit == .code(0))
    #expect(asked.count > 40)
    let notes = try run.session.records.compactMap { record in
      if case .remarked(_, let text) = record.event { text } else { nil }
    }
    #expect(notes == Array(repeating: "seen <it>", count: asked.count / words.count))
  }

  @Test("every prompt of every scenario offers back, note, pause and help", arguments: Scenario.allCases)
  func offered(_ scenario: Scenario) throws {
    let run = try Practice(scenario)
    var asked: Set<String> = []
    try run.work { moment in
      if let key = moment.item?.key, !moment.isAside {
        asked.insert(key)
        #expect(moment.letters.isSuperset(of: ["B", "N", "P", "?"]), "\(key): \(moment.prompt)")
      }
      return try Sensible().act(moment)
    }
    #expect(asked.count > 20)
  }

  @Test("handing over writes name and reason down, parks, and opens the transcript")
  func handOver() throws {
    let contoso = try ContosoSamples()
    let run = try ByHandRun(.windowsServer2008, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]))
    // A letter of another prompt is no name, and no reason.
    var answers = ["hand over", "p", "n", "d", "Robin", "s", "the store has three rows"]
    let exit = try run.work { moment, sensible in
      guard moment.item?.key.hasPrefix("root.8") == true, !answers.isEmpty else {
        return try sensible.act(moment)
      }
      return .type(answers.removeFirst())
    }
    #expect(exit == .code(3))
    let session = try run.session
    #expect(session.isParked)
    #expect(
      session.records.dropLast().last?.event == .handedOver(to: "Robin", reason: "the store has three rows"))
    let transcript = try run.machine.run(["transcript", run.name])
    let opening = transcript.output.components(separatedBy: "\n").prefix(14).joined(separator: "\n")
    #expect(opening.contains("Robin"))
    #expect(opening.contains("the store has three rows"))
    #expect(try run.machine.run(["verify", run.name]).code == 0)
  }

  @Test("a text that was read before is not shown again; the title and the prompt are, and help has it all")
  func repeated() throws {
    let contoso = try ContosoSamples()
    let run = try ByHandRun(.windowsServer2012, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]))
    var shown: [String] = []
    _ = try run.work { moment, sensible in
      switch (moment.item?.key, shown.count) {
      case ("wizard.1"?, 0), ("wizard.1"?, 1), ("wizard.1"?, 2):
        shown.append(moment.shown)
        return shown.count == 3 ? .leave : shown.count == 2 ? .type("?") : try sensible.act(moment)
      case ("wizard.2"?, 1): return .type("b")
      default: return try sensible.act(moment)
      }
    }
    try #require(shown.count == 3)
    let long = "It changes nothing yet"
    #expect(shown[0].contains(long))
    #expect(!shown[1].contains(long))
    #expect(shown[1].contains("Same as before."))
    #expect(shown[2].contains(long))
  }

  @Test("a text of a step is shown again when the step's last text had other values")
  func otherValues() throws {
    let contoso = try ContosoSamples()
    let run = try ByHandRun(.windowsServer2012, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]))
    var isGoingBack = false
    var shown = ""
    _ = try run.work { moment, sensible in
      if moment.item?.step.id == "wizard.6" {
        let isIntermediate = moment.item?.about == .noted(NotedID(1))
        if isGoingBack, !isIntermediate {
          shown = moment.shown
          return .leave
        }
        if isIntermediate { isGoingBack = true }
      }
      return isGoingBack ? .type("b") : try sensible.act(moment)
    }
    #expect(shown.contains("Select the root at the top"))
    #expect(shown.contains("Click the topmost line"))
  }

  @Test("the server's language is chosen at any prompt, for Windows and Lync apart, and remembered")
  func labels() throws {
    let contoso = try ContosoSamples()
    let run = try ByHandRun(.windowsServer2012, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]))
    var words = ["labels", "labels xx", "labels de en", "p"]
    var shown: [String] = []
    let exit = try run.work { moment, sensible in
      guard moment.item != nil, !words.isEmpty else { return try sensible.act(moment) }
      shown.append(moment.shown)
      return .type(words.removeFirst())
    }
    #expect(exit == .code(3))
    #expect(shown.count == 4)
    #expect(shown[1].contains("Windows en, Lync en"))
    #expect(shown[2].contains("Windows en, Lync en"))
    #expect(try run.session.labels.map { [$0.windows, $0.lync] } == ["de", "en"])

    try run.resume()
    var clicks = ""
    _ = try run.work { moment, sensible in
      guard moment.item?.key == "root.6" else {
        clicks += moment.shown
        return try sensible.act(moment)
      }
      return .leave
    }
    #expect(clicks.contains("“Zertifizierungspfad (Certification Path)”"))
    #expect(clicks.contains("“Lync Server Deployment Wizard”"))
    let transcript = try run.machine.run(["transcript", run.name]).output
    #expect(transcript.contains("Windows de, Lync en"))
  }

  @Test("a label that is not confirmed is explained once a run, and by “?”")
  func footnote() throws {
    let contoso = try ContosoSamples()
    let run = try ByHandRun(
      .windowsServer2012, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]),
      ["--windows-language", "de", "--lync-language", "de"])
    let note = "* This wording is not confirmed."
    let times = { (shown: String) in shown.components(separatedBy: note).count - 1 }
    var shownBefore = ""
    _ = try run.work { moment, sensible in
      guard moment.item?.step.id == "wizard.3" else {
        shownBefore += moment.shown
        return try sensible.act(moment)
      }
      #expect(moment.shown.contains("“Standardzertifikat* (Default certificate)”"))
      #expect(times(moment.shown) == 1)
      return .type("p")
    }
    // Other labels are there, and none of them is in doubt.
    #expect(shownBefore.contains("“Ereignisanzeige (Event Viewer)”"))
    #expect(times(shownBefore) == 0)

    try run.resume()
    var words = ["where", "?"]
    var shown: [String] = []
    _ = try run.work { moment, sensible in
      if moment.item?.step.id == "wizard.3" { shown.append(moment.shown) }
      guard moment.item?.step.id == "wizard.3", !words.isEmpty else {
        return moment.item?.step.id == "wizard.4" ? .leave : try sensible.act(moment)
      }
      return .type(words.removeFirst())
    }
    #expect(shown.map(times) == [1, 0, 1])
  }

  @Test("the language of the buttons is said at the start, unless it was given or nothing is real")
  func saidFirst() throws {
    let machine = Machine()
    let said = "Schaltflächen und Menüs heißen hier so"
    #expect(try machine.run(["start", "--server", "2012", "--name", "a", "--language", "de"]).says(said))
    let given = ["start", "--server", "2012", "--name", "b", "--language", "de", "--windows-language", "en"]
    #expect(try !machine.run(given).says(said))
    #expect(try !machine.run(["practice", "--name", "c", "--language", "de"]).says(said))
  }

  @Test("languages of the command line count, and go into the session")
  func options() throws {
    let machine = Machine()
    let help = try machine.run(["--help", "--language", "fr"])
    #expect(help.code == 0)
    let french = Help(wording: Wording(language: "fr"), commands: CommandList.all)
    #expect(help.output.trimmingCharacters(in: .newlines) == french.text)
    let unknown = try machine.run(["sessions", "--language", "klingon"])
    #expect(unknown.code == 64)
    #expect(unknown.messages.contains("klingon"))
    let arguments = ["practice", "--name", "a", "--windows-language", "ja", "--language", "de_AT"]
    #expect(try machine.run(arguments).code == 3)
    #expect(try machine.session("a").labels.map { [$0.windows, $0.lync] } == ["ja", "ja"])
  }
}
