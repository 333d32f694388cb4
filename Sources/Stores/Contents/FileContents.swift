// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

/// What one file gave.
public struct FileContents: Hashable, Sendable {
  /// In the order of the file, duplicates included.
  public let certificates: [StoredCertificate]
  /// What was noticed and does not keep the certificates from being used.
  public let remarks: [Remark]
  /// The stores that the file says it is from, those without certificates too; none when it does not say.
  public let stores: Set<Store>
  /// The physical stores that the file shows from their first entry to their last, empty ones too; none when it does
  /// not say. Entries of theirs can be among `unreadable`.
  public let parts: Set<StorePart>
  /// Entries that give no certificate, in the order of the file. They do not keep the others from being used.
  public let unreadable: [UnreadableEntry]
  /// What ended the reading before the end of the file: where a length is wrong, nobody knows where the next entry
  /// begins. Everything before it was read, and what comes behind it is not known.
  public let brokenAt: FormatError?

  public init(
    certificates: [StoredCertificate], remarks: [Remark] = [], stores: Set<Store> = [],
    parts: Set<StorePart> = [], unreadable: [UnreadableEntry] = [], brokenAt: FormatError? = nil
  ) {
    self.certificates = certificates
    self.remarks = remarks
    self.stores = stores
    self.parts = parts
    self.unreadable = unreadable
    self.brokenAt = brokenAt
  }
}

/// An entry of a file that holds several, and gives no certificate itself.
public struct UnreadableEntry: Hashable, Sendable {
  /// The name of its registry key, which Windows names after the thumbprint; `nil` elsewhere.
  public let name: String?
  /// Its place among the entries of the file, from 1; readable ones count.
  public let number: Int
  /// Where it begins, in bytes from the start of the file; in UTF-16 text they count the octets of the same text in
  /// UTF-8 where those of `reason` do.
  public let offset: Int
  /// Offsets in it are bytes from the start of the file, too.
  public let reason: FormatError
  /// The store in which it lies; `nil` when the file does not say.
  public let store: Store?
  /// The physical store in which it lies; `unknown` when the file does not say.
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

/// A certificate with what its file says beside it.
public struct StoredCertificate: Hashable, Sendable {
  public let certificate: Certificate
  /// The store in which it lay; `nil` when the file does not say.
  public let store: Store?
  /// The physical store in which it lay; `unknown` when the file does not say.
  public let physical: PhysicalStore
  /// The name that somebody gave it on its Windows computer (CERT_FRIENDLY_NAME_PROP_ID).
  public let friendlyName: String?
  /// Whether MMC hides it unless “Archived certificates” is ticked (CERT_ARCHIVED_PROP_ID).
  public let isArchived: Bool
  /// Whether Windows passes over it where it lies, so that it has no effect there.
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
