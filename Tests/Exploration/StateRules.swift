// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure
import TestCertificates

/// What has to be true in every state of a session, whatever led there.
struct StateRules {
  let world: World
  /// Whether rows may have been typed wrongly: then only what was seen of a certificate is known to be true.
  let mistypes: Bool
  private let path: [Certificate]
  private var checked: Set<Int> = []
  private(set) var violations: [String] = []
  /// States in which a certificate is gone, so that a run that met none is seen.
  private(set) var deletions = 0
  /// Verdicts that rows were met with.
  private(set) var verdicts: Set<Verdict> = []

  init(_ menu: Menu) {
    world = menu.world
    mistypes = menu.mistypes
    path = world.path.map(\.certificate)
  }

  mutating func check(_ session: Session) {
    checkSteps(session)
    checkPath(session)
    checkEnding(session)
    checkStays(session)
    // Most answers only confirm; what they find out about entries was looked at before.
    guard checked.insert(session.findings.hashValue).inserted else { return }
    for id in session.findings.entries.keys.sorted() { checkEntry(id, session) }
  }

  private mutating func require(_ condition: Bool, _ session: Session, _ rule: @autoclosure () -> String) {
    guard !condition else { return }
    violations.append("\(rule()) (\(session.pending?.key ?? "the end"))")
  }
}

// MARK: - Steps

extension StateRules {
  private static func forbidden(_ windows: WindowsServer) -> Set<String> {
    windows == .windowsServer2008
      ? ["ws2012.1", "ws2012.2", "ws2012.3", "ws2012.4", "before.tickets"]
      : ["ws2008.1", "ws2008.2", "ws2008.3"]
  }
  private static let of2008 = forbidden(.windowsServer2008)
  private static let of2012 = forbidden(.windowsServer2012)

  private mutating func checkSteps(_ session: Session) {
    let forbidden = world.windows == .windowsServer2008 ? Self.of2008 : Self.of2012
    require(
      !session.items.contains { forbidden.contains($0.step.id) }, session,
      "a step of the other Windows Server")
    require(
      session.items.last == session.pending || session.pending == nil, session, "the walk stops elsewhere")
    // What is asked was not answered; an answer that holds is never asked for again.
    if let pending = session.pending {
      let isAnew = !world.news.isEmpty && isAskedAnew(pending, session.findings)
      require(isAnew || !session.given.contains { $0.item.key == pending.key }, session, "asked again")
    }
    let findings = session.findings
    require(findings.noted.isEmpty || findings.phoneTrust != .notAsked, session, "nobody asked about phones")
    switch (session.pending?.form, session.pending?.about) {
    case (.decision(let verdict)?, .entry(let id)?):
      require(findings.verdict(id) == verdict, session, "a decision asked for on another verdict")
      let isReviewed = isReviewed(id, findings)
      require(
        Self.removable.contains(verdict) || isReviewed, session, "a decision asked for on \(verdict)")
      let isItsOwn = findings.judgement(id)?.noted == id.noted
      require(isItsOwn || isReviewed, session, "a decision in another list")
    case (.acknowledgement?, .noted(let id)?) where Self.alone.contains(session.pending?.step.id ?? ""):
      let others = findings.entries(of: id).filter { row in
        findings.judgement(row).map { $0.noted == id && Self.bearers.contains($0.judgement.verdict) } ?? false
      }
      require(others.isEmpty, session, "said to be alone beside \(others)")
    default: break
    }
  }

  /// Whether what came up since then made a decision or an order fall.
  private func isAskedAnew(_ item: Item, _ findings: Findings) -> Bool {
    guard case .entry(let id) = item.about else { return false }
    switch item.form {
    case .decision: return findings.decision(id) == nil || findings.entries[id]?.awaitsDecision == true
    case .deletion: return findings.entries[id]?.isOrdered == false
    default: return false
    }
  }

  private static let alone: Set<String> = ["root.once", "root.twice", "ca.once", "ca.twice"]
  private static let removable = InterlockRule.removable
  private static let bearers = removable.union([.partial, .link])

  /// Whether somebody who knows the PKI has to look at a row, whatever may be done with it.
  private func isReviewed(_ id: EntryID, _ findings: Findings) -> Bool {
    guard let facts = findings.entries[id]?.facts, let judged = findings.judgement(id) else { return false }
    let verdict = judged.judgement.verdict
    if [.partial, .crossSigned, .misplaced].contains(verdict) { return true }
    if findings.rules < 3 { return false }
    if id.noted.role == .root, !facts.subject.isSame(as: facts.issuer) || verdict == .link { return true }
    // A noted name in the store where it is not looked for.
    return Self.removable.contains(verdict) && judged.noted.map { $0.role != id.noted.role } == true
  }

  private static let skippable: Set<String> = [
    "before.event", "before.pin", "before.ports", "before.pinauth", "before.trusted", "before.time",
    "before.tickets", "ca.1", "ca.2", "ca.3", "ca.4", "after.refresh", "after.services", "after.signin",
    "after.events", "after.pool",
  ]

  private mutating func checkEnding(_ session: Session) {
    guard let ending = session.ending else { return }
    let isCounted = session.findings.recounts.allSatisfy { $1 == session.findings.expectedCount($0) }
    require(isCounted || Self.open.contains(ending), session, "\(ending) with another number of rows")
    guard let last = session.findings.listings.keys.max() else { return }
    // The stops at a list: what was not read is told from what is not there.
    let rule = InterlockRule(
      findings: session.findings, id: EntryID(noted: last, number: 1), now: Contoso.now)
    switch ending {
    case .noneMatches, .notInStore:
      require(rule.isReadWhole, session, "\(ending) in a store that was not read whole")
    case .storeNotRead:
      require(!rule.isReadWhole && !rule.isMatchSeen, session, "a store was read, or the match was seen")
    default:
      require(rule.isReadWhole || rule.isMatchSeen, session, "\(ending) without a match that was seen")
    }
  }

  private static let open: Set<Ending> = [
    .stoppedForReview, .problemRemains, .noneMatches, .notInStore, .storeNotRead,
  ]

  /// What was answered last: it holds by itself, whatever it led to. Two answers may lead to one state.
  mutating func checkLast(_ session: Session) {
    guard let last = session.given.last else { return }
    let findings = session.findings
    switch (last.answer, last.item.about) {
    case (.skipped(let reason), let about):
      if case .value(.thumbprint) = last.item.form {
        guard case .entry(let id) = about, case .listed(let trusted) = findings.phoneTrust else { return }
        let isFree = trusted.isEmpty || findings.verdict(id)?.allowsRemoval != true
        require(isFree, session, "\(id) has no thumbprint")
        return
      }
      require(Self.skippable.contains(last.item.step.id), session, "\(last.item.key) left out")
      require(!reason.isEmpty, session, "left out without a reason")
    case (.problem(let text), _): require(!text.isEmpty, session, "a problem without words")
    case (.reported(let gone, _, let remark), _):
      require(gone || !remark.isEmpty, session, "still there without a remark")
    case (.deletionOrdered(let typed), .entry(let id)):
      checkOrder(typed.lowercased(), id, session)
      let left = InterlockRule(findings: findings, id: id, now: Contoso.now).objections
      require(left.isEmpty, session, "\(id): ordered against \(left)")
    case (.stays(false, _), _): require(!findings.problems.isEmpty, session, "lost, and no problem")
    case (.exportNamed(let file, _), _):
      require(!file.isEmpty && !file.contains("\\"), session, "exported to “\(file)”")
    case (.counted(let count), _): require((0...99).contains(count), session, "\(count) rows")
    case (.decided(let decision), .entry(let id)) where decision.isRemoval:
      let rule = InterlockRule(findings: findings, id: id, now: Contoso.now)
      require(rule.obstacles.isEmpty, session, "\(id): marked against \(rule.obstacles)")
      let unsaid = Set(rule.unsaid).subtracting(decision.acknowledged)
      require(unsaid.isEmpty, session, "\(id): marked without \(unsaid)")
      require((rule.said == .aName) == (decision.agreedBy?.isEmpty == false), session, "\(id): who agreed?")
    case (.decided(.keep(let reason)), .entry(let id)):
      require(
        !reason.isEmpty && findings.verdict(id)?.allowsRemoval == true, session, "\(id) kept by no choice")
    case (.certificate(let facts, _), _), (.readBack(let facts, _), _):
      require(facts.certificate?.isAuthority != false, session, "the server certificate is taken")
    default: break
    }
  }
}

extension StateRules {
  /// What was typed is the end of this serial number, and of no other number of the list or of the path.
  private mutating func checkOrder(_ typed: String, _ id: EntryID, _ session: Session) {
    let findings = session.findings
    let serial = findings.entries[id]?.facts?.serial.hexadecimal ?? ""
    require(serial.hasSuffix(typed) && typed.count >= 4, session, "\(id): another serial")
    let rows = findings.entries.filter { $0.key.noted == id.noted && $0.key != id }.values.compactMap(\.facts)
    for other in rows + findings.noted.values.compactMap(\.facts) {
      let number = other.serial.hexadecimal
      require(number == serial || !number.hasSuffix(typed), session, "\(id): \(typed) ends \(number), too")
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
  private mutating func checkStays(_ session: Session) {
    let looks = session.given.compactMap { one -> (NotedID, Bool)? in
      guard case .stays(let isThere, _) = one.answer, case .noted(let id) = one.item.about else { return nil }
      return (id, isThere)
    }
    if looks.contains(where: { !$0.1 }) {
      require(session.pending?.step.kind != .delete, session, "a deletion after the loss")
      require([nil, .problemRemains].contains(session.ending), session, "lost, and ended otherwise")
    }
    guard session.ending != nil else { return }
    for (id, entry) in session.findings.entries where entry.isGone == true {
      require(looks.contains { $0.0 == id.noted }, session, "\(id): the one that stays was not looked at")
    }
  }
}

// MARK: - The noted path

extension StateRules {
  private mutating func checkPath(_ session: Session) {
    let noted = session.findings.noted.sorted { $0.key < $1.key }
    var above: CertificateFacts?
    var seen: [CertificateFacts] = []
    for (id, one) in noted {
      let subject = one.certificate?.subject ?? one.typed.subject
      let issuer = one.certificate?.issuer ?? one.typed.issuer
      if let expected = id == .root ? subject : above?.subject, let issuer {
        require(issuer.isSame(as: expected), session, "noted \(id) does not hang below the one above")
      }
      require(one.seen?.certificate == seenElsewhere(one, session), session, "noted \(id): seen elsewhere")
      if let facts = one.facts {
        require(facts.certificate?.isAuthority != false, session, "the server certificate is noted")
        let isTwice = seen.contains { $0.subject.isSame(as: facts.subject) && $0.serial == facts.serial }
        require(!isTwice, session, "noted twice: \(id)")
        require(agrees(one.typed, facts), session, "noted \(id): typed and file differ")
        seen.append(facts)
      }
      above = one.facts
    }
  }

  /// The one certificate that has the attributes which were typed, among all that are known; nothing when there are two.
  private func seenElsewhere(_ one: NotedFindings, _ session: Session) -> Certificate? {
    let findings = session.findings
    guard findings.rules >= 3, one.certificate == nil, let issuer = one.typed.issuer,
      let subject = one.typed.subject, let serial = one.typed.serial, let date = one.typed.validFrom
    else { return nil }
    let rows = findings.entries.values.flatMap { [$0.listed, $0.given, $0.exported].compactMap(\.self) }
    let same = (rows + findings.atHand).filter { facts in
      facts.certificate != nil && facts.serial == serial && facts.subject.isSame(as: subject)
        && facts.issuer.isSame(as: issuer) && (one.typed.thumbprint ?? facts.thumbprint) == facts.thumbprint
        && ValidFromRelation(.written(date), facts.validFrom, offsetMinutes: findings.offsetMinutes).isSame
    }
    let certificates = Set(same.compactMap(\.certificate))
    return certificates.count == 1 ? certificates.first : nil
  }

  private func agrees(_ typed: TypedValues, _ facts: CertificateFacts) -> Bool {
    (typed.issuer?.isSame(as: facts.issuer) ?? true) && (typed.subject?.isSame(as: facts.subject) ?? true)
      && (typed.serial.map { $0 == facts.serial } ?? true)
      && (typed.validFrom.map {
        ValidFromRelation(.written($0), facts.validFrom, offsetMinutes: 0).isSame
      } ?? true)
  }
}

// MARK: - Entries

extension StateRules {
  private static let server = Contoso.server.certificate

  private mutating func checkEntry(_ id: EntryID, _ session: Session) {
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
    require(
      (current == nil) == (judged.verdict != session.findings.verdict(id)), session, "\(id): stale decision")
    guard let current, current.isRemoval else {
      require(!entry.isOrdered || entry.isGone != nil, session, "\(id): on its way without a decision")
      return
    }
    let key = session.given.last {
      $0.item.about == .entry(id) && $0.item.step.kind == .decide && isDecided($0)
    }
    require(
      key?.item.form == .decision(judged.verdict), session, "\(id): decided under another verdict's key")
    // What lacks something by now is asked anew, before anything else happens to it.
    guard entry.isGone == nil, !isReported(session) else { return }
    let left = rule.objections.filter { $0 != .notExported && $0 != .noRestoreCard }
    require(left.isEmpty || entry.awaitsDecision, session, "\(id): marked against \(left)")
    require(!entry.awaitsDecision || !entry.isOrdered, session, "\(id): ordered before it is decided on")
  }

  /// Whether somebody waits to hear what became of a deletion.
  private func isReported(_ session: Session) -> Bool { session.pending?.form == .report }

  private func isDecided(_ given: Session.Given) -> Bool {
    if case .decided = given.answer { return true }
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
    // Every deletion leaves a row that matches the noted certificate.
    let stays = session.findings.entries(of: id.noted).contains {
      session.findings.verdict($0) == .matched && session.findings.entries[$0]?.isGone != true
    }
    require(stays, session, "\(id): the last match is gone")
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
}
