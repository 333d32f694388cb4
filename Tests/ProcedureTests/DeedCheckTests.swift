// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import TestCertificates
import Testing

@testable import Procedure

/// The rule at the deed: the rows as they are then, not as they were listed.
@Suite("Deed check")
struct DeedCheckTests {
  private static let target = InterlockTests.target
  private static let now = Instant(secondsSince1970: 1_790_000_000)

  private static func row(_ certificate: TestCertificate, _ physical: PhysicalStore = .registry)
    -> ListedEntry
  {
    ListedEntry(certificate: certificate.facts, physical: physical, source: .live("fe01"))
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let objection: DeedObjection?
    let rows: [ListedEntry]

    init(_ description: String, _ objection: DeedObjection?, _ rows: ListedEntry...) {
      testDescription = description
      self.objection = objection
      self.rows = rows
    }
  }

  static let cases: [Case] =
    [
      Case("as they were", nil, row(Contoso.root), row(Contoso.strayRoot)),
      Case("in another order", nil, row(Contoso.strayRoot), row(Contoso.root)),
      Case(
        "with others beside them", nil, row(Contoso.otherCARoot), row(Contoso.strayRoot), row(Contoso.root)),
      Case(
        "the matched one in a managed part as well", nil, row(Contoso.root), row(Contoso.root, .groupPolicy),
        row(Contoso.strayRoot)),
      Case("the matched one is gone", .rule(.noMatchStays), row(Contoso.strayRoot)),
      Case(
        "only another one of the name is left", .rule(.noMatchStays), row(Contoso.strayRoot),
        row(Contoso.validStrayRoot)),
      Case(
        "the matched one in Group Policy's part only", .onlyManagedMatchStays,
        row(Contoso.root, .groupPolicy),
        row(Contoso.strayRoot)),
      Case(
        "the matched one in Active Directory's part only", .onlyManagedMatchStays, row(Contoso.strayRoot),
        row(Contoso.root, .enterprise)),
      Case("the stray one is gone", .rule(.alreadyDeleted), row(Contoso.root)),
      Case(
        "the stray one has moved", .rule(.alreadyDeleted), row(Contoso.root),
        row(Contoso.strayRoot, .enterprise)),
      Case("nothing is left", .rule(.alreadyDeleted)),
    ]
    + [PhysicalStore.groupPolicy, .enterprise, .authRoot].flatMap { physical in
      [
        Case(
          "the stray one in \(physical.rawValue), too", .rule(.managed(physical)), row(Contoso.root),
          row(Contoso.strayRoot), row(Contoso.strayRoot, physical)),
        Case(
          "the stray one in \(physical.rawValue), too, and first", .rule(.managed(physical)),
          row(Contoso.strayRoot, physical), row(Contoso.strayRoot), row(Contoso.root)),
      ]
    }

  @Test("asks the interlock about the rows as they are", arguments: cases)
  func objections(_ example: Case) {
    let findings = InterlockTests.ready()
    #expect(
      DeedCheck.objection(
        to: Self.target, in: findings, rows: [.trustedRoot: example.rows], now: Self.now) == example.objection
    )
  }

  @Test("never allows what the interlock forbids, whatever lies there", arguments: InterlockTests.cases)
  func interlock(_ example: InterlockTests.Case) {
    var findings = InterlockTests.ready(example.row)
    example.change(&findings)
    guard Interlock.objection(to: Self.target, in: findings, now: Self.now) != nil else { return }
    #expect(
      DeedCheck.objection(
        to: Self.target, in: findings,
        rows: [.trustedRoot: [Self.row(Contoso.root), Self.row(example.row)]], now: Self.now) != nil)
  }

  @Test("says the same of an entry with no certificate as of one that nobody marked")
  func unknown() {
    let id = EntryID(noted: .root, number: 9)
    #expect(
      DeedCheck.objection(to: id, in: InterlockTests.ready(), rows: [:], now: Self.now) == .rule(.notMarked))
  }
}
