// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import JSON
import Journal
import Procedure

/// The summary of a session for scripts.
struct SessionSummary {
  private typealias M = JSONValue.Member

  /// `nil` if the file cannot be read.
  let journal: JournalReading?

  private var members: [M] {
    guard let journal, let session = journal.session else { return [M("readable", false)] }
    return [
      M("readable", true), M("whole", .boolean(journal.damage == nil)),
      M("lines", .integer(journal.records.count)), M("head", .string(journal.head)),
      M("server", JSONValue(session.findings.server)), M("windows", .string(session.start.server.rawValue)),
      M("practice", JSONValue(session.start.practice?.scenario)),
      M("administrator", JSONValue(session.findings.administrator)),
      M("begun", .string(session.records[0].at.description)),
      M("last", .string((session.records.last ?? session.records[0]).at.description)),
      M("answered", .integer(session.given.count)), M("next", JSONValue(session.pending?.key)),
      M("ending", JSONValue(session.ending?.rawValue)), M("parked", .boolean(session.isParked)),
    ]
  }

  /// - Parameter name: the session's name.
  func value(named name: String) -> JSONValue { .object([M("name", .string(name))] + members) }
}
