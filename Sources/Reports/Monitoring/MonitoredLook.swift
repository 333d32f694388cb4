// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Files
public import Occurrences
public import Procedure

/// What monitoring asks of a session: whether everything on the server is still as the session left it. Either
/// the stores were looked at, or a sentence says why not.
public struct MonitoredLook {
  /// The session's name.
  public let name: String
  /// When the program looked, in UTC.
  public let at: Instant
  /// The age in hours from which on a file no longer shows the server as it is today.
  public let maximumAgeHours: Int
  /// `nil` when the session could not be read.
  public var session: Session?
  /// The hash of the session's last line.
  public var head: String?
  /// `nil` when nothing was looked at.
  public private(set) var seen: Seen?
  /// Why nothing was looked at.
  public var problem: String?

  public struct Seen {
    public let recheck: Recheck
    public let coverage: [Store: Coverage]
    /// The server, if the wizard read it itself.
    public let server: String?
    /// The files, with their dates.
    public let dates: [SourceDate]
  }

  public init(name: String, at: Instant, maximumAgeHours: Int) {
    self.name = name
    self.at = at
    self.maximumAgeHours = maximumAgeHours
  }

  /// Takes over what was looked at.
  ///
  /// - Parameters:
  ///   - look: the stores.
  ///   - events: `nil` when no events were read.
  ///   - dates: of files with events that are not among those of the stores.
  public mutating func take(
    _ look: StoreLook, _ events: SuppliedEvents?, _ dates: [SourceDate], in session: Session
  ) {
    seen = Seen(
      recheck: Recheck(session, look, events), coverage: look.coverage,
      server: look.dates.isEmpty ? look.sources.first ?? session.findings.server : nil,
      dates: look.dates + dates)
  }
}

// MARK: - What speaks against “OK”

extension MonitoredLook {
  enum Concern: Hashable {
    /// Why nothing was looked at is in `problem`.
    case notLooked
    /// A certificate of the path or a moved one is missing, or a removed one is back.
    case certificates
    /// A restored certificate is not in its store.
    case restoredMissing
    /// A certificate could not be looked for in all of its store.
    case notSeen
    /// The number of newer events.
    case newEvents(Int)
    /// The number of events of which nobody knows whether they are new.
    case undatedEvents(Int)
    case tooOld(SourceDate)
    /// A file that was written after now: one of the clocks is wrong, so its age is not known.
    case inFuture(SourceDate)
    /// The session still asks something.
    case notEnded(Item)
    /// It ended, and somebody still has to do something.
    case endedOpen(Ending)

    var status: PluginStatus {
      switch self {
      case .notLooked, .notSeen, .tooOld, .inFuture: .unknown
      case .certificates, .newEvents: .critical
      case .restoredMissing, .undatedEvents, .notEnded, .endedOpen: .warning
      }
    }
  }

  /// A clock that was set by hand, or a file from another computer, may be a little ahead.
  private static let toleranceSeconds = 300

  public var status: PluginStatus { PluginStatus.gravest(concerns.map(\.status)) }

  /// In the order in which they are told.
  var concerns: [Concern] {
    guard let seen else { return [.notLooked] }
    return ofCertificates(seen.recheck) + ofEvents(seen.recheck.events) + seen.dates.compactMap(ofDate)
      + ofSession
  }

  private func ofCertificates(_ recheck: Recheck) -> [Concern] {
    var concerns: [Concern] = []
    func note(_ concern: Concern) { if !concerns.contains(concern) { concerns.append(concern) } }
    for presence in recheck.kept.map(\.presence) + recheck.moved.map(\.presence) {
      switch presence {
      case .there: continue
      case .absent: note(.certificates)
      case .notSeen: note(.notSeen)
      }
    }
    for removed in recheck.removed {
      switch removed.presence {
      case .there where !removed.isRestored: note(.certificates)
      case .absent where removed.isRestored: note(.restoredMissing)
      case .there, .absent: continue
      case .notSeen: note(.notSeen)
      }
    }
    return concerns
  }

  private func ofEvents(_ events: Recheck.Events?) -> [Concern] {
    guard let events else { return [] }
    return (events.new > 0 ? [.newEvents(events.new)] : [])
      + (events.undated > 0 ? [.undatedEvents(events.undated)] : [])
  }

  private func ofDate(_ date: SourceDate) -> Concern? {
    guard let written = date.at else { return nil }
    if written > at.adding(seconds: Self.toleranceSeconds) { return .inFuture(date) }
    return written < at.adding(seconds: -3600 * maximumAgeHours) ? .tooOld(date) : nil
  }

  private var ofSession: [Concern] {
    switch session?.position {
    case .asking(let item)?: return [.notEnded(item)]
    case .ended(let ending)?:
      switch ending {
      case .duplicatesRemoved, .listedOnce, .duplicatesKept, .misplacedMoved, .noneMisplaced, .misplacedKept:
        return []
      case .noneMatches, .notInStore, .storeNotRead, .stoppedForReview, .otherCause, .neededMissing,
        .problemRemains:
        return [.endedOpen(ending)]
      }
    case nil: return []
    }
  }

  /// When the oldest file was written; `nil` when there is none, or a date is not known.
  var oldest: Instant? {
    guard let dates = seen?.dates, !dates.isEmpty else { return nil }
    let known = dates.compactMap(\.at)
    return known.count == dates.count ? known.min() : nil
  }
}
