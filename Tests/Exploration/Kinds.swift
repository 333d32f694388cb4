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
        let name = TestCertificate.Name("Contoso Root CA", of: "Microsoft Root Authority")
        ($0.subject, $0.issuer) = (name, name)
      }, .required),
    // In a store that a policy fills.
    .init(Contoso.strayRoot, in: .groupPolicy, .mismatched),
  ]

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
      .init(stray.with { $0.subject = .init(noted.subject.commonName, of: "Proseware") }, .otherCA),
      .init(stray.with { $0.subject = .init("Contoso Issuing CA 2") }, .sibling),
      .init(stray.with { $0.issuer = .init("Fabrikam Root CA") }, .crossSigned),
      // Another authority of the issuer's display name issued it.
      .init(
        stray.with {
          $0.subject = .init("Proseware Issuing CA")
          $0.issuer = .init(noted.issuer.commonName, of: "Proseware")
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
