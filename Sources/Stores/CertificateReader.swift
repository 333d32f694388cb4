// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

/// Bytes in, certificates out. The format is detected from the contents; a file that contains a private key
/// is refused as a whole.
public enum CertificateReader {
  /// Reads every certificate in a file, in the order of the file, including duplicates.
  ///
  /// - Returns: no certificates only for stores or messages that contain none, or none that can be read.
  ///   Unreadable parts of the file are included.
  /// - Throws: `FormatError` for a file that contains nothing usable, or a private key.
  public static func contents(of bytes: [UInt8]) throws(FormatError) -> FileContents {
    switch FileFormat.recognise(bytes) {
    case .certificate: FileContents(certificates: [StoredCertificate(try certificate(bytes))])
    case .signedData: try SignedData.read(bytes)
    case .blocks: try TextBlocks.read(TextOctets(bytes).octets)
    case .bareBase64: try TextBlocks.readBare(TextOctets(bytes).octets)
    case .serializedStore: try SerializedStore.read(bytes)
    case .serializedCertificate: try SerializedStore.readCertificate(bytes)
    case .registryExport: try RegistryExport.read(bytes)
    case .registryQuery: try query(bytes)
    case .policyFile: try PolicyFile.read(bytes)
    case .refused(let error): throw error
    }
  }

  /// The certificates alone, for a file that must be read completely.
  ///
  /// - Throws: `FormatError` if any part of the file cannot be read.
  public static func read(_ bytes: [UInt8]) throws(FormatError) -> [Certificate] {
    let contents = try contents(of: bytes)
    if let error = contents.unreadable.first?.reason ?? contents.brokenAt { throw error }
    return contents.certificates.map(\.certificate)
  }

  private static func query(_ bytes: [UInt8]) throws(FormatError) -> FileContents {
    // Text copied from a console can be surrounded by anything.
    if let offset = TextBlock.privateKeyOffset(in: TextOctets(bytes).octets) {
      throw .privateKey(offset: offset)
    }
    return try RegistryQuery.read(bytes)
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
}

extension FormatError {
  /// The same error for data decoded from text: an offset in that data would not be useful, but that of the
  /// block or value is.
  func inBlock(at offset: Int) -> FormatError {
    switch self {
    case .truncated(_, let expected): .truncated(offset: offset, expected: expected)
    case .badCertificate(_, let reason): .badCertificate(offset: offset, reason: reason)
    case .badMessage: .badMessage(offset: offset)
    case .recordPastEnd(_, let length): .recordPastEnd(offset: offset, length: length)
    case .badRecord: .badRecord(offset: offset)
    case .signedMessage: .signedMessage(offset: offset)
    case .trustList: .trustList(offset: offset)
    case .privateKey: .privateKey(offset: offset)
    case .pkcs12: .pkcs12(offset: offset)
    case .certificateRequest: .certificateRequest(offset: offset)
    case .revocationList: .revocationList(offset: offset)
    case .otherMessage: .otherMessage(offset: offset)
    case .empty, .onlyZeros, .eventLog, .utf16Text, .notACertificate, .registryKeys, .unfinishedBlock,
      .badBase64, .badRegistryLine, .badInstruction, .otherFile, .badMember:
      self
    }
  }
}
