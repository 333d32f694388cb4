// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

/// What a certutil listing gives a folder: entries, and what has to be said about the rest of it.
struct ListingContents {
  let entries: [CertutilListing.Entry]
  let problems: [CertificateFolder.Problem.Reason]
  let remarks: [Remark]
  /// The store that the listing shows from its first certificate to its end, none left out.
  let whole: StorePart?

  /// More unreadable blocks than this are only counted.
  private static let mostProblems = 10

  init(_ bytes: [UInt8]) throws(CertutilListing.Refusal) {
    let listing = try CertutilListing(bytes)
    // A name in the first line that is no store of the procedure's is another store's.
    let isForeign: (CertutilListing.Entry) -> Bool = { $0.store != nil && $0.logicalStore == nil }
    entries = listing.entries.filter { !isForeign($0) }
    let isCut = listing.remarks.contains { remark in
      switch remark {
      case .unreadable, .noEnd: true
      case .passedOver, .hashesDiffer: false
      }
    }
    // A listing of a single certificate has its number in the store, which is 0 for the first one only.
    let isNumbered = listing.entries.map(\.index) == Array(listing.entries.indices)
    let isThirdParty = listing.store?.lowercased() == "authroot"
    whole =
      isCut || !isNumbered
      ? nil
      : listing.entries.first?.logicalStore.map { StorePart($0, isThirdParty ? .authRoot : .unknown) }
    problems = Self.problems(listing.remarks)
    remarks =
      Self.foreign(listing.entries.filter(isForeign)) + Self.remarks(listing.remarks)
      + (entries.isEmpty ? [] : [.onlyDescribed(count: entries.count)])
  }

  private static func problems(
    _ remarks: [CertutilListing.Remark]
  ) -> [CertificateFolder.Problem.Reason] {
    let damaged = remarks.compactMap { remark -> CertificateFolder.Problem.Reason? in
      guard case .unreadable(let index, _, let damage) = remark else { return nil }
      return .unreadableBlock(index: index, damage: damage)
    }
    guard damaged.count > mostProblems else { return damaged }
    return damaged.prefix(mostProblems) + [.moreUnreadableBlocks(count: damaged.count - mostProblems)]
  }

  private static func remarks(_ remarks: [CertutilListing.Remark]) -> [Remark] {
    var lists = 0
    var found: [Remark] = []
    for remark in remarks {
      switch remark {
      case .unreadable: break
      case .passedOver: lists += 1
      case .hashesDiffer(let index, let line): found.append(.hashesDiffer(index: index, line: line))
      case .noEnd(let line): found.append(.listingWithoutEnd(line: line))
      }
    }
    return (lists > 0 ? [.listsPassedOver(count: lists)] : []) + found
  }

  private static func foreign(_ entries: [CertutilListing.Entry]) -> [Remark] {
    var names: [String] = []
    var counts: [String: Int] = [:]
    for entry in entries {
      guard let name = entry.store else { continue }
      if counts[name] == nil { names.append(name) }
      counts[name, default: 0] += 1
    }
    return names.map { name in
      let count = counts[name] ?? 0
      return name.lowercased() == "disallowed"
        ? .disallowed(certificates: count) : .storePassedOver(name: name, certificates: count)
    }
  }
}
