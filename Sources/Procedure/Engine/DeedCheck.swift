// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

/// The safety rule once more, right before a deletion is carried out, against the stores as they are at that moment.
///
/// Between the list that an admin decided on and the deed there are an export, a card and a prompt: meanwhile anybody
/// can have changed the stores. No rule stands here. The fresh rows take the place of the listed ones, and the same
/// judgement and the same interlock are asked anew.
public enum DeedCheck {
  /// Everything that lies in the stores at one moment, every physical part of them.
  public typealias Rows = [Store: [ListedEntry]]

  /// The first objection to the deletion of an entry; `nil` when all that allowed it holds.
  ///
  /// - Parameters:
  ///   - id: the entry, as the session lists it.
  ///   - rows: read in one go, the entry's own row among them.
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
    // What a policy put there it can take away again.
    return fresh.isMatchOnlyManaged(id.noted) ? .onlyManagedMatchStays : nil
  }
}

/// Why a deletion that was ordered is not carried out.
public enum DeedObjection: Hashable, Sendable {
  /// The interlock forbids it now.
  case rule(Objection)
  /// The certificate that has to stay lies only where something else keeps it.
  case onlyManagedMatchStays
}

extension Findings {
  /// The findings as if step 8 had listed these rows just now; what is known of a row from before stays known, that of
  /// the entry in question first.
  fileprivate func refreshed(with rows: DeedCheck.Rows, for target: EntryID) -> Findings {
    let role = target.noted.role
    var fresh = self
    // Whatever rules the session began with, nothing is deleted any more that today's forbid.
    fresh.rules = max(rules, Self.evidenceRules)
    for id in path(of: role) {
      guard let noted = noted[id]?.facts else { continue }
      let known = [target].filter { $0.noted == id } + entries(of: id).filter { $0 != target }
      for entry in known { fresh.entries[entry] = nil }
      let candidates = (rows[role.store] ?? []).filter {
        Judgement.isCandidate($0.certificate, for: noted, role: role)
      }
      fresh.listings[id] = .listed(candidates.count)
      for (index, row) in candidates.enumerated() {
        let before = known.lazy.compactMap { entries[$0] }.first {
          !$0.isGone && $0.physical == row.physical && $0.holds(row.certificate)
        }
        fresh.entries[EntryID(noted: id, number: index + 1)] =
          before?.listed(anew: row) ?? EntryFindings(listed: row)
      }
    }
    // What files have shown of other certificates stays evidence.
    fresh.atHand = atHand + surroundings(among: rows)
    fresh.lookAround()
    return fresh
  }

  /// What is at hand now beside the rows: evidence may have come or gone.
  private func surroundings(among rows: DeedCheck.Rows) -> [CertificateFacts] {
    let names = path.compactMap { noted[$0]?.facts }.flatMap { [$0.subject, $0.issuer] }
    return Store.allCases.flatMap { rows[$0] ?? [] }.map(\.certificate).filter { facts in
      names.contains { $0.isSame(as: facts.subject) || $0.isSame(as: facts.issuer) }
    }
  }
}

extension EntryFindings {
  /// Whether it is about this very certificate.
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
