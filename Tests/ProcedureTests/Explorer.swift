// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import TestCertificates
import Testing

@testable import Procedure

/// Visits every state that a menu of answers leads to, breadth first, and holds each against the safety rules.
struct Explorer {
  let menu: Menu
  private(set) var states = 0
  private(set) var transitions = 0
  private(set) var refusals = 0
  private(set) var deletions = 0
  private(set) var folds = 0
  private(set) var endings: Set<Ending> = []
  private var known: Set<Place> = []
  private var queue: [Session] = []

  init(_ menu: Menu) { self.menu = menu }

  mutating func explore() throws {
    queue = [Walker(menu.world).session]
    var next = 0
    while next < queue.count {
      let session = queue[next]
      next += 1
      guard let item = session.pending else { continue }
      var isDeadEnd = true
      for answer in menu.answers(item, session) {
        var copy = session
        let thrown = refusal { () throws(Refusal) in
          try copy.apply(copy.record(.answered(key: item.key, answer), at: Contoso.now))
        }
        transitions += 1
        if thrown == nil {
          isDeadEnd = false
          try arrive(copy)
        } else {
          refusals += 1
          #expect(copy.isUnchanged(from: session))
        }
      }
      #expect(!isDeadEnd, "no answer is taken at \(item.key)")
      // What was explored is not needed any more; only its place is.
      queue[next - 1] = Self.spent
    }
  }

  private static let spent = Walker(World()).session

  private mutating func arrive(_ session: Session) throws {
    guard known.insert(Place(session)).inserted else { return }
    states += 1
    queue.append(session)
    checkDeletions(session)
    try checkBack(session)
    // Folding costs as much as the whole way to a state: the first end of each kind, and every hundredth state.
    let isNewEnding = session.ending.map { endings.insert($0).inserted } ?? false
    if isNewEnding || states.isMultiple(of: 100) { try checkFold(session) }
  }
}

// MARK: - The rules, written a second time

extension Explorer {
  private mutating func checkDeletions(_ session: Session) {
    let findings = session.findings
    for (id, entry) in findings.entries where entry.isOrdered || entry.isGone == true {
      deletions += entry.isGone == true ? 1 : 0
      let key = "\(id) at \(session.pending?.key ?? "the end")"
      #expect(entry.isOrdered, "\(key): gone without an order")
      guard let facts = entry.facts, let judged = findings.judgement(id) else {
        Issue.record("\(key): deleted without being known")
        continue
      }
      for noted in findings.noted.values.compactMap(\.facts) {
        if let one = facts.certificate, let other = noted.certificate {
          #expect(one.der != other.der, "\(key): noted")
        }
        let isSame = noted.subject.isSame(as: facts.subject) && noted.issuer.isSame(as: facts.issuer)
        #expect(!isSame || noted.serial != facts.serial, "\(key): noted")
      }
      let verdict = judged.judgement.verdict
      #expect([.mismatched, .renewed].contains(verdict), "\(key): \(verdict)")
      #expect(judged.noted == id.noted, "\(key): judged against another")
      let stays = findings.entries(of: id.noted).contains {
        $0 != id && findings.verdict($0) == .matched && findings.entries[$0]?.isGone != true
      }
      #expect(stays, "\(key): no match stays")
      #expect(entry.physical == .registry, "\(key): \(entry.physical)")
      #expect(entry.exportName != nil && entry.proof != nil, "\(key): not exported")
      #expect(entry.restoreCard?.isEmpty == false, "\(key): no restore card")
      switch findings.decision(id) {
      case .remove?: #expect(verdict == .mismatched, "\(key): not the owner's word")
      case .removeRenewed(let owner, _)?: #expect(verdict == .renewed && !owner.isEmpty, "\(key): no owner")
      default: Issue.record("\(key): not marked")
      }
      let unsaid = findings.warnings(id, now: Contoso.now).subtracting(
        findings.decision(id)?.acknowledged ?? [])
      #expect(unsaid.isEmpty, "\(key): \(unsaid)")
      checkTruth(id, entry, key)
    }
  }

  /// Where a certificate itself was seen, not only typed values, it is the row's own, in every source.
  private func checkTruth(_ id: EntryID, _ entry: EntryFindings, _ key: String) {
    let seen = entry.sources.compactMap(\.certificate)
    #expect(Set(seen).count <= 1, "\(key): the sources disagree")
    guard let certificate = seen.first else { return }
    #expect(!menu.world.path.contains { $0.der == certificate.der }, "\(key): a certificate of the path")
    if !menu.mistypes {
      #expect(certificate == menu.world.row(id).certificate.certificate, "\(key): another row")
    }
  }

  /// “Back” and the same answers again lead to the same place; where it is refused, there is a reason.
  private func checkBack(_ session: Session) throws {
    var copy = session
    let sequence: Int
    do throws(Refusal) { sequence = try session.withdrawable() } catch {
      let tail = session.given.suffix(2).map(\.answer)
      switch error {
      case .reportFirst: #expect(session.pending?.form == .report)
      case .deletionStands:
        #expect(tail.contains { if case .reported(gone: true, _, _) = $0 { true } else { false } })
      default: Issue.record("\(error) at \(session.pending?.key ?? "the end")")
      }
      return
    }
    let withdrawn = session.given.filter { $0.sequence >= sequence }
    try copy.apply(copy.record(.withdrawn(from: sequence), at: Contoso.now))
    #expect(copy.pending == withdrawn.first?.item)
    #expect(
      copy.findings.entries.filter { $0.value.isGone == true }.keys.sorted()
        == session.findings.entries.filter { $0.value.isGone == true }.keys.sorted())
    for one in withdrawn { try copy.apply(copy.record(.answered(key: one.item.key, one.answer), at: one.at)) }
    #expect(Place(copy) == Place(session), "back from \(session.pending?.key ?? "the end")")
    #expect(copy.items == session.items)
  }

  private mutating func checkFold(_ session: Session) throws {
    folds += 1
    #expect(try Session(session.records).isUnchanged(from: session))
  }
}
