// SPDX-License-Identifier: GPL-3.0-or-later

/// What an entry of a store is, compared with the noted certificates.
public enum Verdict: String, Hashable, Sendable, CaseIterable {
  /// The noted certificate itself.
  case matched
  /// Same full name; serial number, Valid from and key differ, and nothing connects it with the noted certificate.
  case mismatched
  /// Same full name, same public key and same signer, but another serial number: the authority's certificate
  /// was renewed.
  case renewed
  /// Another certificate of the noted authority with another key: the authority was re-keyed.
  case generation
  /// Same full name; serial number and Valid from differ, and the keys were not compared: mismatched,
  /// renewed, or another generation.
  case undecided
  /// Only one of serial number and Valid from differs, or neither does and it is still a different
  /// certificate.
  case partial
  /// A noted subject certified by another issuer; where the keys are known, with the noted key.
  case crossSigned
  /// The noted key under another subject.
  case alias
  /// A noted subject that is self-issued but signed by another key.
  case link
  /// The same display name, but another full name.
  case otherCA
  /// An intermediate of the same issuer with another subject.
  case sibling
  /// In the Trusted Root store but not self-issued (Microsoft KB 2795828, KB 2802568).
  case misplaced
  /// One of the roots that Windows requires (Microsoft KB 293781).
  case required
  /// None of the above.
  case unrelated

  /// Whether the procedure can ever lead to the deletion of such an entry. `Judgement.gate` gives the
  /// condition.
  public var allowsRemoval: Bool {
    switch self {
    case .mismatched, .renewed, .generation, .undecided: true
    case .matched, .partial, .otherCA, .sibling, .crossSigned, .alias, .link, .misplaced, .required,
      .unrelated:
      false
    }
  }

  /// Whether someone who knows the PKI must review the entry before the case is closed.
  public var needsReview: Bool {
    switch self {
    case .partial, .crossSigned, .misplaced: true
    case .matched, .mismatched, .renewed, .generation, .undecided, .alias, .link, .otherCA, .sibling,
      .required, .unrelated:
      false
    }
  }

  /// Whether an entry with this verdict has the noted certificate's full name.
  public var bearsNotedName: Bool {
    switch self {
    case .matched, .mismatched, .renewed, .generation, .undecided, .partial, .link: true
    case .otherCA, .sibling, .crossSigned, .alias, .misplaced, .required, .unrelated: false
    }
  }
}
