// SPDX-License-Identifier: GPL-3.0-or-later

/// What ties an entry to a noted certificate, beside its name. Names, dates, URLs, sizes and friendly names tie nothing.
///
/// Source: facts on re-keyed authorities § 2, from 57 genuine pairs of one name and two keys; the sources of each case
/// stand beside it.
public enum Evidence: String, Hashable, Sendable, CaseIterable {
  /// The key is the noted one's.
  case sameKey
  /// One key signed both (RFC 5280 § 6.1.3).
  case sameSigner
  /// Its subject and issuer are one name, and its own key did not sign it: a link between two keys of one authority
  /// (RFC 4210 § 4.4; AD CS writes one for each direction at a change of a root's key).
  case notSignedByItself
  /// The noted certificate names it as the one before, by its SHA-1 (szOID_CERTSRV_PREVIOUS_CERT_HASH).
  case namedAsPrevious
  /// It names the noted certificate as the one before. That is its own word: anybody can write it into a root.
  case namesAsPrevious
  /// The noted key signed its key, in this or another certificate of the name.
  case keySignedByNoted
  /// Its key signed the noted key. That is its own word: anybody can sign a key under any name.
  case keySignsNoted
  /// One key of the authority above signed both, and an authority keeps a name for one subject (RFC 5280 § 4.1.2.6).
  case sameParentKey
  /// Two keys of the authority above signed them, and these are of one authority.
  case parentGenerations
  /// Other certificates at hand lead from one to the other.
  case throughOthers
  /// It counts itself as a later certificate of its authority (szOID_CERTSRV_CA_VERSION), or names one before it that is
  /// not at hand.
  case countsAsLater
  /// Both count themselves as the same certificate of their authority, or the later one names another one before it: an
  /// authority that was installed anew under the name.
  case installedAnew
  /// There are too many keys of the name to hold each against each: something may not have been found.
  case notAllCompared
}
