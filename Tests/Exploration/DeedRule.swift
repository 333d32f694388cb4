// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Procedure
import TestCertificates
import TestSupport

/// What the rule at the deed has to say to stores that changed behind the admin's back, written without the engine's own
/// comparisons: each change, and whether the deletion may still be carried out.
struct DeedRule {
  struct Change {
    let words: String
    let rows: DeedCheck.Rows
    let isAllowed: Bool
  }

  private let findings: Findings
  private let id: EntryID
  private let target: TestCertificate
  private let noted: TestCertificate
  private let role: Role
  private let rows: [ListedEntry]
  /// Whether everything is said and done that the order needs.
  private let isReady: Bool

  /// Where a row was typed, there is nothing to hold against a store.
  init?(_ rule: InterlockRule, in world: World) {
    findings = rule.findings
    id = rule.id
    role = id.noted.role
    guard findings.decision(id)?.isRemoval == true, world.path.indices.contains(id.noted.position),
      world.rows[id.noted.position].indices.contains(id.number - 1)
    else { return nil }
    target = world.row(id).certificate
    noted = world.path[id.noted.position]
    isReady = rule.objections.isEmpty
    var rows: [ListedEntry] = []
    for (other, entry) in findings.entries.sorted(by: { $0.key < $1.key })
    where other.noted.role == rule.id.noted.role {
      guard let facts = [entry.exported, entry.given, entry.listed].compactMap(\.self).first else {
        return nil
      }
      let row = ListedEntry(certificate: facts, physical: entry.physical, source: .practice)
      let isKnown = rows.contains { $0.certificate == facts && $0.physical == row.physical }
      if entry.isGone != true, !isKnown { rows.append(row) }
    }
    self.rows = rows
  }

  /// Once the order could be given, the stores are changed in every way; before that, nothing may help.
  var changes: [Change] {
    if findings.course == .move { return moves }
    let unchanged = change("nothing changed", rows, isAllowed: isReady && lasts)
    guard isReady else { return [unchanged] }
    return [
      unchanged,
      change("another certificate came", rows + [row(Contoso.requiredRoot.facts)], isAllowed: lasts),
      change("it is gone", rows.filter { !isTarget($0) }, isAllowed: false),
      change("it moved", rows.map { isTarget($0) ? moved($0) : $0 }, isAllowed: false),
      change("a policy keeps it, too", rows + rows.filter(isTarget).map(moved), isAllowed: false),
      change("a policy keeps it, too, and first", rows.filter(isTarget).map(moved) + rows, isAllowed: false),
      change("the match is gone", rows.filter { !isMatch($0) }, isAllowed: false),
      change("the match is a policy's by now", rows.map { isMatch($0) ? moved($0) : $0 }, isAllowed: false),
      change("nothing is left", [], isAllowed: false), child,
    ] + link
  }

  /// The stores of a move: what leaves Trusted Root has to be in the computer's own part of Intermediate.
  private var moves: [Change] {
    let there = [target.facts]
    let unchanged = change("nothing changed", rows, isAllowed: isReady, other: there)
    guard isReady else { return [unchanged] }
    return [
      unchanged,
      change("another root came", rows + [row(Contoso.requiredRoot.facts)], isAllowed: true, other: there),
      change("Intermediate lost it", rows, isAllowed: false),
      change("Intermediate has another one of its name", rows, isAllowed: false, other: [twin]),
      Change(
        words: "only a policy has it in Intermediate",
        rows: [.trustedRoot: rows, .intermediate: [row(target.facts, .groupPolicy)]], isAllowed: false),
      change("it is gone", rows.filter { !isTarget($0) }, isAllowed: false, other: there),
      change("it moved", rows.map { isTarget($0) ? moved($0) : $0 }, isAllowed: false, other: there),
      change(
        "a policy keeps it, too", rows + rows.filter(isTarget).map(moved), isAllowed: false, other: there),
      change("nothing is left", [], isAllowed: false),
    ]
  }

  private var twin: CertificateFacts { target.with { $0.key = [0x51, 0x52, 0x53] }.facts }

  private func change(
    _ words: String, _ rows: [ListedEntry], isAllowed: Bool, other: [CertificateFacts] = []
  ) -> Change {
    let otherStore: Store = role.store == .trustedRoot ? .intermediate : .trustedRoot
    return Change(
      words: words, rows: [role.store: rows, otherStore: other.map { row($0) }], isAllowed: isAllowed)
  }

  private func row(_ facts: CertificateFacts, _ physical: PhysicalStore = .registry) -> ListedEntry {
    ListedEntry(certificate: facts, physical: physical, source: .practice)
  }

  private func moved(_ row: ListedEntry) -> ListedEntry { self.row(row.certificate, .enterprise) }

  private func isTarget(_ row: ListedEntry) -> Bool { row.certificate.thumbprint == target.thumbprint }
  private func isMatch(_ row: ListedEntry) -> Bool { row.certificate.thumbprint == noted.thumbprint }

  /// The match lies where no policy takes it away again.
  private var lasts: Bool { rows.contains { isMatch($0) && [.registry, .unknown].contains($0.physical) } }

  /// Something that needs it came: that has to have been said, and somebody to have agreed.
  private var child: Change {
    let child = Contoso.siblingIssuing.with {
      ($0.issuer, $0.notAfter) = (target.subject, "20370809101112Z")
      ($0.key, $0.signer) = ([0x79, 0x7A, 0x7B], target.key)
    }
    let decision = findings.decision(id)
    let isSaid = decision?.acknowledged.contains(.dependantsAtHand) == true && decision?.agreedBy != nil
    return role == .root
      ? change("a child came", rows, isAllowed: lasts && isSaid, other: [child.facts])
      : change("a child came", rows + [row(child.facts)], isAllowed: lasts && isSaid)
  }

  /// A proof came that it belongs to the noted authority: what was decided about a stranger does not hold.
  private var link: [Change] {
    guard role == .root, findings.verdict(id) == .mismatched else { return [] }
    let link = noted.with {
      ($0.serial, $0.key, $0.signer) = ([0x38, 0x5C, 0x81, 0x44, 0xD7, 0x2B], target.key, noted.key)
    }
    return [change("a link came", rows, isAllowed: false, other: [link.facts])]
  }
}

extension StateRules {
  mutating func checkDeed(_ id: EntryID, _ rule: InterlockRule, _ session: Session) {
    guard !mistypes, let deed = DeedRule(rule, in: world) else { return }
    for change in deed.changes {
      let objection = DeedCheck.objection(
        to: id, in: session.findings, rows: change.rows, now: Contoso.now)
      // What was decided by the rules of revision 2 may lack what today's ask for.
      let isHeld = rule.isFirstRules && change.isAllowed || (objection == nil) == change.isAllowed
      require(
        isHeld, session,
        "\(id): at the deed \(change.words), and \(objection as Any)")
      deeds += 1
    }
  }
}
