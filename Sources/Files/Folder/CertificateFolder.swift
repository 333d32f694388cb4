// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
import Glibc
public import Listings
import Paths
public import Stores

/// The certificates of one file, or of the files of one folder with its subfolders, or of an archive.
///
/// A subfolder that has the name of a store says which store its files are from. Files whose names begin with
/// a dot are silently ignored; any other file without certificates is reported as a problem with its name; one
/// bad file does not hide the others. Files are named by their path in the folder, members of an archive as
/// `archive.zip: path`.
public struct CertificateFolder: Hashable, Sendable {
  public struct Found: Hashable, Sendable {
    public let stored: StoredCertificate
    /// The file that contained it.
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
    /// The file that contained it.
    public let file: String

    /// The store that its folder is named after.
    let place: StorePart?

    /// The store named in the listing, or by its folder; `nil` if neither names one of the procedure's.
    public var store: Store? { entry.logicalStore ?? place?.store }
    public var physical: PhysicalStore {
      entry.logicalStore == nil ? place?.physical ?? .unknown : entry.physicalStore
    }
  }

  /// A certificate for which a text contains the thumbprint and too little else.
  public struct Sighted: Hashable, Sendable {
    public let entry: FoundEntry
    /// The file that contained it.
    public let file: String
    /// The store that its folder is named after.
    let place: StorePart?

    public var part: StorePart? { entry.part ?? place }
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
    /// The name of the affected file.
    public let file: String

    public init(_ remark: Remark, file: String) {
      self.remark = remark
      self.file = file
    }
  }

  /// An entry of a file that does not contain a certificate; the others are used.
  public struct Unreadable: Hashable, Sendable {
    public let entry: UnreadableEntry
    /// The name of the file that contains it.
    public let file: String
  }

  /// A file that was read only up to a certain place.
  public struct Broken: Hashable, Sendable {
    public let reason: FormatError
    /// The name of the file.
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
      /// A subfolder that was not read, because it is too deep inside or the folder has too many files.
      case subfolder
      /// Another program is needed to read it, and returned nothing.
      case helper(HelperError)
    }

    /// The name of the file.
    public let file: String
    public let reason: Reason

    public init(file: String, reason: Reason) {
      self.file = file
      self.reason = reason
    }
  }

  /// By file name (octet by octet), then in the order of the file.
  public internal(set) var certificates: [Found] = []
  /// Certificates that the files only describe, by file name, then in the order of the file. Stores that the
  /// procedure does not check are left out, with a remark.
  public internal(set) var listed: [Listed] = []
  /// Certificates for which the files contain only the thumbprint, by file name, then in the order of the
  /// file.
  public internal(set) var sighted: [Sighted] = []
  /// Files that do not indicate whether they show all of a store, such as PowerShell's.
  public internal(set) var endless: Set<String> = []
  /// By file name.
  public internal(set) var problems: [Problem] = []
  /// All entries that do not contain a certificate, by file name, then in the order of the file. `problems`
  /// lists the first few of each file.
  public internal(set) var unreadable: [Unreadable] = []
  /// The files that were not read to the end, by file name; each is also in `problems`.
  public internal(set) var broken: [Broken] = []
  /// Files that can be a complete store, including an empty one, and do not say which.
  public internal(set) var nameless: Set<String> = []
  /// By file name.
  public internal(set) var remarks: [Noticed] = []
  /// Certificates of the computer's own store, “Personal”, by file name, then in the order of the file.
  public internal(set) var personal: [Personal] = []
  /// The stores that the files say they are from.
  public internal(set) var stores: Set<Store> = []
  /// The physical stores that the files show completely, if they say so.
  public internal(set) var parts: Set<StorePart> = []
  /// Events found among the files, by file name. A single file is never treated as events.
  public internal(set) var events: [FoundEvents] = []
  /// Receipts that the wizard's own command files wrote on the server, by file name.
  public internal(set) var receipts: [FoundReceipt] = []

  /// The files that show something of a store, and say which, in the order in which they were read.
  public internal(set) var storeFiles: [String] = []
  /// The stores of the files whose folders are named after one.
  public internal(set) var places: [String: StorePart] = [:]
  /// Whether it is a folder or an archive, and not a single file.
  public internal(set) var isCollection = false

  init() {}

  /// Reads a file, a folder or an archive.
  ///
  /// - Parameters:
  ///   - takesStreams: whether a file that can be read only once is accepted; otherwise, such a path is
  ///     refused.
  ///   - helpers: the programs that read hives, binary event logs and archives.
  /// - Throws: `FileError` if the path itself cannot be read. Errors inside are returned as `problems`.
  public init(
    path: String, takesStreams: Bool = false, helpers: HelperPrograms = .installed
  ) throws(FileError) {
    var reader = FolderReader(helpers)
    if takesStreams, let passing = PassingFile(path) {
      try reader.readNamed(.octets(try passing.read()), name: path)
    } else {
      try reader.readNamed(SystemPath(path))
    }
    self = reader.folder
  }

  /// Reads the files of a folder that is only in memory.
  public init(_ files: [NamedBytes]) {
    var reader = FolderReader(.installed)
    for file in files { reader.readPasted(file.bytes, name: file.name) }
    self = reader.folder
    isCollection = true
  }

  /// Reads text that was pasted.
  ///
  /// - Parameter name: the name of the file that holds it.
  public init(pasted bytes: [UInt8], name: String) {
    var reader = FolderReader(.installed)
    reader.readPasted(bytes, name: name)
    self = reader.folder
  }

  /// The names of the files and folders in a folder, sorted octet by octet, without hidden ones.
  ///
  /// - Throws: `FileError.notAFolder` if the path is that of a file.
  public static func listing(of path: String) throws(FileError) -> [String] {
    try names(in: SystemPath(path)).map { name in
      PathText.text(of: name.map { UInt8(bitPattern: $0) })
    }
  }

  /// Whether a folder was collected on a server: one of its files is a receipt.
  ///
  /// - Parameter names: what `listing` returned for it.
  public static func isCollected(_ path: String, names: [String]) -> Bool {
    names.contains { name in
      let limit = ServerReceipt.limitBytes
      guard let file = try? OpenFile(SystemPath("\(path)/\(name)"), limit: limit) else { return false }
      return (try? file.read(ServerReceipt.mark.utf8.count, from: 0)).map(ServerReceipt.looksLike) ?? false
    }
  }

  static func names(in folder: SystemPath) throws(FileError) -> [[CChar]] {
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
      let name = FolderEntry.name(entry).map { CChar(bitPattern: $0) }
      if name.first != CChar(bitPattern: 0x2E) { names.append(name) }
      errno = 0
    }
    guard errno == 0 else { throw folder.error(errno) }
    return names.sorted { one, other in
      one.lexicographicallyPrecedes(other) { UInt8(bitPattern: $0) < UInt8(bitPattern: $1) }
    }
  }
}
