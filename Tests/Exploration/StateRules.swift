// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Procedure
import TestCertificates
import TestSupport

/// What has to be true in every state of a session, whatever led there.
struct StateRules {
  let world: World
  /// Whether rows may have been typed wrongly: then only what was seen of a certificate is known to be true.
  let mistypes: Bool
  let path: [Certificate]
  private let forbidden: Set<String>
  private var checked: Set<Int> = []
  private(set) var violations: [String] = []
  /// States in which a certificate is gone, so that a run that met none is seen.
  var deletions = 0
  /// Deeds that were held against stores as they could be by then.
  var deeds = 0
  /// Verdicts that rows were met with.
  var verdicts: Set<Verdict> = []

  init(_ menu: Menu) {
    world = menu.world
    mistypes = menu.mistypes
    path = world.path.map(\.certificate)
    forbidden = Self.forbidden(world.kind, revision: world.procedure)
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

  mutating func require(_ condition: Bool, _ session: Session, _ rule: @autoclosure () -> String) {
    guard !condition else { return }
    violations.append("\(rule()) (\(session.pending?.key ?? "the end"))")
  }
}

// MARK: - Steps

extension StateRules {
  /// The steps of other servers.
  private static func forbidden(_ kind: ServerKind, revision: Int) -> Set<String> {
    var steps: Set = ["before.tls", "before.tickets"]
    if kind.product == .skypeForBusiness2015 { steps.remove("before.tls") }
    let mayBeR2 =
      kind.windows == .windowsServer2012R2 || kind.windows == .windowsServer2012 && revision < 4
    if mayBeR2, kind.product == nil || kind.product == .lync2013 { steps.remove("before.tickets") }
    let opening: [String: [WindowsServer]] = [
      "2008.1 2008.2 2008.3": [.windowsServer2008],
      "2012.1 2012.2 2012.3 2012.4": [.windowsServer2012, .windowsServer2012R2],
      "2016.wizard 2016.search 2016.console": [.windowsServer2016, .windowsServer2019],
    ]
    for (names, servers) in opening where !servers.contains(kind.windows) {
      steps.formUnion(names.split(separator: " ").map { "ws\($0)" })
    }
    return steps
  }

  private mutating func checkSteps(_ session: Session) {
    require(
      !session.items.contains { forbidden.contains($0.step.id) }, session,
      "a step of another server")
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
  static let removable = InterlockRule.removable
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

  static let skippable: Set<String> = [
    "before.event", "before.pin", "before.ports", "before.pinauth", "before.trusted", "before.time",
    "before.tickets", "before.tls", "wizard.chain", "ca.1", "ca.2", "ca.3", "ca.4", "ca.5", "after.refresh",
    "after.services", "after.signin",
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
    .stoppedForReview, .problemRemains, .neededMissing, .noneMatches, .notInStore, .storeNotRead,
  ]
}
