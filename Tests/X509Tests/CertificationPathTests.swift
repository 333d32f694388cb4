// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import TestAuthorities
import TestFiles
import Testing
import X509

@Suite struct CertificationPathTests {
  @Test("puts same-key roots on one level and leaves a root with another key aside")
  func samples() throws {
    let (a1, a2, a3) = try (
      Samples.certificate("rootA1.cer"), Samples.certificate("rootA2.cer"), Samples.certificate("rootA3.cer")
    )
    let (sub, server) = try (Samples.certificate("subB1.cer"), Samples.certificate("leaf.cer"))
    let path = try CertificationPath(from: [server, a2, sub, a3, a1, sub])
    #expect(path.levels == [[a1, a3], [sub]])
    #expect(path.server == server)
    #expect(path.unused == [a2])
    #expect(path.missingIssuer == nil)

    let other = try Samples.certificate("subB2.cer")
    #expect(try CertificationPath(from: [other, a2]).levels == [[a2], [other]])
    // A stray root may be a path of its own when no server's certificate decides.
    #expect(try candidates([a2, other, a1]).map(\.levels) == [[[a2], [other]], [[a1]]])

    let broken = try CertificationPath(from: [server, sub, a2])
    #expect(broken.levels == [[sub]])
    #expect(broken.missingIssuer?.isSame(as: a1.subject) == true)
    #expect(broken.unused == [a2])
  }

  @Test("reads any part of a path in any order")
  func parts() throws {
    let root = try Authority("Root")
    let sub = try Authority("Sub", by: root)
    let low = try Authority("Low", by: sub)
    let server = try low.server("srv1.contoso.com")
    let stranger = try Authority("Stranger").server("other.contoso.com")
    let (r, s, l) = (root.certificate, sub.certificate, low.certificate)
    let cases: [(given: [Certificate], levels: [[Certificate]], server: Certificate?, missing: String?)] = [
      ([r], [[r]], nil, nil),
      ([l, r, s], [[r], [s], [l]], nil, nil),
      ([server, l, r, s, server], [[r], [s], [l]], server, nil),
      ([server, l], [[l]], server, "Sub"),
      ([s], [[s]], nil, "Root"),
      ([server], [], server, "Low"),
      ([stranger, s, r], [[r], [s]], nil, nil),
      ([stranger, server, l, s, r], [[r], [s], [l]], server, nil),
    ]
    for test in cases {
      for given in [test.given, test.given.reversed()] {
        let path = try CertificationPath(from: given)
        #expect(path.levels == test.levels)
        #expect(path.server == test.server)
        #expect(path.missingIssuer?.simpleDisplayName == test.missing)
        #expect(Set(path.unused).isDisjoint(with: path.levels.flatMap { $0 }))
        #expect(Set(path.unused + path.levels.flatMap { $0 } + [path.server].compactMap { $0 }) == Set(given))
      }
    }
    #expect(throws: PathError.noCertificates) { try CertificationPath(from: []) }
  }

  @Test("takes same-key renewals of intermediates, the oldest first, and no others")
  func renewals() throws {
    let root = try Authority("Root")
    let sub = try Authority("Sub", by: root, serial: 2)
    let renewed = try Authority("Sub", by: root, key: sub.key, serial: 3, years: 5)
    let rekeyed = try Authority("Sub", by: root, serial: 4, years: 6)
    let server = try sub.server("srv1.contoso.com")
    let path = try CertificationPath(from: [
      renewed.certificate, rekeyed.certificate, server, sub.certificate, root.certificate,
    ])
    #expect(path.levels == [[root.certificate], [sub.certificate, renewed.certificate]])
    #expect(path.unused == [rekeyed.certificate])
  }

  @Test("chooses the chain of the server's certificate, else hands back every chain")
  func severalChains() throws {
    let (one, two) = try (Authority("One"), Authority("Two"))
    let (sub, low) = try (Authority("Sub", by: one), Authority("Low", by: two))
    let server = try sub.server("srv1.contoso.com")
    let authorities = [one, two, sub, low].map(\.certificate)
    let path = try CertificationPath(from: authorities + [server])
    #expect(path.levels == [[one.certificate], [sub.certificate]])
    #expect(path.unused == [two.certificate, low.certificate])

    let expected = [[[one.certificate], [sub.certificate]], [[two.certificate], [low.certificate]]]
    #expect(try candidates(authorities).map(\.levels) == expected)
    let both = try candidates(authorities + [server, low.server("srv2.contoso.com")])
    #expect(both.map(\.levels) == expected)
    #expect(both.allSatisfy { $0.server != nil })
    let neighbours = try candidates(authorities + [server, sub.server("srv2.contoso.com", serial: 10)])
    #expect(neighbours.map(\.levels) == [expected[0], expected[0]])
  }

  @Test("goes the shortest way past cross-certificates, and around loops once")
  func crossCertificates() throws {
    let (one, two) = try (Authority("One"), Authority("Two"))
    let oneByTwo = try Authority("One", by: two, key: one.key, serial: 5)
    let twoByOne = try Authority("Two", by: one, key: two.key, serial: 6)
    let sub = try Authority("Sub", by: one)
    let server = try sub.server("srv1.contoso.com")
    let all = [one, two, oneByTwo, twoByOne, sub].map(\.certificate) + [server]
    let path = try CertificationPath(from: all)
    #expect(path.levels == [[one.certificate], [sub.certificate]])
    #expect(path.unused == [two, oneByTwo, twoByOne].map(\.certificate))

    let longer = try CertificationPath(from: [oneByTwo, two, sub].map(\.certificate) + [server])
    #expect(longer.levels == [[two.certificate], [oneByTwo.certificate], [sub.certificate]])

    // No root at all: One and Two issued each other.
    let loop = try CertificationPath(from: [oneByTwo, twoByOne, sub].map(\.certificate) + [server])
    #expect(loop.levels == [[twoByOne.certificate], [oneByTwo.certificate], [sub.certificate]])
    #expect(loop.missingIssuer?.simpleDisplayName == "One")
    #expect(try candidates([oneByTwo, twoByOne].map(\.certificate)).count == 2)
    #expect(try candidates([one, two, oneByTwo, twoByOne].map(\.certificate)).count == 2)

    // One intermediate, two roots equally near: nobody chooses.
    let subByTwo = try Authority("Sub", by: two, key: sub.key, serial: 7)
    let ways = try candidates([one, two, sub, subByTwo].map(\.certificate) + [server])
    #expect(ways.map { $0.levels[0] } == [[one.certificate], [two.certificate]])
  }

  @Test("ends in time where authorities all certified each other")
  func mesh() throws {
    let names = (0..<8).map { "Authority \($0)" }
    let keys = try names.map { _ in try PracticeKey() }
    let own = try zip(names, keys).map { try Authority($0, key: $1) }
    var all: [Certificate] = []
    for issuer in own {
      for subject in own where subject.name != issuer.name {
        all.append(try Authority(subject.name, by: issuer, key: subject.key).certificate)
      }
    }
    let server = try own[0].server("srv1.contoso.com")
    let path = try CertificationPath(from: all + [server])
    #expect(path.server == server)
    #expect(path.missingIssuer != nil)
    #expect(try CertificationPath(from: all + [server, own[0].certificate]).levels == [[own[0].certificate]])

    // Sixteen levels with two ways each: 65,536 ways in all.
    var upper = [own[0], own[1]]
    var ladder = upper.map(\.certificate)
    for level in 0..<16 {
      let pair = try [PracticeKey(), PracticeKey()]
      var lower: [Authority] = []
      for (side, key) in pair.enumerated() {
        let made = try upper.map { try Authority("Level \(level) \(side)", by: $0, key: key) }
        ladder += made.map(\.certificate)
        lower.append(made[0])
      }
      upper = lower
    }
    let bottom = try upper[0].server("srv1.contoso.com")
    #expect(try candidates(ladder + [bottom]).count == 16)
  }

  @Test("finds the path among four hundred roots of one name and different keys")
  func manyKeys() throws {
    let roots = try (0..<400).map { _ in try Authority("Root") }
    let sub = try Authority("Sub", by: roots[123])
    let server = try sub.server("srv1.contoso.com")
    let path = try CertificationPath(from: roots.map(\.certificate) + [sub.certificate, server])
    #expect(path.levels == [[roots[123].certificate], [sub.certificate]])
    #expect(path.unused.count == 399)
    // Without anything below them, each is a path of its own; sixteen are enough to say so.
    #expect(try candidates(roots.map(\.certificate)).count == CertificationPath.mostToldApart)
  }

  @Test("names the name that too many keys have")
  func tooManyKeys() throws {
    let strangers = try Authority("Root")
    let roots = try (0..<150).map { _ in try Authority("Root", by: strangers) }.map(\.certificate)
    #expect(throws: PathError.tooManyKeys(name: roots[0].subject, count: 150)) {
      try CertificationPath(from: roots)
    }
    // A hundred keys are tried.
    #expect(try candidates(Array(roots.prefix(100))).first?.missingIssuer == roots[0].subject)
  }

  @Test("takes a version 1 root, and a server's certificate without basic constraints")
  func old() throws {
    let root = try OldCertificate.make(subject: "Old Root", by: nil)
    let server = try OldCertificate.make(subject: "srv1.contoso.com", by: root)
    #expect(root.certificate.isAuthority == nil)
    #expect(try CertificationPath(from: [root.certificate]).levels == [[root.certificate]])
    let path = try CertificationPath(from: [server.certificate, root.certificate])
    #expect(path.levels == [[root.certificate]])
    #expect(path.server == server.certificate)
    let middle = try OldCertificate.make(subject: "Old Sub", by: root)
    let low = try OldCertificate.make(subject: "srv2.contoso.com", by: middle)
    let three = try CertificationPath(from: [low, middle, root].map(\.certificate))
    #expect(three.levels == [[root.certificate], [middle.certificate]])
  }

  private func candidates(_ certificates: [Certificate]) throws -> [CertificationPath] {
    let error = #expect(throws: PathError.self) { try CertificationPath(from: certificates) }
    guard case .severalPaths(let paths) = error else { return [] }
    return paths
  }
}
