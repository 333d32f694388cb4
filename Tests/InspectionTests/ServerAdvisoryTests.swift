// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Stores
import TestCertificates
import TestFiles
import Testing
import X509

@testable import Inspection

/// The Front End's certificate against Lync Server's own rules: `Tests/Samples/servers`.
@Suite("Advisories about the server's certificate")
struct ServerAdvisoryTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let file: String
    let ids: [Advisory.ID]
    var testDescription: String { file }

    init(_ file: String, _ ids: Advisory.ID...) { (self.file, self.ids) = (file, ids) }
  }

  static let cases: [Case] = [
    Case("good"), Case("good-curve"), Case("good-any-usage"),
    Case("no-server-usage", .serverAuthenticationMissing),
    Case("no-revocation-point", .revocationPointMissing),
    Case("pss", .signedWithPSS),
    Case("md5", .weakDigest),
    Case("small-key", .unusualKey), Case("odd-curve", .unusualKey), Case("edwards-key", .unusualKey),
    Case("other-names", .subjectNotInNames), Case("no-names", .subjectNotInNames),
    Case("wildcard", .wildcardSubject),
  ]

  private static func read(_ name: String) throws -> Certificate {
    let found = try CertificateReader.read(Samples.bytes("\(name).cer", in: "servers"))
    return try #require(found.first)
  }

  @Test("says which rule a certificate breaks, and only that", arguments: cases)
  func rules(_ example: Case) throws {
    let (root, server) = try (Self.read("root"), Self.read(example.file))
    let survey = try StoreInspection(
      path: CertificationPath(from: [root, server]), handed: .root([root]),
      coverage: .whole, now: (try #require(server.notBefore)).adding(seconds: 1))
    #expect(survey.server == server)
    #expect(survey.advisories().map(\.id) == example.ids)
    #expect(survey.advisories().allSatisfy { $0.certificates == [server] })
  }

  @Test("says that libcrypto does not read it")
  func unreadable() {
    // Certificate keeps what is not of its type in a name, libcrypto refuses it.
    var der = Contoso.server.der
    let name = Array("fe01.contoso.com".utf8)
    for place in der.indices where der[place...].starts(with: name) { der[place] = 0xFF }
    let server = try? Certificate(der: der)
    #expect(server != nil)
    let found = Advisory.all([], [], noted: [], server: server, now: Contoso.now) { _ in true }
    #expect(found.map(\.id) == [.serverUnreadable])
  }
}
