// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Inspection
import Stores

extension SuppliedStores {
  /// An entry of a listing.
  struct Described {
    let handed: StoreEntry
    let thumbprint: Thumbprint?
    /// Identifies its listing: a certificate that appears twice in one listing has two copies.
    let listing: String
  }

  /// Merges the listings of one store into its certificates.
  struct Merging {
    private(set) var entries: [StoreEntry]
    /// The indices of the certificates in `entries`, if there are listings.
    private var certificates: [Thumbprint: [Int]] = [:]
    /// The indices of entries that are only described. `seen` has the listings that contain each of them.
    private var texts: [Thumbprint: [Int]] = [:]
    private var seen: [Int: Set<String>] = [:]
    /// Where in `texts` the search for the next copy starts: earlier ones are already matched in that
    /// listing, or are in another physical store, permanently. A listing may contain one certificate about ten
    /// thousand times.
    private var next: [Looking: Int] = [:]

    private struct Looking: Hashable {
      let print: Thumbprint
      let listing: String
      let physical: PhysicalStore
    }

    init(_ certificates: [StoreEntry], _ described: [Described]) {
      entries = certificates
      guard !described.isEmpty else { return }
      for (index, entry) in certificates.enumerated() {
        guard let print = entry.certificate?.thumbprint else { continue }
        self.certificates[print, default: []].append(index)
      }
      for one in described { add(one) }
    }

    private mutating func add(_ one: Described) {
      guard let print = one.thumbprint else {
        entries.append(one.handed)
        return
      }
      if let places = certificates[print] {
        locate(one.handed, print, among: places)
      } else if let place = sameCopy(one, print) {
        if entries[place].physical == .unknown {
          entries[place] = entries[place].placed(in: one.handed.physical)
        }
        seen[place, default: []].insert(one.listing)
      } else {
        texts[print, default: []].append(entries.count)
        seen[entries.count] = [one.listing]
        entries.append(one.handed)
      }
    }

    private mutating func sameCopy(_ one: Described, _ print: Thumbprint) -> Int? {
      let places = texts[print] ?? []
      let looking = Looking(print: print, listing: one.listing, physical: one.handed.physical)
      var index = next[looking] ?? 0
      while index < places.count, !isSameCopy(one, at: places[index]) { index += 1 }
      next[looking] = index
      return index < places.count ? places[index] : nil
    }

    private func isSameCopy(_ one: Described, at place: Int) -> Bool {
      let (known, new) = (entries[place].physical, one.handed.physical)
      return seen[place]?.contains(one.listing) == false
        && (known == new || known == .unknown || new == .unknown)
    }

    /// The certificate itself takes precedence; the text can only add the physical store of a copy.
    private mutating func locate(_ text: StoreEntry, _ print: Thumbprint, among places: [Int]) {
      guard text.physical != .unknown, !places.contains(where: { entries[$0].physical == text.physical })
      else { return }
      if let place = places.first(where: { entries[$0].physical == .unknown }) {
        entries[place] = entries[place].placed(in: text.physical)
      } else if let place = places.first {
        certificates[print, default: []].append(entries.count)
        entries.append(
          StoreEntry(
            content: entries[place].content, store: text.store, physical: text.physical, file: text.file))
      }
    }
  }
}
