// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

/// A registry key under which a physical store has its certificates, each in a key of its own.
///
/// Source: Microsoft, “System Store Locations” (win32 documentation).
public struct StoreKey: Hashable, Sendable {
  public let store: Store
  public let physical: PhysicalStore
  /// As `net rpc registry` takes it.
  public let path: String

  /// The physical stores that make up a store of the computer, as MMC lists them.
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

  /// The only physical store of `store` in which a deletion lasts.
  public static func writable(_ store: Store) -> StoreKey { all(of: store)[0] }

  /// Holds the computer's own stores; on every Windows computer it is there.
  public static let root = #"HKLM\SOFTWARE\Microsoft\SystemCertificates"#

  private init(_ store: Store, _ physical: PhysicalStore, _ key: String) {
    self.store = store
    self.physical = physical
    path = #"HKLM\SOFTWARE\\#(key)\Certificates"#
  }

  /// The key of one certificate.
  public func path(of name: String) -> String { #"\#(path)\\#(name)"# }
}
