// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import TestCertificates
import Testing

@testable import Exploration
@testable import Procedure

@Suite("Noting the path")
struct NotingTests {
  /// A walk to the first attribute of a place, everything above it noted.
  static func walker(_ world: World, to key: String) throws -> Walker {
    var walker = Walker(world)
    try #require(try walker.walk(to: key) != nil)
    return walker
  }

  static let whole = World.both([Contoso.root], [Contoso.issuing])
  static let typed = World.both([Contoso.root], [Contoso.issuing], path: .typed)

  /// A certificate given at a place of the path, and what speaks against it.
  static let certificates: [(key: String, certificate: TestCertificate, refusal: Refusal?)] = [
    ("wizard.7@0:issuer", Contoso.root, nil),
    ("wizard.7@0:issuer", Contoso.root.with { $0.isAuthority = nil }, nil),
    ("wizard.7@0:issuer", Contoso.root.with { $0.isAuthority = false }, .notAnAuthority),
    ("wizard.7@0:issuer", Contoso.server, .notAnAuthority),
    ("wizard.7@0:issuer", Contoso.issuing, .rootNotSelfIssued),
    ("wizard.7@0:issuer", Contoso.server.with { $0.isAuthority = nil }, .rootNotSelfIssued),
    ("wizard.7@1:issuer", Contoso.issuing, nil),
    ("wizard.7@1:issuer", Contoso.server, .notAnAuthority),
    (
      "wizard.7@1:issuer", Contoso.crossSignedIssuing, .brokenPath(expectedIssuer: Contoso.root.facts.subject)
    ),
    ("wizard.7@1:issuer", Contoso.root, .alreadyNoted),
    (
      "wizard.7@1:issuer", Contoso.issuing.with { $0.issuer = $0.issuer.of("contoso  ltd") },
      .brokenPath(expectedIssuer: Contoso.root.facts.subject)
    ),
    // Letters' case and runs of blanks are no difference between names (RFC 5280 § 7.1).
    ("wizard.7@1:issuer", Contoso.issuing.with { $0.issuer = .contoso("contoso  ROOT ca") }, nil),
  ]

  @Test("takes a certificate only where it can stand", arguments: certificates)
  func certificate(key: String, certificate: TestCertificate, expected: Refusal?) throws {
    var walker = try Self.walker(Self.whole, to: key)
    let before = walker.session
    let thrown = refusal { () throws(Refusal) in
      try walker.answer(.certificate(certificate.facts, .file("x.cer")))
    }
    #expect(thrown == expected)
    if expected != nil { #expect(walker.session.isUnchanged(from: before)) }
  }

  /// Typed values in place of the right ones, and where they are refused.
  static let values: [(key: String, text: String, refusal: Refusal)] = [
    ("wizard.more@0:subject", Contoso.issuing.typedSubject, .rootNotSelfIssued),
    (
      "wizard.7@1:issuer", Contoso.crossSignedIssuing.typedIssuer,
      .brokenPath(expectedIssuer: Contoso.root.facts.subject)
    ),
    ("wizard.7@1:issuer", "CN = Contoso Root CA", .brokenPath(expectedIssuer: Contoso.root.facts.subject)),
  ]

  @Test("refuses typed names that break the path", arguments: values)
  func broken(key: String, text: String, expected: Refusal) throws {
    var walker = try Self.walker(Self.typed, to: key)
    let before = walker.session
    #expect(refusal { () throws(Refusal) in try walker.answer(.value(text)) } == expected)
    #expect(walker.session.isUnchanged(from: before))
  }

  @Test("refuses a typed certificate whose issuer and serial number are noted already")
  func alreadyNotedByHand() throws {
    let world = Self.typed.with { $0.path[1] = Contoso.root }
    var walker = try Self.walker(world, to: "wizard.7@1:serial")
    let thrown = refusal { () throws(Refusal) in try walker.answer(.value(Contoso.root.typedSerial)) }
    #expect(thrown == .serialNoted(issuedTo: "Contoso Root CA"))
  }

  /// A certificate that is given after some attributes were typed, and the first that differs.
  static let differing: [(key: String, certificate: TestCertificate, field: Field)] = [
    ("wizard.7@0:serial", Contoso.otherCARoot, .issuer),
    ("wizard.more@0:subject", Contoso.strayRoot, .serial),
    ("wizard.more@0:validFrom", Contoso.strayRoot, .serial),
    ("wizard.more@0:thumbprint", Contoso.root.with { $0.notBefore = "20110302100000Z" }, .validFrom),
    ("wizard.more@1:validFrom", Contoso.policy, .subject),
    ("root.11@0/1:validFrom", Contoso.strayRoot, .serial),
    ("root.11@0/1:issuer", Contoso.root.with { $0.notBefore = "20110302100000Z" }, .validFrom),
    ("root.11@0/1:subject", Contoso.root.with { $0.issuer = .contoso("Else") }, .issuer),
    ("root.11@0/1:thumbprint", Contoso.root.with { $0.subject = .contoso("Else") }, .subject),
  ]

  @Test("refuses a certificate that differs from what was typed for it", arguments: differing)
  func differs(key: String, certificate: TestCertificate, field: Field) throws {
    let world = World.both([Contoso.root, Contoso.strayRoot], [Contoso.issuing], path: .typed, rows: .typed)
    var walker = try Self.walker(world, to: key)
    let before = walker.session
    let thrown = refusal { () throws(Refusal) in
      try walker.answer(.certificate(certificate.facts, .file("x.cer")))
    }
    #expect(thrown == .differsFromTyped(field))
    #expect(walker.session.isUnchanged(from: before))
  }

  @Test("a certificate in place of an attribute ends the questions about that certificate")
  func certificateEndsQuestions() throws {
    for key in [
      "wizard.7@0:issuer", "wizard.7@0:serial", "wizard.more@0:subject", "wizard.more@0:thumbprint",
    ] {
      var walker = try Self.walker(Self.typed, to: key)
      try walker.answer(.certificate(Contoso.root.facts, .file("x.cer")))
      #expect(walker.session.pending?.key == "wizard.8@0")
      #expect(walker.session.findings.noted[.root]?.facts == Contoso.root.facts)
    }
  }

  @Test("“same” stands for the issuer when a root's subject is noted, and for nothing else")
  func same() throws {
    var walker = try Self.walker(Self.typed, to: "wizard.more@0:subject")
    try walker.answer(.same)
    let noted = walker.session.findings.noted[.root]?.typed
    #expect(noted?.subject == noted?.issuer)
    for key in ["wizard.7@0:issuer", "wizard.7@0:serial", "wizard.7@1:issuer", "wizard.more@1:subject"] {
      var walker = try Self.walker(Self.typed, to: key)
      #expect(refusal { () throws(Refusal) in try walker.answer(.same) } == .notOffered)
    }
  }
}
