// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Occurrences
import Procedure
import TestCertificates
import TestSupport

// What has to be true of every listed entry, and of what was deleted.

extension StateRules {
  private static let server = Contoso.server.certificate

  mutating func checkEntry(_ id: EntryID, _ session: Session) {
    let findings = session.findings
    guard let entry = findings.entries[id], entry.facts != nil else { return }
    let rule = InterlockRule(findings: findings, id: id, now: Contoso.now)
    let objection = Interlock.objection(to: id, in: findings, now: Contoso.now)
    require(
      objection == rule.objections.first, session,
      "\(id): \(objection as Any), not \(rule.objections.first as Any)")
    require(
      findings.isRemovable(id, now: Contoso.now) == rule.obstacles.isEmpty, session,
      "\(id): offered \(findings.isRemovable(id, now: Contoso.now))")
    for source in rule.sources {
      require(source.certificate != Self.server, session, "\(id): the server certificate")
    }
    let isAsTyped = entry.given.map { agrees(entry.typed, $0) } ?? true
    require(isAsTyped, session, "\(id): typed and file differ")
    checkDecision(id, entry, rule, session)
    if entry.isOrdered || entry.isGone == true { checkDeletion(id, entry, session) }
    checkApproval(id, session)
    checkDeed(id, rule, session)
    checkThumbprint(id, session)
    checkTruth(id, rule, session)
  }

  /// A decision holds on its verdict alone, and only for what may be removed; what the export showed anew has to be
  /// confirmed before the restore card.
  private mutating func checkDecision(
    _ id: EntryID, _ entry: EntryFindings, _ rule: InterlockRule, _ session: Session
  ) {
    guard let judged = entry.decision else { return }
    let current = session.findings.decision(id)
    // What was carried out stays decided, whatever comes up.
    let holds = entry.isGone == true || judged.verdict == session.findings.verdict(id)
    require((current != nil) == holds, session, "\(id): stale decision")
    guard let current, current.isRemoval else {
      require(
        !entry.isOrdered || entry.removal?.isGone != nil, session, "\(id): on its way without a decision")
      return
    }
    let key = session.given.last {
      $0.item.about == .entry(id) && $0.item.step.kind == .decide && isDecided($0)
    }
    require(
      key?.item.form == .decision(judged.verdict), session, "\(id): decided under another verdict's key")
    // What lacks something by now is asked anew, before anything else happens to it.
    guard entry.removal?.isGone == nil, !isReported(session) else { return }
    // The export and the approval come after the decision.
    let later: Set<Objection> = [
      .notExported, .noRestoreCard, .notApproved, .approvalDoesNotCount, .notSeenInIntermediate,
    ]
    let left = rule.objections.filter { !later.contains($0) }
    require(left.isEmpty || entry.awaitsDecision, session, "\(id): marked against \(left)")
    require(!entry.awaitsDecision || !entry.isOrdered, session, "\(id): ordered before it is decided on")
  }

  /// Whether somebody waits to hear what became of a deletion.
  private func isReported(_ session: Session) -> Bool { session.pending?.form == .report }

  private func isDecided(_ given: Session.AcceptedAnswer) -> Bool {
    if given.answer.content is EntryDecided { return true }
    return false
  }

  /// DESIGN's third idea, for what is or may be deleted.
  private mutating func checkDeletion(_ id: EntryID, _ entry: EntryFindings, _ session: Session) {
    if entry.isGone == true { deletions += 1 }
    require(entry.isOrdered, session, "\(id): deleted without an order")
    require(entry.exportName?.file.isEmpty == false, session, "\(id): deleted without an export")
    require(entry.restoreCard?.isEmpty == false, session, "\(id): deleted without a restore card")
    if case .readBack? = entry.proof {
      require(entry.exported != nil, session, "\(id): read back and not known")
    }
    if world.course == .move { return checkMove(id, session) }
    // Every deletion leaves a row that matches the noted certificate.
    let stays = session.findings.entries(of: id.noted).contains {
      session.findings.verdict($0) == .matched && session.findings.entries[$0]?.isGone != true
    }
    require(stays, session, "\(id): the last match is gone")
  }

  /// What left Trusted Root, or may have, was seen in Intermediate before, and is not its own issuer.
  private mutating func checkMove(_ id: EntryID, _ session: Session) {
    let order = session.given.last { ($0.item.question as? DeletionOrder)?.entry == id }?.sequence
    let card = session.given.last { ($0.item.question as? RestoreCardWriting)?.entry == id }?.sequence
    let print = world.row(id).certificate.thumbprint
    let seen = session.given.last { one in
      one.item.about == .entry(id) && one.answer.read(as: CopySeen.self)?.thumbprint == print
    }?.sequence
    let isInOrder =
      if let card, let seen, let order { card < seen && seen < order } else { false }
    require(isInOrder, session, "\(id): not in Intermediate before it left")
    let facts = world.row(id).facts
    require(!facts.subject.isSame(as: facts.issuer), session, "\(id): a root was moved")
  }

  /// Where an approval was required by then, the order came after somebody else's approval of this certificate, which
  /// came after the decision.
  private mutating func checkApproval(_ id: EntryID, _ session: Session) {
    let records = session.records
    let required = records.first { if case .approvalRequired = $0.event { true } else { false } }?.sequence
    let order = session.given.last { ($0.item.question as? DeletionOrder)?.entry == id }?.sequence
    guard let required, let order, required < order else { return }
    let decided = session.given.last { ($0.item.question as? RowDecision)?.entry == id }?.sequence ?? order
    let serial = session.findings.entries[id]?.facts?.serial.hexadecimal
    let people = records.prefix(order).compactMap { record -> String? in
      if case .handedOver(let name, _) = record.event { return name }
      return nil
    }
    let isApproved = records.prefix(order).contains { record in
      guard case .approved(let approval) = record.event, record.sequence > decided else { return false }
      return approval.line >= decided && !(people + ["Kim"]).contains(approval.by)
        && approval.certificates.contains { $0.serial == serial }
    }
    require(isApproved, session, "\(id): ordered without an approval")
  }

  /// What was seen of a certificate, not typed, is the row's own in every source, and is judged as the world says.
  private mutating func checkTruth(_ id: EntryID, _ rule: InterlockRule, _ session: Session) {
    let findings = session.findings
    if let verdict = findings.verdict(id) { verdicts.insert(verdict) }
    let seen = rule.sources.compactMap(\.certificate)
    require(Set(seen).count <= 1, session, "\(id): its sources disagree")
    guard let certificate = seen.first, !mistypes,
      world.rows[id.noted.position].indices.contains(id.number - 1)
    else { return }
    let row = world.row(id)
    require(certificate == row.facts.certificate, session, "\(id): another row")
    let noted = findings.path.compactMap { findings.noted[$0]?.facts?.certificate }
    if let verdict = row.verdict, noted == path, findings.rules >= 3 {
      require(
        findings.verdict(id) == verdict, session, "\(id): \(findings.verdict(id) as Any), not \(verdict)")
    }
    if findings.entries[id]?.isOrdered == true {
      require(!path.contains(certificate), session, "\(id): a certificate of the path")
    }
  }

  /// No thumbprint was typed that is another certificate's.
  private mutating func checkThumbprint(_ id: EntryID, _ session: Session) {
    let findings = session.findings
    guard let entry = findings.entries[id], let print = entry.typed.thumbprint, entry.given == nil,
      let serial = entry.typed.serial?.hexadecimal
    else { return }
    for one in findings.noted.values.compactMap(\.facts) where one.thumbprint?.bytes == print.bytes {
      require(one.serial.hexadecimal == serial, session, "\(id): the thumbprint of a noted one")
    }
    for (other, row) in findings.entries where other != id && row.typed.thumbprint?.bytes == print.bytes {
      require(row.typed.serial?.hexadecimal == serial, session, "\(id): the thumbprint of \(other)")
    }
  }

  /// Every deletion is followed by a look at the certificate that has to stay, and nothing is deleted once it is lost.
  mutating func checkStays(_ session: Session) {
    let looks = session.given.compactMap { one -> (NotedID, Bool)? in
      guard let look = one.answer.read(as: MatchReported.self), case .noted(let id) = one.item.about else {
        return nil
      }
      return (id, look.isThere)
    }
    // The last look counts: it may be back.
    let lost = Set(looks.map(\.0)).filter { id in looks.last { $0.0 == id }?.1 == false }
    if !lost.isEmpty {
      require(session.pending?.step.kind != .delete, session, "a deletion after the loss")
      let endings: [Ending?] = [nil, world.procedure < 4 ? .problemRemains : .neededMissing]
      require(endings.contains(session.ending), session, "lost, and ended otherwise")
    } else {
      require(session.ending != .neededMissing, session, "nothing is lost")
    }
    // Sessions of earlier revisions do not ask.
    guard session.ending != nil, world.procedure >= 3, world.course == .duplicates else { return }
    for (id, entry) in session.findings.entries where entry.isGone == true {
      require(looks.contains { $0.0 == id.noted }, session, "\(id): the one that stays was not looked at")
    }
  }
}
