// SPDX-License-Identifier: GPL-3.0-or-later

import FactCoding
import Facts
import TestCertificates
import Testing

@testable import JSON
@testable import Journal
@testable import Procedure

/// What a file lists without the certificates themselves.
@Suite("Listed facts as lines")
struct ListedTests {
  private typealias Attribute = DistinguishedName.Attribute

  private static let organization = Attribute(
    type: .organization, typed: #"Fabrikam "North", Inc. + \ Partners"#)
  private static let commonName = Attribute(type: .commonName, typed: " Autorité\tracine ")

  static let certain = facts(
    DistinguishedName(typed: [[organization], [commonName]]),
    issuer: DistinguishedName(typed: [
      [organization, Attribute(type: AttributeType(oid: [0x2B, 0x06, 0x01, 0x84, 0x37]), typed: "")],
      [commonName],
    ]),
    serial: [0, 0, 0x9F], "11/23/2026 19:34:26", Thumbprint(bytes: Array(0..<20)))

  static let uncertain = facts(
    DistinguishedName(typed: [[Attribute(type: .commonName, typed: "Autorit?")]], isUncertain: true),
    issuer: DistinguishedName(typed: [[Attribute(type: .commonName, typed: "a")]]), serial: [0],
    "23 novembre 2026 — 19:34", nil)

  private static func facts(
    _ subject: DistinguishedName, issuer: DistinguishedName, serial: [UInt8], _ validFrom: String,
    _ thumbprint: Thumbprint?
  ) -> CertificateFacts {
    guard let serial = SerialNumber(content: serial) else {
      preconditionFailure("a serial number has octets")
    }
    return CertificateFacts(
      subject: subject, issuer: issuer, serial: serial, validFrom: .written(WrittenDate(validFrom)),
      thumbprint: thumbprint)
  }

  private static let rows = [certain, uncertain].map {
    ListedEntry(certificate: $0, physical: .unknown, source: .file("root.txt"))
  }

  @Test("a certificate with dates and extensions that cannot be read comes back whole")
  func unreadableParts() throws {
    let damaged = Contoso.strayRoot.with { ($0.notBefore, $0.notAfter) = ("never", "20170607") }.facts
    #expect(damaged.certificate?.unreadableParts == [.notBefore, .notAfter])
    let row = ListedEntry(certificate: damaged, physical: .registry, source: .file("root.reg"))
    let back = try #require(ListedEntry(encoded: JSONReader.read(Array(row.encoded.compact.utf8)[...])))
    #expect(back == row)
    #expect(back.certificate.certificate?.der == damaged.certificate?.der)
    #expect(back.certificate.validFrom == .unreadable)
  }

  @Test("come back with everything that is judged", arguments: rows)
  func roundTrip(row: ListedEntry) throws {
    let text = row.encoded.compact
    let back = try #require(ListedEntry(encoded: JSONReader.read(Array(text.utf8)[...])))
    #expect(back == row)
    #expect(back.encoded.compact == text)
    // What equality passes over.
    let (one, other) = (row.certificate, back.certificate)
    #expect(other.certificate == nil)
    #expect(one.serial.bytes == other.serial.bytes)
    for (one, other) in [(one.subject, other.subject), (one.issuer, other.issuer)] {
      #expect(other.isTyped)
      #expect(one.isUncertain == other.isUncertain)
      #expect(one.relativeNames == other.relativeNames)
    }
    for offset in [nil, 60] as [Int?] {
      #expect(Comparison(one, other, offsetMinutes: offset) == Comparison(one, one, offsetMinutes: offset))
    }
  }

  @Test("give the fold of a session the same findings")
  func fold() throws {
    let answer = Answer.listed(Self.rows)
    let record = Record(sequence: 2, at: Contoso.now, event: .answered(key: "root.8@0", answer))
    let line = JournalLine.encode(record, previous: JournalLine.firstPrevious)
    let decoded = try JournalLine.decode(line.bytes.dropLast(), previous: JournalLine.firstPrevious).get()
    #expect(decoded.record == record)
  }

  private static let sound =
    #"{"listed":{"subject":{"attributes":[[["CN","a"]]],"uncertain":false},"#
    + #""issuer":{"attributes":[[["C","US"]],[["CN","b"],["2.5.4.97","c"]]],"uncertain":true},"#
    + #""serial":"00e1","validFrom":"1/2/2020 10:00","thumbprint":null},"physical":"unknown","source":"file:x"}"#

  static let strange: [(what: String, instead: String)] = [
    (#""serial":"00e1""#, #""serial":"00e""#), (#""serial":"00e1""#, #""serial":"""#),
    (#""serial":"00e1""#, #""serial":"zz""#), (#""serial":"00e1""#, #""serial":225"#),
    (#""serial":"00e1","#, ""),
    (#""1/2/2020 10:00""#, #""soon""#), (#""1/2/2020 10:00""#, #""""#), (#""1/2/2020 10:00""#, "null"),
    (#""1/2/2020 10:00""#, #"" 1/2/2020 10:00""#),
    (#""thumbprint":null"#, #""thumbprint":"0102""#), (#""thumbprint":null"#, #""thumbprint":"""#),
    (#""thumbprint":null"#, #""thumbprint":false"#), (#","thumbprint":null"#, ""),
    (#""uncertain":false"#, #""uncertain":"no""#), (#","uncertain":true"#, ""),
    (#"[[["CN","a"]]]"#, "[]"), (#"[[["CN","a"]]]"#, "[[]]"), (#"[[["CN","a"]]]"#, #"["CN=a"]"#),
    (#"[[["CN","a"]]]"#, "null"), (#"["CN","a"]"#, #"["CN"]"#), (#"["CN","a"]"#, #"["CN","a","b"]"#),
    (#"["CN","a"]"#, #"["XX","a"]"#), (#"["CN","a"]"#, #"["CN",1]"#), (#"["CN","a"]"#, #"["9.9","a"]"#),
    (#""physical":"unknown""#, #""physical":"attic""#),
    (#""physical":"unknown""#, #""physical":"unknown","der":"30""#),
    (#""source":"file:x""#, #""source":"hearsay""#), (#""listed":{"#, #""listing":{"#),
  ]

  @Test("are refused when anything about them is strange", arguments: strange.indices)
  func refuses(index: Int) throws {
    let (what, instead) = Self.strange[index]
    #expect(Self.sound.contains(what))
    let text = Self.sound.replacing(what, with: instead, maxReplacements: 1)
    #expect(ListedEntry(encoded: try JSONReader.read(Array(text.utf8)[...])) == nil)
  }

  @Test("are taken when nothing is")
  func takes() throws {
    let row = try #require(ListedEntry(encoded: JSONReader.read(Array(Self.sound.utf8)[...])))
    #expect(row.certificate.issuer.isUncertain)
    #expect(!row.certificate.subject.isUncertain)
    #expect(row.certificate.issuer.rfc4514 == "CN=b+2.5.4.97=c,C=US")
    #expect(row.certificate.serial.bytes == [0, 0xE1])
  }
}
