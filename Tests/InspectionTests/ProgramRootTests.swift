// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Inspection
import Stores
import TestFiles
import Testing
import X509

/// Roots that Microsoft and Mozilla gave out and that no bundle need carry: Tests/Samples/windows/README.md.
@Suite("Roots of Microsoft's and Mozilla's programs")
struct ProgramRootTests {
  private static func read(_ file: String) throws -> [Certificate] {
    try CertificateReader.read(Samples.bytes(file))
  }

  struct Pair: Sendable, CustomTestStringConvertible {
    let name: String
    let verdict: Verdict
    let isSameKey: Bool
    var testDescription: String { name }
  }

  static let pairs = [
    Pair(name: "AC RAIZ FNMT-RCM", verdict: .renewed, isSameKey: true),
    Pair(name: "AC Raíz Certicámara S.A.", verdict: .renewed, isSameKey: true),
    Pair(name: "GlobalSign", verdict: .renewed, isSameKey: true),
    Pair(name: "TWCA Root Certification Authority", verdict: .partial, isSameKey: false),
    // What an article's case looks like, and is none: both are the government's own.
    Pair(name: "Government Root Certification Authority", verdict: .mismatched, isSameKey: false),
  ]

  @Test("takes two roots of one full name for what their keys, numbers and dates say", arguments: pairs)
  func twins(_ pair: Pair) throws {
    let store = try Self.read("windows-update.sst")
    let both = store.filter { $0.subject.simpleDisplayName == pair.name }
    try #require(both.count == 2)
    #expect(both[0].subject == both[1].subject)
    #expect(both[0].publicKey.elementsEqual(both[1].publicKey) == pair.isSameKey)
    for (noted, other) in [(both[0], both[1]), (both[1], both[0])] {
      let survey = try StoreInspection.of(noted, in: store)
      #expect(survey.entry(noted)?.verdict == .matched)
      #expect(survey.entry(other)?.verdict == pair.verdict)
      #expect(survey.outcomes == [.duplicates])
      for entry in survey.entries where entry.facts.subject != noted.subject {
        #expect([.unrelated, .required].contains(entry.verdict), "\(entry.facts.issuedTo)")
      }
    }
  }

  @Test("keeps authorities apart that are displayed alike and all have the serial number 1")
  func displayedAlike() throws {
    let store = try Self.read("mozilla-2012.pem")
    #expect(store.allSatisfy { $0.serial.bytes == [1] })
    for noted in store {
      let survey = try StoreInspection.of(noted, in: store)
      for entry in survey.entries {
        let certificate = try #require(entry.handed.certificate)
        let isAlike = certificate.subject.simpleDisplayName == noted.subject.simpleDisplayName
        let verdict: Verdict = certificate == noted ? .matched : isAlike ? .otherCA : .unrelated
        #expect(entry.verdict == verdict, "\(entry.facts.subject.rfc4514)")
      }
      #expect(survey.outcomes == [.listedOnce])
    }
    let names = Dictionary(grouping: store, by: \.subject.simpleDisplayName).mapValues(\.count)
    #expect(names.values.sorted() == [2, 3])
  }

  @Test("keeps the octets of EC-ACC's negative serial number")
  func negativeSerial() throws {
    let store = try Self.read("windows-update.sst")
    let negative = try #require(store.first { $0.subject.simpleDisplayName == "EC-ACC" })
    #expect(negative.serial.hexadecimal == "ee2b3debd421de14a862ac04f3ddc401")
    let survey = try StoreInspection.of(negative, in: store)
    #expect(survey.entry(negative)?.verdict == .matched)
    #expect(survey.outcomes == [.listedOnce])
  }

  @Test("keeps Thawte Timestamping CA, with the serial number 0, because Windows needs it")
  func required() throws {
    let store = try Self.read("windows-update.sst")
    let required = try #require(store.first { $0.subject.simpleDisplayName == "Thawte Timestamping CA" })
    #expect(required.serial.bytes == [0])
    #expect(try StoreInspection.of(store[0], in: store).entry(required)?.verdict == .required)
  }

  @Test("accuses none of them of another's signature")
  func selfSigned() throws {
    for file in ["windows-update.sst", "mozilla-2012.pem"] {
      let store = try Self.read(file)
      let survey = try StoreInspection.of(store[0], in: store)
      #expect(survey.certificates(.nonSelfSignedInRoot) == nil, "\(file)")
      #expect(survey.certificates(.rootSignatureUnknown) == nil, "\(file)")
    }
  }
}
