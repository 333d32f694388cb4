// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Stores
import TestFiles
import Testing

@Suite struct SerializedStoreTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let file: String
    let thumbprints: [String]
    var friendlyNames: [Int: String] = [:]
    var remarks: [Remark] = []
    var testDescription: String { file }
  }

  static let cases = [
    Case(
      file: "windows-net-export.sst",
      thumbprints: [
        "71cb4e2b02738ad44f8b382c93bd17ba665f9914", "108e2ba23632620c427c570b6d9db51ac31387fe",
      ]),
    Case(
      file: "windows-net-serialized-cert.bin", thumbprints: ["71cb4e2b02738ad44f8b382c93bd17ba665f9914"]),
    Case(
      file: "duplicates.sst",
      thumbprints: [
        "2383c26b54890f1bfab78c6ff36aec71feecdd04", "c2bbf8d63fc371033575dfc270d48394616258df",
        "6c11a9aeba7310df92d3e59fd47b4c01f2def864", "72c448c0986a7ccb8a9ce1b88ad6622d1f4930e9",
        "cc099f0709670901b592e200394cb71511dffe43", "6d5f3e09568d201779bc7de3789a67b0cb6b3a7b",
        "3d1088495d84488ce02f9a3306c3a5704a0ba9ea", "dede3e2516b89ca170e807b9cbce1604846b647a",
        "f9ec262d8d79da8fb3d8363748d0ee0c5e151c1a",
      ],
      friendlyNames: [8: "Contoso freundlich \u{FFFD} R\u{FFFD}ot"], remarks: [.listsPassedOver(count: 1)]),
    Case(
      file: "windows-update.sst",
      thumbprints: [
        "f48b11bfdeabbe94542071e641de6bbe882b40b9", "ec503507b215c4956219e2a89a5b42992c4c2c20",
        "df646dcb7b0fd3a96aee88c64e2d676711ff9d5f", "cf9e876dd3ebfc422697a3b5a37aa076a9062348",
        "cba1c5f8b0e35eb8b94512d3f934a2e90610d336", "be36a4562fb2ee05dbb3d32323adf445084ed656",
        "b865130bedca38d27f69929420770bed86efbc10", "b091aa913847f313d727bcefc8179f086f3a8c0f",
        "6ba0b098e171ef5aadfe4815807710f4bd6f0b28", "6969562e4080f424a1e7199f14baf3ee58ab6abb",
        "5463283b6793ff55277cede39098e80422f912f7", "3bc6dce00307bd676041ebd85970c62f8fda5109",
        "28903a635b5280fae6774c0b6da7d6baa64af2e8", "24a40a1f573643a67f0a4b0749f6a22bf28abb6b",
      ],
      friendlyNames: [
        0: "TW Government Root Certification Authority", 1: "AC RAIZ FNMT-RCM",
        2: "TWCA Root Certification Authority 2", 3: "TWCA Root Certification Authority 1",
        4: "AC Raíz Certicámara S.A.", 5: "thawte", 6: "AC RAIZ FNMT-RCM",
        7: "TW Government Root Certification Authority 2", 8: "GlobalSign",
        9: "Google Trust Services - GlobalSign ECC Root CA - R4", 10: "AC Raíz Certicámara S.A.",
        11: "CCA India 2015", 12: "Agencia Catalana de Certificacio (NIF Q-0801176-I)", 13: "VeriSign",
      ]),
  ]

  @Test("reads genuine files", arguments: cases)
  func genuine(_ test: Case) throws {
    let contents = try CertificateReader.contents(of: Samples.bytes(test.file))
    #expect(contents.certificates.map(\.certificate.thumbprint.description) == test.thumbprints)
    for (index, found) in contents.certificates.enumerated() {
      #expect(found.friendlyName == test.friendlyNames[index])
      #expect((found.store, found.physical) == (nil, .unknown))
      #expect(!found.isArchived)
    }
    #expect(contents.remarks == test.remarks)
    #expect(contents.stores.isEmpty)
  }

  static let start: [UInt8] = [0, 0, 0, 0] + Array("CERT".utf8)
  static let end = [UInt8](repeating: 0, count: 12)

  @Test("keeps what belongs to a certificate apart from what belongs to its neighbours")
  func properties() throws {
    let one = try Samples.small()
    let other = try Samples.small()
    let name: [UInt8] = [0x41, 0, 0xDC, 0, 0, 0, 0x42, 0]
    let bytes =
      Self.start + Registry.record(11, name) + Registry.record(0xFFFF, [1, 2, 3]) + Registry.record(19, [])
      + Registry.record(32, one.der) + Registry.record(11, name) + Registry.record(33, [0x30, 0])
      + Registry.record(11, []) + Registry.record(34, []) + Registry.record(32, other.der) + Self.end
    let contents = try CertificateReader.contents(of: bytes)
    #expect(
      contents.certificates == [
        StoredCertificate(one, friendlyName: "AÜ", isArchived: true), StoredCertificate(other),
      ])
    #expect(contents.remarks == [.listsPassedOver(count: 2), .archived(count: 1)])
  }

  @Test("remarks on what is unusual and reads on")
  func remarks() throws {
    let certificate = try Samples.small()
    let record = Registry.record(32, certificate.der)
    let size = Self.start.count + record.count
    let cases: [([UInt8], [Remark])] = [
      (Self.start + record + Self.end, []),
      (Self.start + record, [.missingEnd(offset: size)]),
      (Self.start + record + [0, 0, 0, 0, 0], [.missingEnd(offset: size + 5)]),
      (Self.start + record + Self.end + [1, 2], [.bytesAfterEnd(offset: size + 12, count: 2)]),
      (
        Self.start + Registry.record(3, [1], encoding: 2)
          + Registry.record(32, certificate.der, encoding: 0x10001) + Self.end,
        [.otherEncodings(count: 2, offset: 8)]
      ),
      (record, []),
      (record + Self.end, []),
      (record + Self.end + [7], [.bytesAfterEnd(offset: record.count + 12, count: 1)]),
    ]
    for (bytes, remarks) in cases {
      let contents = try CertificateReader.contents(of: bytes)
      #expect(contents.certificates.map(\.certificate) == [certificate])
      #expect(contents.remarks == remarks)
    }
    #expect(try CertificateReader.contents(of: Self.start + Self.end) == FileContents(certificates: []))
  }

  @Test("says where a store is damaged, and believes no length")
  func damaged() throws {
    let der = try Samples.small().der
    let good = Registry.record(3, [1, 2])
    let cases: [([UInt8], FormatError)] = [
      (Array(Self.start.prefix(6)), .truncated(offset: 6, expected: nil)),
      (Self.start + good + [32, 0, 0, 0, 1], .truncated(offset: 22, expected: nil)),
      (
        Self.start + good + Registry.octets(32) + [1, 0, 0, 0, 9, 0, 0, 0, 1],
        .recordPastEnd(offset: 22, length: 9)
      ),
      (
        Self.start + Registry.octets(32) + [1, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF],
        .recordPastEnd(offset: 8, length: 0xFFFF_FFFF)
      ),
      (Self.start + [0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0], .badRecord(offset: 8)),
      (Self.start + Registry.record(0x1_0000, []), .badRecord(offset: 8)),
      (
        Registry.record(32, der + [0]), .badCertificate(offset: 12, reason: .trailingBytes(offset: der.count))
      ),
      (Registry.record(33, [0x30, 0]), .revocationList(offset: 0)),
      (good, .truncated(offset: good.count, expected: nil)),
    ]
    for (bytes, error) in cases {
      #expect(throws: error) { try CertificateReader.contents(of: bytes) }
    }
  }

  @Test("gives the certificates before a cut with a remark, or an error, at every byte")
  func cut() throws {
    let certificate = try Samples.small()
    let record = Registry.record(32, certificate.der)
    let bytes = Self.start + Registry.blob(certificate) + record + Self.end
    let whole = [Self.start.count: 0, bytes.count - Self.end.count: 2, bytes.count - 12 - record.count: 1]
    for count in bytes.indices {
      let contents = Result { try CertificateReader.contents(of: Array(bytes[..<count])) }
      switch contents {
      case .success(let contents):
        let isCut = contents.brokenAt != nil
        #expect(contents.remarks == (isCut ? [] : [.missingEnd(offset: count)]), "cut at \(count)")
        #expect(contents.certificates.count == 1 || !isCut, "cut at \(count)")
        #expect(whole[count] == nil || !isCut, "cut at \(count)")
        // Only a property, a part of the end mark or nothing has been cut off.
        if let expected = whole[count] { #expect(contents.certificates.count == expected) }
      case .failure(let error):
        #expect(error is FormatError)
        #expect(whole[count] == nil, "cut at \(count)")
      }
    }
  }
}
