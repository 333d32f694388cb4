// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import TestCertificates

@testable import Procedure

/// What an admin may answer at an item: a finite choice, right and wrong, from the certificates of a world.
struct Menu {
  let world: World
  var breadth = Breadth.usual

  enum Breadth: Sendable {
    /// Fewer ways to mark an entry and to leave it, so that worlds with two halves stay small.
    case narrow
    case usual
    /// Also the first checks, the noting of the path and the listing branch.
    case wide
    /// Typed rows may be typed wrongly, as any certificate of the world.
    case mistyped
  }

  var mistypes: Bool { breadth == .mistyped }
  private var isWide: Bool { breadth == .wide }

  /// All certificates of the world, and one that is nowhere.
  private var certificates: [TestCertificate] {
    var all = world.path + world.rows.flatMap { $0.map(\.certificate) } + [Contoso.partialRoot]
    var seen: Set<TestCertificate> = []
    all.removeAll { !seen.insert($0).inserted }
    return all
  }

  func answers(_ item: Item, _ session: Session) -> [Answer] {
    let usual = Walker.usual(item, session, world)
    switch (item.form, item.about) {
    case (.confirmation, _), (.acknowledgement, _): return [.confirmed]
    case (.check, _):
      let branches = isWide ? ["before.event", "after.signin", "after.pool"] : ["after.signin"]
      guard branches.contains(item.step.id) else { return [.confirmed] }
      return [.confirmed, .problem("x"), .skipped(reason: "later")]
    case (.value, .session), (.phoneTrust, _): return [usual]
    case (.value(let field), .noted): return isWide ? [usual] + wrong(field) : [usual]
    case (.value(let field), .entry): return mistypes ? typed(field, usual) : [usual]
    case (.branch, .noted): return isWide && usual == .pathContinues ? [.pathContinues, .pathEnds] : [usual]
    case (.listing, _): return isWide ? [usual, .counted(0), .counted(1), .listed([])] : [usual]
    case (.origin, _): return [.origin(.registry), .origin(.groupPolicy), .origin(.unknown)]
    case (.decision, _): return decisions
    case (.exportName, _), (.restoreCard, _): return [usual]
    case (.readBack, _): return [.seenOnServer] + certificates.map { .readBack($0.facts, path: "/x.cer") }
    case (.deletion, _): return certificates.map { .deletionOrdered(lastFour: $0.facts.serial.lastFour) }
    case (.report, _):
      return [
        .reported(gone: true, byWizard: false, remark: ""), .reported(gone: true, byWizard: true, remark: ""),
        .reported(gone: false, byWizard: false, remark: "x"),
      ]
    case (.recount, .noted(let id)):
      let expected = session.findings.expectedCount(id)
      return [.counted(expected), .counted(expected + 1)]
    default: preconditionFailure("no menu for \(item.key)")
    }
  }

  private func wrong(_ field: Field) -> [Answer] {
    [.same, .certificate(Contoso.server.facts, .file("x.cer")), World.typed(Contoso.issuing, field)]
      + world.path.map { .certificate($0.facts, .file("x.cer")) }
  }

  /// Serial number and Valid from of any certificate of the world; names are taken over from the noted one.
  private func typed(_ field: Field, _ usual: Answer) -> [Answer] {
    switch field {
    case .serial, .validFrom: certificates.map { World.typed($0, field) }
    case .issuer, .subject: [.same]
    default: [usual]
    }
  }

  private var decisions: [Answer] {
    let all = Set(RemovalWarning.allCases)
    let decisions: [Decision] = [
      .keep(reason: "x"), .setAside, .remove(acknowledged: []),
      .remove(acknowledged: [.keyUnknown, .validityUnknown]),
      .remove(acknowledged: all), .removeRenewed(owner: "", acknowledged: all),
      .removeRenewed(owner: "Robin", acknowledged: [.stillValid]),
      .removeRenewed(owner: "Robin", acknowledged: all),
    ]
    return decisions.filter { breadth != .narrow || $0 == .setAside || $0.acknowledged == all }.map(
      Answer.decided)
  }
}
