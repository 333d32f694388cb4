// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Listings
import Testing

@Suite struct CertutilListingTests {
  struct Expected: Sendable {
    let file: String
    let stores: [String?]
    let serials: [String]
    let subjects: [String]
    let from: [String]
    let thumbprints: [String?]
    var isUncertain: [Bool]?
    var policy: [Bool?]?
  }

  static let rootA1 = "f9ec262d8d79da8fb3d8363748d0ee0c5e151c1a"
  static let rootA2 = "dede3e2516b89ca170e807b9cbce1604846b647a"
  static let serialA1 = "1fa4b2c3d4e5f60718293a4b5c6d7e8f"
  static let serialA2 = "00e1b2c3d4e5f60718293a4b5c6d7e8f"
  static let contoso = "CN=Contoso Root CA,OU=PKI,O=Contoso,C=US"
  static let french = [
    "CN=Autorité racine Contoso,O=Société Contoso\\, SA,C=FR", "CN=Contoso Horodatage,O=Contoso,C=FR",
  ]
  static let frenchHashes = [
    "cdd4eeae6000ac7f40c3802c171e30148030c072", "be36a4562fb2ee05dbb3d32323adf445084ed656",
  ]

  static let files: [Expected] = [
    Expected(
      file: "certutil-english-2008r2.txt", stores: ["Root", "Root", "Root", "Root"],
      serials: [serialA1, serialA2, "00c1008b3c3c8811d13ef663ecdf40", "00"],
      subjects: [
        contoso, contoso,
        "CN=Microsoft Root Authority,OU=Microsoft Corporation,OU=Copyright (c) 1997 Microsoft Corp.",
        "CN=Fabrikam \\\"North\\\"\\, Inc. \\+ Partners,O=Fabrikam\\, Inc.,OU=CORP\\\\PKI,C=US",
      ],
      from: ["11/23/2026 7:34 PM", "11/23/2026 7:34 PM", "1/10/1997 8:00 AM", "2/1/2009 12:05 AM"],
      thumbprints: [rootA1, rootA2, "a43489159a520f0d93d032ccaf37e7fe20a8b419", TextSamples.hash]),
    Expected(
      file: "certutil-english-newer.txt", stores: ["Root", "AuthRoot"], serials: [serialA1, serialA2],
      subjects: [contoso, contoso], from: ["11/23/2026 7:34 PM", "11/23/2026 7:34 PM"],
      thumbprints: [rootA1, rootA2]),
    Expected(
      file: "certutil-french-oem.txt", stores: ["Root", "Root"],
      serials: ["79ad16a14aa0a5ad4c7358f407132e65", "00"],
      subjects: french, from: ["10/05/2001 00:19", "01/01/1997 01:00"], thumbprints: frenchHashes,
      isUncertain: [true, false]),
    Expected(
      file: "certutil-french-utf16.txt", stores: ["Root", "Root"],
      serials: ["79ad16a14aa0a5ad4c7358f407132e65", "00"],
      subjects: french, from: ["10/05/2001 00:19", "01/01/1997 01:00"], thumbprints: frenchHashes),
    Expected(
      file: "certutil-german-utf8.txt", stores: ["CA"], serials: ["b3f33360411e2b8045cd75cf9588a23d"],
      subjects: ["CN=Contoso Ausstellende CA 1,O=Contoso GmbH,C=DE"], from: ["01.01.2026 01:00"],
      thumbprints: ["2f9c0d8e7b6a59483726150413f2e1d0cfbead9c"]),
    Expected(
      file: "certutil-verbose.txt", stores: ["Root", "Root"], serials: [serialA1, serialA2],
      subjects: [contoso, contoso], from: ["11/23/2026 7:34 PM", "11/23/2026 7:34 PM"],
      thumbprints: [rootA1, rootA2],
      policy: [false, true]),
    Expected(
      file: "certutil-seconds.txt", stores: ["Root"], serials: [serialA1], subjects: [contoso],
      from: ["11/23/2026 19:34:26"], thumbprints: [rootA1]),
    Expected(
      file: "certutil-gmt-seconds.txt", stores: ["Root"], serials: [serialA1], subjects: [contoso],
      from: ["11/23/2026 6:34:26 PM GMT"], thumbprints: [rootA1]),
    Expected(
      file: "certutil-list-first.txt", stores: ["CA"], serials: [serialA1], subjects: [contoso],
      from: ["11/23/2026 7:34 PM"], thumbprints: [rootA1]),
  ]

  @Test("reads every language, version and encoding", arguments: files.indices)
  func everyFile(_ index: Int) throws {
    let expected = Self.files[index]
    let bytes = try TextSamples.bytes(expected.file)
    #expect(CertutilListing.looksLike(bytes))
    #expect(!EventReading.looksLike(bytes))
    let listing = try CertutilListing(bytes)
    let entries = listing.entries
    #expect(entries.map(\.store) == expected.stores)
    #expect(entries.map { Hexadecimal.text($0.serial.bytes) } == expected.serials)
    #expect(entries.map(\.subject.rfc4514) == expected.subjects)
    #expect(entries.map(\.validFrom.text) == expected.from)
    #expect(entries.map { $0.thumbprint?.description } == expected.thumbprints)
    #expect(entries.map(\.subject.isUncertain) == expected.isUncertain ?? entries.map { _ in false })
    #expect(entries.map(\.isGroupPolicy) == expected.policy ?? entries.map { _ in nil })
    let lists: [CertutilListing.Remark] =
      expected.file == "certutil-list-first.txt" ? [.passedOver(label: "CRL", index: 0, line: 2)] : []
    #expect(listing.remarks == lists)
  }

  @Test("knows the issuer, the store and the place of a copy")
  func places() throws {
    let german = try TextSamples.listing("certutil-german-utf8.txt").entries[0]
    #expect(german.issuer.rfc4514 == "CN=Größte Wurzel,O=Contoso GmbH,C=DE")
    #expect(german.validTo == "31.12.2035 23:59")
    #expect(german.logicalStore == .intermediate)
    #expect(german.line == 2)
    let newer = try TextSamples.listing("certutil-english-newer.txt")
    #expect(newer.store == nil)
    #expect(newer.entries.map(\.logicalStore) == [.trustedRoot, .trustedRoot])
    #expect(newer.entries.map(\.physicalStore) == [.unknown, .authRoot])
    let verbose = try TextSamples.listing("certutil-verbose.txt")
    #expect(verbose.store == "Root")
    #expect(verbose.entries.map(\.physicalStore) == [.unknown, .groupPolicy])
    #expect(verbose.entries.map(\.index) == [0, 1])
  }

  @Test("says which blocks could not be read, and where, and reads the others")
  func damaged() throws {
    let listing = try TextSamples.listing("certutil-damaged.txt")
    #expect(listing.entries.map(\.index) == [1])
    #expect(
      listing.remarks == [
        .unreadable(index: 0, line: 2, reason: .noSerial(line: 3)),
        .unreadable(index: 2, line: 24, reason: .noSubject(line: 29)),
        .unreadable(index: 3, line: 35, reason: .badName(line: 37, reason: .empty)),
        .noEnd(line: 38),
      ])
  }

  @Test("refuses what is no listing")
  func refusals() {
    for text in [
      "", "Root\r\n", "=== Chapter 1 ===\r\nSerial Number: 00", "==== 5 ====", "======== x y ========",
    ] {
      #expect(throws: CertutilListing.Refusal.noBlocks) { try CertutilListing(Array(text.utf8)) }
      #expect(!CertutilListing.looksLike(Array(text.utf8)))
    }
  }

  static let blocks: [(bytes: [UInt8], reason: CertutilListing.Damage)] = [
    (TextSamples.listing(serial: "Serial Number:"), .noSerial(line: 3)),
    (TextSamples.listing(serial: "Serial Number: 0x05"), .noSerial(line: 3)),
    (TextSamples.listing(serial: "A: 0501\r\nB: 0502"), .twoSerials(line: 4)),
    (
      TextSamples.listing(serial: "A: \(String(repeating: "00", count: 22))"),
      .badSerial(line: 3, reason: .tooLong(octets: 22))
    ),
    (TextSamples.listing(issuer: "Issuer: Contoso", subject: "Subject: Contoso"), .noIssuer(line: 8)),
    (TextSamples.listing(issuer: "Issuer: Contoso"), .noDates(line: 8)),
    (
      TextSamples.listing(issuer: "Issuer: POBox=1, CN=a"),
      .badName(line: 4, reason: .unknownAttribute("POBox"))
    ),
    (TextSamples.listing(issuer: "Issuer: CN=\"a, O=b"), .badName(line: 4, reason: .openQuote)),
    (TextSamples.listing(dates: [TextSamples.from]), .noDates(line: 5)),
    (TextSamples.listing(dates: [TextSamples.from, "", "x", TextSamples.to]), .noDates(line: 5)),
    (TextSamples.listing(dates: []), .noDates(line: 5)),
    (TextSamples.listing(hash: ""), .cut(line: 7)),
    (TextSamples.listing(subject: "Subject: EMPTY"), .noSubject(line: 7)),
    (TextSamples.listing(subject: "Subject:\r\nNon-root Certificate"), .noSubject(line: 7)),
    (TextSamples.listing(subject: "Subject: CN=\(String(repeating: "a", count: 9000))"), .longLine(line: 7)),
  ]

  @Test("has a reason and a line for everything that can be missing", arguments: blocks.indices)
  func reasons(_ index: Int) throws {
    let listing = try CertutilListing(Self.blocks[index].bytes)
    #expect(listing.entries.isEmpty)
    #expect(listing.remarks == [.unreadable(index: 0, line: 2, reason: Self.blocks[index].reason)])
  }

  static let names: [(line: String, rfc4514: String)] = [
    ("CN=a", "CN=a"),
    ("OU=VeriSign, Inc., O=x, C=US", "OU=VeriSign\\, Inc.,O=x,C=US"),
    ("O=\"VeriSign, Inc.\",C=US", "O=VeriSign\\, Inc.,C=US"),
    (
      "E=pki@contoso.com, S=Bayern, DC=corp, DC=local",
      "emailAddress=pki@contoso.com,ST=Bayern,DC=corp,DC=local"
    ),
    ("CN=a + SERIALNUMBER=7, C=DE", "CN=a+serialNumber=7,C=DE"),
    ("OID.2.5.4.97=VATDE-1, CN=a+b", "2.5.4.97=VATDE-1,CN=a\\+b"),
    ("CN=\"\"\"Q\"\" a=b\", O=CORP\\x", "CN=\\\"Q\\\" a=b,O=CORP\\\\x"),
    ("OU=\"\", CN=a", "OU=,CN=a"),
  ]

  @Test("splits names by certutil's own rules of quoting", arguments: names.indices)
  func quoting(_ index: Int) throws {
    let (line, rfc4514) = Self.names[index]
    let entry = try #require(CertutilListing(TextSamples.listing(subject: "Subject: \(line)")).entries.first)
    #expect(entry.subject.rfc4514 == rfc4514)
  }

  @Test("takes lines of a long name as they stand, quotes or not")
  func longNames() throws {
    let lines = [
      "Subject:", "    CN=a \"b\" c", "    OU=\"x, y\"", "    O=Contoso, Ltd.", "    Name Hash(sha1): 00",
    ]
    let entry = try #require(
      CertutilListing(TextSamples.listing(subject: lines.joined(separator: "\r\n"))).entries.first)
    #expect(entry.subject.detailLines == ["CN = a \"b\" c", "OU = x, y", "O = Contoso, Ltd."])
  }

  @Test("passes nesting over, and believes neither of two hashes that differ")
  func oddities() throws {
    let nested = "======== Begin Nesting Level 1 ========\r\nElement 0:\r\nSerial Number: 05"
    let entry = try #require(CertutilListing(TextSamples.listing(serial: nested)).entries.first)
    #expect(entry.index == 0)
    let hash = "Cert Hash(sha1): \(TextSamples.hash)\r\n  CERT_SHA1_HASH_PROP_ID(3):\r\n    "
    let same = try CertutilListing(TextSamples.listing(hash: hash + TextSamples.hash))
    #expect(same.entries.first?.thumbprint?.description == TextSamples.hash)
    let other = try CertutilListing(TextSamples.listing(hash: hash + String(TextSamples.hash.reversed())))
    #expect(other.entries.map(\.thumbprint) == [nil])
    #expect(other.remarks == [.hashesDiffer(index: 0, line: 2)])
  }
}
