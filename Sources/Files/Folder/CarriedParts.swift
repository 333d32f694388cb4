// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
public import Procedure
import Stores
import X509

/// What each file of a folder or an archive from a server is taken for.
///
/// What says its store is that store's. Other certificates are the certification path if they form exactly
/// one, with nothing left over: otherwise, a stray certificate could become one of the path.
public struct CarriedParts {
  /// The certificates of the path.
  public let chain: [CertificateFolder.Found]
  /// By name of the file.
  public let stores: [String]
  public let events: [String]
  public let receipts: [String]
  /// Files with certificates whose store is not known, which are not used.
  public let unused: [String]

  /// - Parameter takesChain: whether the certification path is looked for; not if it was given otherwise.
  public init(_ folder: CertificateFolder, takesChain: Bool) {
    let unplaced = folder.certificates.filter { $0.stored.store == nil }
    chain = takesChain ? Self.path(among: unplaced, folder) : []
    stores = folder.storeFiles
    events = folder.events.map(\.file)
    receipts = folder.receipts.map(\.file)
    let used = Set(chain.map(\.file)).union(stores)
    let unknown =
      unplaced.map(\.file) + folder.listed.filter { $0.store == nil }.map(\.file)
      + folder.sighted.filter { $0.part == nil }.map(\.file)
    unused = unknown.distinct.filter { !used.contains($0) }
  }

  public var chainFiles: [String] { chain.map(\.file).distinct }

  /// Whether nothing in it can be used.
  public var isNothing: Bool { chain.isEmpty && stores.isEmpty && events.isEmpty }

  private static func path(
    among found: [CertificateFolder.Found], _ folder: CertificateFolder
  ) -> [CertificateFolder.Found] {
    // What can be a whole store is only a path if it is one alone.
    let files = Dictionary(grouping: found, by: \.file)
    let candidates = found.filter { one in
      !folder.nameless.contains(one.file) || isOnePath(files[one.file] ?? [])
    }
    return isOnePath(candidates) ? candidates : []
  }

  private static func isOnePath(_ found: [CertificateFolder.Found]) -> Bool {
    guard let path = try? CertificationPath(from: found.map(\.certificate)) else { return false }
    return path.unused.isEmpty && path.levels.allSatisfy { $0.count == 1 }
  }
}

extension [String] {
  /// Each element once, in order of its first occurrence.
  fileprivate var distinct: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}

extension Start {
  /// Whether this path of the chain is that of a folder or archive in which stores and path are together: it
  /// is also among the stores, and no store is named for it.
  public func isCarried(_ path: String) -> Bool {
    storeFiles.contains { $0.store == nil && $0.path.utf8.elementsEqual(path.utf8) }
  }
}
