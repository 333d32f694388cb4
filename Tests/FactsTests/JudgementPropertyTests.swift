// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import TestCertificates
import Testing

/// What holds for every combination of names, serial numbers, dates, keys and sources.
@Suite("Judgement, every combination")
struct JudgementPropertyTests {
  static let certificates: [TestCertificate] = {
    let names: [(TestName, TestName)] = [
      (.contoso("Contoso Root CA"), .contoso("Contoso Root CA")),
      (.contoso("CONTOSO root CA", form: .bmp), .contoso("Contoso Root CA", form: .printable)),
      (.contoso("Contoso Issuing CA 1"), .contoso("Contoso Root CA")),
      (
        TestName(.init("O", "Fabrikam"), .init("CN", "Contoso Root CA")),
        TestName(.init("O", "Fabrikam"), .init("CN", "Contoso Root CA"))
      ),
      (.contoso("Microsoft Root Authority"), .contoso("Microsoft Root Authority")),
    ]
    let serials: [[UInt8]] = [
      [0x61, 0x0F, 0x2A, 0x07], [0x07, 0x2A, 0x0F, 0x61], [0x72, 0x3B, 0x11, 0x09, 0x01],
    ]
    let dates = ["110301100000Z", "110301110000Z", "050615080000Z"]
    let keys: [[UInt8]] = [[1, 2, 3], [4, 5, 6]]
    return names.flatMap { subject, issuer in
      serials.flatMap { serial in
        dates.flatMap { date in
          keys.map { key in
            TestCertificate.plain.with {
              ($0.subject, $0.issuer) = (subject, issuer)
              ($0.serial, $0.notBefore, $0.key) = (serial, date, key)
            }
          }
        }
      }
    }
  }()

  /// The same certificate as every source tells of it.
  static func tellings(_ certificate: TestCertificate) -> [CertificateFacts] {
    [certificate.facts, certificate.typed, certificate.typed(withThumbprint: true)]
  }

  static let told: [[CertificateFacts]] = certificates.map(tellings)
  /// One serial number, one key and two dates are enough on the other side.
  static let notedTold = told.indices
    .filter { $0 % 2 == 0 && $0 / 2 % 3 != 1 && $0 / 6 % 3 == 0 }.map { told[$0] }

  @Test("an entry equal to a noted certificate is never removable", arguments: Store.allCases)
  func equalIsKept(_ store: Store) {
    for (index, entry) in Self.told.enumerated() {
      for facts in entry {
        for noted in entry {
          // Others noted beside it change nothing.
          let others = [
            Self.told[(index + 7) % Self.told.count][0], Self.told[(index + 31) % Self.told.count][1],
          ]
          for list in [[noted], others + [noted], [noted] + others] {
            let judgement = Judgement(facts, in: store, against: list, offsetMinutes: 0)
            if judgement.verdict != .matched { Issue.record("\(judgement.verdict): \(facts) in \(list)") }
          }
        }
      }
    }
  }

  @Test(
    "mismatched, undecided and renewed mean exactly what they say", arguments: Store.allCases,
    [nil, 0] as [Int?])
  func removable(_ store: Store, _ offset: Int?) {
    var seen: Set<Verdict> = []
    for entry in Self.told {
      for noted in Self.told {
        for facts in entry {
          for other in noted {
            let judgement = Judgement(facts, in: store, against: [other], offsetMinutes: offset)
            seen.insert(judgement.verdict)
            guard judgement.verdict.allowsRemoval else { continue }
            let comparison = judgement.comparison
            let isSound =
              facts.subject.isSame(as: other.subject) && facts.issuer.isSame(as: other.issuer)
              && facts.serial != other.serial && comparison?.certificate != .same
              && !(store == .trustedRoot && RequiredRoot.includes(facts))
            let isLater =
              ValidFromRelation(facts.validFrom, other.validFrom, offsetMinutes: offset) == .different
            let isMismatch =
              judgement.verdict == .mismatched && isLater && comparison?.publicKey == .different
            let isUndecided =
              judgement.verdict == .undecided && isLater && comparison?.publicKey == .unknown
              && comparison?.serial.looksMisread == false
            let isRenewal = judgement.verdict == .renewed && comparison?.publicKey == .same
            // Nothing but evidence makes a generation, and here nothing is verified.
            if !isSound || !(isMismatch || isUndecided || isRenewal) {
              Issue.record("\(judgement.verdict): \(facts) against \(other)")
            }
          }
        }
      }
    }
    #expect(seen.isSuperset(of: [.matched, .mismatched, .undecided, .renewed, .partial, .otherCA]))
  }

  @Test("what is typed with less never allows more than the certificates themselves, but for a renewal")
  func lessKnown() {
    for entry in Self.told {
      for noted in Self.told.prefix(18) {
        let known = Judgement(entry[0], in: .trustedRoot, against: [noted[0]], offsetMinutes: 0).verdict
        let typed = Judgement(entry[1], in: .trustedRoot, against: [noted[1]], offsetMinutes: 0).verdict
        let isKept = known == .matched && typed != .matched
        let isLoose = typed == .mismatched && known != .mismatched && known != .renewed
        if isKept || isLoose {
          Issue.record("typed \(typed), known \(known): \(entry[1]) against \(noted[1])")
        }
      }
    }
  }

  @Test("another noted certificate never opens a removal that one forbids")
  func moreNoted() {
    let noted = Self.told.prefix(18).map { $0[0] }
    for entry in Self.told.prefix(18).flatMap({ $0 }) {
      func verdict(_ list: [CertificateFacts]) -> Verdict {
        Judgement(entry, in: .trustedRoot, against: list, offsetMinutes: 0).verdict
      }
      let alone = noted.map { verdict([$0]) }
      for first in noted.indices {
        for second in noted.indices where second > first {
          let both = verdict([noted[first], noted[second]])
          let isForbidden = [alone[first], alone[second]].contains { $0 == .matched || $0 == .partial }
          if both != verdict([noted[second], noted[first]]) || both.allowsRemoval && isForbidden {
            Issue.record("\(both), alone \(alone[first]) and \(alone[second])")
          }
        }
      }
    }
  }
}
