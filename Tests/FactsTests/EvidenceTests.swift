// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import TestCertificates
import Testing

/// What signatures, previous certificates and versions tie together, and what has to be said before a removal.
@Suite("Evidence")
struct EvidenceTests {
  private static let root = Contoso.root
  private static let otherKey: [UInt8] = [0x61, 0x62, 0x63]
  /// Another certificate of the root's name, with a key that nothing ties to it.
  private static let stranger = Contoso.strayRoot.with { $0.key = otherKey }
  private static let issuing = Contoso.issuing.with { $0.signer = root.key }
  private static let strayIssuing = Contoso.strayIssuing.with { $0.signer = otherKey }

  /// A certificate of the root's name for one key, by another.
  private static func link(to key: [UInt8], by signer: [UInt8]) -> TestCertificate {
    root.with { ($0.serial, $0.key, $0.signer) = ([0x38, 0x5C, 0x81, 0x44, 0xD7, 0x2B], key, signer) }
  }

  private static func version(_ certificate: UInt8) -> TestCertificate.Extension {
    .version(certificate, key: certificate)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let verdict: Verdict
    let evidence: [Evidence]
    let isProved: Bool
    let store: Store
    let path: [TestCertificate]
    let entry: TestCertificate
    let others: [TestCertificate]

    init(
      _ description: String, _ verdict: Verdict, by evidence: [Evidence] = [], isProved: Bool = false,
      in store: Store = .trustedRoot, path: [TestCertificate] = [root], _ entry: TestCertificate,
      with others: [TestCertificate] = []
    ) {
      testDescription = description
      self.verdict = verdict
      self.evidence = evidence
      self.isProved = isProved
      self.store = store
      self.path = path
      self.entry = entry
      self.others = others
    }

    func judgement(_ signatures: SignatureCheck = TestCertificate.signatures) -> Judgement {
      let hand = Hand((path + [entry] + others).map(\.facts), signatures: signatures)
      let roles: [Role] = [.root, .intermediate]
      return Judgement(
        entry.facts, in: store, of: zip(path, roles).map { PathCertificate($0.facts, role: $1) }, hand: hand,
        offsetMinutes: 0)
    }
  }

  static let cases: [Case] = [
    Case("nothing ties it", .mismatched, stranger),
    Case(
      "the noted key signed its key", .generation, by: [.keySignedByNoted], isProved: true, stranger,
      with: [link(to: otherKey, by: root.key)]),
    Case(
      "its key signed the noted key", .generation, by: [.keySignsNoted], stranger,
      with: [link(to: root.key, by: otherKey)]),
    Case(
      "it names the noted one as the one before it", .generation, by: [.namesAsPrevious],
      stranger.with { $0.furtherExtensions = [.previous(root.thumbprint)] }),
    Case(
      "it counts itself as a later one", .generation, by: [.countsAsLater],
      stranger.with { $0.furtherExtensions = [version(1)] }),
    Case(
      "both bear one number: the authority was installed anew", .mismatched, by: [.installedAnew],
      path: [root.with { $0.furtherExtensions = [version(1)] }],
      stranger.with { $0.furtherExtensions = [version(1)] }),
    Case(
      "a later one that names another before it", .mismatched, by: [.installedAnew],
      path: [root.with { $0.furtherExtensions = [version(1)] }],
      stranger.with { $0.furtherExtensions = [version(2), .previous(Contoso.issuing.thumbprint)] }),
    Case(
      "the same authority signed both keys", .generation, by: [.sameParentKey], isProved: true,
      in: .intermediate, path: [root, issuing], strayIssuing.with { $0.signer = root.key }),
    Case(
      "another authority of that name signed it", .mismatched, in: .intermediate, path: [root, issuing],
      strayIssuing, with: [stranger]),
    Case(
      "another generation of the authority above signed it", .generation, by: [.parentGenerations],
      isProved: true, in: .intermediate, path: [root, issuing], strayIssuing,
      with: [stranger, link(to: otherKey, by: root.key)]),
    Case(
      "the noted key under another number, by the same signer", .renewed, by: [.sameKey, .sameSigner],
      in: .intermediate, path: [root, issuing], renewedIssuing),
    Case(
      "the noted key under another number, by another signer", .crossSigned, by: [.sameKey],
      in: .intermediate,
      path: [root, issuing], renewedIssuing.with { $0.signer = otherKey }, with: [stranger]),
  ]
  private static let renewedIssuing = issuing.with {
    ($0.serial, $0.notBefore) = ([0x66, 0x2B, 0x94, 0x1D, 0xA8, 0x37], "20180102030405Z")
  }

  @Test("decides the verdict", arguments: cases)
  func verdict(_ example: Case) {
    let judgement = example.judgement()
    #expect(judgement.verdict == example.verdict)
    #expect(judgement.evidence == example.evidence)
    #expect(judgement.isProved == example.isProved)
  }

  // MARK: - What has to be said

  private func gate(_ judgement: Judgement) -> Gate {
    judgement.gate(.expired, noted: .valid, hasDependants: false)
  }

  @Test("an expired stranger needs nobody, as long as everything was compared")
  func compared() {
    let stranger = Case("", .mismatched, Self.stranger)
    #expect(gate(stranger.judgement()) == .none)
    let unknown = stranger.judgement(SignatureCheck { _, _ in .unknown })
    #expect(unknown.verdict == .mismatched)
    #expect(unknown.evidence == [.notAllCompared])
    #expect(gate(unknown) == .ask)
  }

  @Test("what lies in the other store, or differs in part, is never removed, and what is misplaced is moved")
  func never() {
    let elsewhere = Case("", .mismatched, in: .intermediate, Self.stranger).judgement()
    #expect(elsewhere.verdict == .mismatched && elsewhere.isInOtherStore)
    #expect(gate(elsewhere) == .never)
    let partial = Case("", .partial, Contoso.partialRoot).judgement()
    #expect(partial.verdict == .partial)
    #expect(gate(partial) == .never)
    let misplaced = Case("", .misplaced, Contoso.misplacedRoot).judgement()
    #expect(misplaced.verdict == .misplaced)
    #expect(gate(misplaced) == .move)
  }
}
