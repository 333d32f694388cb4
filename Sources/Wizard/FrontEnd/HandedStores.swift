// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure
import Stores
import Survey

/// What `--store` handed over, sorted into the stores of the server.
///
/// Where a file says itself in which store a certificate lay, that counts and not the command line. A physical
/// store holds a certificate once: the same one from two files that overlap is one entry. What a text describes gives
/// way to the certificate itself, and at most says where it lies.
struct HandedStores {
  /// What the admin has to know about one path.
  enum Objection: Hashable {
    /// No certificates.
    case empty
    /// Certificates of which nobody says in which store they lay: they are not used.
    case unsaid
    /// Certificates that lay elsewhere than the command line says.
    case contradicted(Int)
  }

  /// A physical store, and what is known to lie in it.
  private struct Shelf {
    let store: Store
    let physical: PhysicalStore
    var certificates = CertificateIndex()
  }

  private var filed: [Store: [Handed]] = [:]
  private var described: [Store: [Described]] = [:]
  /// What texts only give the thumbprint of.
  private(set) var found: [FoundRow] = []
  /// What is left out because MMC does not list it.
  private var archived: [Store: Set<Thumbprint>] = [:]
  /// The physical stores that were handed over whole.
  private(set) var parts: Set<StorePart> = []
  /// How many paths were added.
  private var count = 0
  /// A handful at the most.
  private var shelves: [Shelf] = []

  mutating func add(_ folder: CertificateFolder, as file: Start.StoreFile) -> [Objection] {
    for store in folder.stores { filed[store, default: []] += [] }
    parts.formUnion(folder.parts)
    for receipt in folder.receipts { addAbsent(receipt) }
    count += 1
    var isUnsaid = false
    var contradictions = 0
    // Collected apart, because a look-up in a dictionary costs as much as reading a certificate.
    var roots: [Handed] = []
    var intermediates: [Handed] = []
    for found in folder.certificates {
      guard let store = found.stored.store ?? file.store else {
        isUnsaid = true
        continue
      }
      // What comes without its store is taken for the whole of what the admin says that it is.
      if found.stored.store == nil { parts.insert(StorePart(store, file.physical)) }
      let physical = found.stored.store == nil ? file.physical : found.stored.physical
      if let said = file.store, said != store || file.physical != .unknown && file.physical != physical {
        contradictions += 1
      }
      guard let handed = handed(found, store, physical) else { continue }
      switch store {
      case .trustedRoot: roots.append(handed)
      case .intermediate: intermediates.append(handed)
      }
    }
    if !roots.isEmpty { filed[.trustedRoot, default: []] += roots }
    if !intermediates.isEmpty { filed[.intermediate, default: []] += intermediates }
    for found in folder.listed {
      guard let store = found.store ?? file.store else {
        isUnsaid = true
        continue
      }
      let physical = found.store == nil ? file.physical : found.entry.physicalStore
      if let said = file.store, said != store || file.physical != .unknown && file.physical != physical {
        contradictions += 1
      }
      add(found, store, physical)
    }
    for one in folder.sighted {
      guard let store = one.entry.part?.store ?? file.store else {
        isUnsaid = true
        continue
      }
      let physical = one.entry.part?.physical ?? file.physical
      _ = shelf(store, physical)
      filed[store, default: []] += []
      found.append(FoundRow(entry: one.entry, store: store, physical: physical, file: one.file))
    }
    let isEmpty = folder.certificates.isEmpty && folder.listed.isEmpty && folder.sighted.isEmpty
    var objections: [Objection] = isEmpty ? [.empty] : []
    if isUnsaid { objections.append(.unsaid) }
    if contradictions > 0 { objections.append(.contradicted(contradictions)) }
    return objections
  }

  /// Registry keys that collect.cmd did not find: nothing lies in there.
  private mutating func addAbsent(_ found: CertificateFolder.FoundReceipt) {
    guard let receipt = try? ServerReceipt(found.bytes), let run = receipt.runs.last, run.kind == .collect
    else { return }
    for physical in [PhysicalStore.groupPolicy, .enterprise] where run.parts[physical] == .absent {
      for store in Store.allCases { parts.insert(StorePart(store, physical)) }
    }
  }

  /// - Returns: `nil` for what MMC does not list, and for what the physical store is known to hold.
  private mutating func handed(
    _ found: CertificateFolder.Found, _ store: Store, _ physical: PhysicalStore
  ) -> Handed? {
    let shelf = shelf(store, physical)
    // MMC does not list what is archived, so that nobody could select it there.
    guard !found.stored.isArchived else {
      archived[store, default: []].insert(found.certificate.thumbprint)
      return nil
    }
    if physical != .unknown, !shelves[shelf].certificates.insert(found.certificate).isNew { return nil }
    return Handed(certificate: found.certificate, store: store, physical: physical, file: found.file)
  }

  /// An index of `shelves`.
  private mutating func shelf(_ store: Store, _ physical: PhysicalStore) -> Int {
    if let known = shelves.firstIndex(where: { $0.store == store && $0.physical == physical }) {
      return known
    }
    shelves.append(Shelf(store: store, physical: physical))
    return shelves.count - 1
  }

  private mutating func add(_ found: CertificateFolder.Listed, _ store: Store, _ physical: PhysicalStore) {
    _ = shelf(store, physical)
    let content = Handed.Content.described(found.entry.facts, validTo: found.entry.validTo)
    described[store, default: []].append(
      Described(
        handed: Handed(content: content, store: store, physical: physical, file: found.file),
        thumbprint: found.entry.thumbprint, listing: "\(count)/\(found.file)"))
  }

  /// The entries of each store that was handed over. What one file names without a physical store, and another
  /// with one, is the latter.
  var entries: [Store: [Handed]] {
    var all: [Store: [Handed]] = [:]
    for store in Set(filed.keys).union(described.keys) {
      guard described[store] != nil else {
        all[store] = Self.placed(filed[store] ?? [])
        continue
      }
      let hidden = archived[store] ?? []
      let texts = (described[store] ?? []).filter { $0.thumbprint.map(hidden.contains) != true }
      all[store] = Merging(Self.placed(filed[store] ?? []), texts).entries
    }
    return all
  }

  private static func placed(_ entries: [Handed]) -> [Handed] {
    guard entries.contains(where: { $0.physical == .unknown }) else { return entries }
    var placed = CertificateIndex()
    for entry in entries where entry.physical != .unknown {
      if let certificate = entry.certificate { _ = placed.insert(certificate) }
    }
    guard !placed.distinct.isEmpty else { return entries }
    return entries.filter { entry in
      entry.physical != .unknown || entry.certificate.map(placed.contains) != true
    }
  }

  /// All entries with their places, for a look at the stores as they are now.
  var look: StoreLook {
    var look = StoreLook()
    look.parts = parts
    for (store, entries) in entries {
      look.found += entries.map { StoreLook.Found(facts: $0.facts, part: StorePart(store, $0.physical)) }
    }
    return look
  }

  /// The stores of which only parts were handed over that something outside the server fills.
  var partial: [Store] {
    Store.allCases.filter { store in
      let handed = shelves.filter { $0.store == store }
      return !handed.isEmpty && handed.allSatisfy(\.physical.isManaged)
    }
  }
}

// MARK: - Text beside certificates

extension HandedStores {
  /// An entry of a listing.
  fileprivate struct Described {
    let handed: Handed
    let thumbprint: Thumbprint?
    /// Tells its listing from others: a listing that has a certificate twice has seen two copies of it.
    let listing: String
  }

  /// What the listings of one store add to its certificates.
  fileprivate struct Merging {
    private(set) var entries: [Handed]
    /// The places of the certificates in `entries`, once there is a listing.
    private var certificates: [Thumbprint: [Int]] = [:]
    /// The places of what is only described, each with the listings that have it.
    private var texts: [Thumbprint: [Int]] = [:]
    private var seen: [Int: Set<String>] = [:]
    /// Where in `texts` the next copy is looked for: those before it are seen in that listing, or lie elsewhere, for good.
    /// A listing may have one certificate some ten thousand times.
    private var next: [Looking: Int] = [:]

    private struct Looking: Hashable {
      let print: Thumbprint
      let listing: String
      let physical: PhysicalStore
    }

    init(_ certificates: [Handed], _ described: [Described]) {
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

    /// The certificate itself counts; the text says at most in which physical store a copy lies.
    private mutating func locate(_ text: Handed, _ print: Thumbprint, among places: [Int]) {
      guard text.physical != .unknown, !places.contains(where: { entries[$0].physical == text.physical })
      else { return }
      if let place = places.first(where: { entries[$0].physical == .unknown }) {
        entries[place] = entries[place].placed(in: text.physical)
      } else if let place = places.first {
        certificates[print, default: []].append(entries.count)
        entries.append(
          Handed(
            content: entries[place].content, store: text.store, physical: text.physical, file: text.file))
      }
    }
  }
}

extension CertificateFolder {
  /// Whether nobody has to be asked from which store the certificates are.
  var saysItsStores: Bool {
    !stores.isEmpty && certificates.allSatisfy { $0.stored.store != nil }
      && listed.allSatisfy { $0.store != nil } && sighted.allSatisfy { $0.entry.part != nil }
  }
}

extension Remark {
  /// Whether somebody may have to do something about it.
  var isWarning: Bool {
    switch self {
    case .missingEnd, .bytesAfterEnd, .otherEncodings, .archived, .disallowed, .misnamedKey, .emptyKey,
      .strayBlobs, .onlyFound, .hashesDiffer, .listingWithoutEnd:
      true
    case .listsPassedOver, .storePassedOver, .accountPassedOver, .onlyDescribed: false
    }
  }
}
