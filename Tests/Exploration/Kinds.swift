// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import TestCertificates

/// What can lie in a store beside a noted path: rows of every verdict that step 8 can list.
enum Kinds {
  /// A path of up to three: root, policy authority, issuing authority.
  static let issuingBelowPolicy = Contoso.issuing.with { $0.issuer = Contoso.policy.subject }

  static func path(_ count: Int) -> [TestCertificate] {
    switch count {
    case 1: [Contoso.root]
    case 2: [Contoso.root, Contoso.issuing]
    default: [Contoso.root, Contoso.policy, issuingBelowPolicy]
    }
  }

  static let roots: [World.Row] = [
    .init(Contoso.root, .matched),
    .init(Contoso.strayRoot, .mismatched),
    .init(Contoso.validStrayRoot, .mismatched),
    .init(Contoso.renewedRoot, .renewed),
    .init(Contoso.partialRoot, .partial),
    .init(Contoso.otherCARoot, .otherCA),
    .init(Contoso.misplacedRoot, .misplaced),
    .init(
      Contoso.strayRoot.with {
        let name = TestName.contoso("Contoso Root CA").of("Microsoft Root Authority")
        ($0.subject, $0.issuer) = (name, name)
      }, .required),
    // In a store that a policy fills.
    .init(Contoso.strayRoot, in: .groupPolicy, .mismatched),
  ]

  /// What belongs to the noted root's authority, or may.
  static let kin: [World.Row] = [
    // It says itself that it came after the noted one.
    .init(
      Contoso.validStrayRoot.with {
        ($0.serial, $0.key) = ([0x4B, 0x17, 0x22, 0x6D, 0x0F, 0x91], [0x61, 0x62, 0x63])
        $0.furtherExtensions = [.version(1, key: 1), .previous(Contoso.root.thumbprint)]
      }, .generation),
    // The noted key signed another key of the name, and that key's own certificate lies beside it.
    .init(link, .link),
    .init(
      Contoso.strayRoot.with {
        ($0.serial, $0.key) = ([0x5A, 0x40, 0x93, 0x1B, 0x6E, 0x08], linkedKey)
      }),
    // The noted key under another name, and under another issuer.
    .init(
      Contoso.renewedRoot.with {
        let name = TestName.contoso("Contoso Root CA").of("Contoso Ltd")
        ($0.subject, $0.issuer) = (name, name)
      }, .alias),
    .init(Contoso.renewedRoot.with { $0.issuer = .contoso("Fabrikam Root CA") }, .crossSigned),
  ]
  static let linkedKey: [UInt8] = [0x71, 0x72, 0x73]
  static let link = Contoso.root.with {
    ($0.serial, $0.notBefore) = ([0x38, 0x5C, 0x81, 0x44, 0xD7, 0x2A], "20190102030405Z")
    ($0.key, $0.signer) = (linkedKey, Contoso.root.key)
  }

  static func intermediates(_ noted: TestCertificate) -> [World.Row] {
    let stray = noted.with {
      $0.serial = [0x5D, 0x31, 0x8F, 0xE2, 0x06, 0xB4]
      ($0.notBefore, $0.notAfter, $0.key) = ("20070809101112Z", "20150809101112Z", [0x21, 0x22, 0x23])
    }
    return [
      .init(noted, .matched),
      .init(stray, .mismatched),
      .init(
        stray.with { ($0.serial, $0.notAfter) = ([0x41, 0x0E, 0xC7, 0x52, 0x9A, 0x60], "20370809101112Z") },
        .mismatched),
      .init(
        noted.with { ($0.serial, $0.notBefore) = ([0x66, 0x2B, 0x94, 0x1D, 0xA8, 0x37], "20180102030405Z") },
        .renewed),
      .init(stray.with { $0.notBefore = noted.notBefore }, .partial),
      .init(stray.with { $0.subject = noted.subject.of("Proseware") }, .otherCA),
      .init(stray.with { $0.subject = .contoso("Contoso Issuing CA 2") }, .sibling),
      .init(stray.with { $0.issuer = .contoso("Fabrikam Root CA") }, .crossSigned),
      // Another authority of the issuer's display name issued it.
      .init(
        stray.with {
          $0.subject = .contoso("Proseware Issuing CA")
          $0.issuer = noted.issuer.of("Proseware")
        }, .unrelated),
    ]
  }

  /// Every store of so many entries, whatever their order.
  static func stores(_ kinds: [World.Row], _ count: Int) -> [[World.Row]] {
    guard count > 0 else { return [[]] }
    return kinds.indices.flatMap { first in
      stores(Array(kinds[first...]), count - 1).map { [kinds[first]] + $0 }
    }
  }
}
