// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

/// A certificate's key in a registry export, with the exact octets of its value.
public struct RegistryEntry: Hashable, Sendable {
  /// The key's name as written; Windows accepts only a certificate with this thumbprint.
  public let name: String
  public let store: Store
  public let physical: PhysicalStore
  /// The value named Blob: the certificate after its properties.
  public let blob: [UInt8]

  /// The certificates in the value; exactly one, unless the value was not written by Windows.
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

  /// All keys in a registry export that contain a certificate of one of the procedure's stores, in the order
  /// of the text.
  ///
  /// - Throws: `FormatError` if a text is not a registry export, or is damaged.
  public static func all(of export: [UInt8]) throws(FormatError) -> [RegistryEntry] {
    guard RegistryText.isExport(export) else { throw .notACertificate }
    return try RegistryExport.entries(export)
  }

  /// The entry of a registry export that writes only this entry when imported.
  ///
  /// - Returns: `nil` for any other registry export.
  /// - Throws: `FormatError` if a text is not a registry export, or is damaged.
  public static func only(of export: [UInt8]) throws(FormatError) -> RegistryEntry? {
    guard RegistryText.isExport(export) else { throw .notACertificate }
    return try RegistryExport.onlyEntry(export)
  }
}
