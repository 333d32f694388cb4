// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Inspection
import Stores
import TestAuthorities
import Testing
import X509

/// Roots that exist, as the system's bundle carries them.
@Suite("Roots that exist", .enabled(if: Bundle.isThere, "no ca-certificates here"))
struct RealRootTests {
  @Test("takes the two roots of Firmaprofesional for one authority that was renewed")
  func firmaprofesional() throws {
    let pair = try Bundle.named("Autoridad de Certificacion Firmaprofesional CIF A62634068")
    guard pair.count == 2 else { try Bundle.lacks("two roots of Firmaprofesional") }
    for (noted, other) in [(pair[0], pair[1]), (pair[1], pair[0])] {
      let survey = try StoreInspection.of(noted, in: Bundle.certificates)
      #expect(survey.entry(noted)?.verdict == .matched)
      #expect(survey.entry(other)?.verdict == .renewed)
      #expect(survey.entry(other)?.impact == [])
      #expect(survey.outcomes == [.duplicates])
      #expect(survey.unrelatedCount == (try Bundle.certificates.count) - 2)
    }
    // As the path of one server both are noted, and neither is the other's duplicate.
    let both = try StoreInspection(
      path: CertificationPath(from: pair), handed: .root(pair), coverage: .whole, now: Authority.now)
    #expect(both.entries.map(\.verdict) == [.matched, .matched])
    #expect(both.outcomes == [.listedOnce, .listedOnce])
  }

  @Test("keeps the authorities apart that are all displayed as GlobalSign")
  func globalSign() throws {
    let family = try Bundle.certificates.filter { $0.subject.simpleDisplayName == "GlobalSign" }
    guard family.count > 1 else { try Bundle.lacks("several roots displayed as GlobalSign") }
    for noted in family {
      let survey = try StoreInspection.of(noted, in: Bundle.certificates)
      for entry in survey.entries {
        let isFamily = try family.contains(#require(entry.handed.certificate))
        let verdict: Verdict =
          entry.handed.certificate == noted ? .matched : isFamily ? .otherCA : .unrelated
        #expect(entry.verdict == verdict, "\(entry.facts.issuedTo)")
      }
      #expect(survey.outcomes == [.listedOnce])
      #expect(survey.isClean)
    }
  }

  @Test("takes GTS Root R1 to R4 for four authorities, and does not offer a reissue that nobody signed")
  func googleTrustServices() throws {
    let family = try Bundle.named("GTS Root R")
    guard family.count == 4 else { try Bundle.lacks("GTS Root R1 to R4") }
    for noted in family {
      // The reissues of 2016's roots have another serial number beside the same name, key and dates.
      let reissue = try reissued(noted)
      let survey = try StoreInspection.of(noted, in: family + [reissue])
      for entry in survey.entries {
        let certificate = entry.handed.certificate
        #expect(
          entry.verdict == (certificate == noted ? .matched : certificate == reissue ? .link : .unrelated))
      }
      #expect(survey.outcomes == [.duplicates])
    }
  }

  /// The same certificate under another serial number of as many octets; nothing here verifies its signature.
  private func reissued(_ certificate: Certificate) throws -> Certificate {
    let serial = certificate.serial.bytes
    let place = try #require(certificate.der.indices.first { certificate.der[$0...].starts(with: serial) })
    var der = certificate.der
    der[place + serial.count - 1] ^= 0x55
    return try Certificate(der: der)
  }

  @Test("judges roots with the serial number 0 by their names")
  func serialZero() throws {
    let zeros = try Bundle.certificates.filter { $0.serial.bytes == [0] }
    guard zeros.count > 1 else { try Bundle.lacks("two roots with the serial number 0") }
    for noted in zeros {
      #expect(noted.serial.hexadecimal == "00")
      let survey = try StoreInspection.of(noted, in: zeros)
      #expect(survey.entry(noted)?.verdict == .matched)
      #expect(survey.entries.count { $0.verdict == .unrelated } == zeros.count - 1)
    }
  }

  @Test("displays names without a common name by their unit, and judges them")
  func unitsOnly() throws {
    let named = try Bundle.certificates.filter { certificate in
      !certificate.subject.relativeNames.joined().contains { $0.type == .commonName }
    }
    guard !named.isEmpty else { try Bundle.lacks("a root without a common name") }
    for noted in named {
      let units = noted.subject.relativeNames.joined().filter { $0.type == .organizationalUnit }
      #expect(noted.subject.simpleDisplayName == units.last?.value)
      let survey = try StoreInspection.of(noted, in: Bundle.certificates)
      #expect(survey.entry(noted)?.verdict == .matched)
      #expect(survey.outcomes == [.listedOnce])
    }
  }

  @Test("finds every root of the bundle once, self-signed, and with its name's own trace")
  func traces() throws {
    let bundle = try Bundle.certificates
    let names = bundle.map(\.subject)
    let traces = bundle.map { NameTrace.of($0.subjectDER) }
    for one in names.indices {
      for other in names.indices where other > one && names[one].isSame(as: names[other]) {
        #expect(traces[one] == traces[other], "\(names[one].rfc4514)")
      }
    }
    let survey = try StoreInspection.of(bundle[0], in: bundle)
    #expect(survey.certificates(.nonSelfSignedInRoot) == nil)
    #expect(survey.certificates(.sameCertificateTwice) == nil)
    let verifier = SignatureVerifier()
    for certificate in bundle {
      #expect(verifier.verify(certificate, by: certificate) == .valid, "\(certificate)")
    }
  }
}
