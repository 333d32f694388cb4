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
  /// The physical stores that the file shows whole, empty ones too; none when it does not say.
  public let parts: Set<StorePart>

  public init(
    certificates: [StoredCertificate], remarks: [Remark] = [], stores: Set<Store> = [],
    parts: Set<StorePart> = []
  ) {
    self.certificates = certificates
    self.remarks = remarks
    self.stores = stores
    self.parts = parts
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

  public init(
    _ certificate: Certificate, store: Store? = nil, physical: PhysicalStore = .unknown,
    friendlyName: String? = nil, isArchived: Bool = false
  ) {
    self.certificate = certificate
    self.store = store
    self.physical = physical
    self.friendlyName = friendlyName
    self.isArchived = isArchived
  }
}
