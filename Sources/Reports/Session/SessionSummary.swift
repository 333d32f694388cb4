// SPDX-License-Identifier: GPL-3.0-or-later

import Article
public import Facts
public import JSON
public import Journal
import Occurrences
public import Procedure

/// The summary of a session for scripts: `lync-pin-wizard/status/1`, and of many: `lync-pin-wizard/sessions/1`.
/// Times are UTC.
public struct SessionSummary {
  private typealias M = JSONValue.Member

  let name: String
  /// `nil` if the file cannot be read.
  let journal: JournalReading?

  /// - Parameter journal: `nil` if the file cannot be read.
  public init(named name: String, _ journal: JournalReading?) {
    self.name = name
    self.journal = journal
  }

  /// One session.
  public var value: JSONValue { .object([M("schema", "lync-pin-wizard/status/1")] + members) }

  /// Sessions in the given order.
  public static func list(_ summaries: [SessionSummary]) -> JSONValue {
    [
      "schema": "lync-pin-wizard/sessions/1",
      "sessions": .array(summaries.map { .object($0.members) }),
    ]
  }

  private var members: [M] {
    guard let journal, let session = journal.session else {
      return [M("name", .string(name)), M("readable", false)]
    }
    return [
      M("name", .string(name)), M("readable", true), M("whole", .boolean(journal.damage == nil)),
      M("lines", .integer(journal.records.count)), M("head", .string(journal.head)),
      M("server", JSONValue(session.findings.server)), M("windows", .string(session.start.server.rawValue)),
      M("procedure", .string(session.start.course.rawValue)),
      M("product", JSONValue(session.start.product?.rawValue)),
      M("practice", JSONValue(session.start.practice?.scenario)),
      M("live", JSONValue(session.start.live?.host)),
      M("dryRun", .boolean(session.start.live?.isDryRun == true)),
      M("administrator", JSONValue(session.findings.administrator)),
      M("begun", .string(session.records[0].at.description)),
      M("last", .string(session.lastRecord.description)),
      M("answered", .integer(session.given.count)), M("next", JSONValue(session.pending?.key)),
      M("ending", JSONValue(session.ending?.rawValue)), M("parked", .boolean(session.isParked)),
      M("removed", .integer(session.removed.count)), M("restored", .integer(session.restored.count)),
      M("deletionUnderWay", .boolean(session.hasDeletionUnderWay)),
      M("lastRecheck", lastRecheck(session)),
    ]
  }

  /// The last time that the stores were read again: how the server was then, not how it is now.
  private func lastRecheck(_ session: Session) -> JSONValue {
    for record in session.records.reversed() {
      if case .rechecked(let recheck) = record.event {
        return ["at": .string(record.at.description), "well": .boolean(recheck.isWell)]
      }
    }
    return .null
  }
}

extension Session {
  /// When the last line was written.
  public var lastRecord: Instant { (records.last ?? records[0]).at }

  /// Whether a deletion was ordered whose result is not known: by the session itself, or by command files that
  /// were written and not reported on.
  public var hasDeletionUnderWay: Bool {
    if findings.entries.values.contains(where: { $0.removal?.isOpen == true }) { return true }
    return records.contains { record in
      guard case .commanded(let order) = record.event else { return false }
      return order.entries.contains { findings.marked.contains($0.id) }
    }
  }
}
