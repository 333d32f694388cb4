// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
import Glibc
public import Listings
import Paths

/// The certificates of one file, or of the files of one folder.
///
/// Subfolders are not read. Files whose names begin with a dot are silently ignored; any other file without
/// certificates is reported as a problem with its name; one bad file does not hide the others.
public struct CertificateFolder: Hashable, Sendable {
  public struct Found: Hashable, Sendable {
    public let stored: StoredCertificate
    /// The name of the file that contained it, without its folder.
    public let file: String

    public var certificate: Certificate { stored.certificate }
  }

  /// A certificate of the computer's own store, “Personal”.
  public struct Personal: Hashable, Sendable {
    public let certificate: Certificate
    /// The name of the file that contained it, without its folder.
    public let file: String
  }

  /// A certificate described in a certutil or PowerShell listing: its attributes, without DER.
  public struct Listed: Hashable, Sendable {
    public let entry: CertutilListing.Entry
    /// The name of the file that contained it, without its folder.
    public let file: String

    /// The store named in the listing; `nil` if it does not name one of the procedure's.
    public var store: Store? { entry.logicalStore }
  }

  /// A certificate for which a text contains the thumbprint and too little else.
  public struct Sighted: Hashable, Sendable {
    public let entry: FoundEntry
    /// The name of the file that contained it, without its folder.
    public let file: String
  }

  public struct FoundEvents: Hashable, Sendable {
    /// `nil` for a list of events that contains none.
    public let reading: EventReading?
    public let file: String
  }

  public struct FoundReceipt: Hashable, Sendable {
    public let bytes: [UInt8]
    public let file: String
  }

  public struct Noticed: Hashable, Sendable {
    public let remark: Remark
    /// The name of the affected file, without its folder.
    public let file: String

    public init(_ remark: Remark, file: String) {
      self.remark = remark
      self.file = file
    }
  }

  /// An entry of a file that does not contain a certificate; the others are used.
  public struct Unreadable: Hashable, Sendable {
    public let entry: UnreadableEntry
    /// The name of the file that contains it, without its folder.
    public let file: String
  }

  /// A file that was read only up to a certain place.
  public struct Broken: Hashable, Sendable {
    public let reason: FormatError
    /// The name of the file, without its folder.
    public let file: String
  }

  public struct Problem: Hashable, Sendable {
    public enum Reason: Hashable, Sendable {
      case unreadable(FileError)
      case unusable(FormatError)
      /// An entry that does not contain a certificate; the others are used.
      case unreadableEntry(UnreadableEntry)
      /// The number of further entries in the same file without a certificate.
      case moreUnreadableEntries(count: Int)
      /// Reading ended here; the given number of certificates before it are used.
      case broken(FormatError, certificates: Int)
      /// A certificate that is used, although parts of it cannot be read.
      case unreadableParts(Certificate, [Certificate.UnreadablePart])
      /// The number of further certificates in the same file with unreadable parts.
      case moreUnreadableParts(count: Int)
      /// Output of certutil that cannot be used.
      case unusableListing(CertutilListing.Refusal)
      /// A block of a listing that does not contain a certificate; the others are used.
      case unreadableBlock(index: Int, damage: CertutilListing.Damage)
      /// A certificate that PowerShell shows from `line` on, without a readable thumbprint.
      case unreadableRecord(line: Int)
      /// certutil stopped with an error in the store listed from `line` on.
      case failedListing(store: String?, line: Int, code: UInt32)
      /// The number of further blocks in the same listing without a certificate.
      case moreUnreadableBlocks(count: Int)
      /// A subfolder, which was not read.
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
  /// Certificates that the files only describe, by file name, then in the order of the file. Stores that the
  /// procedure does not check are left out, with a remark.
  public private(set) var listed: [Listed] = []
  /// Certificates for which the files contain only the thumbprint, by file name, then in the order of the
  /// file.
  public private(set) var sighted: [Sighted] = []
  /// Files that do not indicate whether they show all of a store, such as PowerShell's.
  public private(set) var endless: Set<String> = []
  /// By file name.
  public private(set) var problems: [Problem] = []
  /// All entries that do not contain a certificate, by file name, then in the order of the file. `problems`
  /// lists the first few of each file.
  public private(set) var unreadable: [Unreadable] = []
  /// The files that were not read to the end, by file name; each is also in `problems`.
  public private(set) var broken: [Broken] = []
  /// Files that can be a complete store, including an empty one, and do not say which.
  public private(set) var nameless: Set<String> = []
  /// By file name.
  public private(set) var remarks: [Noticed] = []
  /// Certificates of the computer's own store, “Personal”, by file name, then in the order of the file.
  public private(set) var personal: [Personal] = []
  /// The stores that the files say they are from.
  public private(set) var stores: Set<Store> = []
  /// The physical stores that the files show completely, if they say so.
  public private(set) var parts: Set<StorePart> = []
  /// Events found among the files, by file name. A single file is never treated as events.
  public private(set) var events: [FoundEvents] = []
  /// Receipts that the wizard's own command files wrote on the server, by file name.
  public private(set) var receipts: [FoundReceipt] = []

  /// Reads a file or a folder.
  ///
  /// - Parameter takesStreams: whether a file that can be read only once is accepted; otherwise, such a path
  ///   is refused.
  /// - Throws: `FileError` if the path itself cannot be read. Errors inside are returned as `problems`.
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

  /// Reads text that was pasted.
  ///
  /// - Parameter name: the name of the file that holds it.
  public init(pasted bytes: [UInt8], name: String) {
    if !readCompanion(bytes, name: name) { read(bytes, name: name) }
  }

  /// Whether text is a listing of certificates, such as certutil's or PowerShell's.
  public static func isListing(_ bytes: [UInt8]) -> Bool { TextListing.looksLike(bytes) }

  /// - Parameter isAmongOthers: whether it was in a folder, so that it may be a companion file.
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
    personal += contents.personal.map { Personal(certificate: $0, file: name) }
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

  /// Reads files that come with certificates from a server: receipts and events.
  ///
  /// - Returns: `false` for any other file.
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

  /// The names of the files and folders in a folder, sorted octet by octet, without hidden ones.
  ///
  /// - Throws: `FileError.notAFolder` if the path is that of a file.
  public static func listing(of path: String) throws(FileError) -> [String] {
    try names(in: SystemPath(path)).map { name in
      PathText.text(of: name.map { UInt8(bitPattern: $0) })
    }
  }

  private static func names(in folder: SystemPath) throws(FileError) -> [[CChar]] {
    guard let stream = opendir(folder.octets) else {
      let code = errno
      // The path may also lead through a file; then nothing exists at its end.
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
