// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

/// Bytes in, certificates out. The format is told by content; a file that holds a private key is refused
/// whole.
public enum CertificateReader {
  /// Reads every certificate of a file, in the order of the file, duplicates included.
  ///
  /// - Returns: no certificates only for files of stores or messages that have none, or none that can be read. What of the
  ///   file cannot be read is in it, too.
  /// - Throws: `FormatError` for a file that gives nothing, and for one with a private key in it.
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

  /// The certificates alone, for a file of which everything has to be known.
  ///
  /// - Throws: `FormatError` for a file of which anything cannot be read.
  public static func read(_ bytes: [UInt8]) throws(FormatError) -> [Certificate] {
    let contents = try contents(of: bytes)
    if let error = contents.unreadable.first?.reason ?? contents.brokenAt { throw error }
    return contents.certificates.map(\.certificate)
  }

  private static func query(_ bytes: [UInt8]) throws(FormatError) -> FileContents {
    // What was copied from a console can have anything beside it.
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
  /// The same error for data that came out of text: an offset in it would help nobody, the block's or the
  /// value's does.
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
    case .empty, .onlyZeros, .eventLog, .utf16Text, .notACertificate, .unfinishedBlock, .badBase64,
      .badRegistryLine, .badInstruction:
      self
    }
  }
}
