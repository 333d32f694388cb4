// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

// Information that does not come from answers: available certificates, doubts about the clock, the rules of a
// newer program, approvals. Once received, it also applies to earlier answers.

extension Findings {
  /// Takes the information from records other than answers; ignores all other records.
  mutating func hear(_ record: Record) {
    switch record.event {
    case .approvalRequired: return hearApproval { $0.needsApproval = true }
    case .approved(let approval): return hearApproval { $0.take(approval) }
    case .handedOver(let name, _): return hearApproval { $0.successors.insert(name) }
    case .atHand(let facts): (atHand, isLookDue) = (facts, true)
    case .clock(let check): clock = check
    case .rowFound(let id): addRow(id)
    case .resumed(_, let procedure, let person):
      wantedRules = max(wantedRules, procedure ?? 0)
      if let person { successors.insert(person) }
    default: return
    }
    settle(at: record.at)
  }

  /// The row that can be added to a counted list; `nil` if none can be added.
  public func nextRow(_ id: NotedID) -> EntryID? {
    guard case .counted(let count)? = listings[id], count > 0, EntriesCounted.range.contains(count + 1) else {
      return nil
    }
    return EntryID(noted: id, number: count + 1)
  }

  /// The lists that a person counted, who may have missed a line.
  public var countedLists: [NotedID] { path.filter { nextRow($0) != nil } }

  private mutating func addRow(_ id: EntryID) {
    guard nextRow(id.noted) == id else { return }
    listings[id.noted] = .counted(id.number)
    entries[id] = EntryFindings()
  }

  /// Applies new information: the rules of a newer program, certificates, doubts about the clock. Between an
  /// order that may have been carried out and its report, it waits, because the deletion must be reported
  /// first.
  mutating func settle(at now: Instant) {
    guard !entries.values.contains(where: { $0.removal?.isUnderway == true }) else { return }
    if rules < wantedRules { (rules, isLookDue) = (wantedRules, true) }
    if isLookDue { lookAround() }
    askAnew(at: now)
  }

  /// Asks again for decisions that now lack something, and drops orders without a valid decision.
  private mutating func askAnew(at now: Instant) {
    for id in marked where entries[id]?.removal?.isGone == nil {
      guard let decision = decision(id), isTooLittle(decision, for: id, now: now) else { continue }
      entries[id]?.removal?.decision.repetition = .awaited
    }
    for (id, entry) in entries where entry.removal?.isOpen == true {
      if entry.removal?.awaitsDecision == true || decision(id)?.isRemoval != true {
        entries[id]?.dropOrder()
      }
    }
  }

  /// An order whose approval does not count any more has to be given again.
  private mutating func hearApproval(_ change: (inout Findings) -> Void) {
    change(&self)
    guard needsApproval else { return }
    for (id, entry) in entries where entry.removal?.isOpen == true {
      let isCounted = entry.removal?.decision.approval.map(counts) ?? false
      if !isCounted { entries[id]?.dropOrder() }
    }
  }

  /// Whether a decision to remove lacks something that is now required, or must not be carried out at all.
  private func isTooLittle(_ decision: Decision, for id: EntryID, now: Instant) -> Bool {
    let gate = gate(id, now: now)
    if gate.needsName, decision.agreedBy?.isEmpty ?? true { return true }
    // Sessions of the first revisions can reach the order before an obstacle is known.
    if rules >= Self.evidenceRules, !isRemovable(id, now: now) { return true }
    return !warnings(id, now: now).isSubset(of: decision.acknowledged)
  }

  mutating func lookAround() {
    let rows = entries.sorted { $0.key < $1.key }.flatMap { $0.value.sources }.filter {
      $0.certificate != nil
    }
    for id in Array(noted.keys) {
      let seen = seen(id, among: rows + atHand)
      noted[id]?.seen = seen
    }
    let path = noted.sorted { $0.key < $1.key }.compactMap(\.value.facts)
    let all = path + rows + atHand
    if !hand.holds(all) { hand = Hand(all, signatures: hand.signatures) }
    isLookDue = false
  }

  /// The only certificate that matches the typed attributes of a noted one.
  private func seen(_ id: NotedID, among facts: [CertificateFacts]) -> CertificateFacts? {
    guard rules >= Self.evidenceRules, let one = noted[id], one.certificate == nil,
      let typed = one.typed.facts
    else { return nil }
    let same = facts.filter { candidate in
      let comparison = Comparison(candidate, typed, offsetMinutes: trustedOffset)
      return comparison.certificate != .different && comparison.attributesAgree && !comparison.isNameUncertain
    }
    let isOne = same.allSatisfy { $0.certificate == same.first?.certificate }
    return isOne ? same.first : nil
  }
}
