// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
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

  /// What the server's clock shows; `nil` where it does not tell.
  public func time() throws(NetError) -> Instant? { try net.time() }

  /// Makes sure that the server answers and takes the credentials, with one call: a wrong password that is shown
  /// often locks the account. Every later call goes to the address that this one went to.
  public func greet() throws(NetError) {
    try net.pin()
    guard try net.read([["enumerate", StoreKey.root]])[0] != nil else { throw .keyMissing }
  }

  /// Reads physical stores, beside each other, with one call for each, and in the same moment which computer it is. A
  /// store that the server does not have is empty.
  public func read(
    _ keys: [StoreKey]
  ) throws(NetError) -> (snapshots: [StoreSnapshot], identity: ServerIdentity) {
    let (exports, values) = try net.read(
      keys.map { ["export", $0.path, "/dev/stdout"] }, beside: ServerIdentity.verbs)
    var snapshots: [StoreSnapshot] = []
    for (key, export) in zip(keys, exports) { snapshots.append(try StoreSnapshot(key, export: export ?? [])) }
    return (snapshots, ServerIdentity(values))
  }

  /// Which computer the server is.
  public func identity() throws(NetError) -> ServerIdentity {
    ServerIdentity(try net.read([], beside: ServerIdentity.verbs).asides)
  }

  /// The registry export of one certificate's key, which `restore` and Windows' own `reg import` bring back, and in the
  /// same moment which computer it is from.
  ///
  /// - Returns: no export when the key is not there.
  public func export(
    _ name: String, from key: StoreKey
  ) throws(NetError) -> (export: [UInt8]?, identity: ServerIdentity) {
    let (exports, values) = try net.read(
      [["export", key.path(of: name), "/dev/stdout"]], beside: ServerIdentity.verbs)
    return (exports[0], ServerIdentity(values))
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
  /// - Returns: whether the server holds this very value now, and which computer that is.
  public func restore(
    _ entry: RegistryEntry, to key: StoreKey, from file: String
  ) throws(NetError) -> (isBack: Bool, identity: ServerIdentity) {
    try net.write(["import", file])
    let (snapshots, identity) = try read([key])
    return (snapshots[0][entry.name]?.blob == entry.blob, identity)
  }
}

// MARK: - Which computer it is

extension ServerIdentity {
  /// What reads it. Whoever may write to HKLM\SOFTWARE may read both.
  fileprivate static let verbs = [
    ["getvalueraw", #"HKLM\SYSTEM\CurrentControlSet\Control\ComputerName\ComputerName"#, "ComputerName"],
    ["getvalueraw", #"HKLM\SOFTWARE\Microsoft\Cryptography"#, "MachineGuid"],
  ]

  /// From what `verbs` printed; what is not such a value is unknown.
  fileprivate init(_ answers: [[UInt8]?]) {
    let texts = answers.map { octets in
      octets.flatMap { String(validating: $0, as: UTF8.self) }?.split(whereSeparator: \.isNewline).map(
        String.init)
    }
    func only(_ lines: [String]?) -> String? { lines?.count == 1 ? lines?[0] : nil }
    self.init(
      computerName: only(texts[0]).flatMap { Self.isName($0) ? $0 : nil },
      machineGUID: only(texts[1]).flatMap { Self.isGUID($0) ? $0 : nil })
  }

  /// Letters, digits and what else a name of up to 63 octets can have.
  ///
  /// Source: Microsoft, “Naming conventions in Active Directory for computers, domains, sites, and OUs”.
  private static func isName(_ text: String) -> Bool {
    (1...63).contains(text.utf8.count)
      && text.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || $0.properties.numericType != nil
          || "-_!@#$%^&'(){}~".unicodeScalars.contains($0)
      }
  }

  /// `3b0e3c1a-0000-4a00-8000-000000000001`
  private static func isGUID(_ text: String) -> Bool {
    let groups = text.split(separator: "-", omittingEmptySubsequences: false)
    return groups.map(\.utf8.count) == [8, 4, 4, 4, 12]
      && groups.joined().utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x46).contains($0) || (0x61...0x66).contains($0)
      }
  }
}
