// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Listings
import Stores

/// What a text that describes certificates contributes to a folder: entries, and remarks about the rest.
struct ListingContents {
  let entries: [CertutilListing.Entry]
  let found: [FoundEntry]
  let problems: [CertificateFolder.Problem.Reason]
  let remarks: [Remark]
  /// The stores that the text shows completely, from the first certificate to the end. PowerShell never
  /// indicates whether it shows all.
  let whole: Set<StorePart>
  let isEndless: Bool

  /// Further unreadable blocks are only counted.
  private static let mostProblems = 10

  init(_ bytes: [UInt8]) throws(CertutilListing.Refusal) {
    if !CertutilListing.looksLike(bytes), PowerShellListing.looksLike(bytes) {
      self.init(try PowerShellListing(bytes))
    } else {
      self.init(try CertutilListing(bytes))
    }
  }

  private init(_ listing: CertutilListing) {
    let known = listing.entries.filter { !Self.isForeign($0.store) }
    entries = known
    found = []
    isEndless = false
    whole = Set(listing.wholeSections.compactMap(\.part))
    problems = Self.problems(listing.remarks)
    remarks =
      Self.foreign(listing.entries.map(\.store)) + Self.user(listing.userStores)
      + Self.remarks(listing.remarks) + (known.isEmpty ? [] : [.onlyDescribed(count: known.count)])
  }

  private init(_ listing: PowerShellListing) {
    let known = listing.entries.filter { !Self.isForeign($0.store) }
    let knownFound = listing.found.filter { !Self.isForeign($0.store) }
    entries = known
    found = knownFound
    isEndless = true
    whole = []
    problems = Self.first(listing.unreadable.map { .unreadableRecord(line: $0.line) })
    remarks =
      Self.foreign(listing.entries.map(\.store) + listing.found.map(\.store)) + Self.user(listing.userStores)
      + (known.isEmpty ? [] : [.onlyDescribed(count: known.count)])
      + (knownFound.isEmpty ? [] : [.onlyFound(count: knownFound.count)])
  }

  /// A name that is not one of the procedure's stores is that of another store.
  private static func isForeign(_ store: String?) -> Bool {
    store != nil && StoreName.part(of: store, in: nil) == nil
  }

  private static func first(
    _ damaged: [CertificateFolder.Problem.Reason]
  ) -> [CertificateFolder.Problem.Reason] {
    guard damaged.count > mostProblems else { return damaged }
    return damaged.prefix(mostProblems) + [.moreUnreadableBlocks(count: damaged.count - mostProblems)]
  }

  private static func problems(
    _ remarks: [CertutilListing.Remark]
  ) -> [CertificateFolder.Problem.Reason] {
    var damaged: [CertificateFolder.Problem.Reason] = []
    var failures: [CertificateFolder.Problem.Reason] = []
    for remark in remarks {
      switch remark {
      case .unreadable(let index, _, let damage):
        damaged.append(.unreadableBlock(index: index, damage: damage))
      case .failed(let store, let line, let code):
        failures.append(.failedListing(store: store, line: line, code: code))
      case .passedOver, .hashesDiffer, .noEnd: break
      }
    }
    return first(damaged) + failures
  }

  private static func remarks(_ remarks: [CertutilListing.Remark]) -> [Remark] {
    var lists = 0
    var found: [Remark] = []
    for remark in remarks {
      switch remark {
      case .unreadable, .failed: break
      case .passedOver: lists += 1
      case .hashesDiffer(let index, let line): found.append(.hashesDiffer(index: index, line: line))
      case .noEnd(let line): found.append(.listingWithoutEnd(line: line))
      }
    }
    return (lists > 0 ? [.listsPassedOver(count: lists)] : []) + found
  }

  private static func user(_ stores: [String]) -> [Remark] {
    counted(stores).map { .account(.currentUser, store: $0, certificates: $1) }
  }

  private static func foreign(_ stores: [String?]) -> [Remark] {
    counted(stores.compactMap(\.self).filter(isForeign)).map { name, count in
      name.lowercased() == "disallowed"
        ? .disallowed(certificates: count) : .storePassedOver(name: name, certificates: count)
    }
  }

  /// Each name once, in the order of its first occurrence, with the number of occurrences.
  private static func counted(_ names: [String]) -> [(name: String, count: Int)] {
    var counts: [String: Int] = [:]
    for name in names { counts[name, default: 0] += 1 }
    return names.compactMap { name in counts.removeValue(forKey: name).map { (name, $0) } }
  }
}
