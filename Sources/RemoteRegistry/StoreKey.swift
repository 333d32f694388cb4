// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

/// The registry key of a physical store, with one subkey for each certificate.
///
/// Source: Microsoft, “System Store Locations” (win32 documentation).
public struct StoreKey: Hashable, Sendable {
  public let store: Store
  public let physical: PhysicalStore
  /// In the form that `net rpc registry` takes.
  public let path: String

  /// The physical stores that a store of the computer consists of, as MMC lists them.
  public static func all(of store: Store) -> [StoreKey] {
    switch store {
    case .trustedRoot:
      [
        StoreKey(store, .registry, #"Microsoft\SystemCertificates\ROOT"#),
        StoreKey(store, .authRoot, #"Microsoft\SystemCertificates\AuthRoot"#),
        StoreKey(store, .groupPolicy, #"Policies\Microsoft\SystemCertificates\Root"#),
        StoreKey(store, .enterprise, #"Microsoft\EnterpriseCertificates\Root"#),
      ]
    case .intermediate:
      [
        StoreKey(store, .registry, #"Microsoft\SystemCertificates\CA"#),
        StoreKey(store, .groupPolicy, #"Policies\Microsoft\SystemCertificates\CA"#),
        StoreKey(store, .enterprise, #"Microsoft\EnterpriseCertificates\CA"#),
      ]
    }
  }

  /// The only physical store of `store` in which a deletion is permanent.
  public static func writable(_ store: Store) -> StoreKey { all(of: store)[0] }

  /// The key with the computer's own stores; it exists on every Windows computer.
  public static let root = #"HKLM\SOFTWARE\Microsoft\SystemCertificates"#

  private init(_ store: Store, _ physical: PhysicalStore, _ key: String) {
    self.store = store
    self.physical = physical
    path = #"HKLM\SOFTWARE\\#(key)\Certificates"#
  }

  /// The key of one certificate.
  public func path(of name: String) -> String { #"\#(path)\\#(name)"# }
}
