// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Testing

@Suite("SerialReading")
struct SerialReadingTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let id: String
    let paste: String
    let octets: [UInt8]
    var testDescription: String { id }
  }

  static let cases: [Case] = [
    Case(id: "pairs as in the Details tab", paste: "61 0f 2a 00", octets: [0x61, 0x0F, 0x2A, 0x00]),
    Case(id: "certutil, no blanks", paste: "610f2a00", octets: [0x61, 0x0F, 0x2A, 0x00]),
    Case(id: "U+200E in front", paste: "\u{200E}61 0f 2a", octets: [0x61, 0x0F, 0x2A]),
    Case(id: "U+200E twice and at the end", paste: "\u{200E}\u{200E}61 0f\u{200E}", octets: [0x61, 0x0F]),
    Case(id: "other bidi marks", paste: "\u{202A}\u{2066}61 0f\u{2069}\u{202C}", octets: [0x61, 0x0F]),
    Case(id: "byte order mark", paste: "\u{FEFF}610f", octets: [0x61, 0x0F]),
    Case(id: "NBSP", paste: "61\u{A0}0f\u{A0}2a", octets: [0x61, 0x0F, 0x2A]),
    Case(id: "narrow and thin blanks", paste: "61\u{202F}0f\u{2009}2a", octets: [0x61, 0x0F, 0x2A]),
    Case(id: "zero width space", paste: "61\u{200B}0f", octets: [0x61, 0x0F]),
    Case(id: "tabs and line ends", paste: "\t61\r\n0f\n", octets: [0x61, 0x0F]),
    Case(id: "colons", paste: "61:0f:2A", octets: [0x61, 0x0F, 0x2A]),
    Case(id: "hyphens between", paste: "61-0f-2a", octets: [0x61, 0x0F, 0x2A]),
    Case(id: "0x", paste: "0x610f", octets: [0x61, 0x0F]),
    Case(id: "0X", paste: " 0X610F", octets: [0x61, 0x0F]),
    Case(
      id: "upper case", paste: "B3F33360411E2B80", octets: [0xB3, 0xF3, 0x33, 0x60, 0x41, 0x1E, 0x2B, 0x80]),
    Case(id: "leading 00 is kept", paste: "00 c1 00 8b", octets: [0x00, 0xC1, 0x00, 0x8B]),
    Case(id: "a question mark for the mark", paste: "?61 0f", octets: [0x61, 0x0F]),
    Case(id: "two question marks and a blank", paste: "?? 61 0f", octets: [0x61, 0x0F]),
    Case(id: "a question mark, then 0x", paste: "?0x610f", octets: [0x61, 0x0F]),
    Case(id: "zero", paste: "00", octets: [0x00]),
    Case(id: "one octet", paste: "01", octets: [0x01]),
    Case(
      id: "twenty octets", paste: String(repeating: "7f", count: 20),
      octets: [UInt8](repeating: 0x7F, count: 20)),
    Case(
      id: "twenty octets behind a zero", paste: "00" + String(repeating: "ff", count: 20),
      octets: [0] + [UInt8](repeating: 0xFF, count: 20)),
  ]

  @Test("takes every paste of a serial number", arguments: cases)
  func takes(_ example: Case) throws {
    #expect(try SerialReading.read(example.paste).bytes == example.octets)
  }

  struct Refused: Sendable, CustomTestStringConvertible {
    let paste: String
    let refusal: SerialReading.Refusal
    var testDescription: String { paste.isEmpty ? "nothing" : paste }
  }

  static let refused: [Refused] = [
    Refused(paste: "", refusal: .empty),
    Refused(paste: " \u{200E}\u{A0}\r\n", refusal: .empty),
    Refused(paste: "??", refusal: .empty),
    Refused(paste: "0x", refusal: .empty),
    Refused(paste: ":", refusal: .empty),
    Refused(paste: "1", refusal: .oddDigits(count: 1)),
    Refused(paste: "61 0f 2", refusal: .oddDigits(count: 5)),
    Refused(paste: "0x123", refusal: .oddDigits(count: 3)),
    Refused(paste: "61 0g", refusal: .notHexadecimal("g")),
    Refused(paste: "61 O0", refusal: .notHexadecimal("O")),
    Refused(paste: "6l", refusal: .notHexadecimal("l")),
    Refused(paste: "61?0f", refusal: .notHexadecimal("?")),
    Refused(paste: "1 (0x1)", refusal: .notHexadecimal("(")),
    Refused(paste: "Serial Number: 61", refusal: .notHexadecimal("S")),
    Refused(paste: "(Negative)01:02", refusal: .notHexadecimal("(")),
    Refused(paste: "-0102", refusal: .notHexadecimal("-")),
    Refused(paste: " \u{200E}-0102", refusal: .notHexadecimal("-")),
    Refused(paste: "６１", refusal: .notHexadecimal("６")),
    Refused(paste: "61\u{2013}0f", refusal: .notHexadecimal("\u{2013}")),
    Refused(paste: "a\u{301}1", refusal: .notHexadecimal("a\u{301}")),
    Refused(paste: "0x0x61", refusal: .notHexadecimal("x")),
    Refused(paste: String(repeating: "ab", count: 22), refusal: .tooLong(octets: 22)),
  ]

  @Test("refuses what is no serial number", arguments: refused)
  func refuses(_ example: Refused) {
    #expect(throws: example.refusal) { try SerialReading.read(example.paste) }
  }

  @Test("reads back what it shows, for every first octet")
  func roundTrip() throws {
    for first in UInt8.min...UInt8.max {
      let serial = try #require(SerialNumber(content: [first, 0x0A, 0xF0]))
      #expect(try SerialReading.read(serial.description).bytes == serial.bytes)
      #expect(try SerialReading.read(serial.hexadecimal) == serial)
    }
  }
}
