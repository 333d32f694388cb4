// SPDX-License-Identifier: GPL-3.0-or-later

import TestCertificates
import Testing

@testable import Facts

@Suite("DistinguishedName")
struct DistinguishedNameTests {
  typealias Part = TestName.Part

  struct Pair: Sendable, CustomTestStringConvertible {
    let id: String
    let one: DistinguishedName
    let other: DistinguishedName
    let isSame: Bool
    var testDescription: String { id }

    init(_ id: String, _ one: DistinguishedName, _ other: DistinguishedName, isSame: Bool) {
      self.id = id
      self.one = one
      self.other = other
      self.isSame = isSame
    }
  }

  static let root = TestName.contoso("Contoso Root CA")
  static func one(_ part: Part) -> DistinguishedName { TestName(part).name }
  static func raw(_ tag: UInt8, _ content: [UInt8]) -> DistinguishedName {
    one(Part(oid: [0x55, 4, 3], tag: tag, content: content))
  }

  static let encoded: [Pair] = [
    Pair(
      "UTF8String and PrintableString", root.name, TestName.contoso("Contoso Root CA", form: .printable).name,
      isSame: true),
    Pair(
      "UTF8String and BMPString", root.name, TestName.contoso("Contoso Root CA", form: .bmp).name,
      isSame: true),
    Pair(
      "UTF8String and TeletexString", one(Part("CN", "Müller")), one(Part("CN", "Müller", .teletex)),
      isSame: true),
    Pair(
      "BMPString and UniversalString", one(Part("CN", "証", .bmp)), one(Part("CN", "証", .universal)),
      isSame: true),
    Pair("case", root.name, TestName.contoso("CONTOSO root ca", form: .printable).name, isSame: true),
    Pair("blanks", root.name, TestName.contoso("  Contoso   Root CA "), isSame: true),
    Pair("a blank where none was", root.name, TestName.contoso("Contoso RootCA"), isSame: false),
    Pair("another letter", root.name, TestName.contoso("Contoso Root CB"), isSame: false),
    Pair(
      "letters that are no ASCII keep their case", one(Part("CN", "ÄRGER")), one(Part("CN", "ärger")),
      isSame: false),
    Pair(
      "one attribute less", root.name, TestName(Part("O", "Contoso"), Part("CN", "Contoso Root CA")),
      isSame: false),
    Pair("another type", one(Part("O", "Contoso")), one(Part("OU", "Contoso")), isSame: false),
    Pair(
      "the other order", root.name,
      TestName(Part("CN", "Contoso Root CA"), Part("O", "Contoso"), Part("C", "US")), isSame: false),
    Pair(
      "the order within one relative name", TestName(sets: [[Part("CN", "A"), Part("OU", "B")]]).name,
      TestName(sets: [[Part("OU", "B"), Part("CN", "A")]]), isSame: true),
    Pair(
      "one relative name and two", TestName(sets: [[Part("CN", "A"), Part("OU", "B")]]).name,
      TestName(Part("CN", "A"), Part("OU", "B")), isSame: false),
    Pair(
      "an attribute once and twice in one relative name", TestName(sets: [[Part("CN", "A")]]).name,
      TestName(sets: [[Part("CN", "A"), Part("CN", "a")]]), isSame: false),
    Pair("two empty names", TestName(sets: []).name, TestName(sets: []), isSame: true),
    // Swift's strings are equal, names are not: to Windows and OpenSSL they are other octets.
    Pair(
      "a decomposed letter", one(Part("CN", "Mu\u{308}ller")), one(Part("CN", "M\u{FC}ller")), isSame: false),
    // Octets that are not of their type look alike, but are not the same name.
    Pair("wrong UTF-8", raw(0x0C, [0x4D, 0xFC]), raw(0x0C, [0x4D, 0xE4]), isSame: false),
    Pair("the same wrong UTF-8", raw(0x0C, [0x4D, 0xFC]), raw(0x0C, [0x4D, 0xFC]), isSame: true),
    Pair("Latin-1 in PrintableString", raw(0x13, [0x4D, 0xFC]), raw(0x13, [0x4D, 0xE4]), isSame: false),
    Pair("half a BMP character", raw(0x1E, [0, 0x41, 0x01]), raw(0x1E, [0, 0x41]), isSame: false),
    Pair("lone surrogates", raw(0x1E, [0xD8, 0x00]), raw(0x1E, [0xD8, 0x01]), isSame: false),
    Pair(
      "characters beyond Unicode", raw(0x1C, [0, 0x11, 0, 0]), raw(0x1C, [0, 0x12, 0, 0]), isSame: false),
    // Identifiers that would be written alike in dotted decimal.
    Pair(
      "an identifier cut off", one(Part(oid: [0x55, 4, 3], tag: 0x0C, content: [65])),
      one(Part(oid: [0x55, 4, 3, 0x80], tag: 0x0C, content: [65])), isSame: false),
    Pair(
      "an identifier with a blank septet", one(Part(oid: [0x55, 4, 3], tag: 0x0C, content: [65])),
      one(Part(oid: [0x55, 4, 0x80, 3], tag: 0x0C, content: [65])), isSame: false),
    Pair("a text that looks like octets", raw(0x04, [1]), one(Part("CN", "#040101")), isSame: false),
    Pair("values that are no text", raw(0x04, [1]), raw(0x04, [2]), isSame: false),
  ]

  static let typed: [Pair] = [
    Pair("typed as the Details tab shows it", root.typed, root.name, isSame: true),
    Pair("typed in one line", Typing.name("CN=Contoso Root CA, O=Contoso, C=US"), root.name, isSame: true),
    Pair(
      "typed in the order of the encoding", Typing.name("C=US, O=Contoso, CN=Contoso Root CA"), root.name,
      isSame: true),
    Pair(
      "typed in another order", Typing.name("O=Contoso, CN=Contoso Root CA, C=US"), root.name, isSame: false),
    Pair(
      "typed in other case, with other blanks", Typing.name("cn=CONTOSO  ROOT CA,o=contoso,c=us"), root.name,
      isSame: true),
    Pair("typed twice", Typing.name("CN=Root, C=US"), Typing.name("C = US\r\nCN = Root"), isSame: true),
    Pair(
      "typed with another unit", Typing.name("CN=Root, OU=A"), Typing.name("CN=Root, OU=B"), isSame: false),
    Pair("typed without the organization", Typing.name("CN=Contoso Root CA, C=US"), root.name, isSame: false),
    Pair(
      "typed with NBSP and bidi marks", Typing.name("\u{200E}CN=Contoso\u{A0}Root CA, O=Contoso, C=US"),
      root.name, isSame: true),
    Pair(
      "typed state and e-mail", Typing.name("E=a@b.c, S=WA, CN=R"),
      TestName(Part("CN", "R"), Part("ST", "WA"), Part("E", "a@b.c", .ia5)).name, isSame: true),
    Pair(
      "typed with a decomposed letter", Typing.name("CN=Mu\u{308}ller"), one(Part("CN", "M\u{FC}ller")),
      isSame: true),
    Pair(
      "typed multi-valued", Typing.name("OU=B + CN=A"),
      TestName(sets: [[Part("CN", "A"), Part("OU", "B")]]).name, isSame: true),
  ]

  @Test("is the same or not", arguments: encoded + typed)
  func isSame(_ pair: Pair) {
    #expect(pair.one.isSame(as: pair.other) == pair.isSame)
    #expect(pair.other.isSame(as: pair.one) == pair.isSame)
    #expect(pair.one.isSame(as: pair.one) && pair.other.isSame(as: pair.other))
  }

  @Test("equal names have equal hashes", arguments: encoded)
  func hashes(_ pair: Pair) {
    #expect((pair.one == pair.other) == pair.isSame)
    #expect(!pair.isSame || pair.one.hashValue == pair.other.hashValue)
  }
}

extension DistinguishedNameTests.Pair {
  init(_ id: String, _ one: DistinguishedName, _ other: TestName, isSame: Bool) {
    self.init(id, one, other.name, isSame: isSame)
  }
}
