// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

/// Bytes in, certificates out. The format is told by content; a file that holds a private key is refused
/// whole.
public enum CertificateReader {
  /// Reads every certificate of a file, in the order of the file, duplicates included.
  ///
  /// - Returns: no certificates only for files of stores or messages that have none.
  /// - Throws: `FormatError`; a file with one bad certificate gives none, so that nothing is missed in
  ///   silence.
  public static func contents(of bytes: [UInt8]) throws(FormatError) -> FileContents {
    switch FileFormat.recognise(bytes) {
    case .certificate: bare([try certificate(bytes)])
    case .signedData: bare(try SignedData.read(bytes))
    case .blocks: bare(try blocks(TextOctets(bytes).octets))
    case .bareBase64:
      bare(
        try decoded(TextOctets(bytes).octets, isTrusted: false, offset: TextOctets(bytes).octets.startIndex))
    case .serializedStore: try SerializedStore.read(bytes)
    case .serializedCertificate: try SerializedStore.readCertificate(bytes)
    case .registryExport: try RegistryExport.read(bytes)
    case .refused(let error): throw error
    }
  }

  /// The certificates alone.
  public static func read(_ bytes: [UInt8]) throws(FormatError) -> [Certificate] {
    try contents(of: bytes).certificates.map(\.certificate)
  }

  /// The contents of a format that knows nothing besides certificates.
  private static func bare(_ certificates: [Certificate]) -> FileContents {
    FileContents(certificates: certificates.map { StoredCertificate($0) })
  }

  private static func certificate(_ bytes: [UInt8]) throws(FormatError) -> Certificate {
    do {
      return try Certificate(der: bytes)
    } catch .truncated(offset: 0) {
      let header = try? BERReader(bytes).header()
      let expected = header.flatMap { header in header.length.map { header.contentStart + $0 } }
      throw .truncated(offset: bytes.count, expected: expected)
    } catch {
      throw .badCertificate(offset: 0, reason: error)
    }
  }

  // MARK: - Base64

  private enum Content {
    case certificates(isTrusted: Bool)
    case refused(FormatError)
    case passedOver
  }

  private static func content(of block: TextBlock) -> Content {
    switch block.label {
    case "CERTIFICATE", "X509 CERTIFICATE", "PKCS7", "PKCS #7 SIGNED DATA", "CMS":
      .certificates(isTrusted: false)
    case "TRUSTED CERTIFICATE": .certificates(isTrusted: true)
    case "CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST":
      .refused(.certificateRequest(offset: block.offset))
    case "X509 CRL": .refused(.revocationList(offset: block.offset))
    default: .passedOver
    }
  }

  private static func blocks(_ text: ArraySlice<UInt8>) throws(FormatError) -> [Certificate] {
    if let offset = TextBlock.privateKeyOffset(in: text) { throw .privateKey(offset: offset) }
    let blocks = TextBlock.all(in: text)
    if let block = blocks.first(where: { !$0.isFinished }) {
      throw .unfinishedBlock(offset: block.offset, label: block.label)
    }
    // Other blocks, such as a revocation list beside certificates, only count when there is nothing else.
    var certificates: [Certificate]?
    var refusal: FormatError?
    for block in blocks {
      switch content(of: block) {
      case .certificates(let isTrusted):
        let found = try decoded(block.body, isTrusted: isTrusted, offset: block.offset)
        certificates = (certificates ?? []) + found
      case .refused(let error): refusal = refusal ?? error
      case .passedOver: break
      }
    }
    guard let certificates else { throw refusal ?? .notACertificate }
    return certificates
  }

  /// Reads what a block holds. Its label is not believed: `certutil -encode` writes CERTIFICATE around any
  /// file.
  ///
  /// - Parameter isTrusted: whether OpenSSL's trust settings may follow the certificate.
  private static func decoded(
    _ text: ArraySlice<UInt8>, isTrusted: Bool, offset: Int
  ) throws(FormatError) -> [Certificate] {
    let bytes: [UInt8]
    switch Base64.decode(text) {
    case .success(let octets): bytes = octets
    case .failure(let failure): throw .badBase64(offset: failure.offset)
    }
    let kind = DERKind.recognise(bytes)
    if let refusal = kind.flatMap({ FormatError(refusing: $0, at: offset) }) { throw refusal }
    if kind == .signedData {
      do {
        return try SignedData.read(bytes)
      } catch {
        throw error.inBlock(at: offset)
      }
    }
    do {
      return [try Certificate(der: isTrusted ? firstElement(of: bytes) : bytes)]
    } catch {
      throw .badCertificate(offset: offset, reason: error)
    }
  }

  private static func firstElement(of bytes: [UInt8]) throws(DERError) -> [UInt8] {
    var reader = DERReader(bytes)
    return Array(bytes[try reader.next().whole])
  }
}

extension FormatError {
  /// The same error for data that came out of text: an offset in it would help nobody, the block's or the
  /// value's does.
  func inBlock(at offset: Int) -> FormatError {
    switch self {
    case .truncated(_, let expected): .truncated(offset: offset, expected: expected)
    case .badCertificate(_, let reason): .badCertificate(offset: offset, reason: reason)
    case .badMessage: .badMessage(offset: offset)
    case .recordPastEnd(_, let length): .recordPastEnd(offset: offset, length: length)
    case .badRecord: .badRecord(offset: offset)
    case .empty, .onlyZeros, .privateKey, .pkcs12, .certificateRequest, .revocationList, .otherMessage,
      .eventLog,
      .utf16Text, .notACertificate, .unfinishedBlock, .badBase64, .badRegistryLine:
      self
    }
  }
}
