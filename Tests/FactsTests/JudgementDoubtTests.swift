// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import TestCertificates
import Testing

/// What is doubtful never becomes a reason to delete.
@Suite("Judgement in doubt")
struct JudgementDoubtTests {
  static let root = JudgementTests.root
  static let stray = JudgementTests.stray

  struct Dated: Sendable, CustomTestStringConvertible {
    let noted: String
    let entry: String
    let offset: Int?
    let verdict: Verdict
    var testDescription: String { "\(entry) against \(noted)" }

    init(_ noted: String, _ entry: String, offset: Int? = nil, _ verdict: Verdict) {
      self.noted = noted
      self.entry = entry
      self.offset = offset
      self.verdict = verdict
    }
  }

  static func typed(_ certificate: TestCertificate, date: String) -> CertificateFacts {
    CertificateFacts(
      subject: certificate.subject.typed, issuer: certificate.issuer.typed,
      serial: certificate.facts.serial, validFrom: Typing.date(date))
  }

  /// Names equal, serial numbers different: only the dates are left to decide.
  static let dates: [Dated] = [
    Dated("3/1/2011 10:00 AM", "6/15/2005 8:00 AM", .undecided),
    Dated("Dienstag, 1. März 2011 11:00:00", "Mittwoch, 15. Juni 2005 10:00:00", .undecided),
    Dated("1 marca 2011 10:00", "15 czerwca 2005 08:00", .undecided),
    Dated("3/1/2011 10:00 AM", "3/1/2011 10:00 AM", .partial),
    Dated("3/1/2011 10:00 AM", "3/1/2011 11:00 AM", .partial),
    Dated("3/1/2011 10:00 AM", "3/1/2011 9:00 AM", .partial),
    Dated("3/1/2011 10:00 AM", "3/1/2011 12:00 PM", .undecided),
    Dated("3/1/2011 10:00 AM", "1/3/2011 10:00 AM", .partial),
    Dated("3/1/2011", "3/2/2011", .partial),
    Dated("Dienstag, 1. März 2011 11:00:00", "Dienstag, 1. Marz 2011 11:00:00", .partial),
    Dated("1 marca 2011 10:00", "1 Marca 2011 11:00", .partial),
    Dated("1 marca 2011 10:00", "2011-02-01 10:00", .partial),
    Dated("see mail", "not known", .partial),
    Dated("1/3/2011 10:00 SA", "1/3/2011 10:00 CH", .partial),
    Dated("31 April 2011", "1 May 2011", .partial),
  ]

  @Test("typed dates that are unclear or an hour apart never make a mismatch", arguments: dates)
  func typedDates(_ example: Dated) {
    let judgement = Judgement(
      Self.typed(Self.stray, date: example.entry), in: .trustedRoot,
      against: [Self.typed(Self.root, date: example.noted)], offsetMinutes: example.offset)
    #expect(judgement.verdict == example.verdict)
  }

  @Test("a name that may be another is neither matched nor a mismatch", arguments: Store.allCases)
  func uncertainName(store: Store) {
    let noted = Self.root.facts
    let name = DistinguishedName(typed: noted.subject.relativeNames, isUncertain: true)
    #expect(name.isSame(as: noted.subject))
    for (other, verdict) in [(Self.root.typed, Verdict.matched), (Self.stray.typed, .undecided)] {
      for isUncertain in [false, true] {
        let entry = CertificateFacts(
          subject: isUncertain ? name : other.subject, issuer: isUncertain ? name : other.issuer,
          serial: other.serial, validFrom: other.validFrom)
        let judgement = Judgement(entry, in: store, against: [noted], offsetMinutes: 0)
        #expect(judgement.verdict == (isUncertain ? .partial : verdict))
      }
    }
  }

  /// The noted certificate is known: 2011-03-01T10:00:00Z.
  static let againstKnown: [Dated] = [
    Dated("", "6/15/2005 8:00 AM", offset: 0, .undecided),
    Dated("", "6/15/2005 8:00 AM", offset: -480, .undecided),
    Dated("", "6/15/2005 8:00 AM", offset: nil, .partial),
    Dated("", "3/1/2011 2:00 AM", offset: -480, .partial),
    Dated("", "3/1/2011 3:00 AM", offset: -480, .partial),
    Dated("", "3/1/2011 3:30 PM", offset: 330, .partial),
    Dated("", "3/1/2011 3:30 PM", offset: 0, .undecided),
    Dated("", "1/3/2011 10:00 AM", offset: 0, .partial),
    Dated("", "01.03.11", offset: 0, .partial),
    Dated("", "26/03/1432", offset: 0, .partial),
    Dated("", "15 czerwca 2005 08:00", offset: 0, .partial),
    Dated("", "2005-06-15T08:00:00Z", offset: nil, .undecided),
  ]

  @Test("a typed date against a certificate needs a clock and a meaning", arguments: againstKnown)
  func knownDates(_ example: Dated) {
    let judgement = Judgement(
      Self.typed(Self.stray, date: example.entry), in: .trustedRoot, against: [Self.root.facts],
      offsetMinutes: example.offset)
    #expect(judgement.verdict == example.verdict)
  }

  @Test("a typed entry an hour off is the noted certificate all the same")
  func oneHour() {
    let entry = Self.typed(Self.root, date: "1 March 2011 11:00")
    let judgement = Judgement(entry, in: .trustedRoot, against: [Self.root.facts], offsetMinutes: 0)
    #expect(judgement.verdict == .matched)
    #expect(judgement.comparison?.validFrom == .sameButOneHour)
  }

  @Test("the entry with the noted thumbprint is never anything to delete, whatever else was typed")
  func thumbprintSame() {
    for base in [Self.stray, JudgementTests.issuing] {
      let typed = base.typed
      let entry = CertificateFacts(
        subject: typed.subject, issuer: typed.issuer, serial: typed.serial, validFrom: typed.validFrom,
        thumbprint: Self.root.thumbprint)
      // The second noted certificate bears the name that was typed; the entry would be mismatched to it.
      let second = base.with {
        $0.serial = [1, 2, 3, 4, 5, 6]; $0.notBefore = "990101000000Z"
      }
      for noted in [
        [Self.root.facts], [second.facts, Self.root.facts],
        [second.typed, Self.root.typed(withThumbprint: true)],
      ] {
        for store in Store.allCases {
          let judgement = Judgement(entry, in: store, against: noted, offsetMinutes: 0)
          #expect(
            judgement.verdict
              == .partial)
        }
      }
    }
  }

  @Test(
    "thumbprint and serial number outweigh a date and a name",
    arguments: ["", "3/1/2011 6:30 PM", "15 czerwca 2005 08:00", "6/15/2005 8:00 AM"], [nil, 0, 330, -480])
  func thumbprintAndSerial(date: String, offset: Int?) {
    let root = Self.root.typed
    let other = JudgementTests.named(.contoso("Contoso Root CA 2"), Self.root).typed
    for name in [root.subject, other.subject] {
      let entry = CertificateFacts(
        subject: name, issuer: name, serial: root.serial, validFrom: Typing.date(date),
        thumbprint: Self.root.thumbprint)
      for noted in [Self.root.facts, Self.root.typed(withThumbprint: true)] {
        for store in Store.allCases {
          let judgement = Judgement(
            entry, in: store, against: [Self.stray.facts, noted], offsetMinutes: offset)
          #expect(judgement.verdict == .matched)
          #expect(judgement.noted == 1)
        }
        // Without the thumbprint the date decides as before.
        let bare = CertificateFacts(
          subject: root.subject, issuer: root.issuer, serial: root.serial, validFrom: Typing.date(date))
        #expect(
          Judgement(bare, in: .trustedRoot, against: [noted], offsetMinutes: offset).verdict == .partial)
      }
    }
  }

  @Test("another thumbprint with equal attributes is partial, never matched and never a mismatch")
  func thumbprintOther() {
    let typed = Self.root.typed
    let entry = CertificateFacts(
      subject: typed.subject, issuer: typed.issuer, serial: typed.serial, validFrom: typed.validFrom,
      thumbprint: Self.stray.thumbprint)
    for noted in [Self.root.facts, Self.root.typed(withThumbprint: true)] {
      let judgement = Judgement(entry, in: .trustedRoot, against: [noted], offsetMinutes: 0)
      #expect(judgement.verdict == .partial)
      #expect(judgement.comparison?.certificate == .different)
    }
  }

  @Test("another thumbprint does not save a stray")
  func thumbprintStray() {
    let judgement = Judgement(
      Self.stray.typed(withThumbprint: true), in: .trustedRoot, against: [Self.root.facts], offsetMinutes: 0)
    #expect(judgement.verdict == .undecided)
    #expect(judgement.comparison?.publicKey == .unknown)
  }

  @Test("names with wrong octets that look alike are other names")
  func wrongOctets() {
    func name(_ octet: UInt8) -> TestName {
      TestName(TestName.Part(oid: [0x55, 4, 3], tag: 0x13, content: [0x4D, octet, 0x43, 0x41]))
    }
    let judgement = Judgement(
      JudgementTests.named(name(0xFC)).facts, in: .trustedRoot,
      against: [JudgementTests.named(name(0xE4), Self.root).facts], offsetMinutes: 0)
    #expect(judgement.verdict == .otherCA)
  }

  @Test("step 8 lists what shares a display name, in any case")
  func candidates() {
    let noted = Self.root.facts
    let otherCA = JudgementTests.named(TestName(.init("O", "Fabrikam"), .init("CN", "contoso root ca"))).facts
    #expect(Judgement.isCandidate(otherCA, for: noted, role: .root))
    #expect(Judgement.isCandidate(JudgementTests.issuing.facts, for: noted, role: .intermediate))
    #expect(!Judgement.isCandidate(JudgementTests.named(.contoso("Fabrikam")).facts, for: noted, role: .root))
  }
}
