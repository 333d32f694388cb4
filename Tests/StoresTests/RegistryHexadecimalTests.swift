// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Stores

@Suite struct RegistryHexadecimalTests {
  /// The octets of a value; `nil` when it is not whole.
  private static func octets(_ characters: [UInt8], isWide: Bool) -> [UInt8]? {
    octets(in: isWide ? characters.flatMap { [$0, 0] } : characters, isWide: isWide)
  }

  /// - Parameter bytes: of a value behind its colon.
  private static func octets(in bytes: [UInt8], isWide: Bool) -> [UInt8]? {
    let name = Array("@=hex:".utf8)
    let front: [UInt8] = isWide ? [0xFF, 0xFE] + name.flatMap { [$0, 0] } : name
    let text = RegistryText(front + bytes)
    var position = front.count
    var octets = DecodedOctets(pairsOf: text)
    guard text.readHexadecimal(&position, into: &octets), position == text.end else { return nil }
    return Array(octets.octets[..<octets.count])
  }

  /// Lines of 25 octets, which are read at once, and a shorter one.
  private static func value(_ count: Int) -> (octets: [UInt8], text: [UInt8]) {
    let octets = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 11) }
    var text = ""
    for (index, octet) in octets.enumerated() {
      let digits = String(octet, radix: 16)
      text += (digits.count < 2 ? "0" : "") + digits
      if index < count - 1 { text += index % 25 == 24 ? ",\\\r\n  " : "," }
    }
    return (octets, Array(text.utf8))
  }

  @Test("reads values of any length", arguments: [false, true])
  func lengths(isWide: Bool) {
    for count in 1...130 {
      let value = Self.value(count)
      #expect(Self.octets(value.text, isWide: isWide) == value.octets, "\(count) octets")
    }
  }

  @Test("takes every digit and no other character, wherever in a line", arguments: [false, true])
  func characters(isWide: Bool) {
    let value = Self.value(80)
    for place in [0, 1, 72, 73, 84, 90, 163, 164, 230] {
      for character in UInt8.min...UInt8.max {
        var text = value.text
        guard text[place] != 0x2C else { continue }
        text[place] = character
        let isDigit = Character(UnicodeScalar(character)).isHexDigit && character < 0x80
        #expect((Self.octets(text, isWide: isWide) != nil) == isDigit, "\(character) at \(place)")
      }
    }
  }

  @Test("does not take a character for the digit that its low octet is")
  func wideCharacters() {
    let characters = Self.value(60).text
    for place in characters.indices {
      var bytes: [UInt8] = characters.flatMap { [$0, 0] }
      bytes[2 * place + 1] = 1
      #expect(Self.octets(in: bytes, isWide: true) == nil, "character \(place)")
    }
  }
}
