// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
public import Stores

/// What was handed over of one physical store, file by file.
struct StoreTally {
  /// Certificates, those that more than one file holds counted once where the files name the physical store.
  private var certificates = 0
  /// The rows of each listing. Listings and files of certificates show the same entries.
  private var rows: [String: Int] = [:]
  /// What in the files of the store could not be read, and stands for an entry or more.
  private(set) var unreadable: [CertificateFolder.Problem] = []
  /// Whether a file shows it from its beginning to its end.
  private var isShownWhole = false
  /// Whether a file that shows it ends before its end.
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
  /// How many entries of a store could not be read because of it, as far as that is known.
  fileprivate var entryCount: Int {
    switch reason {
    case .moreUnreadableBlocks(let count), .moreUnreadableEntries(let count): count
    case .unreadable, .unusable, .unusableListing, .unreadableEntry, .unreadableBlock, .unreadableRecord,
      .subfolder:
      1
    // What follows is not known, not even whether anything does.
    case .broken, .failedListing: 0
    // The certificate was read.
    case .unreadableParts, .moreUnreadableParts: 0
    }
  }

  /// What it is about: the name of a registry key, else of the file, and where in the file.
  public var place: (name: String, offset: Int?) {
    guard case .unreadableEntry(let entry) = reason else { return (file, nil) }
    return (entry.name ?? file, entry.offset)
  }
}
