// SPDX-License-Identifier: GPL-3.0-or-later

/// Something to read twice before an entry is marked for removal.
public enum RemovalWarning: String, Hashable, Sendable, CaseIterable {
  /// Without both certificates nobody can tell a mismatch from a renewal.
  case keyUnknown
  /// It is still valid: something else may rely on it.
  case stillValid
  /// Its Valid to was not read.
  case validityUnknown
  /// Nobody looked whether phones are told to trust it.
  case phoneTrustUnknown
  /// Certificates at hand that are not expired verify under its key.
  case dependantsAtHand
}

/// What is to become of an entry.
public enum Decision: Hashable, Sendable {
  case keep(reason: String)
  /// Nobody has to be asked; the warnings were read and confirmed in words.
  case remove(acknowledged: Set<RemovalWarning>)
  /// Somebody agreed, by name: the owner of the PKI, or the admin who decides alone.
  case removeAgreed(by: String, acknowledged: Set<RemovalWarning>)
  /// Somebody who knows the PKI has to look.
  case setAside

  public var isRemoval: Bool {
    switch self {
    case .remove, .removeAgreed: true
    case .keep, .setAside: false
    }
  }

  /// Who agreed to a removal; `nil` when nobody was asked.
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
