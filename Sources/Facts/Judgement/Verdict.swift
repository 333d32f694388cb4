// SPDX-License-Identifier: GPL-3.0-or-later

/// What an entry of a store is, compared with the noted certificates.
public enum Verdict: String, Hashable, Sendable, CaseIterable {
  /// The noted certificate itself.
  case matched
  /// Same full name; serial number, valid from and key differ, and nothing ties it to the noted certificate.
  case mismatched
  /// Same full name, same public key and same signer under another serial number: the authority's certificate was
  /// renewed.
  case renewed
  /// Another certificate of the noted authority, with another key: its name was certified again.
  case generation
  /// Same full name; serial number and valid from differ, and the keys were never compared: mismatched, renewed, or
  /// another generation.
  case undecided
  /// Exactly one of serial number and valid from differs, or nothing does and it is yet another certificate.
  case partial
  /// A noted subject, certified by another issuer; where the keys are known, with the noted key.
  case crossSigned
  /// The noted key under another subject.
  case alias
  /// A noted subject that names itself as its issuer, and whose signature another key made.
  case link
  /// The same display name, but another full name.
  case otherCA
  /// An intermediate of the same issuer with another subject.
  case sibling
  /// Not self-issued, and in the Trusted Root store (Microsoft KB 2795828, KB 2802568).
  case misplaced
  /// One of the roots that Windows itself requires (Microsoft KB 293781).
  case required
  /// None of these.
  case unrelated

  /// Whether the procedure can ever lead to the deletion of such an entry. `Judgement.gate` says under which condition.
  public var allowsRemoval: Bool {
    switch self {
    case .mismatched, .renewed, .generation, .undecided: true
    case .matched, .partial, .otherCA, .sibling, .crossSigned, .alias, .link, .misplaced, .required,
      .unrelated:
      false
    }
  }

  /// Whether somebody who knows the PKI has to look at the entry before the matter is closed.
  public var needsReview: Bool {
    switch self {
    case .partial, .crossSigned, .misplaced: true
    case .matched, .mismatched, .renewed, .generation, .undecided, .alias, .link, .otherCA, .sibling,
      .required, .unrelated:
      false
    }
  }

  /// Whether an entry with this verdict bears the full name of the noted certificate.
  public var bearsNotedName: Bool {
    switch self {
    case .matched, .mismatched, .renewed, .generation, .undecided, .partial, .link: true
    case .otherCA, .sibling, .crossSigned, .alias, .misplaced, .required, .unrelated: false
    }
  }
}
