// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure
import TestCertificates

/// A world with a story of its own, and what the exploration has to find in it.
struct Told: Sendable {
  let testDescription: String
  let world: World
  var breadth = Menu.Breadth.usual
  /// The endings that the exploration comes to: these and no others.
  let endings: Set<Ending>
  /// How many states there are at the least.
  let atLeast: Int

  var menu: Menu { Menu(world: world, breadth: breadth) }

  private static let usual: Set<Ending> = [
    .duplicatesRemoved, .duplicatesKept, .stoppedForReview, .problemRemains, .neededMissing,
  ]

  static let all: [Told] = [
    Told(
      testDescription: "a mismatched and a still valid root, listed",
      world: .roots([Contoso.root, Contoso.strayRoot, Contoso.validStrayRoot]), breadth: .narrow,
      endings: usual.subtracting([.duplicatesKept]), atLeast: 500),
    Told(
      testDescription: "a renewed root, listed", world: .roots([Contoso.root, Contoso.renewedRoot]),
      endings: [.duplicatesRemoved, .stoppedForReview, .problemRemains, .neededMissing], atLeast: 100),
    Told(
      testDescription: "a partly different and a mismatched root, listed, whose places are looked up",
      world: .roots([Contoso.strayRoot, Contoso.partialRoot, Contoso.root]).with { $0.tellsPhysical = false },
      endings: [.stoppedForReview, .problemRemains, .neededMissing], atLeast: 100),
    Told(
      testDescription: "mismatched and renewed, typed before a path of files",
      world: .roots([Contoso.root, Contoso.validStrayRoot, Contoso.renewedRoot], rows: .typed),
      breadth: .narrow,
      endings: [.duplicatesRemoved, .stoppedForReview, .problemRemains, .neededMissing], atLeast: 500),
    Told(
      testDescription: "a renewed root, typed before a path of files",
      world: .roots([Contoso.renewedRoot, Contoso.root], rows: .typed), endings: usual, atLeast: 150),
    Told(
      testDescription: "a still valid root, typed before a path of files",
      world: .roots([Contoso.root, Contoso.validStrayRoot], rows: .typed), endings: usual, atLeast: 150),
    Told(
      testDescription: "a mismatched root, all typed, any row mistyped as any other",
      world: .roots([Contoso.root, Contoso.strayRoot], path: .typed, rows: .typed), breadth: .mistyped,
      endings: usual.union([.listedOnce, .noneMatches]), atLeast: 500),
    Told(
      testDescription: "a mismatched root, all typed, thumbprints of any other",
      world: .roots([Contoso.root, Contoso.strayRoot], path: .typed, rows: .typed).with {
        $0.typesThumbprints = true
      }, breadth: .otherThumbprints, endings: usual.union([.noneMatches]), atLeast: 500),
    Told(
      testDescription: "two mismatched roots with the noted one's last four digits",
      world: .roots([
        Contoso.root,
        Contoso.strayRoot.with { $0.serial = [0x3B, 0x72, 0x55, 0xC8, 0x90, 0x02] },
        Contoso.validStrayRoot.with { $0.serial = [0x52, 0x09, 0xBD, 0xC8, 0x90, 0x02] },
      ]), breadth: .narrow, endings: usual.subtracting([.duplicatesKept]), atLeast: 300),
    Told(
      testDescription: "a root and an intermediate, each with a mismatched one, listed",
      world: .both([Contoso.root, Contoso.strayRoot], [Contoso.issuing, Contoso.strayIssuing]),
      breadth: .narrow, endings: [.duplicatesRemoved, .stoppedForReview, .problemRemains, .neededMissing],
      atLeast: 500),
    Told(
      testDescription:
        "a root and an intermediate, and a mismatched root with the intermediate's last four digits",
      world: .both(
        [Contoso.root, Contoso.strayRoot.with { $0.serial = [0x3B, 0x72, 0x55, 0xC8, 0xEE, 0x41] }],
        [Contoso.issuing]), breadth: .narrow,
      endings: [.duplicatesRemoved, .stoppedForReview, .problemRemains, .neededMissing], atLeast: 100),
    Told(
      testDescription: "a root and an intermediate given as files, with a sibling and a cross-signed one",
      world: .both(
        [Contoso.root], [Contoso.strayIssuing, Contoso.issuing, Contoso.crossSignedIssuing], rows: .given),
      endings: [.stoppedForReview, .problemRemains, .neededMissing], atLeast: 200),
    Told(
      testDescription: "a mismatched root, the path noted rightly and wrongly, rows counted and listed",
      world: .roots([Contoso.root, Contoso.strayRoot]), breadth: .wide,
      endings: usual.union([.listedOnce, .noneMatches, .notInStore, .otherCause]), atLeast: 300),
    Told(
      testDescription: "a path of one or two, noted rightly and wrongly, nothing mismatched",
      world: .both([Contoso.root], [Contoso.issuing]), breadth: .wide,
      endings: [.listedOnce, .noneMatches, .notInStore, .otherCause], atLeast: 300),
    Told(
      testDescription:
        "two intermediates whose issuers share a display name, so that each list shows all rows",
      world: World(
        path: [Contoso.root, namesakePolicy, namesakeIssuing],
        rows: [[.init(Contoso.root)]]
          + Array(
            repeating: [
              .init(namesakePolicy), .init(namesakeIssuing), .init(namesakeStray),
            ], count: 2)), breadth: .narrow,
      endings: [.duplicatesRemoved, .stoppedForReview, .problemRemains, .neededMissing], atLeast: 100),
    Told(
      testDescription: "a renewed root that Group Policy put there",
      world: World(rows: [[.init(Contoso.root), .init(Contoso.renewedRoot, in: .groupPolicy)]]),
      endings: [.stoppedForReview], atLeast: 20),
    Told(
      testDescription: "nothing but another authority of the root's display name",
      world: .roots([Contoso.otherCARoot]), endings: [.notInStore], atLeast: 20),
    Told(
      testDescription: "the root, and another certificate with its number and dates",
      world: .roots([Contoso.root, Contoso.root.with { $0.key = [0x31, 0x32, 0x33] }]), breadth: .narrow,
      endings: [.stoppedForReview], atLeast: 20),
    Told(
      testDescription: "the root, and another certificate with its number and other dates",
      world: .roots([Contoso.root, Contoso.strayRoot.with { $0.serial = Contoso.root.serial }]),
      breadth: .narrow, endings: [.stoppedForReview], atLeast: 20),
    Told(
      testDescription: "the list of an intermediate shows the match of the one above, and not its own",
      world: World(
        path: [Contoso.root, namesakePolicy, namesakeIssuing],
        rows: [
          [.init(Contoso.root)], [.init(namesakePolicy)], [.init(namesakePolicy), .init(namesakeStray)],
        ]), breadth: .narrow, endings: [.noneMatches], atLeast: 50),
    Told(
      testDescription: "a mismatched root, all typed, while phones are told to trust another",
      world: .roots([Contoso.root, Contoso.strayRoot], path: .typed, rows: .typed).with {
        $0.phoneTrust = .listed([Contoso.renewedRoot.thumbprint])
        $0.typesThumbprints = true
      }, endings: usual, atLeast: 100),
  ]

  /// What nobody could know from the path and the rows alone.
  static let withNews: [Told] = [
    Told(
      testDescription: "a mismatched root, and a clock that is doubted and believed again",
      world: .roots([Contoso.root, Contoso.strayRoot]).with {
        $0.news = [.clock(.beforeRelease), .clock(.plausible)]
      }, breadth: .narrow, endings: [.duplicatesRemoved, .stoppedForReview, .problemRemains, .neededMissing],
      atLeast: 500),
    Told(
      testDescription: "a mismatched root, of which a link comes up",
      world: .roots([Contoso.root, linkedRoot]).with { $0.news = [.atHand([Kinds.link.facts])] },
      breadth: .narrow, endings: usual.subtracting([.duplicatesKept]), atLeast: 200),
    Told(
      testDescription: "a valid and mismatched root, of which a child comes up, and a doubt about the clock",
      world: .roots([Contoso.root, validLinkedRoot]).with {
        $0.news = [.atHand([child.facts]), .clock(.beforeRelease)]
      },
      endings: usual, atLeast: 200),
    Told(
      testDescription: "a mismatched root, approved by two people, one of whom takes over",
      world: .roots([Contoso.root, Contoso.strayRoot]).with {
        $0.news = [.approvalRequired(by: "/etc/approvers"), .handedOver(to: "Robin", reason: "late")]
        $0.approvers = ["Robin", "Ada"]
      }, breadth: .narrow, endings: usual.subtracting([.duplicatesKept]), atLeast: 500),
    Told(
      testDescription: "a mismatched root, all typed, and candidates for what was noted come up",
      world: .roots([Contoso.root, Contoso.strayRoot], path: .typed, rows: .typed).with {
        $0.news = [
          .atHand([Contoso.root.facts]), .atHand([Contoso.root.facts, twin.facts]),
        ]
      }, breadth: .narrow, endings: usual.subtracting([.duplicatesKept]), atLeast: 500),
    Told(
      testDescription: "a valid and a mismatched root, begun by the rules of revision 2",
      world: .roots([Contoso.root, Contoso.validStrayRoot, Contoso.strayRoot]).with {
        ($0.procedure, $0.news) = (2, [.resumed(program: "test", procedure: 3)])
      }, breadth: .narrow, endings: usual.subtracting([.duplicatesKept, .neededMissing]), atLeast: 500),
    Told(
      testDescription:
        "another generation and a renewed root, begun by the rules of revision 2, its path expired",
      world: World(
        path: [expiredRoot],
        rows: [[.init(expiredRoot), .init(Contoso.renewedRoot), .init(Kinds.kin[0].certificate)]]
      ).with { ($0.procedure, $0.news) = (2, [.resumed(program: "test", procedure: 3)]) },
      breadth: .narrow, endings: [.duplicatesRemoved, .stoppedForReview, .problemRemains], atLeast: 500),
    Told(
      testDescription: "the only certificate of the noted key that is still valid",
      world: World(
        path: [expiredRoot], rows: [[.init(expiredRoot, .matched), .init(Contoso.renewedRoot, .renewed)]]),
      endings: [.stoppedForReview], atLeast: 40),
    Told(
      testDescription: "a mismatched root of which Group Policy keeps a copy",
      world: World(rows: [
        [.init(Contoso.root), .init(Contoso.strayRoot), .init(Contoso.strayRoot, in: .groupPolicy)]
      ]), endings: [.stoppedForReview, .duplicatesKept], atLeast: 45),
  ]

  /// Too many states for every run of the tests.
  static let large: [Told] = [
    Told(
      testDescription: "a mismatched and a renewed root, and a clock that is doubted and believed again",
      world: .roots([Contoso.root, Contoso.strayRoot, Contoso.renewedRoot]).with {
        $0.news = [.clock(.beforeRelease), .clock(.plausible)]
      }, breadth: .narrow, endings: [.duplicatesRemoved, .stoppedForReview, .problemRemains, .neededMissing],
      atLeast: 500),
    Told(
      testDescription: "a mismatched root, of which a link and a child come up",
      world: .roots([Contoso.root, linkedRoot]).with {
        $0.news = [.atHand([Kinds.link.facts]), .atHand([child.facts]), .atHand([])]
      }, breadth: .narrow, endings: usual.subtracting([.duplicatesKept]), atLeast: 500),
  ]

  private static let linkedRoot = Contoso.strayRoot.with { $0.key = Kinds.linkedKey }
  private static let validLinkedRoot = Contoso.validStrayRoot.with { $0.key = Kinds.linkedKey }
  /// Expired, as the renewed one is not.
  private static let expiredRoot = Contoso.root.with { $0.notAfter = "20210301100000Z" }
  /// An intermediate that the mismatched root has signed.
  private static let child = Contoso.siblingIssuing.with {
    ($0.notAfter, $0.signer) = ("20370809101112Z", Kinds.linkedKey)
  }
  /// Another certificate of the noted one's attributes.
  private static let twin = Contoso.root.with { $0.key = [0x31, 0x32, 0x33] }

  private static let namesakePolicy = Contoso.policy.with {
    $0.subject = .contoso("Contoso Root CA").of("Contoso Policies")
  }
  private static let namesakeIssuing = Contoso.issuing.with { $0.issuer = namesakePolicy.subject }
  private static let namesakeStray = Contoso.strayIssuing.with { $0.issuer = namesakePolicy.subject }
}
