// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import TestCertificates
import TestSupport
import Testing

@testable import Exploration
@testable import Procedure

@Suite("Long sessions")
struct LongSessionTests {
  private static let world = World.roots([Contoso.root, Contoso.strayRoot])

  private func session(mostEffort: Int) throws -> Session {
    try Session(
      first: Record(
        sequence: 1, at: Contoso.now,
        event: .started(Start(program: "test", server: Self.world.kind.windows))),
      signatures: TestCertificate.signatures, mostEffort: mostEffort)
  }

  /// Answers as usual until the end, or until an answer is refused.
  private func answer(
    _ session: inout Session, until isWanted: (Item) -> Bool = { _ in false }
  ) -> Refusal? {
    while let item = session.pending, !isWanted(item) {
      let answer = Walker.usual(item, session, Self.world)
      let record = session.record(.answered(key: item.key, answer), at: Contoso.now)
      if let refusal = refusal({ () throws(Refusal) in try session.apply(record) }) { return refusal }
    }
    return nil
  }

  @Test("end when walking over their answers has cost too much, and can still be noted in and parked")
  func bounded() throws {
    var session = try session(mostEffort: 200)
    #expect(answer(&session) == .sessionTooLong)
    // 1 + 2 + … + 20 answers are 210.
    #expect(session.given.count == 20)
    let key = try #require(session.pending?.key)
    for event in [Event.remarked(key: key, text: "x"), .parked(.asked), .resumed(program: "test")] {
      try session.apply(session.record(event, at: Contoso.now))
    }
    let back = try session.record(.withdrawn(from: session.withdrawable()), at: Contoso.now)
    #expect(refusal { () throws(Refusal) in try session.apply(back) } == .sessionTooLong)
  }

  @Test("are not resumed for ever when each time walks over all answers")
  func resumedForEver() throws {
    var session = try session(mostEffort: 200)
    #expect(answer(&session) == .sessionTooLong)
    var refused: Refusal?
    for _ in 0..<100 where refused == nil {
      let again = session.record(.resumed(program: "test", procedure: nil), at: Contoso.now)
      refused = refusal { () throws(Refusal) in try session.apply(again) }
    }
    #expect(refused == .sessionTooLong)
  }

  @Test("take what became of a deletion, whatever it costs")
  func report() throws {
    var whole = try session(mostEffort: .max)
    #expect(answer(&whole) { $0.form == .report } == nil)
    // The same answers, with a bound that the order to delete reaches.
    var count = 0
    var cost = 0
    while count < 10_000 {
      cost += 200
      var session = try session(mostEffort: cost)
      let refusal = answer(&session) { $0.form == .report }
      count += 1
      guard refusal == nil else { continue }
      let item = try #require(session.pending)
      let gone = Walker.usual(item, session, Self.world)
      try session.apply(session.record(.answered(key: item.key, gone), at: Contoso.now))
      #expect(session.findings.hasDeleted)
      return
    }
    Issue.record("no bound lets the order through")
  }

  @Test("may be taken back only so often")
  func backAndForth() throws {
    var session = try session(mostEffort: 5_000)
    _ = answer(&session) { $0.form == .listing }
    var times = 0
    while times < 1_000 {
      times += 1
      let back = try session.record(.withdrawn(from: session.withdrawable()), at: Contoso.now)
      if let refusal = refusal({ () throws(Refusal) in try session.apply(back) }) {
        #expect(refusal == .sessionTooLong)
        break
      }
      if let refusal = answer(&session, until: { $0.form == .listing }) {
        #expect(refusal == .sessionTooLong)
        break
      }
    }
    #expect(times < 200)
  }

  @Test("are far from the bound when the work is real")
  func usual() throws {
    var session = try session(mostEffort: Session.mostEffort / 100)
    #expect(answer(&session) == nil)
    #expect(session.ending == .duplicatesRemoved)
  }
}
