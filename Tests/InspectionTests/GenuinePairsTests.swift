// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Foundation
import Stores
import TestFiles
import Testing
import X509

/// The decision table on certificates of one name that authorities really made: what each is, and what has to be said
/// before it may be removed. Where each certificate was published: Tests/Samples/genuine/README.md.
///
/// What is expected is the table's word (facts on re-keyed authorities § 6; the pairs and their evidence § 7), not the
/// program's. Certificates go by the first eight digits of their SHA-1.
@Suite("The decision table on genuine pairs")
struct GenuinePairsTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let authority: String
    let noted: String
    /// The certificates above the noted one that are noted as well, from below upwards.
    let above: [String]
    let other: String
    let store: Store
    /// What else lies in the stores.
    let beside: [String]
    /// The day on which is asked.
    let day: String
    let verdict: Verdict
    let gate: Gate
    let isProved: Bool
    let evidence: Set<Evidence>

    init(
      _ authority: String, noted: String, above: [String] = [], other: String, in store: Store,
      beside: [String] = [], on day: String = "2026-11-29", _ verdict: Verdict, _ gate: Gate,
      proved: Bool = false, _ evidence: Set<Evidence> = []
    ) {
      (self.authority, self.noted, self.above, self.other) = (authority, noted, above, other)
      (self.store, self.beside, self.day) = (store, beside, day)
      (self.verdict, self.gate, isProved, self.evidence) = (verdict, gate, proved, evidence)
    }

    var testDescription: String {
      "\(authority): \(noted), and \(other) in \(store.rawValue) on \(day)"
        + (above + beside).map { " +\($0)" }.joined()
    }
  }

  // MARK: - The certificates

  /// By the first eight digits of their SHA-1.
  private static let certificates = Result {
    let files = Samples.names(in: "genuine").filter { $0.hasSuffix(".cer") }
    let all = try files.flatMap { try CertificateReader.read(Samples.bytes($0, in: "genuine")) }
    return Dictionary(uniqueKeysWithValues: all.map { (name(of: $0), $0) })
  }

  private static func name(of certificate: Certificate) -> String {
    certificate.thumbprint.bytes.prefix(4).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }

  private static func facts(_ name: String) throws -> CertificateFacts {
    CertificateFacts(try #require(certificates.get()[name], "Tests/Samples/genuine lacks \(name)"))
  }

  private struct Case {
    let entry: CertificateFacts
    let path: [PathCertificate]
    let hand: Hand
    let now: Instant

    init(_ row: Row) throws {
      entry = try facts(row.other)
      path = try ([row.noted] + row.above).map { name in
        let facts = try facts(name)
        return PathCertificate(facts, role: facts.subject.isSame(as: facts.issuer) ? .root : .intermediate)
      }
      hand = try Hand(path.map(\.facts) + [entry] + row.beside.map(facts), signatures: .libcrypto)
      now = try #require(Instant(iso8601: row.day + "T00:00:00Z"))
    }

    func gate(_ judgement: Judgement) throws -> Gate {
      let certificate = try #require(entry.certificate)
      return judgement.gate(
        Period(certificate, at: now), noted: Period(path[0].facts.certificate, at: now),
        hasDependants: hand.mayHaveDependants(certificate, at: now))
    }

    func judgement(of entry: CertificateFacts, in store: Store) -> Judgement {
      Judgement(entry, in: store, of: path, hand: hand, offsetMinutes: 0)
    }
  }

  // MARK: - What is asked

  @Test("says of each what the table says", arguments: rows)
  func verdict(_ row: Row) throws {
    let one = try Case(row)
    let judgement = one.judgement(of: one.entry, in: row.store)
    let gate = try one.gate(judgement)
    #expect(judgement.verdict == row.verdict)
    #expect(Set(judgement.evidence) == row.evidence)
    #expect(judgement.isProved == row.isProved)
    #expect(gate == row.gate)
  }

  @Test("never offers the noted certificate itself", arguments: rows)
  func noted(_ row: Row) throws {
    let one = try Case(row)
    for noted in one.path {
      let judgement = one.judgement(of: noted.facts, in: noted.role.store)
      #expect(judgement.verdict == .matched)
      #expect(try one.gate(judgement) == .never)
    }
  }

  /// Without its key a renewal looks as a mismatch does (row 14); with it, the same four attributes are row 3 or 7.
  @Test(
    "does not call typed attributes a mismatch",
    arguments: [
      ("71a1fc1a", "63c28178"), ("63c28178", "71a1fc1a"), ("36056a56", "2aa752fe"), ("2aa752fe", "36056a56"),
    ])
  func typed(noted: String, other: String) throws {
    let genuine = try Self.facts(other)
    let typed = CertificateFacts(
      subject: genuine.subject, issuer: genuine.issuer, serial: genuine.serial, validFrom: genuine.validFrom)
    let path = [PathCertificate(try Self.facts(noted), role: .intermediate)]
    let hand = Hand(path.map(\.facts), signatures: .libcrypto)
    let judgement = Judgement(typed, in: .intermediate, of: path, hand: hand, offsetMinutes: 0)
    #expect(judgement.verdict == .undecided)
    #expect(judgement.evidence == [])
    #expect(judgement.gate(.unknown, noted: .valid, hasDependants: false) == .ask)
  }

  /// A required root is none of the path's here (row 2).
  @Test("keeps Microsoft's root under Microsoft's own authority")
  func required() throws {
    let path = [PathCertificate(try Self.facts("36056a56"), role: .intermediate)]
    let root = try Self.facts("3b1efd3a")
    let hand = Hand(path.map(\.facts) + [root], signatures: .libcrypto)
    let judgement = Judgement(root, in: .trustedRoot, of: path, hand: hand, offsetMinutes: 0)
    #expect(judgement.verdict == .required)
    #expect(judgement.gate(.valid, noted: .valid, hasDependants: true) == .never)
  }
}
