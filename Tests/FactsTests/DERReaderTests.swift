// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import TestCertificates
import Testing

@Suite("DERReader")
struct DERReaderTests {
  struct Good: Sendable, CustomTestStringConvertible {
    let id: String
    let bytes: [UInt8]
    let content: Range<Int>
    var testDescription: String { id }
  }

  static let good: [Good] = [
    Good(id: "empty", bytes: [0x30, 0x00], content: 2..<2),
    Good(id: "one octet", bytes: [0x02, 0x01, 0xFF], content: 2..<3),
    Good(
      id: "127 octets, short form", bytes: DER.element(0x04, [UInt8](repeating: 1, count: 127)),
      content: 2..<129),
    Good(
      id: "128 octets, one length octet", bytes: DER.element(0x04, [UInt8](repeating: 1, count: 128)),
      content: 3..<131),
    Good(
      id: "256 octets, two", bytes: DER.element(0x04, [UInt8](repeating: 1, count: 256)), content: 4..<260),
    Good(
      id: "65536 octets, three", bytes: DER.element(0x04, [UInt8](repeating: 1, count: 65_536)),
      content: 5..<65_541),
  ]

  @Test("reads tag, start and content", arguments: good)
  func reads(_ example: Good) throws {
    var reader = DERReader(example.bytes)
    #expect(reader.nextTag == example.bytes[0])
    let element = try reader.next()
    #expect(element.tag == example.bytes[0])
    #expect(element.start == 0)
    #expect(element.content == example.content)
    #expect(element.whole == 0..<example.bytes.count)
    #expect(reader.isAtEnd)
    #expect(reader.nextTag == nil)
    #expect(reader.offset == example.bytes.count)
  }

  struct Bad: Sendable, CustomTestStringConvertible {
    let id: String
    let bytes: [UInt8]
    let error: DERError
    var testDescription: String { id }
  }

  static let bad: [Bad] = [
    Bad(id: "nothing", bytes: [], error: .truncated(offset: 0)),
    Bad(id: "a tag alone", bytes: [0x30], error: .truncated(offset: 0)),
    Bad(id: "content missing", bytes: [0x30, 0x01], error: .truncated(offset: 0)),
    Bad(id: "content short", bytes: [0x30, 0x03, 1, 2], error: .truncated(offset: 0)),
    Bad(id: "length octets missing", bytes: [0x30, 0x82, 0x01], error: .truncated(offset: 0)),
    Bad(id: "indefinite", bytes: [0x30, 0x80, 0x00, 0x00], error: .badLength(offset: 0)),
    Bad(id: "reserved", bytes: [0x30, 0xFF, 0x00], error: .badLength(offset: 0)),
    Bad(id: "five length octets", bytes: [0x30, 0x85, 1, 0, 0, 0, 0], error: .badLength(offset: 0)),
    Bad(id: "long form for a short length", bytes: [0x30, 0x81, 0x01, 0x00], error: .badLength(offset: 0)),
    Bad(id: "long form for 127", bytes: [0x30, 0x81, 0x7F], error: .badLength(offset: 0)),
    Bad(id: "a zero in front of the length", bytes: [0x30, 0x82, 0x00, 0x80], error: .badLength(offset: 0)),
    Bad(id: "a length of nought in long form", bytes: [0x30, 0x81, 0x00], error: .badLength(offset: 0)),
    Bad(
      id: "four gigabytes", bytes: [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF, 0x00], error: .truncated(offset: 0)),
    Bad(id: "a tag number above 30", bytes: [0x1F, 0x01, 0x00], error: .longTag(offset: 0)),
    Bad(id: "a constructed one as well", bytes: [0xBF, 0x01, 0x00], error: .longTag(offset: 0)),
  ]

  @Test("refuses what DER does not allow", arguments: bad)
  func refuses(_ example: Bad) {
    var reader = DERReader(example.bytes)
    #expect(throws: example.error) { _ = try reader.next() }
    #expect(reader.offset == 0)
  }

  @Test("an element may not reach beyond the one that holds it")
  func nested() throws {
    var outer = DERReader([0x30, 0x02, 0x04, 0x02, 0xAA, 0xBB])
    var inner = outer.inside(try outer.next())
    #expect(throws: DERError.truncated(offset: 2)) { _ = try inner.next() }
    #expect(outer.offset == 4)
  }

  @Test("says which tag stands where another has to")
  func tags() throws {
    var reader = DERReader([0x05, 0x00, 0x02, 0x01, 0x07])
    #expect(throws: DERError.unexpectedTag(offset: 0, expected: 0x30, found: 0x05)) {
      _ = try reader.next(DERReader.Tag.sequence)
    }
    var other = DERReader([0x05, 0x00, 0x02, 0x01, 0x07])
    #expect(try other.nextIfPresent(DERReader.Tag.integer) == nil)
    #expect(other.offset == 0)
    #expect(try other.nextIfPresent(0x05)?.content == 2..<2)
    #expect(try other.next(DERReader.Tag.integer).content == 4..<5)
    #expect(try other.nextIfPresent(DERReader.Tag.integer) == nil)
  }

  @Test("every pair of first octets is read or refused, never a trap")
  func everyHeader() {
    for tag in UInt8.min...UInt8.max {
      for length in UInt8.min...UInt8.max {
        var reader = DERReader([tag, length, 0x81, 0x80, 0xFF, 0x00])
        while (try? reader.next()) != nil {}
        #expect(reader.offset <= 6)
      }
    }
  }
}
