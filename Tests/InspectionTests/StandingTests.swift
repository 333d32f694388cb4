// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Inspection
import Stores
import TestAuthorities
import Testing
import X509

@Suite("What an entry means at a glance")
struct StandingTests {
  private let stores: SignedStores
  private let stray: Certificate

  init() throws {
    stores = try SignedStores()
    stray = try stores.root.again(serial: 7, years: -5).certificate
  }

  private func survey(_ entries: [StoreEntry], _ coverage: [Store: Coverage] = .whole) throws
    -> StoreInspection
  {
    try StoreInspection(
      path: CertificationPath(from: stores.chain), handed: entries, coverage: coverage, now: Authority.now)
  }

  private func standings(_ survey: StoreInspection) -> [Standing] { survey.entries.map(survey.standing) }

  @Test("the needed one is needed, and a stray one of its name can go while it is there")
  func removable() throws {
    let survey = try survey(.root([stores.root.certificate, stray]) + .ca([stores.issuing.certificate]))
    #expect(standings(survey) == [.needed, .removable, .needed])
    #expect(survey.presences == [.present, .present])
    #expect(survey.gate(survey.entries[1]) == survey.entries[1].gate)
  }

  @Test("nothing is removable when the needed one was not found, whether or not all was read")
  func blocked() throws {
    let part = [Store.trustedRoot: Coverage(.trustedRoot, [.registry: Coverage.Part(entries: 1)])]
    for (coverage, presence) in [([Store: Coverage].whole, Presence.missing), (part, .unread)] {
      let survey = try survey(.root([stray]), coverage)
      #expect(survey.entries.map(\.verdict) == [.mismatched])
      #expect(survey.entries[0].gate.allowsRemoval)
      #expect(standings(survey) == [.blocked])
      #expect(survey.gate(survey.entries[0]) == .never)
      #expect(survey.presences.first == presence)
    }
  }

  @Test("a renewed certificate is for the owner to decide, and never called removable")
  func renewed() throws {
    let renewed = try stores.root.again(key: stores.root.key, serial: 8, years: 5).certificate
    let survey = try survey(.root([stores.root.certificate, renewed]) + .ca([stores.issuing.certificate]))
    #expect(survey.entries[1].verdict == .renewed)
    #expect(standings(survey) == [.needed, .review, .needed])
    #expect(survey.gate(survey.entries[1]) == .owner)
  }

  @Test("a copy that is kept from outside comes back, and its other copy with it")
  func managed() throws {
    let survey = try survey(
      .root([stores.root.certificate, stray]) + .root([stray], .groupPolicy)
        + .ca([stores.issuing.certificate]))
    #expect(standings(survey) == [.needed, .managed, .managed, .needed])
    #expect(survey.gate(survey.entries[1]) == .never)
  }

  @Test("the needed one is for review where it has to be moved, and of no use where Windows passes it over")
  func elsewhere() throws {
    let misplaced = try survey(
      .root([stores.root.certificate, stores.issuing.certificate]) + .ca([stores.issuing.certificate]))
    #expect(standings(misplaced) == [.needed, .review, .needed])
    let passedOver = StoreEntry(
      certificate: stores.root.certificate, store: .trustedRoot, physical: .registry, file: "root.reg",
      isPassedOver: true)
    let survey = try survey([passedOver] + .ca([stores.issuing.certificate, stores.root.certificate]))
    #expect(standings(survey) == [.review, .needed, .unconcerned])
    #expect(survey.presences == [.missing, .present])
  }
}
