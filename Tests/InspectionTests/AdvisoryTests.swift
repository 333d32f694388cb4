// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Stores
import TestAuthorities
import TestCertificates
import Testing
import X509

@testable import Inspection

@Suite("Advisories about the stores")
struct AdvisoryTests {
  private func roots(_ count: Int, name: (Int) -> String = { "Root \($0)" }) -> [Certificate] {
    (0..<count).map { number in
      let octets: [UInt8] = [1, UInt8(number >> 8), UInt8(number & 0xFF)]
      return Contoso.root.with {
        ($0.subject, $0.issuer) = (.contoso(name(number)), .contoso(name(number)))
        ($0.serial, $0.key) = (octets, octets)
      }.certificate
    }
  }

  private func all(_ handed: [StoreEntry]) -> [Advisory] {
    Advisory.all(handed, [], noted: [], server: nil, now: Contoso.now) { _ in true }
  }

  /// What is said of certificates that are put together octet by octet: that their signatures are none is left out.
  private func advisories(_ handed: [StoreEntry]) -> [Advisory] {
    all(handed).filter { $0.id != .rootSignatureUnknown }
  }

  private func ids(_ handed: [StoreEntry]) -> [Advisory.ID] { advisories(handed).map(\.id) }

  @Test("says nothing about stores that are as they should be")
  func good() throws {
    let world = try SignedStores()
    #expect(try world.survey().advisories().filter { $0.id != .revocationPointMissing } == [])
    #expect(ids([]) == [])
  }

  @Test("counts different roots, and has none above 100", arguments: [(100, false), (101, true)])
  func count(count: Int, isBad: Bool) {
    let roots = roots(count)
    let handed: [StoreEntry] = .root(roots) + .ca(self.roots(300)) + .root(roots, .groupPolicy)
    let found = advisories(handed).first { $0.id == .rootCountOver100 }
    #expect(found?.figure == (isBad ? count : nil))
  }

  @Test("counts the octets of the roots' names with their lengths, up to 16 KB")
  func issuerList() {
    let blank = roots(1) { _ in "" }[0].subjectDER.count
    // One root of which the name fills the list to the last octet, and one that is one octet longer.
    func filled(_ missing: Int) -> [Certificate] {
      let first = roots(60) { "\($0) " + String(repeating: "x", count: 200) }
      let bytes = first.reduce(0) { $0 + 2 + $1.subjectDER.count }
      let rest = 16384 - bytes - 2 - blank - missing
      // A longer value takes longer lengths: of the value, its pair, its set and the name.
      return first + roots(1) { _ in String(repeating: "y", count: rest - 8) }
    }
    func bytes(_ roots: [Certificate]) -> Int { roots.reduce(0) { $0 + 2 + $1.subjectDER.count } }
    for (list, missing) in [(filled(1), 1), (filled(0), 0), (filled(-1), -1)] {
      #expect(bytes(list) == 16384 - missing)
      let found = advisories(.root(list) + .root(list, .enterprise)).first { $0.id == .issuerListOver16KB }
      #expect(found?.figure == (missing < 0 ? 16385 : nil))
    }
  }

  @Test("names what is in ROOT and not signed by its own key")
  func strangers() throws {
    let world = try SignedStores()
    let other = try Authority("Contoso Root CA", by: world.root)
    let survey = try world.survey(root: [world.issuing.certificate, world.server, other.certificate])
    // The last has a root's name twice, and another's signature.
    #expect(
      survey.certificates(.nonSelfSignedInRoot)
        == [world.issuing.certificate, world.server, other.certificate])
    #expect(try world.survey(ca: [world.server]).certificates(.nonSelfSignedInRoot) == nil)
  }

  @Test("takes nobody's word for a signature: names and key identifiers of a root, and another's signature")
  func claimed() throws {
    let root = try Authority("Contoso Root CA").certificate
    var der = root.der
    // The last octet of the signature.
    der[der.count - 1] ^= 0x01
    let claimed = try Certificate(der: der)
    let found = advisories(.root([root, claimed]))
    #expect(found.map(\.id) == [.nonSelfSignedInRoot])
    #expect(found.first?.certificates == [claimed])
  }

  @Test(
    "verifies what has a noted name or names another signer, and of the rest nothing unless asked for all")
  func needed() throws {
    let world = try SignedStores()
    func spoiled(_ root: Certificate) throws -> Certificate {
      var der = root.der
      // The last octet of the signature.
      der[der.count - 1] ^= 0x01
      return try Certificate(der: der)
    }
    let unrelated = try spoiled(Authority("Fabrikam Root CA").certificate)
    let named = try spoiled(world.root.certificate)
    // Its name twice, another key's signature, and that key's identifier.
    let linked = try Authority("Tailspin Root CA", by: Authority("Tailspin Root CA")).certificate
    func strangers(all: Bool) throws -> [Certificate]? {
      try StoreInspection(
        path: CertificationPath(from: world.chain),
        handed: .root([world.root.certificate, unrelated, named, linked]), coverage: .whole,
        now: Authority.now, verifiesAllSignatures: all
      ).certificates(.nonSelfSignedInRoot)
    }
    #expect(try strangers(all: false) == [named, linked])
    #expect(try strangers(all: true) == [unrelated, named, linked])
  }

  @Test("accuses no root whose signature cannot be verified, and says so")
  func unverifiable() {
    // What stands for their keys are three octets.
    let strange = roots(2)
    let found = all(.root(strange))
    #expect(found.map(\.id) == [.rootSignatureUnknown])
    #expect(found.first?.certificates == strange)
    #expect(all(.ca(strange)) == [])
  }

  @Test("finds the strangers among many roots, in the order in which they came")
  func many() throws {
    let stranger = try SignedStores().issuing.certificate
    let other = try SignedStores().issuing.certificate
    let found = advisories(.root([stranger] + roots(50) + [other] + roots(50)))
    #expect(found.first { $0.id == .nonSelfSignedInRoot }?.certificates == [stranger, other])
  }

  @Test("names what two physical stores hold, and not what two files hold")
  func twice() {
    let root = roots(1)
    #expect(ids(.root(root) + .root(root, .groupPolicy)) == [.sameCertificateTwice])
    #expect(ids(.root(root) + .root(root)) == [])
    #expect(ids(.root(root, .unknown) + .root(root, .groupPolicy)) == [])
    #expect(ids(.ca(root) + .ca(root, .enterprise)) == [.sameCertificateTwice])
  }

  @Test("names what both stores hold")
  func both() {
    let root = roots(2)
    #expect(ids(.root([root[0]]) + .ca([root[0]])) == [.inBothStores])
    #expect(ids(.root([root[0]]) + .ca([root[1]])) == [])
  }

  @Test("tells certificates apart that end in the same octets")
  func sameEnd() {
    // The signature of every test certificate is one octet, and the extensions before it are the same.
    let twins = [Contoso.root.certificate, Contoso.strayRoot.certificate, Contoso.validStrayRoot.certificate]
    #expect(ids(.root(twins) + .root([twins[0]], .enterprise)) == [.sameCertificateTwice])
    #expect(advisories(.root(twins) + .ca([twins[2]])).first?.certificates == [twins[2]])
  }

  @Test("names duplicates that something else keeps there", arguments: PhysicalStore.allCases)
  func managed(_ physical: PhysicalStore) throws {
    let world = try SignedStores()
    let stray = try world.root.again(serial: 7, years: -5).certificate
    let path = try CertificationPath(from: world.chain)
    let survey = StoreInspection(
      path: path, handed: .root([stray], physical), coverage: .whole, now: Authority.now)
    #expect(survey.certificates(.managedDuplicate) == (physical.isManaged ? [stray] : nil))
    let sound = StoreInspection(
      path: path, handed: .root([world.root.certificate], physical), coverage: .whole, now: Authority.now)
    #expect(sound.certificates(.managedDuplicate) == nil)
  }

  @Test("names what of the path is past its validity or not yet in it, and no stray")
  func validity() throws {
    let world = try SignedStores()
    let stray = try world.root.again(serial: 7, years: -20).certificate
    let validity = try #require(world.server.validity)
    func survey(_ now: Instant) throws -> StoreInspection { try world.survey(root: [stray], now: now) }
    for now in [validity.notBefore, Authority.now, validity.notAfter] {
      #expect(try survey(now).certificates(.expired) == nil)
      #expect(try survey(now).certificates(.notYetValid) == nil)
    }
    let all = [world.root.certificate, world.issuing.certificate, world.server]
    #expect(try survey(validity.notAfter.adding(seconds: 1)).certificates(.expired) == all)
    #expect(try survey(validity.notBefore.adding(seconds: -1)).certificates(.notYetValid) == all)
  }
}
