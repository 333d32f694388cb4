// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure
import TestSupport

// What holds of “back” and of corrections, in every state.

extension Explorer {
  /// “Back” leads to the state before the last answer that somebody gave, and the same answers lead here again; where
  /// it is refused, there is a reason. From an ending it goes back like from everywhere else.
  mutating func checkBack(_ session: Session, _ number: Int32) {
    let sequence: Int
    do throws(Refusal) { sequence = try session.withdrawable() } catch {
      checkRefusedBack(error, session)
      return
    }
    require(
      session.pending?.form != .report, session, "back goes behind an order that may have been carried out")
    guard var copy = take(.withdrawn(from: sequence), session) else {
      require(false, session, "back is refused")
      return
    }
    let withdrawn = session.given.filter { $0.sequence >= sequence }
    let target = known[Place(copy).hashValue]
    require(Self.gone(copy) == Self.gone(session), session, "back brings back what was deleted")
    let heard = (session.findings.atHand, session.findings.clock)
    require(heard == (copy.findings.atHand, copy.findings.clock), session, "back forgets what came up")
    if let target { edges.append((number, target)) }
    // What came up since then stays, and may ask for something else first.
    guard !session.records.contains(where: { $0.sequence > sequence && $0.event.isNews }) else {
      require(target != nil || copy.pending?.form == .report, session, "back leads to a new place")
      return
    }
    require(copy.pending?.form != .restoreCard, session, "back leads to what nobody is asked")
    require(target != nil, session, "back leads to a new place")
    require(copy.pending == withdrawn.first?.item, session, "back leads past the last answer")
    for one in withdrawn {
      guard let next = take(.answered(key: one.item.key, one.answer), copy) else { break }
      copy = next
    }
    require(Place(copy).hashValue == marks[Int(number)], session, "back and forward lead elsewhere")
    require(copy.items == session.items, session, "back and forward lead another way")
  }

  /// To correct an answer leads to the state in which it was asked, never behind a deletion, and what is kept decides
  /// nothing. One answer a state is tried, another in each.
  mutating func checkCorrection(_ session: Session, _ number: Int32) {
    let answers = session.correctable
    guard !answers.isEmpty else { return }
    let one = answers[Int(number) % answers.count]
    guard let copy = take(.withdrawn(from: one.sequence, keeps: true), session) else {
      require(false, session, "a correction is refused")
      return
    }
    require(Self.gone(copy) == Self.gone(session), session, "a correction brings back what was deleted")
    require(
      copy.kept.values.allSatisfy { !Self.decides($0.content) }, session, "a correction keeps a decision")
    guard !session.records.contains(where: { $0.sequence > one.sequence && $0.event.isNews }) else { return }
    require(copy.pending == one.item, session, "a correction leads elsewhere")
    require(known[Place(copy).hashValue] != nil, session, "a correction leads to a new place")
  }

  private static func decides(_ content: any AnswerContent) -> Bool {
    content is EntryDecided || content is DeletionOrdered || content is DeletionReported
      || content is MatchReported || content is RestoreCardWritten
  }

  private mutating func checkRefusedBack(_ refusal: Refusal, _ session: Session) {
    switch refusal {
    case .nothingToWithdraw: require(session.given.isEmpty, session, "nothing to withdraw")
    case .reportFirst: require(session.pending?.form == .report, session, "a report first")
    case .deletionStands:
      let tail = session.given.suffix(2)
      require(
        tail.contains(where: \.answer.isDeletion), session,
        "nothing was deleted")
    default: require(false, session, "\(refusal)")
    }
    require(take(.withdrawn(from: session.records.count), session) == nil, session, "back is taken")
  }

  static func gone(_ session: Session) -> [EntryID] {
    session.findings.entries.filter { $0.value.isGone == true }.keys.sorted()
  }
}
