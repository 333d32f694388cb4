// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

/// The contents of one file.
public struct FileContents: Hashable, Sendable {
  /// In the order of the file, including duplicates.
  public let certificates: [StoredCertificate]
  /// Observations that do not prevent the use of the certificates.
  public let remarks: [Remark]
  /// The stores that the file says it is from, including those without certificates; empty if it does not
  /// say.
  public let stores: Set<Store>
  /// The physical stores that the file shows from the first entry to the last, including empty ones; empty if
  /// it does not say. Their entries can be in `unreadable`.
  public let parts: Set<StorePart>
  /// Entries that do not contain a certificate, in the order of the file. The others can still be used.
  public let unreadable: [UnreadableEntry]
  /// The error that ended reading before the end of the file: if a length is wrong, the start of the next
  /// entry is unknown. Everything before it was read; what follows is unknown.
  public let brokenAt: FormatError?
  /// The certificates of the computer's own store, “Personal”, in the order of the file: among them is the
  /// server's.
  public let personal: [Certificate]

  public init(
    certificates: [StoredCertificate], remarks: [Remark] = [], stores: Set<Store> = [],
    parts: Set<StorePart> = [], unreadable: [UnreadableEntry] = [], brokenAt: FormatError? = nil,
    personal: [Certificate] = []
  ) {
    self.certificates = certificates
    self.remarks = remarks
    self.stores = stores
    self.parts = parts
    self.unreadable = unreadable
    self.brokenAt = brokenAt
    self.personal = personal
  }
}

/// An entry that does not contain a certificate, in a file of several entries.
public struct UnreadableEntry: Hashable, Sendable {
  /// The name of its registry key, which Windows names after the thumbprint; `nil` in other formats.
  public let name: String?
  /// Its position among the entries of the file, from 1, including readable ones.
  public let number: Int
  /// Where it begins, in bytes from the start of the file; in UTF-16 text, it counts the octets of the same
  /// text in UTF-8 if those of `reason` do.
  public let offset: Int
  /// Offsets in it are also bytes from the start of the file.
  public let reason: FormatError
  /// The store that contains it; `nil` if the file does not say.
  public let store: Store?
  /// The physical store that contains it; `unknown` if the file does not say.
  public let physical: PhysicalStore

  public init(
    name: String? = nil, number: Int, offset: Int, reason: FormatError, store: Store? = nil,
    physical: PhysicalStore = .unknown
  ) {
    self.name = name
    self.number = number
    self.offset = offset
    self.reason = reason
    self.store = store
    self.physical = physical
  }
}

/// A certificate, with the file's other data about it.
public struct StoredCertificate: Hashable, Sendable {
  public let certificate: Certificate
  /// The store that contained it; `nil` if the file does not say.
  public let store: Store?
  /// The physical store that contained it; `unknown` if the file does not say.
  public let physical: PhysicalStore
  /// The name assigned to it on its Windows computer (CERT_FRIENDLY_NAME_PROP_ID).
  public let friendlyName: String?
  /// Whether MMC hides it unless “Archived certificates” is selected (CERT_ARCHIVED_PROP_ID).
  public let isArchived: Bool
  /// Whether Windows ignores it where it is, so that it has no effect there.
  public let isPassedOver: Bool

  public init(
    _ certificate: Certificate, store: Store? = nil, physical: PhysicalStore = .unknown,
    friendlyName: String? = nil, isArchived: Bool = false, isPassedOver: Bool = false
  ) {
    self.certificate = certificate
    self.store = store
    self.physical = physical
    self.friendlyName = friendlyName
    self.isArchived = isArchived
    self.isPassedOver = isPassedOver
  }
}
