// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

/// What a registry key is to the procedure, told by the end of its path: whatever the hive is mounted as, it
/// ends in `\SystemCertificates\<store>\Certificates\<thumbprint>` or `\EnterpriseCertificates\…`.
///
/// Source: Microsoft, “System Store Locations” (win32 documentation).
struct RegistryKey {
  enum Kind: Hashable {
    /// Holds a certificate of a store that the procedure looks at.
    case certificate(Store, PhysicalStore)
    /// Holds a revocation list or a trust list.
    case list
    /// Holds a certificate of another store of the computer.
    case otherStore
    /// Holds a certificate of “Untrusted Certificates”.
    case disallowed
    /// Holds a certificate of a user's or of a service's store.
    case account
    case other
  }

  let kind: Kind
  /// The store of the procedure in whose branch the key stands.
  var branch: Store?
  /// The physical stores that an export which begins at this key, or above it, holds whole.
  private(set) var parts: [StorePart] = []
  /// The component that names the store.
  private(set) var store: Range<Int> = 0..<0
  /// The last component; a certificate's key is named after its thumbprint.
  private(set) var name: Range<Int> = 0..<0

  static let other = RegistryKey(kind: .other)
  /// Characters of a name that is a thumbprint.
  static let thumbprintSize = 40

  private init(kind: Kind) { self.kind = kind }

  /// - Parameter path: in lower case, without brackets. The ranges of the key are indices of it.
  init(_ path: [UInt8]) {
    // It orders a key to be deleted.
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
    let isAccount = Self.isAccount(above)
    let isPolicy = above.contains { $0.is("policies") }
    guard root + 1 < parts.count else {
      self = .other
      if !isAccount { self.parts = Self.all(isPolicy: isPolicy, isEnterprise) }
      return
    }
    let branch = isAccount ? nil : Self.branch(parts[root + 1])
    var kind = Kind.other
    if parts.count == root + 4 {
      if parts[root + 2].is("certificates") {
        if isAccount {
          kind = .account
        } else if let branch {
          kind = .certificate(branch, Self.physical(parts[root + 1], isPolicy: isPolicy, isEnterprise))
        } else {
          kind = parts[root + 1].is("disallowed") ? .disallowed : .otherStore
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

  private static func branch(_ store: ArraySlice<UInt8>) -> Store? {
    if store.is("root") || store.is("authroot") { return .trustedRoot }
    return store.is("ca") ? .intermediate : nil
  }

  /// What lies below the key that all stores of one kind share.
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

  /// A user's branch, or `…\Microsoft\Cryptography\Services\<service>\SystemCertificates`.
  private static func isAccount(_ above: ArraySlice<ArraySlice<UInt8>>) -> Bool {
    guard let first = above.first else { return false }
    if first.is("hkey_current_user") || first.is("hkcu") || first.is("hkey_users") || first.is("hku") {
      return true
    }
    return zip(above, above.dropFirst()).contains { $0.is("cryptography") && $1.is("services") }
  }
}

extension ArraySlice<UInt8> {
  fileprivate func `is`(_ word: StaticString) -> Bool {
    word.withUTF8Buffer { $0.count == count && elementsEqual($0) }
  }
}
