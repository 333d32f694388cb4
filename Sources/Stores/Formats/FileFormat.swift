// SPDX-License-Identifier: GPL-3.0-or-later

/// The type of a file, detected from its contents; its name never counts.
public enum FileFormat: Hashable, Sendable {
  /// One certificate in DER.
  case certificate
  /// PKCS#7 signed data in DER or BER (`.p7b`, `.p7c`).
  case signedData
  /// Text that contains `-----BEGIN …-----` blocks.
  case blocks
  /// Base64 of a certificate or PKCS#7, without first and last lines.
  case bareBase64
  /// A serialized certificate store (`.sst`).
  case serializedStore
  /// One certificate with its properties, as serialized by Windows.
  case serializedCertificate
  /// A registry export (`.reg`).
  case registryExport
  /// Output of `reg query … /s`.
  case registryQuery
  /// Group Policy's own file (`registry.pol`).
  case policyFile
  /// A known type that is not read, or an unknown type.
  case refused(FormatError)

  /// Checks the first bytes, and in a text file, the whole text.
  public static func recognise(_ bytes: [UInt8]) -> FileFormat {
    if bytes.isEmpty { return .refused(.empty) }
    if bytes.allSatisfy({ $0 == 0 }) { return .refused(.onlyZeros(count: bytes.count)) }
    if bytes.starts(with: eventLogSignature) { return .refused(.eventLog) }
    if let other = OtherFile(bytes) { return .refused(.otherFile(other)) }
    if bytes.starts(with: SerializedStore.signature) { return .serializedStore }
    if SerializedStore.signature.starts(with: bytes) {
      return .refused(.truncated(offset: bytes.count, expected: nil))
    }
    if RegistryText.isExport(bytes) { return .registryExport }
    if bytes.starts(with: PolicyFile.signature) { return .policyFile }
    if let kind = DERKind.recognise(bytes) { return FileFormat(kind, count: bytes.count) }
    if SerializedStore.beginsElement(bytes) { return .serializedCertificate }
    if RegistryQuery.looksLike(bytes) { return .registryQuery }
    let format = text(TextOctets(bytes))
    if case .refused = format, RegistryQuery.isOfKeys(bytes) { return .refused(.registryKeys) }
    return format
  }

  /// Whether a file of this type can be a whole store without saying which. A single certificate says nothing
  /// about the others in its store.
  public func isStore(of contents: FileContents) -> Bool {
    switch self {
    case .serializedStore, .signedData: contents.brokenAt == nil
    case .blocks, .bareBase64:
      contents.brokenAt == nil && contents.certificates.count + contents.unreadable.count > 1
    case .certificate, .serializedCertificate, .registryExport, .registryQuery, .policyFile, .refused: false
    }
  }

  /// `ElfFile` and NUL. Source: [MS-EVEN6] § 2.2.17; libevtx format description, “File header”.
  public static let eventLogSignature: [UInt8] = Array("ElfFile\0".utf8)

  private init(_ kind: DERKind, count: Int) {
    switch kind {
    case .certificate: self = .certificate
    case .signedData: self = .signedData
    case .otherMessage, .certificateRequest, .revocationList, .privateKey, .pkcs12:
      self = .refused(FormatError(refusing: kind, at: 0) ?? .notACertificate)
    case .cut(let expected): self = .refused(.truncated(offset: count, expected: expected))
    }
  }

  private static func text(_ text: TextOctets) -> FileFormat {
    if TextBlock.isAnywhere(in: text.octets) { return .blocks }
    if isBareBase64(text.octets) { return .bareBase64 }
    return .refused(text.isWide ? .utf16Text : .notACertificate)
  }

  private static func isBareBase64(_ text: ArraySlice<UInt8>) -> Bool {
    let start = text.drop(while: Base64.isBlank)
    // The tag of a SEQUENCE and at most two more bits.
    guard start.first == UInt8(ascii: "M"), start.allSatisfy(Base64.isPossible) else { return false }
    switch Base64.decode(start) {
    case .success(let bytes): return DERKind.recognise(bytes) != nil
    case .failure:
      // 30 80 to 30 83: the beginning of a certificate or message. Then it is Base64 with an error in it;
      // otherwise, it is plain words.
      let (second, third) = (start.dropFirst().first, start.dropFirst(2).first)
      return second == UInt8(ascii: "I") && (UInt8(ascii: "A")...UInt8(ascii: "P")).contains(third ?? 0)
    }
  }
}

extension FormatError {
  /// - Returns: `nil` for types that are read, or are unknown.
  init?(refusing kind: DERKind, at offset: Int) {
    switch kind {
    case .otherMessage: self = .otherMessage(offset: offset)
    case .certificateRequest: self = .certificateRequest(offset: offset)
    case .revocationList: self = .revocationList(offset: offset)
    case .privateKey: self = .privateKey(offset: offset)
    case .pkcs12: self = .pkcs12(offset: offset)
    case .certificate, .signedData, .cut: return nil
    }
  }
}
