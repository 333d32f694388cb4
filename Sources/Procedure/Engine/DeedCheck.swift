// SPDX-License-Identifier: GPL-3.0-or-later

import Article
public import Facts

/// Repeats the safety rule right before a deletion is carried out, against the stores in their current state.
///
/// Between the admin's decision and the deletion there are an export, a card and a prompt, so the stores may
/// have changed. This type adds no rules of its own: fresh rows replace the listed ones, and the same
/// judgment and interlock run again.
public enum DeedCheck {
  /// Everything in the stores at one moment, in all their physical parts.
  public typealias Rows = [Store: [ListedEntry]]

  /// The first objection to deleting an entry; `nil` when everything that allowed it still holds.
  ///
  /// - Parameters:
  ///   - id: the entry, as the session lists it.
  ///   - rows: all read at the same time, including the entry's own row.
  ///   - now: the moment of the deletion.
  public static func objection(
    to id: EntryID, in findings: Findings, rows: Rows, now: Instant
  ) -> DeedObjection? {
    guard let entry = findings.entries[id], let facts = entry.facts else { return .rule(.notMarked) }
    if let objection = Interlock.objection(to: id, in: findings, now: now) { return .rule(objection) }
    let fresh = findings.refreshed(with: rows, for: id)
    let target = fresh.entries(of: id.noted).first {
      fresh.entries[$0]?.holds(facts) == true && fresh.entries[$0]?.physical == entry.physical
    }
    guard let target else { return .rule(.alreadyDeleted) }
    if let objection = Interlock.objection(to: target, in: fresh, now: now) { return .rule(objection) }
    // A copy that a policy keeps there can be taken away again.
    if findings.course == .move,
      !(rows[.intermediate] ?? []).contains(where: { $0.physical == .registry && entry.holds($0.certificate) }
      )
    {
      return .rule(.notSeenInIntermediate)
    }
    // A policy that added the match can also remove it.
    return fresh.isMatchOnlyManaged(id.noted) ? .onlyManagedMatchStays : nil
  }
}

/// Why an ordered deletion is not carried out.
public enum DeedObjection: Hashable, Sendable {
  /// The interlock forbids it now.
  case rule(Objection)
  /// The only copies of the certificate that has to stay are managed from outside the server.
  case onlyManagedMatchStays
}

extension Findings {
  /// The findings as if step 8 had just listed these rows. What was known about a row is kept, preferring the
  /// target's own findings.
  fileprivate func refreshed(with rows: DeedCheck.Rows, for target: EntryID) -> Findings {
    let role = target.noted.role
    var fresh = self
    // Whatever rules the session began with, nothing is deleted that today's rules forbid.
    fresh.rules = max(rules, Self.evidenceRules)
    for id in path(of: role) {
      guard let noted = noted[id]?.facts else { continue }
      let known = [target].filter { $0.noted == id } + entries(of: id).filter { $0 != target }
      for entry in known { fresh.entries[entry] = nil }
      let candidates = (rows[role.store] ?? []).filter { lists($0.certificate, for: noted, role: role) }
      fresh.listings[id] = .listed(candidates.count)
      for (index, row) in candidates.enumerated() {
        let before = known.lazy.compactMap { entries[$0] }.first {
          !$0.isGone && $0.physical == row.physical && $0.holds(row.certificate)
        }
        fresh.entries[EntryID(noted: id, number: index + 1)] =
          before?.listed(anew: row) ?? EntryFindings(listed: row)
      }
    }
    // Other certificates seen in files remain evidence.
    fresh.atHand = atHand + surroundings(among: rows)
    fresh.lookAround()
    return fresh
  }

  /// Whether the list of a noted certificate shows a row.
  private func lists(_ facts: CertificateFacts, for noted: CertificateFacts, role: Role) -> Bool {
    switch course {
    case .duplicates: Judgement.isCandidate(facts, for: noted, role: role)
    case .move: !facts.isSelfIssued
    }
  }

  /// The other certificates available now: evidence may have appeared or disappeared.
  private func surroundings(among rows: DeedCheck.Rows) -> [CertificateFacts] {
    let names = path.compactMap { noted[$0]?.facts }.flatMap { [$0.subject, $0.issuer] }
    return Store.allCases.flatMap { rows[$0] ?? [] }.map(\.certificate).filter { facts in
      names.contains { $0.isSame(as: facts.subject) || $0.isSame(as: facts.issuer) }
    }
  }
}

extension EntryFindings {
  /// Whether it is about exactly this certificate.
  fileprivate func holds(_ certificate: CertificateFacts) -> Bool {
    guard let facts else { return false }
    return Comparison(facts, certificate, offsetMinutes: nil).certificate == .same
  }

  fileprivate func listed(anew row: ListedEntry) -> EntryFindings {
    var entry = self
    entry.listed = row.certificate
    entry.listedIn = row.physical
    return entry
  }
}
