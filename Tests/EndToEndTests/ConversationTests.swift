// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Foundation
import Journal
import Procedure
import PseudoTerminal
import Servers
import TestFiles
import TestSupport
import Testing
import Texts

/// How a slip is mended where it is noticed, and how a question is answered in one's own words.
@Suite("Conversation, end to end")
struct ConversationTests {
  static let opening = ["fe01.contoso.com", "Alex", "+01:00"]

  /// A session by hand, with answers from a pipe.
  func session(_ lines: [String]) throws -> (session: Session, run: Machine.Run) {
    let machine = Machine()
    let input = lines.map { "\($0)\n" }.joined()
    let run = try machine.run(["start", "--server", "2012", "--name", "s"], input: input)
    return (try machine.session("s"), run)
  }

  @Test(
    "yes and no are understood in every language, and in the question's own words",
    arguments: ["y", "yes", "Yes, this event", "ja", "oui", "sí", "sim", "да", "はい", "예", "是"])
  func yes(word: String) throws {
    let (session, _) = try session(Self.opening + [word])
    #expect(session.given.last?.item.step.id == "before.event")
    #expect(session.given.last?.answer == .confirmed)
  }

  @Test("a letter that is not shown is no answer, nor is “done”", arguments: ["d", "done", "j", "g", "l"])
  func hidden(letter: String) throws {
    let (session, run) = try session(Self.opening + [letter])
    #expect(session.pending?.step.id == "before.event")
    #expect(run.messages.contains("“\(letter)” is not one of the choices"))
  }

  @Test(
    "no is no problem by itself: what was found is asked",
    arguments: ["n", "no", "nein", "non", "нет", "いいえ", "아니요"])
  func no(word: String) throws {
    let (session, run) = try session(Self.opening + [word, "event 1000"])
    #expect(session.given.last?.answer == .problem("event 1000"))
    #expect(run.messages.contains("What did you find?"))
  }

  @Test("at a yes/no question “note” stays a word, and takes no letter from “no”")
  func note() throws {
    let (session, _) = try session(Self.opening + ["note", "seen it before", "y"])
    let remarks = session.records.compactMap {
      if case .remarked(_, let text) = $0.event { text } else { nil }
    }
    #expect(remarks == ["seen it before"])
    #expect(session.given.last?.answer == .confirmed)
  }

  @Test("a help names each letter of the prompt, with its own words")
  func help() throws {
    let (_, run) = try session(Self.opening + ["?"])
    for line in ["Y  Yes, this event:", "N  No, something else:", "S  Skip:", "B  Back:", "P  Pause:"] {
      #expect(run.messages.contains(line), "\(line)")
    }
    #expect(!run.messages.contains("D  Done:"))
  }

  @Test("no name of a server is taken that no server has", arguments: ["asdf qwer", "z", "fe01;", "…"])
  func server(name: String) throws {
    let (session, run) = try session([name, "fe01.contoso.com"])
    #expect(run.messages.contains("does not look like the name of a server"))
    #expect(session.findings.server == "fe01.contoso.com")
  }

  @Test("whoever types quit is asked, and pauses", arguments: ["quit", "exit", "q"])
  func quit(word: String) throws {
    let (stayed, _) = try session([word, "n", "fe01.contoso.com"])
    #expect(stayed.findings.server == "fe01.contoso.com")
    let (left, run) = try session(["fe01.contoso.com", word, "y"])
    #expect(left.records.last?.event == .parked(.asked))
    #expect(run.code == 3)
    #expect(run.messages.contains("Pause here?"))
  }

  @Test("a word of the question comes before the words that pause: “leave” leaves a certificate")
  func leave() throws {
    let run = try Practice(.duplicateRoot)
    try run.work { moment in
      guard case .decision? = moment.item?.form, !moment.isAside else { return try Sensible().act(moment) }
      return .type("leave")
    }
    let session = try run.machine.session(run.name)
    #expect(session.findings.decision(EntryID(noted: .root, number: 2)) == .setAside)
    #expect(session.ending == .stoppedForReview)
  }

  @Test("fix corrects one answer and keeps the others")
  func fix() throws {
    let (session, run) = try session(Self.opening + ["y", "y", "fix", "3", "+02:00"])
    #expect(session.findings.offsetMinutes == 120)
    #expect(session.pending?.step.id == "before.ports")
    #expect(run.messages.contains("Your answer was: Typed: +01:00"))
    // However many they are, one line says so.
    #expect(run.messages.matches(of: /Number of later answers that were kept as they were: 2\./).count == 1)
    #expect(session.records.contains { $0.event == .withdrawn(from: 4, keeps: true) })
  }

  @Test("a row that was read, and that the server shows otherwise, leads back to the list")
  func differs() throws {
    let run = try Practice(.duplicateRoot)
    var places: [String] = []
    let exit = try run.work { moment in
      guard let item = moment.item, !moment.isAside, moment.letters.contains("X") else {
        return places.count > 3 ? .leave : try Sensible().act(moment)
      }
      places.append(item.step.id)
      #expect(moment.shown.contains("[X] The server shows something else"))
      return .type(places.count == 4 ? "x" : "d")
    }
    #expect(exit == nil)
    #expect(places == ["root.9", "root.10", "root.11", "root.9"])
    let session = try run.machine.session(run.name)
    #expect(session.pending?.step.id == "root.8")
    #expect(session.findings.listings[.root] == nil)
    #expect(run.admin.screen.contains("So the list that was read differs from the list on the server now"))
  }

  @Test("a line that is alone is opened: with another serial number, the lines are counted again")
  func onlyAnother() throws {
    let contoso = try ContosoSamples()
    for answer in ["n", "no", "y", "ja"] {
      let run = try ByHandRun(.windowsServer2012, contoso.sensible(rows: [contoso.rootA1]))
      var isAsked = false
      let exit = try run.work { moment, sensible in
        if isAsked { return .leave }
        guard moment.item?.step.id == "root.once" else { return try sensible.act(moment) }
        isAsked = true
        #expect(moment.shown.contains("1f a4 b2 c3 d4 e5 f6 07 18 29 3a 4b 5c 6d 7e 8f"))
        // Enter alone says nothing about a line that nobody opened.
        #expect(!moment.shown.contains("(default is"))
        return .type(answer)
      }
      #expect(exit == nil)
      let session = try run.session
      let isOther = ["n", "no"].contains(answer)
      #expect(session.pending?.step.id == (isOther ? "root.8" : "ca.1"), "\(answer)")
      #expect(session.findings.listings[.root] == (isOther ? nil : .counted(1)))
      #expect(run.admin.screen.contains("a line was missed: click") == isOther)
      let remarks = session.records.count { if case .remarked = $0.event { true } else { false } }
      #expect(remarks == (isOther ? 1 : 0))
    }
  }

  @Test("what typed values cannot show is said before they are typed; a decision begins with the way out")
  func wayOut() throws {
    let contoso = try ContosoSamples()
    let run = try ByHandRun(.windowsServer2012, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]))
    var rows: [String] = []
    var decision = ""
    _ = try run.work { moment, sensible in
      if case .value(.serial)? = moment.item?.form, case .entry? = moment.item?.about {
        rows.append(moment.shown)
      }
      guard case .decision? = moment.item?.form else { return try sensible.act(moment) }
      decision = moment.shown
      return .leave
    }
    #expect(rows.count == 2)
    for row in rows {
      #expect(row.contains("before a certificate other than the noted one can be removed"))
      #expect(row.contains("Path of the exported .cer file (fills in everything), or the serial number:"))
      #expect(!row.contains("candidate"))
    }
    let parts = [
      "Verdict: undecided", "What to do now: ", "It is not known whether it has the same key",
      "Recommended: get the files first",
    ]
    .map {
      decision.range(of: $0)?.lowerBound
    }
    #expect(!parts.contains(nil) && parts.compactMap(\.self) == parts.compactMap(\.self).sorted())
    #expect(decision.contains("or the path of an exported .cer file"))
  }

  @Test("a certificate is kept with Enter, for a plain reason; the other servers of a pool may need nothing")
  func between() throws {
    let contoso = try ContosoSamples()
    let rows = [contoso.rootA1, contoso.rootA2, contoso.rootA3]
    let run = try ByHandRun(.windowsServer2012, contoso.sensible(rows: rows))
    var decisions = 0
    var pool = ""
    try run.work { moment, sensible in
      if case .decision? = moment.item?.form {
        if moment.isAside, moment.last == "k" { return .type("") }
        if !moment.isAside { decisions += 1 }
        return decisions == 1 && !moment.isAside ? .type("k") : try sensible.act(moment)
      }
      guard moment.item?.step == ClosingSection.pool, !moment.isAside else { return try sensible.act(moment) }
      pool = moment.shown
      return .type("y")
    }
    let session = try run.session
    let decision = session.findings.decision(EntryID(noted: .root, number: 2))
    #expect(decision == .keep(reason: "it may still be needed"))
    #expect(pool.contains("[Y] Yes, all are in order") && pool.contains("[S] Not all yet"))
    #expect(session.given.last { $0.item.step == ClosingSection.pool }?.answer == .confirmed)
  }

  @Test("a path of the server is known as such where the exported copy is read back")
  func pathOfServer() throws {
    let contoso = try ContosoSamples()
    let run = try ByHandRun(.windowsServer2012, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]))
    var shown: [String] = []
    _ = try run.work { moment, sensible in
      guard case .readBack? = moment.item?.form else { return try sensible.act(moment) }
      shown.append(moment.shown)
      return shown.count == 1 ? .type(#"C:\LyncCertificates\root.cer"#) : .leave
    }
    try #require(shown.count == 2)
    let said = shown[1].split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(said.contains("of a Windows computer, most likely the server"))
    #expect(said.contains("and answer W"))
  }
}
