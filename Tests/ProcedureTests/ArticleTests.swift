// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import TestCertificates
import TestSupport
import Testing

@testable import Exploration
@testable import Procedure

/// Whether the procedure is the article: every numbered step, once, in its place.
@Suite("The article's steps")
struct ArticleTests {
  /// Every step that the sections are made of, by the server path they belong to.
  static func steps(_ kind: ServerKind) -> [Step] {
    typealias Wizard = DeploymentWizardSection
    var steps = [StartSection.server, StartSection.administrator, StartSection.timeZone, OtherCause.stop]
    steps +=
      kind.path.checks.map(\.step) + kind.path.opening + [Elevation.check] + Wizard.opening
    steps += [Wizard.select, Wizard.note, Wizard.noteMore, Wizard.close, Wizard.another, Wizard.lookOver]
    for role in Role.allCases {
      let section = StoreSection(role: role)
      steps += section.addSnapIn + [section.confirmLocalComputer] + section.openStore
      steps += [
        section.locate, section.listedOnce, section.listedTwice, section.noneMatches, section.notInStore,
        section.notRead,
      ]
      steps += section.open + [section.compare, section.origin, section.decide]
      steps += section.beginExport + [section.nameExport] + section.finishExport
      steps += [
        section.readBack, section.again, section.restoreCard, section.delete, section.confirmWarning,
        section.gone,
      ]
      steps += [section.recount, section.stays, section.lost]
    }
    return steps + ClosingSection.all
  }

  /// `root.1` to `root.20` and their like.
  static func articleIDs(_ sections: [ArticleSection]) -> [String] {
    sections.flatMap { section in (1...section.stepCount).map { "\(section.rawValue).\($0)" } }
  }

  static let counts: [(ArticleSection, String, Int)] = [
    (.windowsServer2012, "ws2012", 4), (.windowsServer2008, "ws2008", 3), (.deploymentWizard, "wizard", 8),
    (.rootStore, "root", 20), (.intermediateStore, "ca", 20),
  ]

  @Test("are 55 in five sections")
  func fiftyFive() {
    for (section, prefix, count) in Self.counts {
      #expect(section.rawValue == prefix)
      #expect(section.stepCount == count)
    }
    #expect(ArticleSection.allCases.map(\.stepCount).reduce(0, +) == 55)
  }

  @Test("exist once each, under their ids, over both servers")
  func onceEach() {
    for kind in ServerKind.allCases {
      let steps = Self.steps(kind)
      #expect(Set(steps).count == steps.count, "a step comes twice")
    }
    let all = Set(ServerKind.allCases.flatMap(Self.steps))
    let article = all.compactMap { step -> String? in
      guard case .article(let section, let number) = step.origin else { return nil }
      #expect(step.id == "\(section.rawValue).\(number)")
      return step.id
    }
    #expect(article.sorted() == Self.articleIDs(ArticleSection.allCases).sorted())
    #expect(article.count == 55)
    #expect(Set(all.map(\.id)).count == all.count, "an id stands for two steps")
  }

  @Test("none that protects a certificate may be skipped")
  func unskippable() {
    for kind in ServerKind.allCases {
      for step in Self.steps(kind) where step.isSkippable {
        let isSnapIn = ["ca.1", "ca.2", "ca.3", "ca.4", "ca.5"].contains(step.id)
        let isCheck = step.kind == .check && (step.id.hasPrefix("before.") || step.id.hasPrefix("after."))
        // A second source may be out of reach; the record then says so.
        #expect(isSnapIn || isCheck || step == DeploymentWizardSection.lookOver, "\(step.id)")
      }
    }
    #expect(!ClosingSection.recheck.isSkippable)
  }
}

// MARK: - Walking

extension ArticleTests {
  static let duplicates = World.both(
    [Contoso.root, Contoso.strayRoot], [Contoso.issuing, Contoso.strayIssuing])

  /// The article's own opening section; it has none for the newer versions.
  static func own(_ windows: WindowsServer) -> ArticleSection? {
    switch windows {
    case .windowsServer2008: .windowsServer2008
    case .windowsServer2012, .windowsServer2012R2: .windowsServer2012
    case .windowsServer2016, .windowsServer2019: nil
    }
  }

  @Test(
    "are all walked, and none of the other server's, however the facts come in",
    arguments: ServerKind.allCases, World.Way.allCases)
  func walked(kind: ServerKind, way: World.Way) throws {
    var walker = Walker(
      Self.duplicates.with {
        $0.kind = kind
        $0.pathWay = way == .listed ? .given : .typed
        $0.rowsWay = way
      })
    try walker.walk()
    #expect(walker.session.ending == .duplicatesRemoved)
    let numbered = walker.asked.map(\.step).filter { $0.origin != .added }.map(\.id)
    let sections = [Self.own(kind.windows), .deploymentWizard, .rootStore, .intermediateStore].compactMap(
      \.self)
    #expect(Set(numbered) == Set(Self.articleIDs(sections)))
  }

  /// The checks besides the common ones, and the steps that open the tools.
  static let ofKinds: [(ServerKind, [String], [String])] = [
    (.init(.windowsServer2008), [], ["ws2008.1", "ws2008.2", "ws2008.3"]),
    (.init(.windowsServer2012), [], ["ws2012.1", "ws2012.2", "ws2012.3", "ws2012.4"]),
    // As they began, before the product was asked for.
    (.init(.windowsServer2012R2), ["tickets"], ["ws2012.1", "ws2012.2", "ws2012.3", "ws2012.4"]),
    (.init(.windowsServer2012R2, .lync2010), [], ["ws2012.1", "ws2012.2", "ws2012.3", "ws2012.4"]),
    (.init(.windowsServer2012R2, .lync2013), ["tickets"], ["ws2012.1", "ws2012.2", "ws2012.3", "ws2012.4"]),
    (
      .init(.windowsServer2012R2, .skypeForBusiness2015), ["tls"],
      ["ws2012.1", "ws2012.2", "ws2012.3", "ws2012.4"]
    ),
    (.init(.windowsServer2012, .lync2013), [], ["ws2012.1", "ws2012.2", "ws2012.3", "ws2012.4"]),
    (
      .init(.windowsServer2016, .skypeForBusiness2015), ["tls"],
      ["ws2016.wizard", "ws2016.search", "ws2016.console"]
    ),
    (
      .init(.windowsServer2019, .skypeForBusiness2015), ["tls"],
      ["ws2016.wizard", "ws2016.search", "ws2016.console"]
    ),
  ]

  @Test("of a server are those of its Windows and of its product", arguments: ofKinds)
  func ofKind(kind: ServerKind, checks: [String], opening: [String]) throws {
    let common = ["event", "pin", "ports", "pinauth", "trusted", "time"].map { "before.\($0)" }
    let own = checks.map { "before.\($0)" }
    var walker = Walker(Self.duplicates.with { $0.kind = kind })
    try walker.walk()
    let asked = walker.asked.map(\.step.id)
    let before = asked.filter { $0.hasPrefix("before.") }
    #expect(before == (checks == ["tls"] ? own + common : common + own))
    #expect(asked.filter { $0.hasPrefix("ws") } == opening)
  }

  @Test("come in the order of the sections, and within one in the order of the numbers but for loops")
  func inOrder() throws {
    var walker = Walker(Self.duplicates)
    try walker.walk()
    let sections = walker.asked.map { String($0.step.id.prefix { $0 != "." }) }
    var runs: [String] = []
    for section in sections where runs.last != section { runs.append(section) }
    #expect(runs == ["start", "before", "ws2012", "opening", "wizard", "root", "ca", "after"])

    var previous: (section: ArticleSection, number: Int)?
    for item in walker.asked {
      guard case .article(let section, let number) = item.step.origin else { continue }
      if let previous, previous.section == section, number < previous.number {
        // Back to selecting the next certificate of the path, or to opening the next row.
        #expect(
          section == .deploymentWizard ? number == 6 : number == 9, "\(item.key) after \(previous.number)")
      }
      previous = (section, number)
    }
  }

  @Test("of the intermediate half are left out when the path has no intermediate")
  func rootAlone() throws {
    var walker = Walker(.roots([Contoso.root, Contoso.strayRoot]))
    try walker.walk()
    #expect(!walker.asked.contains { $0.step.id.hasPrefix("ca.") })
    #expect(walker.session.ending == .duplicatesRemoved)
  }

  @Test("9 to 11 are walked for every row, 12 to 19 for every mismatched one, 20 once")
  func loops() throws {
    let world = World.roots([Contoso.strayRoot, Contoso.root, Contoso.validStrayRoot, Contoso.otherCARoot])
    var walker = Walker(world)
    try walker.walk()
    let numbers = walker.asked.compactMap { item -> Int? in
      guard case .article(.rootStore, let number) = item.step.origin else { return nil }
      return number
    }
    for number in 1...20 {
      let expected = (9...11).contains(number) ? 4 : (12...19).contains(number) ? 2 : 1
      #expect(numbers.count { $0 == number } == expected, "root.\(number)")
    }
    #expect(walker.session.ending == .duplicatesRemoved)
  }

  @Test("a path of three notes each intermediate and works through the rows of each")
  func twoIntermediates() throws {
    let issuing = Contoso.issuing.with { $0.issuer = Contoso.policy.subject }
    var walker = Walker(
      World(
        path: [Contoso.root, Contoso.policy, issuing],
        rows: [
          [.init(Contoso.root)], [.init(Contoso.policy)],
          [.init(issuing), .init(Contoso.strayIssuing.with { $0.issuer = Contoso.policy.subject })],
        ]))
    try walker.walk()
    #expect(walker.session.ending == .duplicatesRemoved)
    #expect(
      walker.asked.filter { $0.step.id == "wizard.7" }.map(\.about) == (0...2).map { .noted(NotedID($0)) })
    #expect(walker.asked.filter { $0.step.id == "ca.8" }.count == 2)
    #expect(walker.asked.filter { $0.step.id == "ca.6" }.count == 1)
  }
}
