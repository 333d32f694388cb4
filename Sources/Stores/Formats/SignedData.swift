// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

/// The certificates of a PKCS#7 signed-data message for transporting certificates, in the order of the file.
///
/// ```
/// ContentInfo ::= SEQUENCE { contentType OBJECT IDENTIFIER, content [0] EXPLICIT SignedData }
/// SignedData ::= SEQUENCE { version INTEGER, digestAlgorithms SET, encapContentInfo EncapsulatedContentInfo,
///   certificates [0] IMPLICIT SET OF … OPTIONAL, crls [1] IMPLICIT … OPTIONAL, signerInfos SET }
/// EncapsulatedContentInfo ::= SEQUENCE { eContentType OBJECT IDENTIFIER, eContent [0] EXPLICIT … OPTIONAL }
/// ```
/// A message for transporting certificates has no signer and no signed content. Anything else is a signed
/// message: its certificates are the signer's, and did not come from a store.
///
/// Lengths may be indefinite (BER) everywhere except in the certificates, which are DER by definition.
/// Members of the set that are not X.509 certificates (attribute certificates, `other`) have context tags and
/// are skipped.
///
/// Source: RFC 2315 § 7 and § 9.1, RFC 5652 § 5.1, § 5.2 (“the degenerate case where there are no signers”) and
/// § 10.2.2.
struct SignedData {
  private let bytes: [UInt8]
  private var members: [Range<Int>] = []
  /// Members that are not X.509 certificates.
  private var others = 0
  /// The type of a message that is not for transporting certificates.
  private var refusal: FormatError?

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// - Throws: `FormatError` if the file is not for transporting certificates, if one of them is a private
  ///   key, or if it is damaged before the first of them.
  static func read(_ bytes: [UInt8]) throws(FormatError) -> FileContents {
    var message = SignedData(bytes)
    let damage = message.walk()
    if let refusal = message.refusal { throw refusal }
    if let damage, message.members.isEmpty { throw damage }
    return try message.contents(brokenAt: damage)
  }

  private func contents(brokenAt: FormatError?) throws(FormatError) -> FileContents {
    let (certificates, damages) = Certificate.each(in: bytes, at: members)
    var damaged = try UnreadableEntry.Pile(damages)
    for damage in damages {
      let range = members[damage.number]
      let reason = try FormatError.reason(bytes[range], damage.reason, at: range.lowerBound)
      damaged.entries.append(
        UnreadableEntry(number: damage.number + 1, offset: range.lowerBound, reason: reason))
    }
    return FileContents(
      certificates: certificates.map { StoredCertificate($0) },
      remarks: others > 0 ? [.othersPassedOver(count: others)] : [], unreadable: damaged.entries,
      brokenAt: brokenAt)
  }

  // MARK: - The walk

  /// Finds the members.
  ///
  /// - Returns: the error in the structure, if any; the members found are then those before it.
  private mutating func walk() -> FormatError? {
    var file = BERReader(bytes)
    let message: BERReader.Element
    do { message = try file.next(DERReader.Tag.sequence) } catch {
      salvage()
      guard case .truncated = error else { return .badMessage(offset: error.offset) }
      let expected = (try? file.header()).flatMap { header in
        header.length.map { header.contentStart + $0 }
      }
      return .truncated(offset: bytes.count, expected: expected)
    }
    do { try read(file.inside(message)) } catch {
      salvage()
      return .badMessage(offset: error.offset)
    }
    return file.isAtEnd ? nil : .badMessage(offset: file.offset)
  }

  private mutating func read(_ reader: BERReader) throws(BERError) {
    var info = reader
    _ = try info.next(DERReader.Tag.objectIdentifier)
    var wrapper = info.inside(try info.next(DERReader.Tag.context(0)))
    try Self.expectEnd(of: info)
    var fields = wrapper.inside(try wrapper.next(DERReader.Tag.sequence))
    try Self.expectEnd(of: wrapper)
    _ = try fields.next(DERReader.Tag.integer)
    _ = try fields.next(DERReader.Tag.set)
    let content = try fields.next(DERReader.Tag.sequence)
    var element = try fields.next()
    if element.tag == DERReader.Tag.context(0) {
      try readMembers(fields.inside(element))
      element = try fields.next()
    }
    if element.tag == DERReader.Tag.context(1) { element = try fields.next() }
    guard element.tag == DERReader.Tag.set else { throw .unusable(offset: element.whole.lowerBound) }
    try Self.expectEnd(of: fields)
    refuse(content, fields, isSigned: !element.content.isEmpty)
  }

  /// Finds the members of a message whose end is missing or damaged, up to that point.
  private mutating func salvage() {
    members = []
    others = 0
    try? readWithoutEnd()
  }

  private mutating func readWithoutEnd() throws(BERError) {
    let file = BERReader(bytes)
    var info = file.inside(try file.header())
    _ = try info.next(DERReader.Tag.objectIdentifier)
    let wrapper = info.inside(try info.header())
    var fields = wrapper.inside(try wrapper.header())
    _ = try fields.next(DERReader.Tag.integer)
    let digests = try fields.next(DERReader.Tag.set)
    // A signer names a digest first; the signatures themselves are after the damage.
    refuse(try fields.next(DERReader.Tag.sequence), fields, isSigned: !digests.content.isEmpty)
    let list = try fields.header()
    guard list.tag == DERReader.Tag.context(0) else { return }
    try readMembers(fields.inside(list))
  }

  private mutating func readMembers(_ list: BERReader) throws(BERError) {
    var list = list
    while !list.isAtEnd {
      let member = try list.next()
      switch member.tag {
      case 0xA0...0xA3: others += 1
      // The end of a list of indefinite length.
      case 0 where member.content.isEmpty: return
      default: members.append(member.whole)
      }
    }
  }

  private mutating func refuse(_ content: BERReader.Element, _ fields: BERReader, isSigned: Bool) {
    var inner = fields.inside(content)
    let type = (try? inner.next(DERReader.Tag.objectIdentifier)).map { bytes[$0.content] }
    var hasContent = false
    if !inner.isAtEnd, let wrapper = try? inner.next() {
      var value = inner.inside(wrapper)
      // An empty OCTET STRING also counts as no content.
      hasContent = !value.isAtEnd && (try? value.next())?.content.isEmpty != true
    }
    guard hasContent || isSigned else { return }
    let isList = type?.elementsEqual(Self.trustList) == true
    refusal = isList ? .trustList(offset: 0) : .signedMessage(offset: 0)
  }

  /// szOID_CTL, the content of trust lists and catalogs (1.3.6.1.4.1.311.10.1). Source: wincrypt.h.
  private static let trustList: [UInt8] = [0x2B, 0x06, 0x01, 0x04, 0x01, 0x82, 0x37, 0x0A, 0x01]

  private static func expectEnd(of reader: BERReader) throws(BERError) {
    guard reader.isAtEnd else { throw .unusable(offset: reader.offset) }
  }
}
