// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

/// The role of a registry key in the procedure, determined by the end of its path: wherever the hive is
/// mounted, it ends in `\SystemCertificates\<store>\Certificates\<thumbprint>` or
/// `\EnterpriseCertificates\…`.
///
/// Source: Microsoft, “System Store Locations” (win32 documentation).
struct RegistryKey {
  enum Kind: Hashable {
    /// Contains a certificate of a store that the procedure checks.
    case certificate(Store, PhysicalStore)
    /// Contains a revocation list or a trust list.
    case list
    /// Contains a certificate of the computer's own store, “Personal”: among them is the server's.
    case personal
    /// Contains a certificate of another store of the computer.
    case otherStore
    /// Contains a certificate of “Untrusted Certificates”.
    case disallowed
    /// Contains a certificate of a user's or a service's store.
    case account(Account)
    case other
  }

  let kind: Kind
  /// The store of the procedure whose branch contains the key.
  var branch: Store?
  /// The physical stores that an export starting at this key, or above it, contains completely.
  private(set) var parts: [StorePart] = []
  /// The component that names the store.
  private(set) var store: Range<Int> = 0..<0
  /// The last component; a certificate's key is named after its thumbprint.
  private(set) var name: Range<Int> = 0..<0

  static let other = RegistryKey(kind: .other)
  /// The number of characters of a name that is a thumbprint.
  static let thumbprintSize = 40

  private init(kind: Kind) { self.kind = kind }

  /// - Parameter path: in lower case, without brackets. The key's ranges are indices of it.
  init(_ path: [UInt8]) {
    // It is an instruction to delete a key.
    if path.first == UInt8(ascii: "-") {
      self = .other
      return
    }
    let parts = path.split(separator: 0x5C, omittingEmptySubsequences: false)
    guard
      let root = parts.lastIndex(where: { $0.is("systemcertificates") || $0.is("enterprisecertificates") })
    else {
      self = .other
      return
    }
    let above = parts[..<root]
    let isEnterprise = parts[root].is("enterprisecertificates")
    let account = Account(above: above)
    let isPolicy = above.contains { $0.is("policies") }
    guard root + 1 < parts.count else {
      self = .other
      if account == nil { self.parts = Self.all(isPolicy: isPolicy, isEnterprise) }
      return
    }
    let branch = account != nil ? nil : Self.branch(parts[root + 1])
    var kind = Kind.other
    if parts.count == root + 4 {
      if parts[root + 2].is("certificates") {
        if let account {
          kind = .account(account)
        } else if let branch {
          kind = .certificate(branch, Self.physical(parts[root + 1], isPolicy: isPolicy, isEnterprise))
        } else {
          kind = Self.unchecked(parts[root + 1])
        }
      } else if branch != nil, parts[root + 2].is("crls") || parts[root + 2].is("ctls") {
        kind = .list
      }
    }
    self.kind = kind
    self.branch = branch
    if let branch, parts.count == root + 2 || parts.count == root + 3 && parts[root + 2].is("certificates") {
      self.parts = [StorePart(branch, Self.physical(parts[root + 1], isPolicy: isPolicy, isEnterprise))]
    }
    store = parts[root + 1].indices
    name = parts[parts.count - 1].indices
  }

  /// The kind of a certificate's key in a store that the procedure does not check.
  private static func unchecked(_ store: ArraySlice<UInt8>) -> Kind {
    if store.is("my") { return .personal }
    return store.is("disallowed") ? .disallowed : .otherStore
  }

  private static func branch(_ store: ArraySlice<UInt8>) -> Store? {
    if store.is("root") || store.is("authroot") { return .trustedRoot }
    return store.is("ca") ? .intermediate : nil
  }

  /// What is below the key that all stores of one kind share.
  private static func all(isPolicy: Bool, _ isEnterprise: Bool) -> [StorePart] {
    let places: [PhysicalStore] =
      isPolicy ? [.groupPolicy] : isEnterprise ? [.enterprise] : [.registry, .authRoot]
    return Store.allCases.flatMap { store in
      places.filter(store.physicalStores.contains).map { StorePart(store, $0) }
    }
  }

  private static func physical(
    _ store: ArraySlice<UInt8>, isPolicy: Bool, _ isEnterprise: Bool
  ) -> PhysicalStore {
    if isPolicy { return .groupPolicy }
    if isEnterprise { return .enterprise }
    return store.is("authroot") ? .authRoot : .registry
  }
}

extension RegistryKey.Kind {
  /// Whether the certificate in it is read.
  var isEntry: Bool { place != nil }

  /// The store of a certificate that is read, `nil` for the computer's own; `nil` as a whole for every other
  /// key.
  var place: (store: Store?, physical: PhysicalStore)? {
    switch self {
    case .certificate(let store, let physical): (store, physical)
    case .personal: (nil, .unknown)
    case .list, .otherStore, .disallowed, .account, .other: nil
    }
  }
}

extension Account {
  /// The account whose stores are below these keys; `nil` for the computer's.
  ///
  /// ```
  /// HKEY_CURRENT_USER\Software\…                       HKEY_USERS\<name>\Software\…
  /// …\Microsoft\Cryptography\Services\<service>\…      HKEY_LOCAL_MACHINE\<hive of a user>\Software\…
  /// ```
  fileprivate init?(above keys: ArraySlice<ArraySlice<UInt8>>) {
    let names = Array(keys.prefix(3))
    guard let first = names.first else { return nil }
    if first.is("hkey_current_user") || first.is("hkcu") {
      self = .currentUser
    } else if first.is("hkey_users") || first.is("hku") {
      self.init(hive: Self.text(names.dropFirst().first))
    } else if names.count == 3, !names[1].is("software"), names[2].is("software") {
      // The hive of the computer's own stores is SOFTWARE itself, whatever name it is loaded under.
      self = .user(Self.text(names[1]))
    } else if let index = keys.indices.dropLast().first(where: {
      keys[$0].is("cryptography") && keys[$0 + 1].is("services")
    }) {
      self = .service(Self.text(keys[(index + 2)...].first))
    } else {
      return nil
    }
  }

  /// In upper case, as security identifiers are written.
  private static func text(_ name: ArraySlice<UInt8>?) -> String {
    String(decoding: name ?? [], as: UTF8.self).uppercased()
  }
}

extension ArraySlice<UInt8> {
  fileprivate func `is`(_ word: StaticString) -> Bool {
    word.withUTF8Buffer { $0.count == count && elementsEqual($0) }
  }
}
