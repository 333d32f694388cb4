// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

/// Why the engine refuses an event. Nothing has changed when it is thrown.
public enum Refusal: Error, Hashable, Sendable {
  /// Another item is pending; `nil` when the procedure has ended.
  case notNow(expected: String?)
  /// The item takes another kind of answer.
  case notOffered
  /// The first line is missing or repeated.
  case misplacedStart
  /// Line numbers must increase by one.
  case outOfSequence(expected: Int, found: Int)
  /// The session was written by a newer version.
  case newerFormat(Int)
  /// The session has the maximum number of answers, or was taken back as often as possible.
  case sessionTooLong

  // Values
  case empty
  /// No computer has such a name.
  case notAServerName(String)
  case unreadableSerial(SerialReading.Refusal)
  case unreadableName(NameReading.Refusal)
  /// Only digits and known month names are understood; other dates must at least contain a digit.
  case unreadableDate
  case unreadableThumbprint
  /// A certificate's Valid from has a time of day; without it, two certificates from one day look the same.
  case dateWithoutTime
  /// It is the thumbprint of a certificate that was noted or listed.
  case serialIsThumbprint
  /// It is the serial number of a certificate that was noted or listed.
  case thumbprintIsSerial
  /// A noted certificate of the same issuer has this serial number.
  case serialNoted(issuedTo: String)
  /// A row with another date has this issuer and serial number.
  case serialInRow(number: Int)
  /// An offset from UTC is hours and minutes, from -12:00 to +14:00.
  case unreadableTimeZone
  /// An offset without a sign; `now` is the time at which it was typed.
  case unsignedTimeZone(minutes: Int, now: Instant)
  /// A row identified by its thumbprint shows that this is not the server's offset.
  case offsetDisproved
  case countOutOfRange
  case reasonMissing
  case notSkippable
  /// Phones are configured to trust certificates by thumbprint, so one that may be deleted must be
  /// distinguished from those.
  case thumbprintNeeded

  /// The thumbprint belongs to a noted certificate with another serial number: the first of the two.
  case thumbprintIsNoted(SerialNumber, here: SerialNumber)
  /// The thumbprint belongs to another row, with this number, that is a different certificate.
  case thumbprintOfRow(Int)

  /// Its basic constraints say that it is not an authority: it is the server certificate or another leaf,
  /// which is never noted and never an entry.
  case notAnAuthority

  // The noted path
  /// The top of the path is not self-issued: the path is incomplete.
  case rootNotSelfIssued
  /// The subject of the certificate above differs from this one's issuer.
  case brokenPath(expectedIssuer: DistinguishedName)
  case alreadyNoted
  /// A value typed for this certificate differs from the certificate.
  case differsFromTyped(Field)

  // Removal
  case interlock(Objection)
  case ownerMissing
  /// The text is not the end of the serial number; with the number of characters required.
  case wrongLastDigits(Int)
  /// The name of the export is a path, or not a valid Windows file name.
  case notAFileName
  /// The exported file contains a certificate other than the one to delete.
  case exportIsAnother
  /// The exported file contains a certificate of the noted path.
  case exportIsNoted

  /// The certificate in Intermediate has another thumbprint.
  case copyIsAnother

  /// Command files use thumbprints, and that of the certificate that has to stay is unknown.
  case keptThumbprintUnknown

  // Approvals
  /// Its signer is one of those who work on the session.
  case approvalIsOwn
  /// It is about another server, or about none of the certificates that are marked here.
  case approvalIsOfAnother
  /// A decision was made after the line of the session that was signed.
  case approvalOutdated

  // Back
  case nothingToWithdraw
  /// A deletion cannot be withdrawn; the certificate can only be restored.
  case deletionStands
  /// First report whether the certificate is gone.
  case reportFirst
}

/// Why an entry may not be deleted. The interlock checks all of these again at the moment of the deletion.
public enum Objection: Hashable, Sendable {
  /// It is a certificate of the noted path.
  case isNoted
  /// The store was not read completely, and the noted certificate is not in the part that was.
  case storeNotRead
  /// No matching certificate of the path stays in the store.
  case noMatchStays
  /// Its verdict does not allow it.
  case verdict(Verdict)
  /// Of two certificates with one key, it may be the only valid one.
  case isTheValidOne
  /// Its basic constraints say that it is not an authority.
  case notAnAuthority
  /// Phones are configured to trust it.
  case trustedByPhones
  /// Phones are configured to trust certificates by thumbprint, and its thumbprint is unknown.
  case thumbprintUnknown
  /// It is managed from outside the server.
  case managed(PhysicalStore)
  /// Its physical store is unknown.
  case originUnknown
  /// It was not marked, or its verdict has changed since.
  case notMarked
  /// A warning was not confirmed.
  case warningNotConfirmed(RemovalWarning)
  /// The removal needs someone's agreement by name, and has none.
  case ownerDidNotAgree
  /// The export was neither read back nor seen on the server.
  case notExported
  case noRestoreCard
  /// It is its own issuer: a root, which is not moved.
  case isRoot
  /// It is to be moved, and has a subject of the noted path.
  case hasNotedName
  /// It is to be moved, and was not seen in Intermediate.
  case notSeenInIntermediate
  /// A second person has to approve it, and nobody has.
  case notApproved
  /// It was approved by somebody who works on it, or for another server.
  case approvalDoesNotCount
  case alreadyDeleted
}

/// How a session ended.
public enum Ending: String, Hashable, Sendable, CaseIterable {
  /// All duplicates are gone.
  case duplicatesRemoved
  /// Each noted certificate is listed only once: not this article's case.
  case listedOnce
  /// None of the listed certificates is the noted one.
  case noneMatches
  /// The noted certificate is not in its store at all.
  case notInStore
  /// A store was not read completely, and the noted certificate is not in the part that was.
  case storeNotRead
  /// At least one entry needs a review by someone who knows the PKI.
  case stoppedForReview
  /// The admin decided to keep at least one mismatched certificate.
  case duplicatesKept
  /// A check before the work found another cause.
  case otherCause
  /// After a deletion, the certificate that the server needs is no longer in its store.
  case neededMissing
  /// A check after the work found that the problem remains.
  case problemRemains

  /// In a move: all misplaced certificates are in Intermediate.
  case misplacedMoved
  /// In a move: every certificate in Trusted Root is its own issuer.
  case noneMisplaced
  /// In a move: the admin decided to leave at least one where it is.
  case misplacedKept

  /// Whether the procedure's goal is reached.
  public var isResolved: Bool {
    switch self {
    case .duplicatesRemoved, .misplacedMoved, .noneMisplaced: true
    case .listedOnce, .noneMatches, .notInStore, .storeNotRead, .stoppedForReview, .duplicatesKept,
      .otherCause,
      .neededMissing, .problemRemains, .misplacedKept:
      false
    }
  }
}
