// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Glibc
import Listings
import Stores

/// Reads a file, a folder with its subfolders, or an archive into a `CertificateFolder`.
struct FolderReader {
  /// A file among others, or a file alone.
  private struct Item {
    /// Its path in the folder; a member of an archive has the archive's in front.
    let name: String
    let place: FolderPlace?
    /// Whether it is in a folder or an archive, so that it may be a companion file.
    let isAmongOthers: Bool
    let isMember: Bool

    var part: StorePart? {
      guard case .part(let part) = place else { return nil }
      return part
    }
  }

  /// Subfolders of subfolders: a copy of a whole disk is not what is meant.
  private static let mostDepth = 8
  /// As many files as a store can have certificates, twice.
  private static let mostFiles = 20_000

  private(set) var folder = CertificateFolder()
  private let helpers: HelperPrograms
  private var count = 0

  init(_ helpers: HelperPrograms) { self.helpers = helpers }

  // MARK: - Files and folders

  /// Reads the path that was supplied.
  mutating func readNamed(_ path: SystemPath) throws(FileError) {
    guard try path.status().st_mode & S_IFMT == S_IFDIR else {
      try readNamed(.file(OpenFile(path, limit: RegistryHive.limit)), name: path.name)
      return
    }
    folder.isCollection = true
    try readFiles(of: path, prefix: "", place: nil, depth: 0)
  }

  mutating func readNamed(_ source: CarriedFile, name: String) throws(FileError) {
    try read(source, Item(name: name, place: nil, isAmongOthers: false, isMember: false))
  }

  /// Reads text that may be anything that a folder holds.
  mutating func readPasted(_ bytes: [UInt8], name: String) {
    if !readCompanion(bytes, name: name) {
      read(bytes, Item(name: name, place: nil, isAmongOthers: true, isMember: false))
    }
  }

  private mutating func readFiles(
    of path: SystemPath, prefix: String, place: FolderPlace?, depth: Int
  ) throws(FileError) {
    for octets in try CertificateFolder.names(in: path) {
      let file = path.appending(octets)
      let name = prefix + file.name
      do throws(FileError) {
        guard try !isSubfolder(file) else {
          readSubfolder(file, name: name, place: FolderPlace(folder: file.name) ?? place, depth: depth + 1)
          continue
        }
        count += 1
        guard count <= Self.mostFiles else { return report(.subfolder, name) }
        try read(
          .file(OpenFile(file, limit: RegistryHive.limit)),
          Item(name: name, place: place, isAmongOthers: true, isMember: false))
      } catch {
        report(.unreadable(error), name)
      }
    }
  }

  /// A link to a folder is not followed: it may lead back to the folder that contains it.
  private func isSubfolder(_ path: SystemPath) throws(FileError) -> Bool {
    guard try path.status().st_mode & S_IFMT == S_IFDIR else { return false }
    if try path.status(followsLinks: false).st_mode & S_IFMT == S_IFLNK {
      throw .symbolicLink(path: path.shown)
    }
    return true
  }

  private mutating func readSubfolder(_ path: SystemPath, name: String, place: FolderPlace?, depth: Int) {
    guard depth <= Self.mostDepth else { return report(.subfolder, name) }
    do throws(FileError) {
      try readFiles(of: path, prefix: "\(name)/", place: place, depth: depth)
    } catch {
      report(.unreadable(error), name)
    }
  }

  private mutating func report(_ reason: CertificateFolder.Problem.Reason, _ name: String) {
    folder.problems.append(CertificateFolder.Problem(file: name, reason: reason))
  }

  private mutating func reportFailed(_ error: OpeningError, _ name: String) {
    switch error {
    case .file(let error): report(.unreadable(error), name)
    case .format(let error): report(.unusable(error), name)
    case .helper(let error): report(.helper(error), name)
    }
  }

  // MARK: - One file

  private mutating func read(_ source: CarriedFile, _ item: Item) throws(FileError) {
    if let part = item.part { folder.places[item.name] = part }
    let head = try source.head()
    switch OtherFile(head) {
    case .hive: return readHive(source, item)
    case .archive: return readArchive(source, head: head, item)
    default: break
    }
    if item.isAmongOthers, EventLogFile.isEventLog(head) { return readEventLog(source, item) }
    if case .file(let file) = source, file.size <= BoundedFile.limit,
      let contents = RegistryParts(file)?.contents()
    {
      add(contents, of: item)
      return
    }
    let bytes = try source.contents()
    if !item.isAmongOthers || !readCompanion(bytes, name: item.name) { read(bytes, item) }
  }

  private mutating func readHive(_ source: CarriedFile, _ item: Item) {
    do throws(OpeningError) { add(try RegistryHive.contents(source, helpers), of: item) } catch {
      reportFailed(error, item.name)
    }
  }

  private mutating func readEventLog(_ source: CarriedFile, _ item: Item) {
    do throws(OpeningError) {
      let reading = try EventLogFile.reading(source, helpers)
      folder.events.append(CertificateFolder.FoundEvents(reading: reading, file: item.name))
    } catch {
      reportFailed(error, item.name)
    }
  }

  private mutating func readArchive(_ source: CarriedFile, head: [UInt8], _ item: Item) {
    guard !item.isMember else { return report(.unusable(.otherFile(.packed)), item.name) }
    let members: [TarArchive.Member]
    do throws(OpeningError) { members = try PackedArchive.members(source, head: head, helpers) } catch {
      return reportFailed(error, item.name)
    }
    if !item.isAmongOthers { folder.isCollection = true }
    for member in members where !Self.isHidden(member.name) {
      let name = "\(item.name): \(member.name)"
      guard let content = member.content else {
        report(.unreadable(member.isLink ? .symbolicLink(path: name) : .specialFile(path: name)), name)
        continue
      }
      do throws(FileError) {
        let place = FolderPlace(path: member.name) ?? item.place
        try read(
          .octets(Array(content)), Item(name: name, place: place, isAmongOthers: true, isMember: true))
      } catch {
        report(.unreadable(error), name)
      }
    }
  }

  /// What macOS adds to archives is hidden as well.
  private static func isHidden(_ name: String) -> Bool {
    name.split(separator: "/").contains { $0.hasPrefix(".") && $0 != ".." || $0 == "__MACOSX" }
  }

  // MARK: - Contents

  private mutating func read(_ bytes: [UInt8], _ item: Item) {
    do {
      let contents = try CertificateReader.contents(of: bytes)
      add(contents, of: item)
      guard FileFormat.recognise(bytes).isStore(of: contents) else { return }
      if let part = item.part { folder.parts.insert(part) } else { folder.nameless.insert(item.name) }
    } catch .notACertificate where TextListing.looksLike(bytes) {
      readListing(bytes, item)
    } catch .utf16Text where TextListing.looksLike(bytes) {
      readListing(bytes, item)
    } catch {
      report(.unusable(error), item.name)
    }
  }

  private mutating func add(_ contents: FileContents, of item: Item) {
    let name = item.name
    var certificates = contents.certificates
    if let place = item.place, certificates.contains(where: { $0.store == nil }) {
      certificates = placed(certificates, place, name)
    }
    folder.certificates += certificates.lazy.map { CertificateFolder.Found(stored: $0, file: name) }
    folder.personal += contents.personal.map { CertificateFolder.Personal(certificate: $0, file: name) }
    folder.remarks += contents.remarks.map { CertificateFolder.Noticed($0, file: name) }
    folder.stores.formUnion(contents.stores)
    folder.parts.formUnion(contents.parts)
    if !contents.stores.isEmpty || !contents.parts.isEmpty || item.part != nil {
      folder.storeFiles.append(name)
    }
    folder.unreadable += contents.unreadable.map { entry in
      let entry = entry.store == nil && item.part != nil ? entry.placed(in: item.part) : entry
      return CertificateFolder.Unreadable(entry: entry, file: name)
    }
    if let reason = contents.brokenAt {
      folder.broken.append(CertificateFolder.Broken(reason: reason, file: name))
    }
    folder.problems += contents.problems.map { CertificateFolder.Problem(file: name, reason: $0) }
  }

  /// Certificates of a file that does not name their store, in a folder that does.
  private mutating func placed(
    _ certificates: [StoredCertificate], _ place: FolderPlace, _ name: String
  ) -> [StoredCertificate] {
    switch place {
    case .part(let part):
      folder.stores.insert(part.store)
      return certificates.map { $0.store == nil ? $0.placed(in: part) : $0 }
    case .foreign(let store):
      let count = certificates.count { $0.store == nil }
      let remark = Remark.storePassedOver(name: store, certificates: count)
      folder.remarks.append(CertificateFolder.Noticed(remark, file: name))
      return certificates.filter { $0.store != nil }
    }
  }

  /// Reads files that come with certificates from a server: receipts and events.
  ///
  /// - Returns: `false` for any other file.
  private mutating func readCompanion(_ bytes: [UInt8], name: String) -> Bool {
    if ServerReceipt.looksLike(bytes) {
      folder.receipts.append(CertificateFolder.FoundReceipt(bytes: bytes, file: name))
      return true
    }
    guard case .refused(let error) = FileFormat.recognise(bytes),
      error == .notACertificate || error == .utf16Text,
      EventReading.looksLike(bytes), !TextListing.looksLike(bytes)
    else { return false }
    do {
      folder.events.append(CertificateFolder.FoundEvents(reading: try EventReading(bytes), file: name))
      return true
    } catch .noEvents where EventReading.isEmptyList(bytes) {
      folder.events.append(CertificateFolder.FoundEvents(reading: nil, file: name))
      return true
    } catch {
      return false
    }
  }

  private mutating func readListing(_ bytes: [UInt8], _ item: Item) {
    let name = item.name
    do {
      let contents = try ListingContents(bytes)
      if case .foreign(let store) = item.place {
        let count = contents.entries.count + contents.found.count
        let remark = Remark.storePassedOver(name: store, certificates: count)
        folder.remarks.append(CertificateFolder.Noticed(remark, file: name))
        return
      }
      folder.listed += contents.entries.map {
        CertificateFolder.Listed(entry: $0, file: name, place: item.part)
      }
      folder.sighted += contents.found.map {
        CertificateFolder.Sighted(entry: $0, file: name, place: item.part)
      }
      if contents.isEndless { folder.endless.insert(name) }
      folder.problems += contents.problems.map { CertificateFolder.Problem(file: name, reason: $0) }
      folder.remarks += contents.remarks.map { CertificateFolder.Noticed($0, file: name) }
      noteStores(contents, item)
    } catch {
      report(.unusableListing(error), name)
    }
  }

  private mutating func noteStores(_ contents: ListingContents, _ item: Item) {
    folder.stores.formUnion(contents.entries.compactMap(\.logicalStore))
    folder.stores.formUnion(contents.found.compactMap { $0.part?.store })
    folder.stores.formUnion(contents.whole.map(\.store))
    folder.parts.formUnion(contents.whole)
    let isOfStore = contents.entries.contains { $0.logicalStore != nil } || !contents.whole.isEmpty
    if isOfStore || item.part != nil || contents.found.contains(where: { $0.part != nil }) {
      folder.storeFiles.append(item.name)
    }
    guard let part = item.part else { return }
    folder.stores.insert(part.store)
    // A listing that does not name its store, and has an end, shows the store of its folder.
    let isCut =
      contents.isEndless
      || contents.remarks.contains { remark in
        if case .listingWithoutEnd = remark { true } else { false }
      }
    if !isCut, contents.entries.contains(where: { $0.logicalStore == nil }) { folder.parts.insert(part) }
  }
}
