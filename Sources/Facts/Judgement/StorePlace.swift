// SPDX-License-Identifier: GPL-3.0-or-later

/// A certificate's role in the certification path. The server certificate has none: the procedure never
/// touches it.
public enum Role: String, Hashable, Sendable, CaseIterable {
  case root
  case intermediate

  /// The Local Computer store in which the article looks for certificates with this role.
  public var store: Store { self == .root ? .trustedRoot : .intermediate }
}

/// A logical store of Local Computer, by the name used in the registry and by certutil.
public enum Store: String, Hashable, Sendable, CaseIterable {
  /// “Trusted Root Certification Authorities”.
  case trustedRoot = "ROOT"
  /// “Intermediate Certification Authorities”.
  case intermediate = "CA"

  public var role: Role { self == .trustedRoot ? .root : .intermediate }
}

/// Where in a logical store a copy physically is; MMC shows it under View > Options > Physical certificate
/// stores.
///
/// Source: Microsoft, “System Store Locations” (win32 documentation).
public enum PhysicalStore: String, Hashable, Sendable, CaseIterable {
  /// `.Default`: installed on this computer; a deletion here is permanent.
  case registry
  /// `.AuthRoot`: third-party roots that Windows Update restores when it needs them; only in ROOT.
  case authRoot
  /// `.GroupPolicy`: rewritten whenever policy is processed.
  case groupPolicy
  /// `.Enterprise`: downloaded from Active Directory every eight hours.
  case enterprise
  /// Not known.
  case unknown

  /// Whether a deleted copy comes back, because something outside the server maintains it.
  public var isManaged: Bool {
    switch self {
    case .registry, .unknown: false
    case .authRoot, .groupPolicy, .enterprise: true
    }
  }
}

/// One physical store of a logical store; `unknown` is the logical store as MMC shows it, with all of them
/// combined.
public struct StorePart: Hashable, Sendable {
  public let store: Store
  public let physical: PhysicalStore

  public init(_ store: Store, _ physical: PhysicalStore) {
    self.store = store
    self.physical = physical
  }
}

extension Store {
  /// The physical stores that it consists of; smart cards add theirs only while they are inserted.
  ///
  /// Source: Microsoft, “System Store Locations” (win32 documentation).
  public var physicalStores: [PhysicalStore] {
    switch self {
    case .trustedRoot: [.registry, .authRoot, .groupPolicy, .enterprise]
    case .intermediate: [.registry, .groupPolicy, .enterprise]
    }
  }
}
