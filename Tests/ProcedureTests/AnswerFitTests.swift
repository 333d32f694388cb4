// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import TestCertificates
import TestSupport
import Testing

@testable import Exploration
@testable import Procedure

/// Every kind of answer, by the name of its case, with contents that are sound by themselves.
enum Sample {
  static let answers: [(name: String, answer: Answer)] = [
    ("confirmed", .confirmed),
    ("skipped", .skipped(reason: "not today")),
    ("problem", .problem("port 444 is closed")),
    ("value", .value("fe01.contoso.com")),
    ("same", .same),
    ("certificate", .certificate(Contoso.root.facts, .file("x.cer"))),
    ("phoneTrust", .phoneTrust([Contoso.strayRoot.thumbprint])),
    ("pathContinues", .pathContinues),
    ("pathEnds", .pathEnds),
    ("counted", .counted(2)),
    ("listed", .listed([])),
    ("origin", .origin(.registry)),
    ("decided", .decided(.keep(reason: "the owner says so"))),
    ("exportNamed", .exportNamed(file: "a.cer", folder: "C:\\x")),
    ("readBack", .readBack(Contoso.strayRoot.facts, path: "/a.cer")),
    ("seenOnServer", .seenOnServer),
    ("restoreCard", .restoreCard(path: "/card.txt")),
    ("deletionOrdered", .deletionOrdered(lastFour: "1ef4")),
    ("reported", .reported(gone: true, byWizard: false, remark: "")),
    ("stays", .stays(true, byWizard: false)),
  ]
}

@Suite("Which answer fits which form")
struct AnswerFitTests {
  struct Case: Sendable, CustomTestStringConvertible {
    /// The item at which the answers are tried.
    let key: String
    /// The cases of `Answer` that are taken there.
    let taken: Set<String>
    var world = World.roots([Contoso.root, Contoso.strayRoot])

    var testDescription: String { key }
  }

  static let byHand = World.both(
    [Contoso.root, Contoso.strayRoot], [Contoso.issuing], path: .typed, rows: .typed)
  static let intermediates = World.both([Contoso.root], [Contoso.issuing, Contoso.strayIssuing])
  static let unknownPlace = World.roots([Contoso.root, Contoso.strayRoot]).with { $0.tellsPhysical = false }
  static let renewed = World.roots([Contoso.root, Contoso.renewedRoot])
  static let partial = World.roots([Contoso.root, Contoso.partialRoot])

  static let cases: [Case] = [
    // Statements
    Case(key: "start.server:server", taken: ["value"]),
    Case(key: "start.admin:administrator", taken: ["value"]),
    Case(key: "start.zone:timeZone", taken: []),
    // Checks
    Case(key: "before.event", taken: ["confirmed", "problem", "skipped"]),
    Case(key: "before.trusted", taken: ["phoneTrust", "skipped"]),
    Case(key: "after.recheck", taken: ["confirmed", "problem"]),
    Case(key: "after.pool", taken: ["confirmed", "problem", "skipped"]),
    // Confirmations
    Case(key: "ws2012.1", taken: ["confirmed"]),
    Case(key: "opening.elevated", taken: ["confirmed"]),
    Case(key: "wizard.1", taken: ["confirmed"]),
    Case(key: "wizard.6@0", taken: ["confirmed"]),
    Case(key: "wizard.chain", taken: ["confirmed", "skipped"]),
    Case(key: "root.1", taken: ["confirmed"]),
    Case(key: "root.local", taken: ["confirmed"]),
    Case(key: "ca.1", taken: ["confirmed", "skipped"], world: intermediates),
    Case(key: "ca.4", taken: ["confirmed", "skipped"], world: intermediates),
    Case(key: "ca.5", taken: ["confirmed", "skipped"], world: intermediates),
    Case(key: "ca.local", taken: ["confirmed"], world: intermediates),
    Case(key: "root.9@0/1", taken: ["confirmed"]),
    Case(key: "root.11@0/1", taken: ["confirmed"]),
    Case(key: "root.12@0/2", taken: ["confirmed"]),
    Case(key: "root.17@0/2", taken: ["confirmed"]),
    Case(key: "root.19@0/2", taken: ["confirmed"]),
    // The noted path
    Case(key: "wizard.7@0:issuer", taken: ["certificate"], world: byHand),
    Case(key: "wizard.7@0:serial", taken: ["certificate"], world: byHand),
    Case(key: "wizard.more@0:subject", taken: ["certificate", "same"], world: byHand),
    Case(key: "wizard.more@0:validFrom", taken: ["certificate"], world: byHand),
    Case(key: "wizard.more@0:thumbprint", taken: ["certificate", "skipped"], world: byHand),
    Case(key: "wizard.more@1:subject", taken: [], world: byHand),
    Case(key: "wizard.another@0", taken: ["pathContinues", "pathEnds"]),
    // The store
    Case(key: "root.8@0", taken: ["counted", "listed"]),
    Case(key: "root.11@0/2:serial", taken: ["certificate"], world: byHand),
    Case(key: "root.11@0/2:validFrom", taken: [], world: byHand),
    Case(key: "root.11@0/2:issuer", taken: ["same"], world: byHand),
    Case(key: "root.11@0/2:subject", taken: ["same"], world: byHand),
    Case(key: "root.11@0/2:thumbprint", taken: ["skipped"], world: byHand),
    Case(key: "root.origin@0/2", taken: ["origin"], world: unknownPlace),
    Case(key: "root.once@0", taken: ["confirmed"], world: .roots([Contoso.root])),
    Case(key: "root.twice@0", taken: ["confirmed"], world: .roots([Contoso.root, Contoso.root])),
    Case(key: "root.none@0", taken: ["confirmed"], world: .roots([Contoso.strayRoot])),
    Case(key: "root.missing@0", taken: ["confirmed"], world: .roots([Contoso.otherCARoot])),
    Case(key: "root.20@0", taken: ["counted"]),
    Case(key: "root.stays@0", taken: ["stays"]),
    // The removal
    Case(key: "root.decide@0/2:mismatched", taken: ["decided"]),
    Case(key: "root.decide@0/2:renewed", taken: ["decided"], world: renewed),
    // A partly different certificate cannot be kept at the admin's word: it is set aside.
    Case(key: "root.decide@0/2:partial", taken: [], world: partial),
    Case(key: "root.15@0/2", taken: ["exportNamed"]),
    Case(key: "root.readback@0/2", taken: ["readBack", "seenOnServer"]),
    Case(key: "root.card@0/2", taken: ["restoreCard"]),
    Case(key: "root.18@0/2", taken: ["deletionOrdered"]),
    Case(key: "root.gone@0/2", taken: ["reported"]),
  ]

  @Test("what fits is taken, everything else is refused and changes nothing", arguments: cases)
  func fits(fit: Case) throws {
    var walker = Walker(fit.world)
    let item = try walker.walk(to: fit.key)
    try #require(item?.key == fit.key, "the walk does not come to it")
    for (name, answer) in Sample.answers {
      var session = walker.session
      let thrown = refusal { () throws(Refusal) in
        try session.apply(session.record(.answered(key: fit.key, answer), at: Contoso.now))
      }
      #expect((thrown == nil) == fit.taken.contains(name), "\(name): \(String(describing: thrown))")
      if thrown != nil { #expect(session.isUnchanged(from: walker.session), "\(name)") }
    }
  }

  @Test("every form is among the cases")
  func complete() throws {
    var seen: Set<String> = []
    for fit in Self.cases {
      var walker = Walker(fit.world)
      if let item = try walker.walk(to: fit.key) { seen.insert(String("\(item.form)".prefix { $0 != "(" })) }
    }
    #expect(
      seen == [
        "confirmation", "check", "phoneTrust", "value", "branch", "listing", "origin", "decision",
        "exportName", "readBack",
        "restoreCard", "deletion", "report", "recount", "presence", "acknowledgement",
      ])
  }
}
