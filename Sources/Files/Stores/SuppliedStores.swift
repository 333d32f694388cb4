// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Inspection
import Listings
public import Procedure
public import Stores

/// The input of `--store`, sorted into the stores of the server.
///
/// If a file itself states a certificate's store, that overrides the command line. A physical store contains
/// a certificate only once: the same one from two overlapping files is one entry. A text description gives
/// way to the certificate itself, and can only add its location.
public struct SuppliedStores {
  /// A problem with one path that the admin must know about.
  public enum Objection: Hashable {
    /// No certificates.
    case empty
    /// Certificates without a known store: they are not used.
    case unsaid
    /// Certificates in a different store than the command line says.
    case contradicted(Int)
  }

  /// A physical store, and its known content.
  private struct Shelf {
    let part: StorePart
    var certificates = CertificateIndex()
    var tally = StoreTally()
  }

  private var filed: [Store: [StoreEntry]] = [:]
  private var described: [Store: [Described]] = [:]
  /// Entries of which a text gives only the thumbprint.
  public private(set) var found: [FoundRow] = []
  /// Omitted because MMC does not list them.
  private var archived: [Store: Set<Thumbprint>] = [:]
  /// The number of paths added.
  private var count = 0
  /// Only a few.
  private var shelves: [Shelf] = []

  public init() {}

  public mutating func add(_ folder: CertificateFolder, as file: Start.StoreFile) -> [Objection] {
    for store in folder.stores { filed[store, default: []] += [] }
    for part in folder.parts { shelves[shelf(part)].tally.noteWhole() }
    for receipt in folder.receipts { addAbsent(receipt) }
    count += 1
    var isUnsaid = false
    var contradictions = 0
    // Collected separately, because a dictionary look-up costs as much as reading a certificate.
    var roots: [StoreEntry] = []
    var intermediates: [StoreEntry] = []
    for found in folder.certificates {
      guard let store = found.stored.store ?? file.store else {
        isUnsaid = true
        continue
      }
      let physical = found.stored.store == nil ? file.physical : found.stored.physical
      if file.contradicts(store, physical) { contradictions += 1 }
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
      let physical = found.store == nil ? file.physical : found.physical
      if file.contradicts(store, physical) { contradictions += 1 }
      add(found, store, physical)
      if let part = part(of: found, file) {
        shelves[shelf(part)].tally.countRow(of: "\(count)/\(found.file)")
      }
    }
    for one in folder.sighted where !add(one, file) { isUnsaid = true }
    noteSaid(folder, file)
    noteProblems(folder, file)
    // Other content is already covered by remarks.
    let isEmpty =
      folder.certificates.isEmpty && folder.listed.isEmpty && folder.sighted.isEmpty
      && folder.problems.isEmpty
      && !folder.remarks.contains(where: \.remark.isOfOthers)
    var objections: [Objection] = isEmpty ? [.empty] : []
    if isUnsaid { objections.append(.unsaid) }
    if contradictions > 0 { objections.append(.contradicted(contradictions)) }
    return objections
  }

  /// - Returns: whether its store is known.
  private mutating func add(_ one: CertificateFolder.Sighted, _ file: Start.StoreFile) -> Bool {
    guard let store = one.part?.store ?? file.store else { return false }
    let part = StorePart(store, one.part?.physical ?? file.physical)
    shelves[shelf(part)].tally.countRow(of: "\(count)/\(one.file)")
    filed[store, default: []] += []
    found.append(FoundRow(entry: one.entry, store: store, physical: part.physical, file: one.file))
    return true
  }

  /// Registry keys that the server does not have: they contain nothing.
  private mutating func addAbsent(_ found: CertificateFolder.FoundReceipt) {
    guard let receipt = try? ServerReceipt(found.bytes), let run = receipt.runs.last, run.kind == .collect
    else { return }
    for physical in [PhysicalStore.groupPolicy, .enterprise] where run.parts[physical] == .absent {
      for store in Store.allCases { shelves[shelf(StorePart(store, physical))].tally.noteWhole() }
    }
    for (part, state) in run.stores where state == .absent { shelves[shelf(part)].tally.noteWhole() }
  }

  /// A file that can contain a whole store counts as the whole store that the admin names.
  private mutating func noteSaid(_ folder: CertificateFolder, _ file: Start.StoreFile) {
    guard let store = file.store else { return }
    let cut = folder.endless.union(folder.remarks.filter(\.remark.isEndMissing).map(\.file))
    let isListed = folder.listed.contains { $0.store == nil && !cut.contains($0.file) }
    if isListed || !folder.nameless.isEmpty {
      shelves[shelf(StorePart(store, file.physical))].tally.noteWhole()
    }
  }

  /// Counts unreadable content for its own store, or else for the store that its file shows.
  private mutating func noteProblems(_ folder: CertificateFolder, _ file: Start.StoreFile) {
    let said = file.store.map { StorePart($0, file.physical) }
    for found in folder.unreadable {
      guard let part = found.entry.store.map({ StorePart($0, found.entry.physical) }) ?? said else {
        continue
      }
      shelves[shelf(part)].tally.note(
        CertificateFolder.Problem(file: found.file, reason: .unreadableEntry(found.entry)))
    }
    var parts: [String: StorePart] = [:]
    for found in folder.listed { parts[found.file] = part(of: found, file) }
    for problem in folder.problems where problem.isOfWholeFile {
      guard let part = parts[problem.file] ?? folder.places[problem.file] ?? said,
        let shelf = shelves.firstIndex(where: { $0.part == part })
      else { continue }
      shelves[shelf].tally.note(problem)
    }
  }

  /// The physical store that a listing shows. A listing of the whole store can mark entries as Group
  /// Policy's.
  private func part(of found: CertificateFolder.Listed, _ file: Start.StoreFile) -> StorePart? {
    guard let store = found.store else { return file.store.map { StorePart($0, file.physical) } }
    return StorePart(store, found.physical == .groupPolicy ? .unknown : found.physical)
  }

  /// - Returns: `nil` for entries that MMC does not list, and for those that the physical store already has.
  private mutating func handed(
    _ found: CertificateFolder.Found, _ store: Store, _ physical: PhysicalStore
  ) -> StoreEntry? {
    let shelf = shelf(StorePart(store, physical))
    // MMC does not list archived certificates, so they cannot be selected there.
    guard !found.stored.isArchived else {
      archived[store, default: []].insert(found.certificate.thumbprint)
      return nil
    }
    // A copy without effect does not replace an effective one.
    if physical != .unknown, !found.stored.isPassedOver,
      !shelves[shelf].certificates.insert(found.certificate).isNew
    {
      return nil
    }
    shelves[shelf].tally.countCertificate()
    return StoreEntry(
      certificate: found.certificate, store: store, physical: physical, file: found.file,
      isPassedOver: found.stored.isPassedOver)
  }

  /// The index in `shelves`.
  private mutating func shelf(_ part: StorePart) -> Int {
    if let known = shelves.firstIndex(where: { $0.part == part }) { return known }
    shelves.append(Shelf(part: part))
    return shelves.count - 1
  }

  private mutating func add(_ found: CertificateFolder.Listed, _ store: Store, _ physical: PhysicalStore) {
    let content = StoreEntry.Content.described(found.entry.facts, validTo: found.entry.validTo)
    described[store, default: []].append(
      Described(
        handed: StoreEntry(content: content, store: store, physical: physical, file: found.file),
        thumbprint: found.entry.thumbprint, listing: "\(count)/\(found.file)"))
  }

  /// The entries of each supplied store. A certificate that one file names with a physical store and another
  /// without is listed with it.
  public var entries: [Store: [StoreEntry]] {
    var all: [Store: [StoreEntry]] = [:]
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

  private static func placed(_ entries: [StoreEntry]) -> [StoreEntry] {
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

  /// All entries with their places, as a reading of the current stores.
  public var look: StoreLook {
    var look = StoreLook()
    look.coverage = coverage
    for (store, entries) in entries {
      look.found += entries.map { StoreLook.Found(facts: $0.facts, part: StorePart(store, $0.physical)) }
    }
    return look
  }

  /// How much of each store was supplied.
  public var coverage: [Store: Coverage] {
    var coverage: [Store: Coverage] = [:]
    for store in Store.allCases { coverage[store] = Coverage(store) }
    for shelf in shelves { coverage[shelf.part.store]?.parts[shelf.part.physical] = shelf.tally.part }
    return coverage
  }

  /// The unreadable content of each physical store.
  public var unreadable: [StorePart: [CertificateFolder.Problem]] {
    Dictionary(uniqueKeysWithValues: shelves.map { ($0.part, $0.tally.unreadable) })
  }
}

extension CertificateFolder {
  /// Whether the store of every certificate is known from the files.
  public var saysItsStores: Bool {
    !stores.isEmpty && certificates.allSatisfy { $0.stored.store != nil }
      && listed.allSatisfy { $0.store != nil } && sighted.allSatisfy { $0.part != nil }
  }
}

extension CertificateFolder.Problem {
  /// Whether it concerns its whole file, or a block of the file's listing, rather than a certificate or a
  /// single entry.
  fileprivate var isOfWholeFile: Bool {
    switch reason {
    case .unreadable, .unusable, .unusableListing, .unreadableBlock, .moreUnreadableBlocks, .unreadableRecord,
      .failedListing, .subfolder, .helper, .broken:
      true
    case .unreadableEntry, .moreUnreadableEntries, .unreadableParts, .moreUnreadableParts: false
    }
  }
}

extension Remark {
  /// Whether it concerns certificates outside the computer's stores.
  fileprivate var isOfOthers: Bool {
    switch self {
    case .account, .storePassedOver, .disallowed, .valueNamedByThumbprint: true
    default: false
    }
  }

  /// Whether a listing may have been cut off or copied only in part.
  fileprivate var isEndMissing: Bool {
    if case .listingWithoutEnd = self { return true }
    return false
  }

  /// Whether it may require action.
  public var isWarning: Bool {
    switch self {
    case .missingEnd, .bytesAfterEnd, .otherEncodings, .archived, .disallowed, .misnamedKey, .emptyKey,
      .strayBlobs, .onlyFound, .hashesDiffer, .listingWithoutEnd, .account, .valueNamedByThumbprint,
      .bareCertificate, .unfinishedHive:
      true
    case .listsPassedOver, .othersPassedOver, .storePassedOver, .onlyDescribed, .policyFile: false
    }
  }
}

extension Start.StoreFile {
  /// Whether the store that was named for the file is not the one that the file itself names.
  fileprivate func contradicts(_ store: Store, _ physical: PhysicalStore) -> Bool {
    guard let said = self.store else { return false }
    return said != store || self.physical != .unknown && self.physical != physical
  }
}
