// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

/// The safety rule: what must be true when a deletion is ordered.
///
/// It depends only on the findings and deliberately repeats what the order of the procedure already ensures,
/// so that no path through the procedure, no edited session file and no bug elsewhere can lead to a forbidden
/// deletion.
public enum Interlock {
  /// The first objection to deleting an entry; `nil` if there is none.
  public static func objection(to id: EntryID, in findings: Findings, now: Instant) -> Objection? {
    objection(
      to: id, in: findings, now: now,
      by: DeletionRule.obstacles(of: findings.course) + DeletionRule.decisions
        + DeletionRule.exports(of: findings.course) + DeletionRule.approvals)
  }

  /// The first objection that no decision can override; `nil` when the deletion can be offered.
  public static func obstacle(to id: EntryID, in findings: Findings, now: Instant) -> Objection? {
    objection(to: id, in: findings, now: now, by: DeletionRule.obstacles(of: findings.course))
  }

  /// The first objection other than a missing export or restore card: command files make their own.
  public static func objectionBesideExport(
    to id: EntryID, in findings: Findings, now: Instant
  ) -> Objection? {
    objection(
      to: id, in: findings, now: now,
      by: DeletionRule.obstacles(of: findings.course) + DeletionRule.decisions + DeletionRule.approvals)
  }

  private static func objection(
    to id: EntryID, in findings: Findings, now: Instant, by rules: [DeletionRule]
  ) -> Objection? {
    guard let entry = OrderedEntry(id, in: findings, now: now) else { return .notMarked }
    return rules.lazy.compactMap { $0.objection(entry) }.first
  }
}
