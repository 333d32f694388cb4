// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

/// Why the engine does not take an event. Nothing has changed when one is thrown.
public enum Refusal: Error, Hashable, Sendable {
  /// Another item is to be answered now; `nil` when the procedure has ended.
  case notNow(expected: String?)
  /// The item takes another kind of answer.
  case notOffered
  /// The first line is missing, or stands twice.
  case misplacedStart
  /// Line numbers have to go up by one.
  case outOfSequence(expected: Int, found: Int)
  /// The session was written by a newer version.
  case newerFormat(Int)
  /// The session holds as many answers as one can, or was taken back as often as it can be.
  case sessionTooLong

  // Values
  case empty
  /// No computer has such a name.
  case notAServerName(String)
  case unreadableSerial(SerialReading.Refusal)
  case unreadableName(NameReading.Refusal)
  /// Only digits or English words are understood; what is not understood must still hold a digit.
  case unreadableDate
  case unreadableThumbprint
  /// A certificate's Valid from has a time of day: without it, two certificates of one day are the same.
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
  /// An offset without a sign; `now` is when it was typed.
  case unsignedTimeZone(minutes: Int, now: Instant)
  /// A row that is known by its thumbprint shows that this is not the server's offset.
  case offsetDisproved
  case countOutOfRange
  case reasonMissing
  case notSkippable
  /// Phones are told to trust certificates by thumbprint: one that may be deleted has to be told from them.
  case thumbprintNeeded

  /// The thumbprint is that of a noted certificate, which has another serial number.
  case thumbprintIsNoted
  /// The thumbprint is that of another row, by its number, which is another certificate.
  case thumbprintOfRow(Int)

  /// Its basic constraints say that it is no authority: it is the server certificate or another leaf, which is never
  /// noted and never an entry.
  case notAnAuthority

  // The noted path
  /// The top of the path has another issuer than itself: the path is not complete.
  case rootNotSelfIssued
  /// The certificate above has another subject than this one's issuer.
  case brokenPath(expectedIssuer: DistinguishedName)
  case alreadyNoted
  /// A value that was typed for this certificate differs from the certificate.
  case differsFromTyped(Field)

  // Removal
  case interlock(Objection)
  case ownerMissing
  /// What was typed is not the end of the serial number: its last characters, so many of them.
  case wrongLastDigits(Int)
  /// The name of the export is a path, or no name that Windows gives a file.
  case notAFileName
  /// The exported file holds another certificate than the one to delete.
  case exportIsAnother
  /// The exported file holds a certificate of the noted path.
  case exportIsNoted

  /// Command files go by thumbprints, and that of the certificate that has to stay was not noted.
  case keptThumbprintUnknown

  // Back
  case nothingToWithdraw
  /// What was deleted is deleted; it can be restored, not withdrawn.
  case deletionStands
  /// First it has to be said whether the certificate is gone.
  case reportFirst
}

/// Why an entry may not be deleted. The interlock asks for all of them anew at the moment of the deletion.
public enum Objection: Hashable, Sendable {
  /// It is a certificate of the noted path.
  case isNoted
  /// Not all of the store was read, and the noted certificate is not in what was.
  case storeNotRead
  /// No certificate of the path that matches stays in the store.
  case noMatchStays
  /// Its verdict does not allow it.
  case verdict(Verdict)
  /// Of two certificates of one key it may be the only one that is still valid.
  case isTheValidOne
  /// Its basic constraints say that it is no authority.
  case notAnAuthority
  /// Phones are told to trust it.
  case trustedByPhones
  /// Phones are told to trust certificates by thumbprint, and its own is not known.
  case thumbprintUnknown
  /// Something else keeps it there.
  case managed(PhysicalStore)
  /// Nobody said in which physical store it lies.
  case originUnknown
  /// It was not marked, or was marked when it was judged otherwise.
  case notMarked
  /// A warning was not confirmed.
  case warningNotConfirmed(RemovalWarning)
  /// Nobody agreed to the removal by name, and somebody has to.
  case ownerDidNotAgree
  /// It was neither read back nor seen on the server.
  case notExported
  case noRestoreCard
  case alreadyDeleted
}

/// How a session ended.
public enum Ending: String, Hashable, Sendable, CaseIterable {
  /// All duplicates are gone.
  case duplicatesRemoved
  /// Each noted certificate is listed just one time: not this article's case.
  case listedOnce
  /// None of the listed certificates is the noted one.
  case noneMatches
  /// The noted certificate is not in its store at all.
  case notInStore
  /// Not all of a store was read, and the noted certificate is not in what was.
  case storeNotRead
  /// At least one entry is left for somebody who knows the PKI.
  case stoppedForReview
  /// At least one mismatched certificate was kept at the admin's word.
  case duplicatesKept
  /// A check before the work found another cause.
  case otherCause
  /// A check after the work found that the matter is not settled.
  case problemRemains

  /// Whether everything the article wants is done.
  public var isResolved: Bool { self == .duplicatesRemoved }
}
