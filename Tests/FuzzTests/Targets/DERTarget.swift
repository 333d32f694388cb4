// SPDX-License-Identifier: GPL-3.0-or-later

import TestFiles

@testable import Facts
@testable import Stores

extension FuzzTarget {
  /// The DER of one certificate, and the walk over any DER.
  static let der = FuzzTarget(
    name: "der", longestBytes: 8 << 10,
    words: [
      "\u{30}\u{82}", "\u{06}\u{03}\u{55}\u{04}\u{03}", "\u{06}\u{03}\u{55}\u{1D}\u{13}",
      "\u{06}\u{03}\u{55}\u{1D}\u{0E}", "\u{06}\u{03}\u{55}\u{1D}\u{23}", "\u{17}\u{0D}110301100000Z",
      "\u{18}\u{0F}20110301100000Z", "\u{1E}\u{02}", "\u{1C}\u{04}", "\u{14}\u{01}", "\u{0C}\u{01}", "+0130",
      "-0800",
    ],
    seeds: { try Samples.certificates() },
    run: { bytes in
      try walk(DERReader(bytes), bytes, depth: 0)
      let read = outcome { () throws(DERError) in try Certificate(der: bytes) }
      // A certificate is the same wherever in a file it lies, and so is what is wrong with it.
      let around = [0x30, 0x82, 0xFF] + bytes + [0x30, 0x00]
      let inside = outcome { () throws(DERError) in
        try Certificate(in: around, at: 3..<3 + bytes.count)
      }
      try hold(read == inside, "read elsewhere: \(read) and \(inside)")
      guard case .success(let certificate) = read else { return }
      try hold(certificate.der == bytes, "a certificate is the octets that it was read from")
      try Rules.check(certificate)
      for count in [bytes.count / 2, bytes.count - 1] {
        try hold((try? Certificate(der: Array(bytes[..<count]))) == nil, "a cut certificate is none")
      }
      let name = try DistinguishedName(der: Array(certificate.subjectDER))
      try hold(name == certificate.subject, "a name is the same when it is read alone")
    })

  /// Elements stand one behind the other, inside the one around them, and are BER as well.
  private static func walk(_ reader: DERReader, _ bytes: [UInt8], depth: Int) throws {
    var reader = reader
    var next = reader.offset
    while !reader.isAtEnd, let element = try? reader.next() {
      try hold(
        element.start == next && element.tag == bytes[next], "an element begins where the last one ended")
      try hold(
        element.content.lowerBound >= element.start + 2 && element.content.lowerBound <= element.start + 6
          && element.content.upperBound <= bytes.count && element.content.upperBound == reader.offset,
        "an element lies in the bytes")
      var ber = BERReader(bytes, in: element.whole)
      let other = try? ber.next()
      try hold(
        other?.tag == element.tag && other?.whole == element.whole && other?.content == element.content,
        "what is DER is BER")
      if element.tag & 0x20 != 0, depth < 24 { try walk(reader.inside(element), bytes, depth: depth + 1) }
      next = reader.offset
    }
  }
}
