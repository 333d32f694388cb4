// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Testing

@Suite("Which computer it is")
struct ServerIdentityTests {
  private static func identity(_ name: String?, _ guid: String?) -> ServerIdentity {
    ServerIdentity(computerName: name, machineGUID: guid)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let before: ServerIdentity
    let now: ServerIdentity
    let relation: ServerIdentity.Relation
    var testDescription: String { "\(before) \(now)" }

    init(_ before: (String?, String?), _ now: (String?, String?), _ relation: ServerIdentity.Relation) {
      self.before = identity(before.0, before.1)
      self.now = identity(now.0, now.1)
      self.relation = relation
    }
  }

  static let cases = [
    Case(("FE01", "a"), ("fe01", "A"), .same), Case(("FE01", nil), ("FE01", "a"), .same),
    Case(("FE01", nil), ("FE01", nil), .same),
    Case(("FE01", "a"), ("FE02", "b"), .another), Case(("FE01", "a"), ("FE02", "a"), .another),
    Case(("FE01", "a"), ("FE01", "b"), .another), Case(("FE01", "a"), (nil, "b"), .another),
    Case((nil, "a"), ("FE01", "b"), .another), Case(("FE01", nil), ("FE02", nil), .another),
    // Not the name alone where more was known, and never a MachineGuid alone: clones share it.
    Case(("FE01", "a"), ("FE01", nil), .unknown), Case(("FE01", "a"), (nil, "a"), .unknown),
    Case((nil, "a"), ("FE01", "a"), .unknown), Case((nil, "a"), (nil, "a"), .unknown),
    Case(("FE01", "a"), (nil, nil), .unknown), Case((nil, nil), ("FE01", "a"), .unknown),
    Case((nil, nil), (nil, nil), .unknown),
  ]

  @Test("is the same, another, or not known", arguments: cases)
  func related(_ example: Case) {
    #expect(example.now.relation(to: example.before) == example.relation)
  }

  @Test("is learned piece by piece, and never from another computer")
  func learned() {
    let first = Self.identity("FE01", nil)
    #expect(first.learning(from: Self.identity(nil, "a")) == Self.identity("FE01", "a"))
    #expect(first.learning(from: Self.identity("FE02", "a")) == first)
    #expect(Self.identity(nil, "a").learning(from: Self.identity("FE02", "b")) == Self.identity(nil, "a"))
    #expect(ServerIdentity.unknown.learning(from: first) == first)
    #expect(first.learning(from: .unknown) == first)
  }

  @Test(
    "is reached by its own name or by another",
    arguments: [
      ("fe01", true), ("FE01.contoso.com", true), ("fe01.", true), ("pool.contoso.com", false),
      ("fe010", false),
      ("localhost", false), ("10.0.0.1", nil), ("fe80::1", nil), ("", nil),
    ] as [(String, Bool?)])
  func named(host: String, isOwn: Bool?) {
    #expect(Self.identity("FE01", "a").isNamed(host) == isOwn)
    #expect(Self.identity(nil, "a").isNamed(host) == nil)
  }

  @Test("a name that Windows cut off is the computer's own")
  func cutOff() {
    #expect(Self.identity("LYNCFRONTENDSER", nil).isNamed("lyncfrontendserver01.contoso.com") == true)
  }
}
