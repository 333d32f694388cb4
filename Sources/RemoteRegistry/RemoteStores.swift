// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Stores

/// A physical store on the server at one moment.
public struct StoreSnapshot: Hashable, Sendable {
  public let key: StoreKey
  /// In the order of the registry.
  public let entries: [RegistryEntry]
  /// The registry export with these entries; empty when the server does not have the key.
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

  /// - Parameter name: a key's own name, in any case.
  public subscript(name: String) -> RegistryEntry? {
    entries.first { $0.name.uppercased() == name.uppercased() }
  }

  /// The names of the keys whose octets changed, that are new, or that are missing.
  ///
  /// - Parameter name: the key that may change.
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

  /// The server's clock; `nil` when unknown.
  public func time() throws(NetError) -> Instant? { try net.time() }

  /// Checks with a single call that the server responds and accepts the credentials: repeated wrong passwords
  /// lock the account. All later calls use the same address.
  public func greet() throws(NetError) {
    try net.pin()
    guard try net.read([["enumerate", StoreKey.root]])[0] != nil else { throw .keyMissing }
  }

  /// Reads physical stores in parallel, with one call each, and the server's identity at the same time. A
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

  /// Reads the server's identity.
  public func identity() throws(NetError) -> ServerIdentity {
    ServerIdentity(try net.read([], beside: ServerIdentity.verbs).asides)
  }

  /// Reads the registry export of one certificate's key, which `restore` and Windows' `reg import` can write
  /// back, and the server's identity at the same time.
  ///
  /// - Returns: no export when the key does not exist.
  public func export(
    _ name: String, from key: StoreKey
  ) throws(NetError) -> (export: [UInt8]?, identity: ServerIdentity) {
    let (exports, values) = try net.read(
      [["export", key.path(of: name), "/dev/stdout"]], beside: ServerIdentity.verbs)
    return (exports[0], ServerIdentity(values))
  }

  /// The command that `delete` runs.
  public func deletion(_ name: String, from key: StoreKey) -> String {
    net.command(["deletekey", key.path(of: name)])
  }

  /// Deletes one certificate's key, and nothing else.
  public func delete(_ name: String, from key: StoreKey) throws(NetError) {
    try net.write(["deletekey", key.path(of: name)])
  }

  /// Writes a registry export back, and checks that the entry is present again.
  ///
  /// - Parameter file: the export's path on this computer.
  /// - Returns: whether the server now has exactly this value, and the server's identity.
  public func restore(
    _ entry: RegistryEntry, to key: StoreKey, from file: String
  ) throws(NetError) -> (isBack: Bool, identity: ServerIdentity) {
    try net.write(["import", file])
    let (snapshots, identity) = try read([key])
    return (snapshots[0][entry.name]?.blob == entry.blob, identity)
  }
}

// MARK: - The server's identity

extension ServerIdentity {
  /// The calls that read it. Every account that may write to HKLM\SOFTWARE may read both values.
  fileprivate static let verbs = [
    ["getvalueraw", #"HKLM\SYSTEM\CurrentControlSet\Control\ComputerName\ComputerName"#, "ComputerName"],
    ["getvalueraw", #"HKLM\SOFTWARE\Microsoft\Cryptography"#, "MachineGuid"],
  ]

  /// From the output of `verbs`; anything that is not a valid value is unknown.
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

  /// Letters, digits and the other characters allowed in a name of up to 63 octets.
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
