// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Stores
import TestCertificates
import TestFiles
import Testing
import X509

@testable import Inspection

@Suite("IssuerList")
struct IssuerListTests {
  /// Octets of `C=US, O=Contoso, CN=Root 000` in the list, counted by hand: 2 for the length, 2 for the SEQUENCE; C is
  /// SET 2, SEQUENCE 2, identifier 5, PrintableString 2 + 2 = 13; O the same with 7 characters = 18; CN with 8 = 19.
  private static let octetsOfRoot = 2 + 2 + 13 + 18 + 19

  /// Octets of rootA1.cer's subject, by `openssl asn1parse`: SEQUENCE hl=2 l=71.
  private static let octetsOfA1 = 2 + 73

  private static func roots(_ count: Int) -> [Certificate] {
    (0..<count).map { number in
      let digits = String(1000 + number).dropFirst()
      return root("Root \(digits)", serial: [1, UInt8(number >> 8), UInt8(number & 0xFF)])
    }
  }

  private static func root(_ name: String, serial: [UInt8] = [7]) -> Certificate {
    Contoso.root.with {
      ($0.subject, $0.issuer) = (.contoso(name), .contoso(name))
      ($0.serial, $0.key) = (serial, serial)
    }.certificate
  }

  /// The list of a server with the path A1, B1.
  private static func list(
    _ others: [StoreEntry], coverage: [Store: Coverage] = .whole
  ) throws -> IssuerList {
    let path = try ["rootA1.cer", "subB1.cer"].map { try Samples.certificate($0) }
    return try StoreInspection(
      path: CertificationPath(from: path), handed: .root([path[0]]) + .ca([path[1]]) + others,
      coverage: coverage, now: Contoso.now
    ).issuerList()
  }

  @Test("counts the octets of each name and of its length, and only what is in ROOT")
  func octets() throws {
    let list = try Self.list(.root(Self.roots(3), .authRoot) + .ca(Self.roots(9)))
    #expect(list.entries.map(\.octets) == [75, 54, 54, 54])
    #expect((Self.octetsOfA1, Self.octetsOfRoot) == (75, 54))
    #expect(list.octets == 237)
    #expect(list.excess == 0 && list.fewest?.count == 0)
    #expect(list.isWhole && list.unmeasured == 0 && list.strangers.isEmpty)
  }

  /// 75 + 54 n octets: 302 leave one, 303 are 53 too many, 310 are 431 too many, which is 7.98 times 54.
  @Test("says how many have to go", arguments: [(302, 0, 0), (303, 53, 1), (310, 431, 8), (400, 5291, 98)])
  func fewest(count: Int, excess: Int, fewest: Int) throws {
    let list = try Self.list(.root(Self.roots(count), .authRoot))
    #expect(list.octets == 16384 + excess || list.octets == 16383)
    #expect(list.excess == excess)
    #expect(list.fewest?.count == fewest)
    let left = list.octets - (list.fewest ?? []).reduce(0) { $0 + $1.octets }
    #expect(left <= 16384)
    if fewest > 0 { #expect(left + Self.octetsOfRoot > 16384) }
  }

  @Test("begins with the longest name")
  func longest() throws {
    // A common name of 85 characters is 77 octets longer than one of eight.
    let long = Self.root(String(repeating: "x", count: 85))
    let list = try Self.list(.root(Self.roots(303) + [long], .authRoot))
    #expect(list.entries.first?.certificate == long)
    #expect(list.entries.first?.octets == 131)
    #expect(list.excess == 53 + 131)
    #expect(list.fewest?.map(\.octets) == [131, 54])
  }

  @Test(
    "could do without third-party roots alone, and never without one of the path or that Windows requires")
  func uses() throws {
    let required = Self.root("Microsoft Root Authority")
    let renewed = try Samples.certificate("rootA2.cer")
    let plain = Self.roots(4)
    let handed: [StoreEntry] =
      .root([plain[0], plain[1], required, renewed], .authRoot)
      // Another copy keeps the name in the list.
      + .root([plain[1]]) + .root([plain[2]]) + .root([plain[3]], .groupPolicy)
    let list = try Self.list(handed)
    func entry(_ certificate: Certificate) throws -> IssuerList.Entry {
      try #require(list.entries.first { $0.certificate == certificate })
    }
    #expect(list.entries.count == 7)
    #expect(list.couldGo.map(\.certificate) == [plain[0]])
    #expect(try entry(plain[1]).places == [.registry, .authRoot])
    #expect(try entry(required).use == .required)
    #expect(try entry(renewed).use == .related)
    #expect(try entry(Samples.certificate("rootA1.cer")).use == .onPath)
    #expect(try entry(plain[3]).use == .unknown)
  }

  @Test("has no way out when nothing of it could go")
  func tooFew() throws {
    let list = try Self.list(.root(Self.roots(310)))
    #expect(list.excess == 431)
    #expect(list.fewest == nil)
    // Seven third-party ones are one too few.
    let some = try Self.list(.root(Self.roots(303)) + .root(Array(Self.roots(310)[303...]), .authRoot))
    #expect(some.couldGo.count == 7 && some.fewest == nil)
  }

  @Test(
    "says what it does not know: a store read in part, roots of which only a text tells, entries that are no roots"
  )
  func unknowns() throws {
    let part = Coverage(.trustedRoot, [.registry: .init(entries: 1)])
    #expect(try !Self.list([], coverage: [.trustedRoot: part]).isWhole)
    let facts = CertificateFacts(Self.root("Described"))
    let described = StoreEntry(
      content: .described(facts, validTo: "?"), store: .trustedRoot, physical: .unknown, file: "a.txt")
    let list = try Self.list([described] + .root([try Samples.certificate("subB1.cer")]))
    #expect(list.unmeasured == 1)
    #expect(list.strangers.map(\.certificate) == [try Samples.certificate("subB1.cer")])
    // Its length is not known, so it is not counted.
    #expect(list.entries.count == 2)
  }
}
