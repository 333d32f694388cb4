// SPDX-License-Identifier: GPL-3.0-or-later

/// What connects an entry with a noted certificate, apart from its name. Names, dates, URLs, sizes and friendly
/// names are not evidence.
///
/// Source: facts on re-keyed authorities § 2, from 57 genuine pairs with one name and two keys; the source of
/// each case is given with it.
public enum Evidence: String, Hashable, Sendable, CaseIterable {
  /// It has the noted certificate's key.
  case sameKey
  /// The same key signed both (RFC 5280 § 6.1.3).
  case sameSigner
  /// Its subject and issuer are the same name, but its own key did not sign it: a link between two keys of
  /// one authority (RFC 4210 § 4.4; AD CS issues one in each direction when a root's key changes).
  case notSignedByItself
  /// The noted certificate names it as its predecessor, by SHA-1 (szOID_CERTSRV_PREVIOUS_CERT_HASH).
  case namedAsPrevious
  /// It names the noted certificate as its predecessor. This is only a claim: anyone can write it into a
  /// root.
  case namesAsPrevious
  /// The noted key signed its key, in this or another certificate with this name.
  case keySignedByNoted
  /// Its key signed the noted key. This is only a claim: anyone can sign a key under any name.
  case keySignsNoted
  /// The same key of the parent authority signed both, and an authority uses a name for only one subject (RFC
  /// 5280 § 4.1.2.6).
  case sameParentKey
  /// Two keys of the parent authority signed them, and both keys belong to the same authority.
  case parentGenerations
  /// Other available certificates connect the two.
  case throughOthers
  /// Its certificate index is above 0 (szOID_CERTSRV_CA_VERSION), or it names a predecessor that is not
  /// available.
  case countsAsLater
  /// Both have the same certificate index of their authority, or the later one names a different predecessor:
  /// the authority was reinstalled under the same name.
  case installedAnew
  /// There are too many keys with this name to compare them all; some evidence may be missing.
  case notAllCompared
}
