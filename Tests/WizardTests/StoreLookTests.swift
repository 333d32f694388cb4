// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Occurrences
import Procedure
import TestCertificates
import Testing

@testable import Files

@Suite("A look at the stores")
struct StoreLookTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let parts: [PhysicalStore: Coverage.Part]
    let presence: Recheck.Presence
  }

  private static let read = Coverage.Part(entries: 2)

  /// What is said of a certificate that was not seen.
  static let cases: [Case] = [
    Case(
      testDescription: "nothing was looked at", parts: [:],
      presence: .notSeen(notLookedAt: [.registry, .authRoot, .groupPolicy, .enterprise])),
    Case(testDescription: "the list that MMC shows", parts: [.unknown: read], presence: .absent),
    Case(
      testDescription: "the list that MMC shows, an entry unreadable",
      parts: [.unknown: .init(entries: 2, unreadable: 1)], presence: .notSeen(notLookedAt: [.unknown])),
    Case(
      testDescription: "the list that MMC shows, cut off",
      parts: [.unknown: .init(entries: 2, isShownWhole: false)], presence: .notSeen(notLookedAt: [.unknown])),
    Case(
      testDescription: "every physical store",
      parts: [.registry: read, .authRoot: read, .groupPolicy: read, .enterprise: read], presence: .absent),
    Case(
      testDescription: "every physical store, an entry of one unreadable",
      parts: [
        .registry: read, .authRoot: read, .groupPolicy: .init(entries: 0, unreadable: 1), .enterprise: read,
      ], presence: .notSeen(notLookedAt: [.groupPolicy])),
    Case(
      testDescription: "the computer's own part", parts: [.registry: read],
      presence: .notSeen(notLookedAt: [.authRoot, .groupPolicy, .enterprise])),
  ]

  @Test("takes a certificate for gone only where all of the store was looked at", arguments: cases)
  func presence(_ row: Case) {
    var look = StoreLook()
    look.coverage[.trustedRoot] = Coverage(.trustedRoot, row.parts)
    let presence = look.presence(of: Contoso.root.facts, in: .trustedRoot, offsetMinutes: 0)
    #expect(presence == row.presence)
    // What was looked at of another store says nothing of this one.
    let other = look.presence(of: Contoso.root.facts, in: .intermediate, offsetMinutes: 0)
    #expect(other == .notSeen(notLookedAt: [.registry, .groupPolicy, .enterprise]))
  }

  @Test("finds what is there, however much was looked at", arguments: cases)
  func there(_ row: Case) {
    var look = StoreLook()
    look.coverage[.trustedRoot] = Coverage(.trustedRoot, row.parts)
    look.found = [.init(facts: Contoso.root.facts, part: StorePart(.trustedRoot, .registry))]
    let presence = look.presence(of: Contoso.root.facts, in: .trustedRoot, offsetMinutes: 0)
    #expect(presence == .there([.registry]))
  }
}
