// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

/// A certificate's key of a registry export, with its value octet by octet.
public struct RegistryEntry: Hashable, Sendable {
  /// The key's own name as it is written; Windows takes only a certificate whose thumbprint it is.
  public let name: String
  public let store: Store
  public let physical: PhysicalStore
  /// The value named Blob: the certificate behind its properties.
  public let blob: [UInt8]

  /// The certificates in the value; one, unless it was written by something else than Windows.
  ///
  /// - Throws: `FormatError`, with offsets in the value.
  public func certificates() throws(FormatError) -> [StoredCertificate] {
    let elements = SerializedElements(blob, in: blob.indices)
    if let damage = elements.damage { throw damage }
    let contents = try elements.contents(in: blob)
    if let entry = contents.unreadable.first { throw entry.reason }
    return contents.certificates.map {
      StoredCertificate(
        $0.certificate, store: store, physical: physical, friendlyName: $0.friendlyName,
        isArchived: $0.isArchived)
    }
  }

  /// Every key of a registry export that holds a certificate of a store of the procedure, in the order of the text.
  ///
  /// - Throws: `FormatError` for a text that is no registry export, or is damaged.
  public static func all(of export: [UInt8]) throws(FormatError) -> [RegistryEntry] {
    guard RegistryText.isExport(export) else { throw .notACertificate }
    return try RegistryExport.entries(export)
  }

  /// The entry of a registry export that writes this entry and nothing else when it is imported.
  ///
  /// - Returns: `nil` for any other registry export.
  /// - Throws: `FormatError` for a text that is no registry export, or is damaged.
  public static func only(of export: [UInt8]) throws(FormatError) -> RegistryEntry? {
    guard RegistryText.isExport(export) else { throw .notACertificate }
    return try RegistryExport.onlyEntry(export)
  }
}
