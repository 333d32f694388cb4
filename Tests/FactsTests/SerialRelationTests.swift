// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Testing

@Suite("SerialRelation")
struct SerialRelationTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let one: String
    let other: String
    let relation: SerialRelation
    var testDescription: String { "\(one) and \(other)" }

    init(_ one: String, _ other: String, _ relation: SerialRelation) {
      self.one = one
      self.other = other
      self.relation = relation
    }
  }

  static let cases: [Case] = [
    Case("610f2a", "61 0F 2A", .same),
    Case("00", "00", .same),
    Case("610f2a", "00610f2a", .sameButLeadingZeros),
    Case("01", "0001", .sameButLeadingZeros),
    Case("00", "0000", .sameButLeadingZeros),
    Case("ff", "00ff", .sameButLeadingZeros),
    Case("610f2a", "2a0f61", .byteReversed),
    Case("00c1008b", "8b00c1", .byteReversed),
    Case("00c1008b", "8b00c100", .byteReversed),
    Case("c1008b", "8b00c1", .byteReversed),
    Case("0102", "0201", .byteReversed),
    Case("0100", "01", .byteReversed),
    Case("79ad16a14aa0a5ad4c7358f407132e65", "652e1307f458734cada5a04aa116ad79", .byteReversed),
    Case("12345678", "bc614e", .decimal),
    Case("012345", "3039", .decimal),
    Case("10", "0a", .decimal),
    Case("04835703278459758385", "431bde82d7c92731", .decimal),
    Case("610f2a", "610f2b", .oneDigit(position: 6)),
    Case("610f2a", "710f2a", .oneDigit(position: 1)),
    Case("610f2a0000", "610f2b0000", .oneDigit(position: 6)),
    Case("00610f2a", "610f2b", .oneDigit(position: 6)),
    Case("610f2a0b0c", "610f2a", .cutOff),
    Case("610f2a0b0c", "2a0b0c", .cutOff),
    Case("610f2a0b0c", "610f0b0c", .cutOff),
    Case("610f2a0b0c", "610b0c", .cutOff),
    Case("610f2a0b0c1d2e3f", "610f2e3f", .cutOff),
    Case("00610f2a0b0c", "610f2a", .cutOff),
    Case("610f2a", "720f3b", .different),
    Case("610f2a0b", "611f2a0c", .different),
    Case("610f2a0b0c", "610f2a0d", .different),
    Case("610f2a0b0c", "0f2a0b", .different),
    // Short numbers: a counting authority has real neighbours.
    Case("01", "02", .different),
    Case("1a", "1b", .different),
    Case("0102", "0103", .different),
    Case("0102", "010203", .different),
    Case("01", "0102", .different),
    Case("00", "01", .different),
  ]

  @Test("names how two serial numbers stand, in either order", arguments: cases)
  func names(_ example: Case) {
    let one = Typing.serial(example.one)
    let other = Typing.serial(example.other)
    #expect(SerialRelation(one, other) == example.relation)
    #expect(SerialRelation(other, one) == example.relation)
  }

  @Test("only the same number, with or without zeros in front, is one number", arguments: cases)
  func oneNumber(_ example: Case) {
    let one = Typing.serial(example.one)
    let other = Typing.serial(example.other)
    #expect((one == other) == example.relation.isSameNumber)
    #expect(!example.relation.looksMisread || !example.relation.isSameNumber)
  }

  @Test("calls reversed, decimal and cut-off numbers misread, and no others")
  func misread() {
    let all: [SerialRelation] = [
      .same, .sameButLeadingZeros, .byteReversed, .decimal, .oneDigit(position: 1), .cutOff, .different,
    ]
    #expect(all.filter(\.looksMisread) == [.byteReversed, .decimal, .cutOff])
  }

  @Test("every number with octets left out in one place is cut off, never different")
  func everyCut() throws {
    let octets: [UInt8] = [0x61, 0x0F, 0x2A, 0x3B, 0x4C, 0x5D, 0x6E, 0x7F, 0x08, 0x19]
    let whole = try #require(SerialNumber(content: octets))
    for start in octets.indices {
      for end in start + 1...octets.count where octets.count - (end - start) >= 3 {
        let rest = Array(octets[..<start] + octets[end...])
        let cut = try #require(SerialNumber(content: rest))
        #expect(SerialRelation(cut, whole) == .cutOff, "without \(start)..<\(end)")
      }
    }
  }

  @Test("every slip of one digit is one digit, with its position")
  func everySlip() throws {
    let digits = Array("610f2a3b4c")
    for index in digits.indices {
      var slip = digits
      slip[index] = digits[index] == "9" ? "8" : "9"
      #expect(
        SerialRelation(Typing.serial(String(digits)), Typing.serial(String(slip)))
          == .oneDigit(position: index + 1))
    }
  }

  @Test("spends no time on a number of hostile length")
  func hostile() throws {
    let long = try #require(SerialNumber(content: [UInt8](repeating: 0x11, count: 200_000)))
    #expect(SerialRelation(Typing.serial("610f2a"), long) == .different)
  }
}
