// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Inspection
import Stores
import TestFiles
import Testing

@Suite("What one server has and another does not")
struct StoreDifferenceTests {
  private let a1: Certificate
  private let a2: Certificate
  private let b1: Certificate

  init() throws {
    a1 = try Samples.certificate("rootA1.cer")
    a2 = try Samples.certificate("rootA2.cer")
    b1 = try Samples.certificate("subB1.cer")
  }

  private func side(_ entries: [StoreEntry], _ coverage: [Store: Coverage] = .whole) -> StoreDifference.Side {
    StoreDifference.Side(entries: entries, found: [], coverage: coverage)
  }

  private func part(_ physical: PhysicalStore, isShownWhole: Bool = true) -> [Store: Coverage] {
    [.trustedRoot: Coverage(.trustedRoot, [physical: Coverage.Part(entries: 1, isShownWhole: isShownWhole)])]
  }

  private func prints(_ items: [StoreDifference.Item]) -> [Certificate?] {
    items.map { item in
      guard case .entry(let entry)? = item.copies.first else { return nil }
      return entry.certificate
    }
  }

  @Test("is told apart by certificate and store")
  func whole() {
    let difference = StoreDifference(side(.root([a1, a2]) + .ca([b1])), side(.root([a1, b1])))
    #expect(prints(difference.onlyHere) == [a2, b1])
    #expect(prints(difference.onlyThere) == [b1])
    #expect(difference.onlyHere.allSatisfy { $0.certainty == .absent })
    #expect(difference.bothCount == 1)
    #expect(difference.moved.isEmpty)
  }

  @Test("is not certain where the other side was not read to its end")
  func certainty() {
    func certainty(_ coverage: [Store: Coverage]) -> StoreDifference.Certainty? {
      StoreDifference(side(.root([a1])), side([], coverage)).onlyHere.first?.certainty
    }
    #expect(certainty(.whole) == .absent)
    #expect(certainty(part(.registry)) == .absentFromPart)
    #expect(certainty(part(.authRoot)) == .notSeen)
    #expect(certainty(part(.registry, isShownWhole: false)) == .notSeen)
    #expect(certainty([:]) == .notSeen)
  }

  @Test("is moved when a physical store that was read has it no longer")
  func moved() {
    let both = Coverage(
      .trustedRoot, [.registry: Coverage.Part(entries: 1), .groupPolicy: Coverage.Part(entries: 1)])
    let here = side(.root([a1], .registry), [.trustedRoot: both])
    let there = side(.root([a1], .groupPolicy), [.trustedRoot: both])
    #expect(StoreDifference(here, there).moved.count == 1)
    #expect(StoreDifference(here, here).moved.isEmpty)
    // The list of the logical store, and one without the registry, do not say that it is not there.
    for other in [
      side(.root([a1], .unknown)), side(.root([a1], .groupPolicy), part(.groupPolicy)),
    ] {
      let difference = StoreDifference(side(.root([a1], .registry), part(.registry)), other)
      #expect(difference.onlyHere.isEmpty && difference.onlyThere.isEmpty)
    }
  }

  @Test("is not what a text describes without its thumbprint, when names and serial number are the same")
  func described() throws {
    func text(_ certificate: Certificate) -> StoreEntry {
      let facts = CertificateFacts(certificate)
      let described = CertificateFacts(
        subject: facts.subject, issuer: facts.issuer, serial: facts.serial, validFrom: facts.validFrom)
      return StoreEntry(
        content: .described(described, validTo: ""), store: .trustedRoot, physical: .registry,
        file: "root.txt")
    }
    let difference = StoreDifference(side(.root([a1, a2])), side([text(a1)]))
    #expect(prints(difference.onlyHere) == [a2])
    #expect(difference.onlyThere.isEmpty)
    #expect(StoreDifference(side([text(a1)]), side(.root([a1]))).bothCount == 1)
  }
}
