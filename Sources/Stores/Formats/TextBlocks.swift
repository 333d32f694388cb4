// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

/// The certificates of a text with `-----BEGIN …-----` blocks, and of Base64 without first and last lines.
struct TextBlocks {
  private var certificates: [StoredCertificate] = []
  private var remarks: [Remark] = []
  private var unreadable: [UnreadableEntry] = []
  private var brokenAt: FormatError?
  /// The type of a block without certificates: it matters only if there is nothing else.
  private var refusal: FormatError?
  /// Whether any block contained certificates.
  private var isAny = false
  /// The number of certificates in blocks, counting each member of a message.
  private var count = 0

  /// - Throws: `FormatError` for a private key anywhere in the text, and for a text without usable contents.
  static func read(_ text: ArraySlice<UInt8>) throws(FormatError) -> FileContents {
    if let offset = TextBlock.privateKeyOffset(in: text) { throw .privateKey(offset: offset) }
    var blocks = TextBlocks()
    for block in TextBlock.all(in: text) { try blocks.add(block) }
    return try blocks.contents()
  }

  static func readBare(_ text: ArraySlice<UInt8>) throws(FormatError) -> FileContents {
    try decoded(text, isTrusted: false, offset: text.startIndex)
  }

  // MARK: - Blocks

  private mutating func add(_ block: TextBlock) throws(FormatError) {
    switch block.ending {
    case .line: break
    case .nextBlock, .noBeginning:
      return miss(block, .unfinishedBlock(offset: block.offset, label: block.label))
    case .text:
      brokenAt = .unfinishedBlock(offset: block.offset, label: block.label)
      return
    }
    switch Self.content(of: block) {
    case .certificates(let isTrusted):
      let found: FileContents
      do throws(FormatError) {
        found = try Self.decoded(block.body, isTrusted: isTrusted, offset: block.offset)
      } catch .privateKey(let offset) {
        throw .privateKey(offset: offset)
      } catch .pkcs12(let offset) {
        throw .pkcs12(offset: offset)
      } catch {
        return miss(block, error)
      }
      isAny = true
      add(found, of: block)
    case .refused(let error): refusal = refusal ?? error
    case .passedOver: break
    }
  }

  private mutating func add(_ found: FileContents, of block: TextBlock) {
    certificates += found.certificates
    remarks += found.remarks
    unreadable += found.unreadable.map {
      UnreadableEntry(number: count + $0.number, offset: $0.offset, reason: $0.reason)
    }
    count += found.certificates.count + found.unreadable.count
    // The offsets of the other blocks are known.
    if let reason = found.brokenAt { miss(block, reason) }
  }

  private mutating func miss(_ block: TextBlock, _ reason: FormatError) {
    count += 1
    unreadable.append(UnreadableEntry(number: count, offset: block.offset, reason: reason))
  }

  private func contents() throws(FormatError) -> FileContents {
    guard unreadable.count <= UnreadableEntry.Pile.most else { throw .notACertificate }
    if certificates.isEmpty {
      // The file is the only block.
      let reasons = unreadable.map(\.reason) + (brokenAt.map { [$0] } ?? [])
      if reasons.count == 1, !isAny { throw reasons[0] }
      if reasons.isEmpty, !isAny { throw refusal ?? .notACertificate }
    }
    return FileContents(
      certificates: certificates, remarks: remarks, unreadable: unreadable, brokenAt: brokenAt)
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

  /// Decodes the contents of a block. Its label is not trusted: `certutil -encode` writes CERTIFICATE around
  /// any file.
  ///
  /// - Parameter isTrusted: whether OpenSSL's trust settings may follow the certificate.
  private static func decoded(
    _ text: ArraySlice<UInt8>, isTrusted: Bool, offset: Int
  ) throws(FormatError) -> FileContents {
    let bytes: [UInt8]
    switch Base64.decode(text) {
    case .success(let octets): bytes = octets
    case .failure(let failure): throw .badBase64(offset: failure.offset)
    }
    let kind = DERKind.recognise(bytes)
    if let refusal = kind.flatMap({ FormatError(refusing: $0, at: offset) }) { throw refusal }
    if kind == .signedData {
      do throws(FormatError) {
        return try SignedData.read(bytes).inBlock(at: offset)
      } catch {
        throw error.inBlock(at: offset)
      }
    }
    do {
      let certificate = try Certificate(der: isTrusted ? firstElement(of: bytes) : bytes)
      return FileContents(certificates: [StoredCertificate(certificate)])
    } catch {
      throw .badCertificate(offset: offset, reason: error)
    }
  }

  private static func firstElement(of bytes: [UInt8]) throws(DERError) -> [UInt8] {
    var reader = DERReader(bytes)
    return Array(bytes[try reader.next().whole])
  }
}

extension FileContents {
  /// The same for data decoded from text.
  fileprivate func inBlock(at offset: Int) -> FileContents {
    FileContents(
      certificates: certificates, remarks: remarks,
      unreadable: unreadable.map {
        UnreadableEntry(number: $0.number, offset: offset, reason: $0.reason.inBlock(at: offset))
      },
      brokenAt: brokenAt?.inBlock(at: offset))
  }
}
