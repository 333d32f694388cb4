// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Procedure
import TestCertificates

// Worlds of the move.

extension Told {
  /// Another authority's certificate that a partner's root has issued: not its own issuer, and in Trusted Root.
  static let partner = Contoso.strayRoot.with {
    ($0.subject, $0.issuer) = (.contoso("Partner Issuing CA"), .contoso("Partner Root CA"))
  }
  /// The same that is still valid.
  static let validPartner = partner.with {
    ($0.serial, $0.notAfter) = ([0x21, 0x77, 0x05, 0xD4, 0x8A, 0x1B], "20370809101112Z")
  }

  private static func move(_ rows: [World.Row], rows way: World.Way = .listed) -> World {
    World(course: .move, path: [Contoso.root, Contoso.issuing], rows: [rows], rowsWay: way).with {
      $0.typesThumbprints = true
    }
  }

  private static let byDecision: Set<Ending> = [
    .misplacedMoved, .misplacedKept, .stoppedForReview, .problemRemains,
  ]

  static let moves: [Told] = [
    Told(
      testDescription: "nothing is misplaced", world: move([]), endings: [.noneMisplaced], atLeast: 20),
    Told(
      testDescription: "a misplaced intermediate, listed", world: move([.init(partner, .misplaced)]),
      endings: byDecision, atLeast: 40),
    Told(
      testDescription: "a misplaced intermediate that is still valid, typed",
      world: move([.init(validPartner, .misplaced)], rows: .typed), breadth: .narrow,
      endings: byDecision.subtracting([.misplacedKept]), atLeast: 40),
    Told(
      testDescription: "two misplaced intermediates, whose places are looked up",
      world: move([.init(partner, .misplaced), .init(validPartner, .misplaced)]).with {
        $0.tellsPhysical = false
      }, breadth: .narrow, endings: byDecision.subtracting([.misplacedKept]), atLeast: 50),
    Told(
      testDescription: "misplaced: one that the path needs, one of its name, and a server certificate",
      world: move([
        .init(Contoso.issuing, .matched), .init(Contoso.misplacedRoot, .misplaced),
        .init(partner.with { $0.isAuthority = false }, .misplaced),
      ]), endings: [.stoppedForReview], atLeast: 30),
    Told(
      testDescription: "a misplaced intermediate of which Group Policy keeps a copy",
      world: move([.init(partner, .misplaced), .init(partner, in: .groupPolicy, .misplaced)]),
      breadth: .narrow, endings: [.stoppedForReview], atLeast: 30),
  ]
}
