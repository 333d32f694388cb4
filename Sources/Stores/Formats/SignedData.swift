// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

/// The certificates of a PKCS#7 signed-data message, in the order of the file. Signatures are not looked at:
/// a `.p7b` has none.
///
/// ```
/// ContentInfo ::= SEQUENCE { contentType OBJECT IDENTIFIER, content [0] EXPLICIT SignedData }
/// SignedData ::= SEQUENCE { version INTEGER, digestAlgorithms SET, contentInfo SEQUENCE,
///   certificates [0] IMPLICIT SET OF … OPTIONAL, crls [1] IMPLICIT … OPTIONAL, signerInfos SET }
/// ```
/// Lengths may be indefinite (BER) everywhere but in the certificates, which are DER by definition. Members
/// of the set that are no X.509 certificates (attribute certificates, `other`) have context tags and are
/// passed over.
///
/// Source: RFC 2315 § 7 and § 9.1, RFC 5652 § 5.1 and § 10.2.2.
enum SignedData {
  static func read(_ bytes: [UInt8]) throws(FormatError) -> [Certificate] {
    var file = BERReader(bytes)
    let message: BERReader.Element
    do {
      message = try file.next(DERReader.Tag.sequence)
    } catch {
      guard case .truncated = error else { throw .badMessage(offset: error.offset) }
      let expected = (try? file.header()).flatMap { header in header.length.map { header.contentStart + $0 } }
      throw .truncated(offset: bytes.count, expected: expected)
    }
    guard file.isAtEnd else { throw .badMessage(offset: file.offset) }
    let members: [Range<Int>]
    do {
      members = try certificates(in: file.inside(message))
    } catch {
      throw .badMessage(offset: error.offset)
    }
    do throws(Certificate.Damage) {
      return try Certificate.all(in: bytes, at: members)
    } catch {
      throw .badCertificate(offset: members[error.number].lowerBound, reason: error.reason)
    }
  }

  private static func certificates(in reader: BERReader) throws(BERError) -> [Range<Int>] {
    var info = reader
    _ = try info.next(DERReader.Tag.objectIdentifier)
    var wrapper = info.inside(try info.next(DERReader.Tag.context(0)))
    try expectEnd(of: info)
    var fields = wrapper.inside(try wrapper.next(DERReader.Tag.sequence))
    try expectEnd(of: wrapper)
    _ = try fields.next(DERReader.Tag.integer)
    _ = try fields.next(DERReader.Tag.set)
    _ = try fields.next(DERReader.Tag.sequence)
    var members: [Range<Int>] = []
    var element = try fields.next()
    if element.tag == DERReader.Tag.context(0) {
      var list = fields.inside(element)
      while !list.isAtEnd {
        let member = try list.next()
        if member.tag == DERReader.Tag.sequence { members.append(member.whole) }
      }
      element = try fields.next()
    }
    if element.tag == DERReader.Tag.context(1) { element = try fields.next() }
    guard element.tag == DERReader.Tag.set else { throw .unusable(offset: element.whole.lowerBound) }
    try expectEnd(of: fields)
    return members
  }

  private static func expectEnd(of reader: BERReader) throws(BERError) {
    guard reader.isAtEnd else { throw .unusable(offset: reader.offset) }
  }
}
