// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Stores

/// What was supplied of one physical store, across all files.
struct StoreTally {
  /// Certificates. Where the files name the physical store, one that appears in several files counts once.
  private var certificates = 0
  /// The rows of each listing. Listings and certificate files show the same entries.
  private var rows: [String: Int] = [:]
  /// Unreadable content in the store's files that stands for one or more entries.
  private(set) var unreadable: [CertificateFolder.Problem] = []
  /// Whether a file shows the store from beginning to end.
  private var isShownWhole = false
  /// Whether a file that shows the store is cut off.
  private var isCut = false

  mutating func countCertificate() { certificates += 1 }
  mutating func countRow(of listing: String) { rows[listing, default: 0] += 1 }
  mutating func noteWhole() { isShownWhole = true }

  mutating func note(_ problem: CertificateFolder.Problem) {
    if case .broken = problem.reason { isCut = true }
    unreadable.append(problem)
  }

  var part: Coverage.Part {
    Coverage.Part(
      entries: max(certificates, rows.values.max() ?? 0),
      unreadable: unreadable.reduce(0) { $0 + $1.entryCount }, isShownWhole: isShownWhole && !isCut)
  }
}

extension CertificateFolder.Problem {
  /// The number of store entries that could not be read because of it, if known.
  fileprivate var entryCount: Int {
    switch reason {
    case .moreUnreadableBlocks(let count), .moreUnreadableEntries(let count): count
    case .unreadable, .unusable, .unusableListing, .unreadableEntry, .unreadableBlock, .unreadableRecord,
      .subfolder, .helper:
      1
    // Whether anything follows is unknown.
    case .broken, .failedListing: 0
    // The certificate was read.
    case .unreadableParts, .moreUnreadableParts: 0
    }
  }

  /// The subject of the problem: the name of a registry key, or else the file, with the offset in the file.
  public var place: (name: String, offset: Int?) {
    guard case .unreadableEntry(let entry) = reason else { return (file, nil) }
    return (entry.name ?? file, entry.offset)
  }
}
