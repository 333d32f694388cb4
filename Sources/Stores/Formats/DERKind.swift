// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

/// The type of DER or BER data, according to its first elements. The contents are not checked here: their
/// reader does that.
///
/// ```
/// Certificate           SEQUENCE { SEQUENCE { [0] …                                        version 2 and 3
///                       SEQUENCE { SEQUENCE { INTEGER, SEQUENCE, SEQUENCE, SEQUENCE …      version 1
/// CertificateList       SEQUENCE { SEQUENCE { INTEGER?, SEQUENCE, SEQUENCE, Time …
/// CertificationRequest  SEQUENCE { SEQUENCE { INTEGER, SEQUENCE, SEQUENCE, [0] …
/// EncryptedPrivateKey   SEQUENCE { SEQUENCE { OBJECT IDENTIFIER …                OCTET STRING
/// PrivateKeyInfo        SEQUENCE { INTEGER 0 or 1, SEQUENCE …
/// RSA, EC, DSA key      SEQUENCE { INTEGER 0 or 1, INTEGER or OCTET STRING …
/// PFX                   SEQUENCE { INTEGER 3, SEQUENCE …
/// ContentInfo           SEQUENCE { OBJECT IDENTIFIER, [0] …
/// ```
/// Sources: RFC 5280 § 4.1 and § 5.1, RFC 2986 § 4, RFC 5958 § 2 and § 3, RFC 8017 § A.1.2, RFC 5915 § 3,
/// RFC 7292 § 4, RFC 2315 § 7.
enum DERKind: Hashable {
  case certificate
  case signedData
  case otherMessage
  case certificateRequest
  case revocationList
  case privateKey
  case pkcs12
  /// The data ends before its type is known; `expected` is the size in bytes that the first element claims.
  case cut(expected: Int?)

  /// - Returns: `nil` for anything else.
  static func recognise(_ bytes: [UInt8]) -> DERKind? {
    let reader = BERReader(bytes)
    let outer: BERReader.Header
    do {
      outer = try reader.header()
    } catch .truncated {
      return bytes.first == DERReader.Tag.sequence ? .cut(expected: nil) : nil
    } catch {
      return nil
    }
    guard outer.tag == DERReader.Tag.sequence else { return nil }
    do {
      return try inside(reader.inside(outer), bytes)
    } catch .truncated {
      // The data was cut off only if the first element extends past its end.
      let expected = outer.length.map { outer.contentStart + $0 }
      return (expected ?? .max) > bytes.count ? .cut(expected: expected) : nil
    } catch {
      return nil
    }
  }

  private static func inside(_ reader: BERReader, _ bytes: [UInt8]) throws(BERError) -> DERKind? {
    var reader = reader
    let first = try reader.header()
    switch first.tag {
    case DERReader.Tag.objectIdentifier:
      let identifier = try reader.next()
      return message(bytes[identifier.content])
    case DERReader.Tag.integer:
      let version = try reader.next()
      return keyOrStore(version: bytes[version.content], nextTag: try reader.header().tag)
    case DERReader.Tag.sequence:
      let second = reader.inside(first)
      guard try second.header().tag == DERReader.Tag.objectIdentifier else { return try signed(second) }
      reader.skip(first)
      return try reader.header().tag == DERReader.Tag.octetString ? .privateKey : nil
    default:
      return nil
    }
  }

  /// pkcs-7 (1.2.840.113549.1.7).
  private static let pkcs7: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07]
  /// id-ct, the content types of S/MIME (1.2.840.113549.1.9.16.1).
  private static let smime: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x10, 0x01]

  private static func message(_ identifier: ArraySlice<UInt8>) -> DERKind? {
    if identifier.elementsEqual(pkcs7 + [2]) { return .signedData }
    return identifier.starts(with: pkcs7) || identifier.starts(with: smime) ? .otherMessage : nil
  }

  private static func keyOrStore(version: ArraySlice<UInt8>, nextTag: UInt8) -> DERKind? {
    switch (Array(version), nextTag) {
    case ([3], DERReader.Tag.sequence): .pkcs12
    case ([0], DERReader.Tag.sequence), ([1], DERReader.Tag.sequence): .privateKey
    case ([0], DERReader.Tag.integer), ([1], DERReader.Tag.integer): .privateKey
    case ([1], DERReader.Tag.octetString): .privateKey
    default: nil
    }
  }

  /// The type of a signed structure, determined by the tags of its body's first four elements.
  private static func signed(_ body: BERReader) throws(BERError) -> DERKind? {
    var body = body
    var tags: [UInt8] = []
    while tags.count < 4 {
      // A request without attributes ends after three elements.
      if tags.count == 3, body.isAtEnd, tags == [0x02, 0x30, 0x30] { return .certificateRequest }
      let header = try body.header()
      tags.append(header.tag)
      if header.tag == DERReader.Tag.context(0), tags.count == 1 { return .certificate }
      body.skip(header)
      switch tags {
      case [0x30, 0x30, 0x17], [0x30, 0x30, 0x18], [0x02, 0x30, 0x30, 0x17], [0x02, 0x30, 0x30, 0x18]:
        return .revocationList
      case [0x02, 0x30, 0x30, 0xA0]: return .certificateRequest
      case [0x02, 0x30, 0x30, 0x30]: return .certificate
      default: break
      }
    }
    return nil
  }
}
