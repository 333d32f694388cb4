// SPDX-License-Identifier: GPL-3.0-or-later

/// What a certificate is in the certification path. The server certificate has no role: the procedure never
/// touches it.
public enum Role: String, Hashable, Sendable, CaseIterable {
  case root
  case intermediate

  /// The store of Local Computer in which the article looks for certificates of this role.
  public var store: Store { self == .root ? .trustedRoot : .intermediate }
}

/// A logical store of Local Computer, by the name that the registry and certutil give it.
public enum Store: String, Hashable, Sendable, CaseIterable {
  /// “Trusted Root Certification Authorities”.
  case trustedRoot = "ROOT"
  /// “Intermediate Certification Authorities”.
  case intermediate = "CA"

  public var role: Role { self == .trustedRoot ? .root : .intermediate }
}

/// Where in a logical store a copy really lies; MMC shows it under View > Options > Physical certificate stores.
///
/// Source: Microsoft, “System Store Locations” (win32 documentation).
public enum PhysicalStore: String, Hashable, Sendable, CaseIterable {
  /// `.Default`: what was installed on this computer; a delete here lasts.
  case registry
  /// `.AuthRoot`: third-party roots that Windows Update brings back when it needs them; part of ROOT only.
  case authRoot
  /// `.GroupPolicy`: written again whenever policy is processed.
  case groupPolicy
  /// `.Enterprise`: fetched from Active Directory every eight hours.
  case enterprise
  /// Nobody said.
  case unknown

  /// Whether a copy comes back after a delete, because something else keeps it there.
  public var isManaged: Bool {
    switch self {
    case .registry, .unknown: false
    case .authRoot, .groupPolicy, .enterprise: true
    }
  }
}

/// One physical store of a logical one; with `unknown`, the logical store as MMC shows it: all of them together.
public struct StorePart: Hashable, Sendable {
  public let store: Store
  public let physical: PhysicalStore

  public init(_ store: Store, _ physical: PhysicalStore) {
    self.store = store
    self.physical = physical
  }
}

extension Store {
  /// The physical stores that make it up; smart cards add theirs only while they are in the reader.
  ///
  /// Source: Microsoft, “System Store Locations” (win32 documentation).
  public var physicalStores: [PhysicalStore] {
    switch self {
    case .trustedRoot: [.registry, .authRoot, .groupPolicy, .enterprise]
    case .intermediate: [.registry, .groupPolicy, .enterprise]
    }
  }
}
