// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Files
public import Inspection
public import Procedure
public import Stores
public import Texts
import Words

/// The files of one `inspect` run, read as completely as possible: an error in one does not hide the others.
public struct InspectedFiles {
  public enum Failure {
    /// Part of the file could not be read.
    case unusable
    case file(FileError)
  }

  private let words: FileWords
  private let wording: Wording
  public private(set) var chain: [Certificate] = []
  private var stores = SuppliedStores()
  /// Messages about what could not be read, or was noticed.
  public private(set) var complaints: [String] = []
  /// What the files of a folder from a server were taken for.
  public private(set) var notes: [String] = []
  /// Events found among the certificates of such a folder.
  public private(set) var events = SuppliedEvents()
  /// The error in the first file that could not be read or used.
  public private(set) var failure: Failure?
  /// The first file that does not specify its store.
  public private(set) var storeNotSaid: String?

  public init(wording: Wording) {
    self.wording = wording
    words = FileWords(wording: wording)
  }

  public var hasFailed: Bool { failure != nil }

  public mutating func readChain(_ path: String) {
    guard let folder = folder(path) else { return }
    if !folder.listed.isEmpty || !folder.sighted.isEmpty {
      complaints.append(wording("chain.described", ["file": path]))
    }
    chain += folder.certificates.map(\.certificate)
  }

  public mutating func readStore(_ file: Start.StoreFile) {
    guard let folder = folder(file.path) else { return }
    for objection in stores.add(folder, as: file) {
      switch objection {
      case .empty: complaints.append(wording("store.empty", ["file": file.path]))
      case .unsaid: storeNotSaid = storeNotSaid ?? file.path
      case .contradicted(let count):
        complaints.append(wording("store.contradicted", ["file": file.path, "count": String(count)]))
      }
    }
  }

  /// Reads a folder or an archive with everything from a server in it.
  ///
  /// - Parameter takesChain: whether the certification path is looked for in it.
  public mutating func readCarried(_ path: String, takesChain: Bool) {
    guard let folder = folder(path) else { return }
    guard folder.isCollection else {
      complaints.append(wording("from.notCollection", ["file": path]))
      failure = failure ?? .unusable
      return
    }
    let parts = CarriedParts(folder, takesChain: takesChain)
    for line in CarriedWords(wording: wording).lines(parts, from: path) {
      if line.tone == .quiet { notes.append(line.text) } else { complaints.append(line.text) }
    }
    chain += parts.chain.map(\.certificate)
    add(folder, from: path)
  }

  /// Takes what was collected from a server.
  public mutating func readCollected(_ folder: CertificateFolder, from source: String) {
    note(folder)
    add(folder, from: source)
  }

  private mutating func add(_ folder: CertificateFolder, from path: String) {
    for found in folder.events { events.add(found.reading, from: found.file) }
    for objection in stores.add(folder, as: Start.StoreFile(store: nil, path: path)) {
      // The folder may hold only a path or events; what names no store was said by file.
      if case .contradicted(let count) = objection {
        complaints.append(wording("store.contradicted", ["file": path, "count": String(count)]))
      }
    }
  }

  /// Reads the stores of one server from a file or a folder.
  ///
  /// In a folder, a `.reg` file itself says which store a certificate is from; other files and folders are named
  /// after their store: `ROOT`, `CA` or `AUTHROOT`, with any extension. A folder with a receipt is one that was
  /// collected, and is read as a whole.
  public mutating func readServer(_ path: String) {
    guard let parts = try? CertificateFolder.listing(of: path) else {
      return readStore(Start.StoreFile(store: nil, path: path))
    }
    if CertificateFolder.isCollected(path, names: parts) {
      if let folder = folder(path) { add(folder, from: path) }
      return
    }
    for part in parts { readStore(Self.store(named: part, in: path)) }
  }

  private static func store(named name: String, in folder: String) -> Start.StoreFile {
    let stem = name.prefix { $0 != "." }.uppercased()
    let path = "\(folder)/\(name)"
    if stem == "AUTHROOT" { return Start.StoreFile(store: .trustedRoot, physical: .authRoot, path: path) }
    return Start.StoreFile(store: Store(rawValue: stem), path: path)
  }

  /// The entries of the stores, ROOT first.
  public var handed: [StoreEntry] {
    let entries = stores.entries
    let (roots, intermediates) = (entries[.trustedRoot] ?? [], entries[.intermediate] ?? [])
    // A single list is not copied.
    if roots.isEmpty { return intermediates }
    return intermediates.isEmpty ? roots : roots + intermediates
  }

  /// Rows for which texts contain only the thumbprint.
  public var found: [FoundRow] { stores.found }
  public var coverage: [Store: Coverage] { stores.coverage }
  /// What could not be read of each physical store.
  public var unreadable: [StorePart: [CertificateFolder.Problem]] { stores.unreadable }

  /// Whether no entry was read. Every Windows has roots, so nothing can be concluded from such files.
  public var isNothingRead: Bool { coverage.values.allSatisfy { $0.entries == 0 } }

  private mutating func folder(_ path: String) -> CertificateFolder? {
    do throws(FileError) {
      let folder = try CertificateFolder(path: LocalPath(path).path, takesStreams: true)
      note(folder)
      return folder
    } catch {
      complaints.append(words.text(error))
      failure = failure ?? .file(error)
      return nil
    }
  }

  private mutating func note(_ folder: CertificateFolder) {
    complaints += folder.problems.map(words.text) + folder.remarks.map(words.text)
    if !folder.problems.isEmpty { failure = failure ?? .unusable }
  }
}
