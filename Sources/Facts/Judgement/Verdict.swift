// SPDX-License-Identifier: GPL-3.0-or-later

/// What an entry of a store is, held against the noted certificates of its role.
public enum Verdict: String, Hashable, Sendable, CaseIterable {
  /// The noted certificate itself.
  case matched
  /// Same full name; serial number and valid from both differ; the key differs or is not known.
  case mismatched
  /// Same full name and the same public key under another serial number: the authority's certificate was renewed.
  case renewed
  /// Exactly one of serial number and valid from differs, or nothing does and it is yet another certificate.
  case partial
  /// The same display name, but another full name.
  case otherCA
  /// An intermediate of the same issuer with another subject.
  case sibling
  /// An intermediate with a noted subject and another issuer.
  case crossSigned
  /// Not self-issued, and in the Trusted Root store (Microsoft KB 2795828, KB 2802568).
  case misplaced
  /// One of the roots that Windows itself requires (Microsoft KB 293781).
  case required
  /// None of these.
  case unrelated

  /// Whether the procedure can ever lead to the deletion of such an entry.
  public var allowsRemoval: Bool {
    switch self {
    case .mismatched, .renewed: true
    case .matched, .partial, .otherCA, .sibling, .crossSigned, .misplaced, .required, .unrelated: false
    }
  }

  /// Whether somebody who knows the PKI has to look at the entry before the matter is closed.
  public var needsReview: Bool {
    switch self {
    case .partial, .crossSigned, .misplaced: true
    case .matched, .mismatched, .renewed, .otherCA, .sibling, .required, .unrelated: false
    }
  }

  /// Whether an entry with this verdict bears the full name of the noted certificate.
  public var bearsNotedName: Bool {
    switch self {
    case .matched, .mismatched, .renewed, .partial: true
    case .otherCA, .sibling, .crossSigned, .misplaced, .required, .unrelated: false
    }
  }
}
