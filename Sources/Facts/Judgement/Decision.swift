// SPDX-License-Identifier: GPL-3.0-or-later

/// Something to read carefully before an entry is marked for removal.
public enum RemovalWarning: String, Hashable, Sendable, CaseIterable {
  /// Without both certificates, a mismatch cannot be distinguished from a renewal.
  case keyUnknown
  /// The certificate is still valid: something may rely on it.
  case stillValid
  /// The certificate's Valid to was not read.
  case validityUnknown
  /// Not checked whether phones are configured to trust the certificate.
  case phoneTrustUnknown
  /// Available unexpired certificates verify under its key.
  case dependantsAtHand
}

/// What to do with an entry.
public enum Decision: Hashable, Sendable {
  case keep(reason: String)
  /// No agreement is needed; the warnings were read and confirmed in words.
  case remove(acknowledged: Set<RemovalWarning>)
  /// Someone agreed by name: the owner of the PKI, or the admin who decides alone.
  case removeAgreed(by: String, acknowledged: Set<RemovalWarning>)
  /// Someone who knows the PKI must review the entry.
  case setAside

  public var isRemoval: Bool {
    switch self {
    case .remove, .removeAgreed: true
    case .keep, .setAside: false
    }
  }

  /// Who agreed to a removal; `nil` when no agreement was needed.
  public var agreedBy: String? {
    if case .removeAgreed(let name, _) = self { return name }
    return nil
  }

  /// The warnings that were confirmed in words.
  public var acknowledged: Set<RemovalWarning> {
    switch self {
    case .remove(let acknowledged), .removeAgreed(_, let acknowledged): acknowledged
    case .keep, .setAside: []
    }
  }
}
