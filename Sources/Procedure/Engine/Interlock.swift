// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

/// The safety rule: what has to be true at the moment in which a deletion is ordered.
///
/// It looks at the findings alone and repeats what the order of the procedure already provides for, so that no path
/// through the procedure, no edited session file and no mistake elsewhere can lead to a deletion that it forbids.
public enum Interlock {
  /// The first thing that speaks against the deletion of an entry; `nil` when nothing does.
  public static func objection(to id: EntryID, in findings: Findings, now: Instant) -> Objection? {
    objection(
      to: id, in: findings, now: now,
      by: DeletionRule.obstacles + DeletionRule.decisions + DeletionRule.exports)
  }

  /// What forbids the deletion of an entry whatever anybody decides; `nil` when it can be offered.
  public static func obstacle(to id: EntryID, in findings: Findings, now: Instant) -> Objection? {
    objection(to: id, in: findings, now: now, by: DeletionRule.obstacles)
  }

  /// What speaks against a deletion beside that its export and its restore card are still to be made.
  public static func objectionBesideExport(
    to id: EntryID, in findings: Findings, now: Instant
  ) -> Objection? {
    objection(to: id, in: findings, now: now, by: DeletionRule.obstacles + DeletionRule.decisions)
  }

  private static func objection(
    to id: EntryID, in findings: Findings, now: Instant, by rules: [DeletionRule]
  ) -> Objection? {
    guard let entry = OrderedEntry(id, in: findings, now: now) else { return .notMarked }
    return rules.lazy.compactMap { $0.objection(entry) }.first
  }
}
