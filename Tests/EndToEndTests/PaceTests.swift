// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Foundation
import Procedure
import PseudoTerminal
import Servers
import TestFiles
import TestSupport
import Testing
import Texts
import X509

@testable import Guide
@testable import Words

@Suite("Pace, end to end")
struct PaceTests {
  private static let opening = ["fe01.contoso.com", "Alex", "+01:00", "y", "y", "y", "y", "0", "y", "y"]

  /// A session by hand, with answers from a pipe, at the article's first clicks.
  private func session(
    _ lines: [String], _ arguments: [String] = ["--pace", "window"]
  ) throws -> (session: Session, run: Machine.Run) {
    let machine = Machine()
    let input = (Self.opening + lines).map { "\($0)\n" }.joined()
    let run = try machine.run(["start", "--server", "2012R2", "--name", "s"] + arguments, input: input)
    return (try machine.session("s"), run)
  }

  @Test("asks at most 65 times step by step, and 35 times by window", arguments: WindowsServer.allCases)
  func prompts(_ server: WindowsServer) throws {
    var counts: [Pace: Int] = [:]
    for pace in Pace.allCases {
      let admin = try PacedAdmin.duplicateRoot()
      let run = try ByHandRun(server, admin.sensible, ["--pace", pace.rawValue])
      #expect(try run.work { moment, _ in try admin.act(moment) } == .code(0))
      #expect(try run.session.ending == .duplicatesRemoved)
      counts[pace] = run.admin.moments.count
    }
    #expect(counts[.each] ?? .max <= 65)
    // Opening steps that are not the article's have no numbers, and are confirmed one by one.
    let isArticles = server.opening.allSatisfy { $0.number != nil }
    #expect(counts[.window] ?? .max <= (isArticles ? 35 : 37))
  }

  @Test("records the same answers at both paces, each by itself")
  func sameRecord() throws {
    var given: [Pace: [String]] = [:]
    for pace in Pace.allCases {
      let admin = try PacedAdmin.duplicateRoot()
      let run = try ByHandRun(.windowsServer2012, admin.sensible, ["--pace", pace.rawValue])
      try run.work { moment, _ in try admin.act(moment) }
      given[pace] = try run.session.given.map(\.item.key)
    }
    #expect(given[.each] == given[.window])
    #expect(given[.each]?.count ?? 0 > 55)
  }

  // MARK: - Clicks before a question

  @Test("shows the article's numbers, and records each click with the answer to what they show")
  func together() throws {
    let (session, run) = try session(["d"])
    let confirmed = session.given.suffix(5).map(\.item.step.id)
    #expect(confirmed == (1...4).map { "ws2012.\($0)" } + ["opening.elevated"])
    #expect(session.pending?.step.id == "wizard.1")
    for line in ["steps 1 to 4 of 4", "1. Open the Start screen", "4. Open MMC as administrator"] {
      #expect(run.messages.contains(line), "\(line)")
    }
  }

  @Test("back takes back all that was confirmed with one answer")
  func back() throws {
    let (session, _) = try session(["d", "b"])
    #expect(session.pending?.step.id == "ws2012.1")
    #expect(session.given.count == Self.opening.count)
    let withdrawn = session.records.compactMap { record -> Int? in
      if case .withdrawn(let sequence, _) = record.event { sequence } else { nil }
    }
    #expect(withdrawn == [16, 15, 14, 13, 12])
  }

  @Test(
    "the number of a step that was not done confirms those before it",
    arguments: ["no 3", "nein 3", "skip 3"])
  func notDone(text: String) throws {
    let (session, run) = try session([text, "d"])
    #expect(session.given.last?.item.step.id == "ws2012.3")
    #expect(session.pending?.step.id == "ws2012.4")
    #expect(run.messages.contains("step 3 of 4"))
  }

  @Test("whoever did not do all of them is asked step by step", arguments: ["slower", "no 1"])
  func singly(text: String) throws {
    let (session, _) = try session([text, "d"])
    #expect(session.given.last?.item.step.id == "ws2012.1")
    #expect(session.pending?.step.id == "ws2012.2")
  }

  @Test("a note does not confirm, and a correction leads back")
  func asides() throws {
    let (session, _) = try session(["note slow today", "fix", "2", "Alexa", "d"])
    #expect(session.findings.administrator == "Alexa")
    #expect(session.given.last?.item.step == Elevation.check)
  }

  @Test("faster and slower are understood at any prompt; the command that resumes names the pace")
  func words() throws {
    let (fast, run) = try session(["faster", "d"], [])
    #expect(fast.pending?.step.id == "wizard.1")
    #expect(run.messages.contains("resume s --pace window"))
    let (slow, slowRun) = try session(["d", "slower", "d"])
    #expect(slow.pending?.step.id == "wizard.2")
    #expect(!slowRun.messages.contains("--pace"))
  }

  @Test("the answer to what the clicks show confirms them; a refused one does not")
  func leadIn() throws {
    let (refused, _) = try session(["d", "="])
    #expect(refused.pending?.step.id == "wizard.1")
    let (accepted, run) = try session(["d", "\(Samples.windows)/rootA1.cer"])
    #expect(accepted.given.suffix(7).map(\.item.step.id) == (1...7).map { "wizard.\($0)" })
    #expect(accepted.pending?.step.id == "wizard.8")
    #expect(run.messages.contains("steps 1 to 6 of 8"))
    let (back, _) = try session(["d", "\(Samples.windows)/rootA1.cer", "b"])
    #expect(back.pending?.step.id == "wizard.1")
  }

  @Test("help shows the clicks of all steps and explains the question alone", arguments: ["?", "where"])
  func help(word: String) throws {
    let (_, run) = try session(["d", word])
    let again = run.messages.components(separatedBy: "3. Select the Front End's certificate").count - 1
    #expect(again == 2)
    let reasons = run.messages.components(separatedBy: "Why:").count - 1
    #expect(reasons == (word == "?" ? 1 : 0))
  }

  @Test("Enter is no answer while clicks before the question are not confirmed")
  func noEnter() throws {
    let admin = try PacedAdmin.duplicateRoot()
    let run = try ByHandRun(.windowsServer2012, admin.sensible, ["--pace", "window"])
    var asked = 0
    try run.work { moment, _ in
      guard moment.item?.step.kind == .export, moment.letters.contains("D") else {
        return try admin.act(moment)
      }
      asked += 1
      #expect(!moment.prompt.contains("default"))
      #expect(moment.item?.step.id == "root.12")
      return .type(asked == 1 ? "" : "d")
    }
    #expect(asked == 2)
  }

  // MARK: - One answer for several clicks

  /// The practice server exports by itself, so that clicks come before what needs no answer.
  private func practice(at first: String, _ lines: [String]) throws -> (session: Session, shown: String) {
    let run = try Practice(.duplicateRoot)
    var rest = lines
    var isFast = false
    try run.work { moment in
      guard let item = moment.item, item.key == first || isFast else { return try Sensible().act(moment) }
      if !isFast {
        isFast = true
        return .type("faster")
      }
      return rest.isEmpty ? .leave : .type(rest.removeFirst())
    }
    return (try run.machine.session(run.name), run.admin.screen)
  }

  @Test("one answer confirms several clicks", arguments: ["", "d", "yes"])
  func confirmed(text: String) throws {
    let (session, shown) = try practice(at: "root.12@0/2", [text])
    #expect(session.given.suffix(3).map(\.item.step.id) == ["root.12", "root.13", "root.14"])
    #expect(session.pending?.step.id == "root.15")
    #expect(shown.contains("steps 12 to 14 of 20"))
  }

  @Test(
    "whoever did not do all of them is asked one by one",
    arguments: ["no", "skip", "-", "no 12", "12"])
  func apart(text: String) throws {
    let (session, _) = try practice(at: "root.12@0/2", [text, "d"])
    #expect(session.given.last?.item.step.id == "root.12")
    #expect(session.pending?.step.id == "root.13")
  }

  @Test("takes no number that is not shown", arguments: ["no 7", "0", "no 12 13", "nothing"])
  func noSuch(text: String) throws {
    let (session, shown) = try practice(at: "root.12@0/2", [text])
    #expect(session.pending?.step.id == "root.12")
    #expect(shown.contains("is not the number of one of these steps"))
  }

  // MARK: - What is never shown together

  @Test("only plain clicks of one section are ever confirmed together", arguments: WindowsServer.allCases)
  func groups(_ server: WindowsServer) throws {
    let contoso = try ContosoSamples()
    let run = try ByHandRun(server, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]))
    try run.work()
    let records = try run.session.records
    var seen = 0
    var totals: [Int] = []
    var sessions = try Session(first: records[0], signatures: .libcrypto)
    for record in records.dropFirst() {
      let group = StepGroup(sessions, now: record.at) { item, _ in item.isPlainClick ? .confirmed : nil }
      seen = max(seen, group.items.count)
      #expect(Set(group.items.map(\.step.section)).count <= 1)
      let numbers = group.items.compactMap(\.step.number)
      #expect(numbers.count == group.items.count)
      #expect(zip(numbers, numbers.dropFirst()).allSatisfy { $1 == $0 + 1 })
      for item in group.items {
        #expect(item.form == .confirmation && [.act, .export].contains(item.step.kind), "\(item.key)")
        if case .article(.rootStore, let number) = item.step.origin {
          #expect(![8, 11, 15, 18, 19, 20].contains(number))
        }
      }
      totals.append(Progress(of: sessions).total)
      try sessions.apply(record)
    }
    // One intermediate and typed values, as the estimate expects.
    #expect(totals.allSatisfy { abs($0 - sessions.given.count) <= 10 }, "\(totals), \(sessions.given.count)")
    #expect(totals.last == sessions.given.count)
    #expect(seen == 6)
  }

  // MARK: - Progress

  @Test("says how far the whole has come, and never less without a word", arguments: Pace.allCases)
  func progress(_ pace: Pace) throws {
    let admin = try PacedAdmin.duplicateRoot()
    let run = try ByHandRun(.windowsServer2012, admin.sensible, ["--pace", pace.rawValue])
    try run.work { moment, _ in try admin.act(moment) }
    let said = run.admin.moments.flatMap { $0.shown.matches(of: /(\d+) of (now )?about\s+(\d+)(, as)?/) }.map
    {
      (number: Int($0.output.1) ?? 0, isNew: $0.output.4 != nil, total: Int($0.output.3) ?? 0)
    }
    #expect(said.count > 20)
    for (one, next) in zip(said, said.dropFirst()) {
      #expect(one.number <= next.number && next.number <= one.number + 8, "\(one) \(next)")
      #expect(one.total == next.total || next.isNew, "\(one) \(next)")
    }
    let count = try run.session.given.count
    #expect(said.allSatisfy { $0.number <= $0.total && abs($0.total - count) <= 35 })
    // The last of them is near the end of them.
    #expect(said.last.map { $0.total - $0.number <= 5 } == true)
  }

  @Test("an answer that is corrected, or taken back, leaves the position and the total where they were")
  func steady() throws {
    let contoso = try ContosoSamples()
    let run = try ByHandRun(.windowsServer2012, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]))
    try run.work()
    let records = try run.session.records
    let correctable = try run.session.given.filter {
      $0.item.question is NotedValue || $0.item.question is RowList
    }
    #expect(correctable.count > 5)
    for one in correctable {
      for keeps in [true, false] {
        let until = records.prefix { $0.sequence < one.sequence + 12 }
        var session = try Session(first: records[0], signatures: .libcrypto)
        for record in until.dropFirst() { try session.apply(record) }
        var shown = ShownProgress(of: Array(until))
        let before = shown
        let event = Event.withdrawn(from: one.sequence, keeps: keeps)
        let record = session.record(event, at: until[until.count - 1].at)
        guard (try? session.apply(record)) != nil else { continue }
        shown.move(to: session)
        #expect(shown.isAgain && !before.isAgain)
        #expect(shown.number == before.number && shown.roundedTotal == before.roundedTotal)
        // The same answers again lead back to the same place.
        for given in until where given.sequence >= one.sequence {
          guard case .answered = given.event else { continue }
          try session.apply(session.record(given.event, at: given.at))
          shown.move(to: session)
          #expect(shown.number >= before.number && shown.roundedTotal == before.roundedTotal)
        }
        #expect(!shown.isAgain && shown.number == before.number)
      }
    }
  }
}
