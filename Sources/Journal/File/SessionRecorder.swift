// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Procedure

/// A session that is worked on, with its file open to write to.
///
/// The file comes first and the session after it: an event that the engine takes is on the disk before the session is the
/// next one. So whatever is asked, shown or done because of an answer happens only after the answer is safe, and what could
/// not be written down has not happened. The guided questions and the commands record through this type alone.
public final class SessionRecorder {
  /// Why an event was not recorded; session and file are as they were.
  public enum Problem: Error {
    case refused(Refusal)
    /// What the file holds before it is safe.
    case lost(JournalError)
  }

  public let file: SessionFile
  public private(set) var session: Session
  private let now: () -> Instant

  /// - Parameters:
  ///   - session: what the file holds.
  ///   - now: the clock.
  public init(_ file: SessionFile, _ session: Session, now: @escaping () -> Instant) {
    self.file = file
    self.session = session
    self.now = now
  }

  /// Hands an event to the engine and, when it is taken, to the file. The session moves on only after that.
  public func record(_ event: Event) throws(Problem) {
    let record = session.record(event, at: now())
    var next = session
    do throws(Refusal) { try next.apply(record) } catch { throw .refused(error) }
    do throws(JournalError) { try file.append(record) } catch { throw .lost(error) }
    session = next
  }
}
