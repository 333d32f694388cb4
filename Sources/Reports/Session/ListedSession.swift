// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
public import Journal
import Procedure
public import Texts
import Words

/// A session in the usual folder.
public struct ListedSession {
  public let name: String
  public let path: String
  /// `nil` if the file cannot be read.
  public let journal: JournalReading?

  public init(name: String, path: String, journal: JournalReading?) {
    self.name = name
    self.path = path
    self.journal = journal
  }

  /// When its last line was written; `nil` if it cannot be read.
  private var last: Instant? { journal?.session?.lastRecord }

  /// The one used last first, then those that cannot be read, by name.
  public static func sorted(_ sessions: [ListedSession]) -> [ListedSession] {
    sessions.sorted { one, other in
      guard one.last != other.last else { return one.name < other.name }
      guard let first = one.last else { return false }
      guard let second = other.last else { return true }
      return first > second
    }
  }

  /// The name first, then where the session stands.
  public func line(_ wording: Wording) -> String { "\(name)  \(state(wording))" }

  private func state(_ wording: Wording) -> String {
    guard let journal, let session = journal.session else { return wording("sessions.unreadable") }
    if let damage = journal.damage { return wording("sessions.damaged", ["line": String(damage.line)]) }
    let server = session.findings.server ?? "?"
    let last = WindowsText(wording: wording).moment(
      session.lastRecord, offsetMinutes: session.findings.trustedOffset)
    let state = StatusWords(wording: wording.of(session)).position(session)
    let mark = session.start.mark(wording).map { "\($0) · " } ?? ""
    return "\(mark)\(server) · \(last) · \(state)"
  }
}
