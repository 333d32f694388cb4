// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Files
import Listings
public import RemoteRegistry
import Stores

/// All stores of a live server at one moment, with the computer that answered.
///
/// As files, it is what the readers of folders from a server take: one registry export for each physical store,
/// and a receipt (`ServerReceipt`) that names the computer and the stores that it does not have.
public struct ServerCollection: Sendable {
  public static let receiptName = "receipt.txt"

  public let identity: ServerIdentity
  private let snapshots: [StoreSnapshot]

  /// Reads all stores and the identity at the same time. Nothing is written on the server.
  ///
  /// - Throws: `NetError`; a part of the stores is never returned.
  public init(_ stores: RemoteStores) throws(NetError) {
    (snapshots, identity) = try stores.read(StoreKey.all)
  }

  /// Sorted as the stores are listed; the receipt last.
  public var files: [NamedBytes] {
    present.map { NamedBytes(name: $0.key.fileName, bytes: $0.export) }
      + [NamedBytes(name: Self.receiptName, bytes: Array(receipt.utf8))]
  }

  private var present: [StoreSnapshot] { snapshots.filter { !$0.export.isEmpty } }

  private var receipt: String {
    var lines = [ServerReceipt.mark, "begin collect"]
    // Readers of receipts know ASCII only; a name that they would show otherwise is not one to compare with.
    if let name = identity.computerName, name.utf8.allSatisfy({ $0 < 0x80 }) {
      lines.append("server \(name)")
    }
    if let machine = identity.machineGUID { lines.append("machine \(machine)") }
    lines += snapshots.map { snapshot in
      let (store, physical) = (snapshot.key.store.rawValue, snapshot.key.physical.rawValue)
      return "store \(store) \(physical) \(snapshot.export.isEmpty ? "absent" : "exported")"
    }
    return (lines + ["end 0"]).map { $0 + "\n" }.joined()
  }
}

extension StoreKey {
  /// `root-groupPolicy.reg`: no reader goes by it, because the export itself says its store.
  fileprivate var fileName: String { "\(store.rawValue.lowercased())-\(physical.rawValue).reg" }
}
