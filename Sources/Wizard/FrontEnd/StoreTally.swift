// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Stores

/// What was handed over of one physical store, file by file.
struct StoreTally {
  /// Certificates, those that more than one file holds counted once where the files name the physical store.
  private var certificates = 0
  /// The rows of each listing. Listings and files of certificates show the same entries.
  private var rows: [String: Int] = [:]
  /// What in the files of the store could not be read.
  private(set) var unreadable: [CertificateFolder.Problem] = []
  /// Whether a file shows it from its beginning to its end.
  private var isShownWhole = false

  mutating func countCertificate() { certificates += 1 }
  mutating func countRow(of listing: String) { rows[listing, default: 0] += 1 }
  mutating func note(_ problem: CertificateFolder.Problem) { unreadable.append(problem) }
  mutating func noteWhole() { isShownWhole = true }

  var part: Coverage.Part {
    Coverage.Part(
      entries: max(certificates, rows.values.max() ?? 0),
      unreadable: unreadable.reduce(0) { $0 + $1.entryCount }, isShownWhole: isShownWhole)
  }
}

extension CertificateFolder.Problem {
  /// How many entries of a store could not be read because of it, as far as that is known.
  fileprivate var entryCount: Int {
    switch reason {
    case .moreUnreadableBlocks(let count): count
    case .unreadable, .unusable, .unusableListing, .unreadableBlock, .subfolder: 1
    }
  }
}
