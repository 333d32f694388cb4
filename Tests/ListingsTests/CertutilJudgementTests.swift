// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Listings
import Stores
import TestCertificates
import TestFiles
import Testing

/// What a listing may decide, and what it may not.
@Suite struct CertutilJudgementTests {
  private func verdicts(_ name: String, offsetMinutes: Int?) throws -> [Verdict] {
    let noted = try CertificateFacts(Samples.certificate("rootA1.cer"))
    return try TextSamples.listing(name).entries.map { entry in
      Judgement(
        entry.facts, in: .trustedRoot, against: [noted],
        offsetMinutes: offsetMinutes
      ).verdict
    }
  }

  static let cases: [(file: String, offset: Int?, verdicts: [Verdict])] = [
    ("certutil-english-2008r2.txt", 60, [.matched, .partial, .required, .unrelated]),
    ("certutil-english-2008r2.txt", 120, [.matched, .partial, .required, .unrelated]),
    // The thumbprint says which it is, whatever the zone.
    ("certutil-english-2008r2.txt", nil, [.matched, .partial, .required, .unrelated]),
    ("certutil-seconds.txt", 60, [.matched]),
    ("certutil-seconds.txt", 330, [.matched]),
    ("certutil-gmt-seconds.txt", nil, [.matched]),
    ("certutil-gmt-seconds.txt", 330, [.matched]),
    ("certutil-verbose.txt", 60, [.matched, .partial]),
  ]

  @Test("judges a listing against the certificate itself", arguments: cases.indices)
  func listing(_ index: Int) throws {
    let row = Self.cases[index]
    #expect(try verdicts(row.file, offsetMinutes: row.offset) == row.verdicts)
  }

  static let dates: [(written: String, offset: Int?, expected: ValidFromRelation)] = [
    ("11/23/2026 6:34 PM GMT", 330, .same),
    ("11/23/2026 6:34 PM GMT", nil, .same),
    ("11/23/2026 6:34 PM 26.000s GMT", nil, .same),
    ("11/23/2026 6:34 PM 27.000s GMT", nil, .different),
    ("11/23/2026 6:34 PM", nil, .unclear),
    ("11/23/2026 6:34 PM", 0, .same),
    ("23.11.2026 19:34 26.000s", 60, .same),
    ("23.11.2026 19:34 27.000s", 60, .different),
    ("23.11.2026 19:34 5.000s", 60, .different),
  ]

  @Test("knows a date of Greenwich and puts seconds where they belong", arguments: dates.indices)
  func greenwich(_ index: Int) throws {
    let row = Self.dates[index]
    let entry = try #require(
      CertutilListing(TextSamples.listing(dates: ["x: \(row.written)", TextSamples.to])).entries.first)
    let exact = try Samples.certificate("rootA1.cer").validFrom
    #expect(ValidFromRelation(entry.facts.validFrom, exact, offsetMinutes: row.offset) == row.expected)
  }

  /// The same attributes in UTF-8, and as a console wrote them.
  private func entry(_ subject: [UInt8], serial: String = "05", hash: String = TextSamples.hash) throws
    -> CertificateFacts
  {
    let mark = Array("NAME".utf8)
    let text = TextSamples.listing(
      serial: "Serial: \(serial)", issuer: "Issuer: CN=NAME", subject: "Subject: CN=NAME",
      hash: hash.isEmpty ? "Hash(sha1):" : "Hash(sha1): \(hash)")
    var bytes: [UInt8] = []
    var index = 0
    while index < text.count {
      if text[index...].starts(with: mark) {
        bytes += subject
        index += mark.count
      } else {
        bytes.append(text[index])
        index += 1
      }
    }
    return try #require(CertutilListing(bytes).entries.first).facts
  }

  private func noted(_ name: String, serial: [UInt8] = [5], hash: String? = TextSamples.hash) throws
    -> CertificateFacts
  {
    let name = DistinguishedName(typed: [[.init(type: .commonName, typed: name)]])
    return CertificateFacts(
      subject: name, issuer: name, serial: try #require(SerialNumber(content: serial)),
      validFrom: .written(WrittenDate("1/13/2009 12:05 AM")),
      thumbprint: hash.flatMap { Thumbprint(pasted: $0) })
  }

  @Test("never lets an uncertain name decide: neither different, nor a reason to delete")
  func uncertain() throws {
    // “Autorité” in code page 850, in 1252, with what a console writes for letters it does not have.
    let spellings: [[UInt8]] = [
      Array("Autorit".utf8) + [0x82], Array("Autorit".utf8) + [0xE9], Array("Autorit?".utf8),
      Array("Autorit\u{FFFD}".utf8), Array("Autorit\u{FFFD}\u{FFFD}".utf8),
    ]
    for spelling in spellings {
      func verdict(_ entry: CertificateFacts, _ noted: CertificateFacts) -> Verdict {
        Judgement(entry, in: .trustedRoot, against: [noted], offsetMinutes: nil).verdict
      }
      let same = try entry(spelling)
      #expect(same.subject.isUncertain)
      #expect(same.subject.isSame(as: try noted("Autorité").subject))
      #expect(try verdict(same, noted("Autorité")) == .matched)
      #expect(Judgement.isCandidate(same, for: try noted("Autorité"), role: .root))
      // Without a hash nothing shows that it is the noted certificate.
      #expect(try verdict(entry(spelling, hash: ""), noted("Autorité")) == .partial)
      #expect(try verdict(same, noted("Autorité", hash: nil)) == .partial)
      // Another serial number and another date: a certain name would leave it undecided.
      var other = try noted("Autorité", serial: [0x77, 0x66])
      other = CertificateFacts(
        subject: other.subject, issuer: other.issuer, serial: other.serial,
        validFrom: .written(WrittenDate("1/14/2011 12:05 AM")))
      #expect(verdict(same, other) == .partial)
      #expect(verdict(try entry(Array("Autorité".utf8)), other) == .undecided)
      // ASCII letters are certain.
      #expect(try verdict(entry(spelling, hash: ""), noted("Autorite")) == .unrelated)
      #expect(try verdict(entry(spelling, hash: ""), noted("Autorités")) == .unrelated)
    }
  }
}
