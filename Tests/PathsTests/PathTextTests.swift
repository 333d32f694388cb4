// SPDX-License-Identifier: GPL-3.0-or-later

import Paths
import Testing

@Suite("Paths as text")
struct PathTextTests {
  static let paths: [[UInt8]] = [
    [], Array("/srv/roots/a.cer".utf8), Array("/srv/Wurzelspeicher für 東京".utf8),
    // Latin-1, what ends in the middle of a letter, overlong, a surrogate, beyond Unicode.
    Array("/srv/f".utf8) + [0xFC] + Array("r.cer".utf8), [0x61, 0xE6, 0x9D], [0xC0, 0xAF], [0xC3],
    [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF, 0xFE, 0x80, 0xBF],
    // The very scalars that stand for octets: U+10FE80 and U+10FEFF, and their neighbours.
    Array("a\u{10FE80}b\u{10FEFF}".utf8), Array("\u{10FE7F}\u{10FF00}".utf8),
    // A letter in two ways, which `String` holds for the same.
    Array("é".unicodeScalars.map(String.init).joined().utf8), Array("e\u{301}/\u{301}".utf8),
  ]

  @Test("come back octet by octet", arguments: paths)
  func roundTrip(_ octets: [UInt8]) {
    let text = PathText.text(of: octets)
    #expect(PathText.octets(of: text) == octets)
    #expect(text.pathOctets == octets.map { CChar(bitPattern: $0) } + [0])
  }

  @Test("come back, every pair of octets")
  func pairs() {
    for first in UInt8.min...UInt8.max {
      for second in UInt8.min...UInt8.max {
        let octets = [first, second, 0x2F]
        #expect(PathText.octets(of: PathText.text(of: octets)) == octets)
      }
    }
  }

  @Test("have a text that says each octet that is no UTF-8")
  func text() {
    #expect(PathText.text(of: [0x66, 0xFC, 0x72]) == "f\u{10FEFC}r")
    #expect(PathText.octet(of: "\u{10FEFC}") == 0xFC)
    #expect(PathText.octet(of: "\u{FC}") == nil)
    #expect("a\u{0}b".pathOctets == [0])
  }

  @Test(
    "have a name and a folder, whatever stands beside the slash",
    arguments: [
      ("/srv/a.cer", "/srv/", "a.cer"), ("a.cer", "", "a.cer"), ("/srv/\u{301}b", "/srv/", "\u{301}b"),
      ("/srv/", "/srv/", "srv"), ("/", "/", "/"),
    ])
  func parts(_ path: String, _ folder: String, _ name: String) {
    #expect(Array(path.pathFolder.utf8) == Array(folder.utf8))
    #expect(Array(path.pathName.utf8) == Array(name.utf8))
  }
}
