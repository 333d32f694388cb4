// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
import Glibc
public import Listings
import Paths

/// The certificates of one file, or of the files of one folder.
///
/// A folder is not descended into. Files whose name begins with a full stop are passed over in silence,
/// everything else that gives no certificates is a problem with its file's name; one bad file does not hide
/// the others.
public struct CertificateFolder: Hashable, Sendable {
  public struct Found: Hashable, Sendable {
    public let stored: StoredCertificate
    /// The name of the file it stood in, without its folder.
    public let file: String

    public var certificate: Certificate { stored.certificate }
  }

  /// A certificate that a certutil listing describes: its attributes, and no DER.
  public struct Listed: Hashable, Sendable {
    public let entry: CertutilListing.Entry
    /// The name of the file it stood in, without its folder.
    public let file: String

    /// The store that the listing's first line names; `nil` when it names none.
    public var store: Store? { entry.logicalStore }
  }

  /// A certificate of which a text gives its thumbprint and too little else.
  public struct Sighted: Hashable, Sendable {
    public let entry: FoundEntry
    /// The name of the file it stood in, without its folder.
    public let file: String
  }

  public struct FoundEvents: Hashable, Sendable {
    /// `nil` for a list of events without any in it.
    public let reading: EventReading?
    public let file: String
  }

  public struct FoundReceipt: Hashable, Sendable {
    public let bytes: [UInt8]
    public let file: String
  }

  public struct Noticed: Hashable, Sendable {
    public let remark: Remark
    /// The name of the file that it is about, without its folder.
    public let file: String

    public init(_ remark: Remark, file: String) {
      self.remark = remark
      self.file = file
    }
  }

  /// An entry of a file that gives no certificate; the others are used.
  public struct Unreadable: Hashable, Sendable {
    public let entry: UnreadableEntry
    /// The name of the file it stands in, without its folder.
    public let file: String
  }

  /// A file that was read up to a place, and not behind it.
  public struct Broken: Hashable, Sendable {
    public let reason: FormatError
    /// The name of the file, without its folder.
    public let file: String
  }

  public struct Problem: Hashable, Sendable {
    public enum Reason: Hashable, Sendable {
      case unreadable(FileError)
      case unusable(FormatError)
      /// An entry that gives no certificate; the others are used.
      case unreadableEntry(UnreadableEntry)
      /// So many more entries of the same file that give none.
      case moreUnreadableEntries(count: Int)
      /// The reading ended here; what came before is used: so many certificates.
      case broken(FormatError, certificates: Int)
      /// A certificate that is used, though parts of it cannot be read.
      case unreadableParts(Certificate, [Certificate.UnreadablePart])
      /// So many more certificates of the same file with parts that cannot be read.
      case moreUnreadableParts(count: Int)
      /// What certutil printed, and cannot be used.
      case unusableListing(CertutilListing.Refusal)
      /// A block of a listing that gives no certificate; the others are used.
      case unreadableBlock(index: Int, damage: CertutilListing.Damage)
      /// A certificate that PowerShell shows from `line` on, without a thumbprint that can be read.
      case unreadableRecord(line: Int)
      /// certutil stopped with an error in the store that it lists from `line` on.
      case failedListing(store: String?, line: Int, code: UInt32)
      /// So many more blocks of the same listing that give none.
      case moreUnreadableBlocks(count: Int)
      /// A folder in the folder: it was not looked into.
      case subfolder
    }

    /// The name of the file, without its folder.
    public let file: String
    public let reason: Reason

    public init(file: String, reason: Reason) {
      self.file = file
      self.reason = reason
    }
  }

  /// By file name (octet by octet), then in the order of the file.
  public private(set) var certificates: [Found] = []
  /// What the files only describe, by file name, then in the order of the file. Stores that the procedure does not
  /// look at are left out, with a remark.
  public private(set) var listed: [Listed] = []
  /// What the files only give the thumbprint of, by file name, then in the order of the file.
  public private(set) var sighted: [Sighted] = []
  /// Files that do not tell whether they show all of a store, such as PowerShell's.
  public private(set) var endless: Set<String> = []
  /// By file name.
  public private(set) var problems: [Problem] = []
  /// Every entry that gives no certificate, by file name, then in the order of the file. `problems` names the first few
  /// of each file.
  public private(set) var unreadable: [Unreadable] = []
  /// The files that were not read to their end, by file name; each is among `problems`, too.
  public private(set) var broken: [Broken] = []
  /// Files that can be a whole store, be it an empty one, and do not say which.
  public private(set) var nameless: Set<String> = []
  /// By file name.
  public private(set) var remarks: [Noticed] = []
  /// The stores that the files say they are from.
  public private(set) var stores: Set<Store> = []
  /// The physical stores that the files show whole, as far as they say so.
  public private(set) var parts: Set<StorePart> = []
  /// Events that lay among the files, by file name. A single file that was named is never taken for events.
  public private(set) var events: [FoundEvents] = []
  /// What the wizard's own command files wrote on the server, by file name.
  public private(set) var receipts: [FoundReceipt] = []

  /// Reads a file or a folder.
  ///
  /// - Parameter takesStreams: whether it may be a file that can be read only once; otherwise such a path is refused.
  /// - Throws: `FileError` when the path itself cannot be read. What is wrong inside comes back as
  ///   `problems`.
  public init(path: String, takesStreams: Bool = false) throws(FileError) {
    if takesStreams, let passing = PassingFile(path) {
      read(try passing.read(), name: path)
      return
    }
    let path = SystemPath(path)
    guard try path.status().st_mode & S_IFMT == S_IFDIR else {
      try read(OpenFile(path, limit: BoundedFile.limit), isAmongOthers: false)
      return
    }
    for name in try Self.names(in: path) {
      let file = path.appending(name)
      do {
        try read(OpenFile(file, limit: BoundedFile.limit), isAmongOthers: true)
      } catch .isDirectory {
        problems.append(Problem(file: file.name, reason: .subfolder))
      } catch {
        problems.append(Problem(file: file.name, reason: .unreadable(error)))
      }
    }
  }

  /// - Parameter isAmongOthers: whether it lay in a folder, so that it may be something that was brought along.
  private mutating func read(_ file: OpenFile, isAmongOthers: Bool) throws(FileError) {
    let name = file.path.name
    if let contents = RegistryParts(file)?.contents() {
      add(contents, of: name)
      return
    }
    let bytes = try BoundedFile.read(file)
    if !isAmongOthers || !readCompanion(bytes, name: name) { read(bytes, name: name) }
  }

  private mutating func add(_ contents: FileContents, of name: String) {
    certificates += contents.certificates.lazy.map { Found(stored: $0, file: name) }
    remarks += contents.remarks.map { Noticed($0, file: name) }
    stores.formUnion(contents.stores)
    parts.formUnion(contents.parts)
    unreadable += contents.unreadable.map { Unreadable(entry: $0, file: name) }
    if let reason = contents.brokenAt { broken.append(Broken(reason: reason, file: name)) }
    problems += contents.problems.map { Problem(file: name, reason: $0) }
  }

  private mutating func read(_ bytes: [UInt8], name: String) {
    do {
      let contents = try CertificateReader.contents(of: bytes)
      add(contents, of: name)
      if FileFormat.recognise(bytes).isStore(of: contents) { nameless.insert(name) }
    } catch .notACertificate where TextListing.looksLike(bytes) {
      readListing(bytes, name: name)
    } catch .utf16Text where TextListing.looksLike(bytes) {
      readListing(bytes, name: name)
    } catch {
      problems.append(Problem(file: name, reason: .unusable(error)))
    }
  }

  /// What is brought along with certificates from a server: receipts and events.
  ///
  /// - Returns: `false` for everything else.
  private mutating func readCompanion(_ bytes: [UInt8], name: String) -> Bool {
    if ServerReceipt.looksLike(bytes) {
      receipts.append(FoundReceipt(bytes: bytes, file: name))
      return true
    }
    guard case .refused(let error) = FileFormat.recognise(bytes),
      error == .notACertificate || error == .utf16Text,
      EventReading.looksLike(bytes), !TextListing.looksLike(bytes)
    else { return false }
    do {
      events.append(FoundEvents(reading: try EventReading(bytes), file: name))
      return true
    } catch .noEvents where EventReading.isEmptyList(bytes) {
      events.append(FoundEvents(reading: nil, file: name))
      return true
    } catch {
      return false
    }
  }

  private mutating func readListing(_ bytes: [UInt8], name: String) {
    do {
      let contents = try ListingContents(bytes)
      listed += contents.entries.map { Listed(entry: $0, file: name) }
      sighted += contents.found.map { Sighted(entry: $0, file: name) }
      if contents.isEndless { endless.insert(name) }
      problems += contents.problems.map { Problem(file: name, reason: $0) }
      remarks += contents.remarks.map { Noticed($0, file: name) }
      stores.formUnion(contents.entries.compactMap(\.logicalStore))
      stores.formUnion(contents.found.compactMap { $0.part?.store })
      stores.formUnion(contents.whole.map(\.store))
      parts.formUnion(contents.whole)
    } catch {
      problems.append(Problem(file: name, reason: .unusableListing(error)))
    }
  }

  /// The names of the files and folders in a folder, sorted octet by octet, hidden ones left out.
  ///
  /// - Throws: `FileError.notAFolder` when a file has that path.
  public static func listing(of path: String) throws(FileError) -> [String] {
    try names(in: SystemPath(path)).map { name in
      PathText.text(of: name.map { UInt8(bitPattern: $0) })
    }
  }

  private static func names(in folder: SystemPath) throws(FileError) -> [[CChar]] {
    guard let stream = opendir(folder.octets) else {
      let code = errno
      // The path may also lead through a file; then there is nothing at its end.
      if code == ENOTDIR, (try? folder.status()) != nil { throw .notAFolder(path: folder.shown) }
      throw folder.error(code)
    }
    defer { closedir(stream) }
    var names: [[CChar]] = []
    errno = 0
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { raw in
        raw.prefix { $0 != 0 }.map { CChar(bitPattern: $0) }
      }
      if name.first != CChar(bitPattern: 0x2E) { names.append(name) }
      errno = 0
    }
    guard errno == 0 else { throw folder.error(errno) }
    return names.sorted { one, other in
      one.lexicographicallyPrecedes(other) { UInt8(bitPattern: $0) < UInt8(bitPattern: $1) }
    }
  }
}
