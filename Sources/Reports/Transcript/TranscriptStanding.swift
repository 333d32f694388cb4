// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Occurrences
import Pages
import Procedure
import Words

/// How a session stands, from what is known alone: nothing is concluded from what was not looked at.
struct TranscriptStanding {
  /// The one word for it.
  enum Word: String, CaseIterable {
    /// Removed, exports read back, a sign-in worked afterward, and nothing is open.
    case done
    /// Removed, and something is open.
    case open
    /// Ended without removing anything.
    case nothing
    /// Ended with something that must be reviewed.
    case review
    /// A point at which nothing more may be removed.
    case stopped
    /// Something is worse than it has to be: a certificate is back or missing, or a check failed afterward.
    case problem
    case unfinished
    case parked
  }

  /// How it is known that something is gone.
  enum Witness: String, CaseIterable {
    case wizard, admin, receipt
  }

  let word: Word
  let tone: PageTone
  let signIn: SignInResult
  let removed: [Transcript.Entry]
  let ordered: [Transcript.Entry]
  /// In a command file whose result is not known, whatever was decided since.
  let commanded: [Transcript.Entry]
  let restored: [Transcript.Entry]
  /// Removed, and there again when the server was last read.
  let returned: [Transcript.Entry]
  /// Deleted outside the session.
  let outside: [OutsideDeletion]
  /// Noted certificates that were not in their store when it was last looked at.
  let missing: [NotedID]
  /// The number of certificates that were deleted and not restored.
  let deletedCount: Int
  /// The number of exports of certificates that were deleted, or were about to be.
  let exportCount: Int
  /// How many of them were read back.
  let exportsReadBack: Int
  /// The last time that the server was read again after the work.
  let lastLook: (recheck: Recheck, at: Instant)?

  /// Whether something in the stores was changed, or may have been.
  var isTouched: Bool {
    deletedCount > 0 || !(ordered.isEmpty && commanded.isEmpty && restored.isEmpty && outside.isEmpty)
  }

  /// - Parameter openItems: how many points the page lists as open.
  init(_ transcript: Transcript, openItems: Int) {
    let session = transcript.session
    let entries = transcript.entries
    signIn = session.signInResult
    removed = entries.filter { $0.witness != nil }
    ordered = entries.filter { if case .ordered = $0.disposition { true } else { false } }
    commanded = entries.filter { $0.isCommanded(in: session) }
    restored = entries.filter { if case .restored = $0.disposition { true } else { false } }
    outside = session.outside
    let look = session.lastLook
    lastLook = look
    returned = removed.filter { entry in look?.recheck.showsAgain(entry.id) == true }
    missing =
      look?.recheck.kept.filter { $0.presence == .absent }.map(\.id)
      ?? session.findings.problems.compactMap { ($0.question as? MatchPresence)?.noted }
    deletedCount = removed.count + session.outside.count
    let exported = entries.filter { $0.findings.removal?.export != nil && !$0.isDeletedOutside }
    exportCount = exported.count + session.outside.count
    exportsReadBack =
      exported.count(where: \.isExportReadBack) + session.outside.count { $0.certificate != nil }
    let isWorse =
      !(returned.isEmpty && missing.isEmpty && session.outside.isEmpty) || signIn == .failed
      || look.map { $0.recheck.events?.new ?? 0 > 0 } ?? false
    let isProved = exportsReadBack == exportCount && signIn == .worked && look?.recheck.isWell != false
    let isLeft =
      session.findings.hasUnexpectedRecount
      || entries.contains { if case .leftForReview = $0.disposition { true } else { false } }
    word = Self.word(
      session, isWorse: isWorse, isDone: isProved && openItems == 0, isLeft: isLeft, deleted: deletedCount)
    tone = Self.tone(word, session)
  }

  private static func word(
    _ session: Session, isWorse: Bool, isDone: Bool, isLeft: Bool, deleted: Int
  ) -> Word {
    if isWorse { return .problem }
    guard let ending = session.ending else { return session.isParked ? .parked : .unfinished }
    switch ending {
    case .noneMatches, .notInStore, .storeNotRead: return .stopped
    case .neededMissing, .problemRemains: return .problem
    // What was decided to stay is not left for anybody.
    case .stoppedForReview where isLeft: return .review
    case .stoppedForReview, .duplicatesRemoved, .listedOnce, .duplicatesKept, .otherCause, .misplacedMoved,
      .noneMisplaced,
      .misplacedKept:
      if isDone, deleted > 0 { return .done }
      return deleted == 0 && session.restored.isEmpty ? .nothing : .open
    }
  }

  private static func tone(_ word: Word, _ session: Session) -> PageTone {
    switch word {
    case .done: .good
    case .open, .review, .unfinished, .parked: .warn
    case .stopped, .problem: .stop
    // Duplicates that were kept, or a problem that was found first, are still there.
    case .nothing: [.listedOnce, .noneMisplaced].contains(session.ending) ? .calm : .warn
    }
  }

  func removed(seenBy witness: Witness) -> [Transcript.Entry] { removed.filter { $0.witness == witness } }
}

extension Transcript.Entry {
  /// Who saw that it is gone; `nil` while it is not, or when it was restored.
  var witness: TranscriptStanding.Witness? {
    switch disposition {
    case .deleted(_, seenByWizard: true, _): .wizard
    case .deleted(_, seenByWizard: false, receipt: ""): .admin
    case .deleted: .receipt
    case .restored, .deletedOutside, .ordered, .stillThere, .kept, .marked, .undecided, .leftForReview,
      .needed, .leftAlone:
      nil
    }
  }

  fileprivate var isDeletedOutside: Bool {
    if case .deletedOutside = disposition { return true }
    return false
  }

  /// Whether a command file deletes it, if it is run on the server, and nothing was heard of it.
  func isCommanded(in session: Session) -> Bool {
    switch disposition {
    case .marked, .undecided, .kept, .leftForReview, .leftAlone: break
    case .deleted, .restored, .deletedOutside, .ordered, .stillThere, .needed: return false
    }
    guard let thumbprint = facts.thumbprint else { return false }
    return session.records.contains { record in
      guard case .commanded(let order) = record.event else { return false }
      return order.entries.contains { $0.thumbprint == thumbprint }
    }
  }

  var isExportReadBack: Bool {
    if case .readBack? = findings.removal?.export?.proof { return true }
    return false
  }
}

extension Recheck {
  fileprivate func showsAgain(_ id: EntryID) -> Bool {
    removed.contains { one in
      if case .there = one.presence { return one.id == id && !one.isRestored }
      return false
    }
  }
}

extension Session {
  /// The noted certificate at whose list the session stopped, because it was not found there.
  var stoppedAt: NotedID? {
    switch ending {
    case .noneMatches?, .notInStore?, .storeNotRead?: findings.listings.keys.max()
    case .duplicatesRemoved?, .listedOnce?, .stoppedForReview?, .duplicatesKept?, .otherCause?,
      .neededMissing?,
      .problemRemains?, .misplacedMoved?, .noneMisplaced?, .misplacedKept?, nil:
      nil
    }
  }

  /// The last new reading of the server after the last deletion or restoration; an older one says nothing about
  /// now.
  fileprivate var lastLook: (recheck: Recheck, at: Instant)? {
    for record in records.reversed() {
      switch record.event {
      case .rechecked(let recheck): return (recheck, record.at)
      case .restored, .deletedOutside, .restoredOutside: return nil
      case .answered(_, let answer) where answer.isDeletion: return nil
      default: continue
      }
    }
    return nil
  }
}
