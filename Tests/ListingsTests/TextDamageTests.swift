// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Listings
import Testing

/// Cut and changed files: entries, remarks or an error, never a crash.
@Suite struct TextDamageTests {
  static let listings = ["certutil-french-oem.txt", "certutil-gmt-seconds.txt", "certutil-german-utf8.txt"]
  static let events = ["event-copied-german-ansi.txt", "event-web-page.txt"]

  private static let small: [[UInt8]] = [
    Array(
      "<?xml version='1.0'?><Events>\n\(TextSamples.xml(data: "<!-- --><Data a='b'>&amp;<![CDATA[x]]></Data>"))</Events>"
        .utf8),
    Array(
      "a,b,c,d,e\r\nError,1/2/2013 4:02 AM,LS UserPin Service,47067,(1),\"x \"\"y\"\" https://a.b:444/z\"\r\n"
        .utf8),
    Array("\u{FEFF}a\tb\tc\td\te\nError\t1/2/2013 4:02 AM\tx\t7\ty\tz\n".utf16).flatMap {
      [UInt8($0 & 0xFF), UInt8($0 >> 8)]
    },
  ]

  private func use(listing bytes: [UInt8]) {
    for entry in (try? CertutilListing(bytes))?.entries ?? [] {
      let facts = entry.facts
      _ = (facts.issuedTo, facts.subject.rfc4514, facts.issuer.detailLines, facts.serial.description)
      _ = (entry.logicalStore, entry.physicalStore, facts.subject.isSame(as: facts.issuer))
    }
  }

  private func use(events bytes: [UInt8]) {
    for event in (try? EventReading(bytes))?.events ?? [] { _ = (event.id, event.address?.isService) }
    _ = EventReading.looksLike(bytes)
  }

  private func damage(_ bytes: [UInt8], _ use: ([UInt8]) -> Void) {
    for count in bytes.indices { use(Array(bytes[..<count])) }
    var bytes = bytes
    for index in bytes.indices {
      let original = bytes[index]
      for value: UInt8 in [[0x0A, 0x3C, 0x3A], [0x22, 0x00, 0x20]][index % 2] + [original ^ 0x80] {
        bytes[index] = value
        use(bytes)
      }
      bytes[index] = original
    }
  }

  @Test("survives a listing cut or changed at every byte", arguments: listings)
  func damagedListing(_ name: String) throws { damage(try TextSamples.bytes(name), use(listing:)) }

  @Test("survives events cut or changed at every byte")
  func damagedEvents() throws {
    for bytes in try Self.events.map({ try TextSamples.bytes($0) }) + Self.small {
      #expect(throws: Never.self) { try EventReading(bytes) }
      damage(bytes, use(events:))
    }
  }

  @Test("gives no thumbprint and no certificate that a whole listing does not have")
  func cutListing() throws {
    for (name, step) in [("certutil-verbose.txt", 5), ("certutil-english-2008r2.txt", 3)] {
      let bytes = try TextSamples.bytes(name)
      let whole = try CertutilListing(bytes).entries
      for count in stride(from: bytes.count, to: 0, by: -step) {
        guard let listing = try? CertutilListing(Array(bytes[..<count])) else { continue }
        for (entry, expected) in zip(listing.entries, whole) {
          #expect(entry.thumbprint == nil || entry.thumbprint == expected.thumbprint)
          #expect(entry.serial.bytes == expected.serial.bytes)
          #expect(entry.validFrom == expected.validFrom)
          #expect(entry.subject == expected.subject)
          #expect(entry.issuer == expected.issuer)
        }
        #expect(listing.entries.count <= whole.count)
        #expect(
          listing.remarks.contains { if case .noEnd = $0 { true } else { false } } || count > bytes.count - 60
        )
      }
    }
  }

  @Test("takes long and hostile text without hanging")
  func hostile() {
    let fences = String(repeating: "==== a 1 ====\n", count: 60_000)
    #expect(throws: CertutilListing.Refusal.tooManyBlocks(line: 50_001, limit: 50_000)) {
      try CertutilListing(Array(fences.utf8))
    }
    let texts = [
      String(repeating: "CN=", count: 10_000), String(repeating: "\"", count: 10_000),
      String(repeating: "a:1\n", count: 5_000), String(repeating: "Log Name:\n", count: 4_000),
      String(repeating: "<a>", count: 5_000), "<Event>" + String(repeating: "&", count: 10_000),
      "<Event a='" + String(repeating: " ", count: 4_000), String(repeating: "[", count: 10_000),
      String(repeating: "https://", count: 4_000), String(repeating: ",\"", count: 10_000),
    ]
    for text in texts {
      use(listing: Array(text.utf8))
      use(events: Array(text.utf8))
      use(listing: TextSamples.listing(subject: "Subject: CN=" + text.prefix(8000)))
      use(events: Array(TextSamples.xml(data: "<Data>\(text)</Data>").utf8))
    }
  }
}
