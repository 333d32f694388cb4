// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import TestCertificates
import Testing

@Suite("SerialNumber")
struct SerialNumberTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let octets: [UInt8]
    let shown: String
    let hexadecimal: String
    let lastFour: String
    let hasLeadingZeros: Bool
    var testDescription: String { shown }
  }

  static let cases: [Case] = [
    Case(octets: [0], shown: "00", hexadecimal: "00", lastFour: "0000", hasLeadingZeros: false),
    Case(octets: [0, 0], shown: "00 00", hexadecimal: "00", lastFour: "0000", hasLeadingZeros: true),
    Case(octets: [5], shown: "05", hexadecimal: "05", lastFour: "0005", hasLeadingZeros: false),
    Case(octets: [0, 0xFF], shown: "00 ff", hexadecimal: "ff", lastFour: "00ff", hasLeadingZeros: true),
    Case(
      octets: [0x12, 0x34], shown: "12 34", hexadecimal: "1234", lastFour: "1234", hasLeadingZeros: false),
    Case(
      octets: [0, 0xC1, 0, 0x8B], shown: "00 c1 00 8b", hexadecimal: "c1008b", lastFour: "008b",
      hasLeadingZeros: true),
    Case(
      octets: [0xB3, 0xF3, 0x33], shown: "b3 f3 33", hexadecimal: "b3f333", lastFour: "f333",
      hasLeadingZeros: false),
  ]

  @Test("shows octets as Windows does and compares them without zeros in front", arguments: cases)
  func shows(_ example: Case) throws {
    let serial = try #require(SerialNumber(content: example.octets))
    #expect(serial.description == example.shown)
    #expect(serial.hexadecimal == example.hexadecimal)
    #expect(serial.lastFour == example.lastFour)
    #expect(serial.hasLeadingZeros == example.hasLeadingZeros)
  }

  static let ends: [(serial: String, others: [String], digits: Int)] = [
    ("61 0b 7e 00 02", [], 4),
    ("61 0b 7e 00 02", ["3a 11 00 00 03"], 4),
    // Two request numbers of AD CS.
    ("61 0b 7e 00 00 00 02", ["61 7f 3c 00 00 00 02"], 10),
    ("61 0b 7e 00 00 00 02", ["61 7f 3c 00 00 00 02", "61 0b 70 00 00 00 02"], 10),
    ("61 0b 7e 00 00 00 02", ["62 0b 7e 00 00 00 02"], 14),
    // A whole octet, though one digit would do.
    ("12 34 56 78", ["12 35 56 78"], 6),
    // One is the end of the other.
    ("00 02", ["61 00 02"], 6), ("61 00 02", ["02"], 6), ("02", ["00 00 02", "0a 00 02"], 6),
    // The same number of another issuer: nothing tells them apart.
    ("61 0b 7e 00 02", ["00 61 0b 7e 00 02"], 10), ("02", ["02"], 4),
  ]

  @Test("tells itself from others by its last digits, in whole octets and four at the least", arguments: ends)
  func digits(serial: String, others: [String], digits: Int) {
    let number = Typing.serial(serial)
    let rest = others.map { Typing.serial($0) }
    #expect(number.digits(tellingFrom: rest) == digits)
    for other in rest where other != number { #expect(number.last(digits) != other.last(digits)) }
  }

  @Test("shows a negative number's octets as they are")
  func negative() throws {
    let certificate = TestCertificate.plain.with { $0.serial = [0xEE, 0x2B, 0x3D] }.certificate
    #expect(certificate.serial.hexadecimal == "ee2b3d")
    #expect(certificate.serial == Typing.serial("ee 2b 3d"))
  }

  @Test("there is none without octets")
  func none() {
    #expect(SerialNumber(content: []) == nil)
  }

  @Test("equal numbers have equal hashes whatever their zeros")
  func hashes() {
    #expect(Set([Typing.serial("01"), Typing.serial("0001"), Typing.serial("00 00 01")]).count == 1)
  }
}

@Suite("Thumbprint")
struct ThumbprintTests {
  static let digits = "da39a3ee5e6b4b0d3255bfef95601890afd80709"

  static let pastes = [
    digits, digits.uppercased(), "\u{200E}da 39 a3 ee 5e 6b 4b 0d 32 55 bf ef 95 60 18 90 af d8 07 09",
    "DA:39:A3:EE:5E:6B:4B:0D:32:55:BF:EF:95:60:18:90:AF:D8:07:09", " \u{A0}\(digits)\r\n",
  ]

  @Test("takes every paste", arguments: pastes)
  func takes(_ paste: String) {
    #expect(Thumbprint(pasted: paste)?.description == Self.digits)
  }

  static let refused = [
    "", "da39", digits + "00", String(digits.dropLast()), "x" + digits.dropFirst(), digits + "?",
  ]

  @Test("refuses what is not twenty octets", arguments: refused)
  func refuses(_ paste: String) {
    #expect(Thumbprint(pasted: paste) == nil)
  }
}
