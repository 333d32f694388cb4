// SPDX-License-Identifier: GPL-3.0-or-later

public import Stores

/// A physical store as it was on the server at one moment.
public struct StoreSnapshot: Hashable, Sendable {
  public let key: StoreKey
  /// In the order of the registry.
  public let entries: [RegistryEntry]
  /// The registry export that the entries are from; empty where the server has no such key.
  public let export: [UInt8]

  /// - Throws: `NetError.unreadable`.
  public init(_ key: StoreKey, export: [UInt8]) throws(NetError) {
    self.key = key
    self.export = export
    guard !export.isEmpty else {
      entries = []
      return
    }
    guard let entries = try? RegistryEntry.all(of: export) else { throw .unreadable }
    self.entries = entries
  }

  /// - Parameter name: a key's own name, in either case.
  public subscript(name: String) -> RegistryEntry? {
    entries.first { $0.name.uppercased() == name.uppercased() }
  }

  /// The names of the keys that are not octet for octet as they were, that are new, or that are missing.
  ///
  /// - Parameter name: the one that may change.
  public func changes(since before: StoreSnapshot, except name: String) -> [String] {
    let then = before.blobs
    let now = blobs
    return Set(then.keys).union(now.keys).subtracting([name.uppercased()])
      .filter { then[$0] != now[$0] }.sorted()
  }

  private var blobs: [String: [UInt8]] {
    Dictionary(entries.map { ($0.name.uppercased(), $0.blob) }) { first, _ in first }
  }
}

/// The certificate stores of another computer.
public final class RemoteStores {
  public let net: NetTool

  public init(_ net: NetTool) { self.net = net }

  /// Makes sure that the server answers and takes the credentials, with one call: a wrong password that is shown
  /// often locks the account.
  public func greet() throws(NetError) {
    guard try net.read([["enumerate", StoreKey.root]])[0] != nil else { throw .keyMissing }
  }

  /// Reads physical stores, beside each other, with one call for each. One that the server does not have is empty.
  public func read(_ keys: [StoreKey]) throws(NetError) -> [StoreSnapshot] {
    let exports = try net.read(keys.map { ["export", $0.path, "/dev/stdout"] })
    var snapshots: [StoreSnapshot] = []
    for (key, export) in zip(keys, exports) { snapshots.append(try StoreSnapshot(key, export: export ?? [])) }
    return snapshots
  }

  public func read(_ key: StoreKey) throws(NetError) -> StoreSnapshot { try read([key])[0] }

  /// The registry export of one certificate's key, which `restore` and Windows' own `reg import` bring back.
  ///
  /// - Throws: `NetError.keyMissing` when it is not there.
  public func export(_ name: String, from key: StoreKey) throws(NetError) -> [UInt8] {
    guard let export = try net.read([["export", key.path(of: name), "/dev/stdout"]])[0] else {
      throw .keyMissing
    }
    return export
  }

  /// What `delete` calls.
  public func deletion(_ name: String, from key: StoreKey) -> String {
    net.command(["deletekey", key.path(of: name)])
  }

  /// Deletes one certificate's key, and nothing below or beside it.
  public func delete(_ name: String, from key: StoreKey) throws(NetError) {
    try net.write(["deletekey", key.path(of: name)])
  }

  /// Writes a registry export back, and looks whether the entry is there again.
  ///
  /// - Parameter file: the export's path on this computer.
  /// - Returns: whether the server holds this very value now.
  public func restore(_ entry: RegistryEntry, to key: StoreKey, from file: String) throws(NetError) -> Bool {
    try net.write(["import", file])
    return try read(key)[entry.name]?.blob == entry.blob
  }
}
