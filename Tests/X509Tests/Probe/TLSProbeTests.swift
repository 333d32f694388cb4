// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Glibc
import TestAuthorities
import Testing

@testable import X509

let host = "127.0.0.1"

/// For servers that hang before they say what counts; all others have the usual deadlines, on a busy machine too.
let soon = Deadlines(
  connect: .milliseconds(100), silence: .milliseconds(100), handshake: .milliseconds(300))

@Suite("TLSProbe: what a server presents")
struct TLSProbePresentedTests {
  private let papers: Papers
  private let server: ServerPapers
  private let certificate: String
  private let key: String

  init() throws {
    papers = Papers()
    server = try ServerPapers()
    certificate = try papers.certificates([server.server], in: "server.pem")
    key = try papers.key(server.key.handle, in: "key.pem")
  }

  private func look(_ options: [String], chain: [Certificate] = []) throws -> PresentedChain {
    let file = chain.isEmpty ? nil : try papers.certificates(chain, in: "chain.pem")
    let running = try OpenSSLServer(certificate: certificate, key: key, chain: file, options)
    return try TLSProbe.look(at: host, port: running.port)
  }

  @Test("sees a 2008 server: TLS 1.0, 1024 bits, SHA-1")
  func tls10() throws {
    let root = try OldCertificate.make(subject: "Old Root", by: nil)
    let old = try OldCertificate.make(subject: "fe01", by: root)
    let running = try OpenSSLServer(
      certificate: papers.certificates([old.certificate], in: "old.pem"),
      key: papers.key(old.key, in: "old-key.pem"),
      chain: papers.certificates([root.certificate], in: "old-chain.pem"),
      ["-tls1", "-cipher", "AES128-SHA:@SECLEVEL=0"])
    let seen = try TLSProbe.look(at: host, port: running.port)
    #expect(seen.protocolName == "TLS 1.0")
    #expect(seen.cipher == "TLS_RSA_WITH_AES_128_CBC_SHA")
    #expect(seen.certificates == [old.certificate, root.certificate])
    #expect(seen.successors == [.issuer, .root])
    #expect(seen.handshake == .completed)
    #expect(seen.requested == nil)
    #expect(seen.address == host && seen.addresses == [host] && seen.serverName == nil)
  }

  @Test(
    "speaks every version, from what an old server signs with",
    arguments: [("-tls1_1", "TLS 1.1"), ("-tls1_2", "TLS 1.2"), ("-tls1_3", "TLS 1.3")])
  func versions(option: String, name: String) throws {
    let seen = try look([option, "-cipher", "ALL:@SECLEVEL=0"], chain: [server.issuing.certificate])
    #expect(seen.protocolName == name)
    #expect(seen.cipher?.hasPrefix("TLS_") == true)
    #expect(seen.certificates == [server.server, server.issuing.certificate])
    #expect(seen.successors == [.issuer, .notSent])
    #expect(seen.handshake == .completed)
  }

  @Test("takes SHA-1 signatures in TLS 1.2")
  func sha1Signatures() throws {
    let seen = try look(["-tls1_2", "-cipher", "ALL:@SECLEVEL=0", "-sigalgs", "ECDSA+SHA1"])
    #expect(seen.handshake == .completed)
  }

  @Test("tells a wrong order, and a certificate that the issuer's name was borrowed for")
  func order() throws {
    let wrong = try look([], chain: [server.root.certificate, server.issuing.certificate])
    #expect(wrong.certificates == [server.server, server.root.certificate, server.issuing.certificate])
    #expect(wrong.successors == [.elsewhere(2), .root, .elsewhere(1)])

    let twin = try Authority("Issuing CA 1", by: server.root)
    let borrowed = try look([], chain: [twin.certificate, server.root.certificate])
    #expect(borrowed.successors == [.otherKey(1), .issuer, .root])
  }

  @Test(
    "lists the authorities asked for, of a server that insists on a client certificate",
    arguments: [("-tls1_2", UInt8(40)), ("-tls1_3", 116)])
  func insists(option: String, alert: UInt8) throws {
    let crowd = try Crowd.certificates(40) { "Authority \($0)" }
    let file = try papers.certificates(crowd, in: "crowd.pem")
    let seen = try look([option, "-Verify", "2", "-CAfile", file], chain: [server.issuing.certificate])
    #expect(seen.certificates == [server.server, server.issuing.certificate])
    #expect(seen.handshake == .refused(.alert(alert)))
    let requested = try #require(seen.requested)
    #expect(Set(requested.names) == Set(crowd.map(\.subject)))
    #expect(requested.count == 40 && requested.duplicates == 0 && requested.unreadable == 0)
    #expect(requested.octets == crowd.reduce(0) { $0 + 2 + $1.subjectDER.count })
    #expect(!requested.isOverLimit && !requested.isFull)
  }

  @Test("completes with a server that only asks", arguments: ["-tls1_2", "-tls1_3"])
  func asks(option: String) throws {
    let seen = try look([option, "-verify", "2", "-CAfile", certificate])
    #expect(seen.handshake == .completed)
    #expect(seen.requested?.names == [server.server.subject])
  }

  @Test("asks and names nobody, which is no list of nothing", arguments: ["-tls1_2", "-tls1_3"])
  func namesNobody(option: String) throws {
    let seen = try look([option, "-verify", "2"])
    let requested = try #require(seen.requested)
    #expect(requested.count == 0 && requested.octets == 0 && !requested.isFull)
  }

  @Test("flags a list of more than 16 KB", arguments: ["-tls1_2", "-tls1_3"])
  func longList(option: String) throws {
    let crowd = try Crowd.certificates(300) { "Some Rather Long Name of an Authority, No. \($0)" }
    let seen = try look([option, "-Verify", "2", "-CAfile", papers.certificates(crowd, in: "crowd.pem")])
    let requested = try #require(seen.requested)
    #expect(requested.count == 300)
    #expect(requested.octets > 16384 && requested.isOverLimit)
  }

  @Test("takes more than 100 KB of certificates", arguments: ["-tls1_2", "-tls1_3"])
  func manyCertificates(option: String) throws {
    let crowd = try Crowd.certificates(300) { "Authority \($0)" }
    #expect(crowd.reduce(0) { $0 + $1.der.count } > 100 * 1024)
    let seen = try look([option], chain: crowd)
    #expect(seen.certificates == [server.server] + crowd)
    #expect(seen.handshake == .completed)
  }
}

@Suite("TLSProbe: the messages themselves")
struct TLSProbeScriptedTests {
  private let old: OldCertificate

  init() throws { old = try OldCertificate.make(subject: "fe01", by: nil) }

  private func look(_ messages: [UInt8], behind: [UInt8] = [], closes: Bool = true) throws -> PresentedChain {
    let running = try ScriptedServer(Flight.records(Flight.hello + messages) + behind, closes: closes)
    // Two seconds: the words in front of the silence must arrive in time, on a busy machine too.
    return try TLSProbe.look(
      at: host, port: running.port, deadlines: closes ? Deadlines() : Deadlines(silence: .seconds(2)))
  }

  private func names(_ texts: [String]) throws -> [[UInt8]] {
    try Crowd.certificates(texts.count) { texts[$0] }.map { Array($0.subjectDER) }
  }

  @Test("hands back what came before the server closed, and counts repeated names")
  func repeated() throws {
    let list = try names(["One", "Two", "ONE", "Three", "One", "Two"])
    let seen = try look(
      Flight.certificate([old.certificate.der]) + Flight.request(list + [[0x30, 0x05, 1]])
        + Flight.message(14, []))
    #expect(seen.certificates == [old.certificate])
    #expect(seen.cipher == "TLS_RSA_WITH_AES_128_CBC_SHA")
    #expect(seen.handshake != .completed)
    let requested = try #require(seen.requested)
    #expect(requested.count == 7 && requested.unreadable == 1)
    #expect(requested.repeated.map { $0.name.simpleDisplayName } == ["One", "Two"])
    #expect(requested.repeated.map(\.times) == [3, 2])
    #expect(requested.duplicates == 3)
  }

  @Test("takes a list that is just full for one that may have been cut off")
  func full() throws {
    // Each entry has two octets of length and 30 of name.
    let name = try #require(names(["123456"]).first)
    #expect(name.count == 37)
    let fitting = RequestedAuthorities.schannelLimitOctets / 39
    let cases = [(fitting, true, false), (fitting - 1, false, false), (fitting + 1, false, true)]
    for (count, isFull, isOver) in cases {
      let seen = try look(
        Flight.certificate([old.certificate.der])
          + Flight.request(Array(repeating: name, count: count)) + Flight.message(14, []))
      #expect(seen.requested?.isFull == isFull && seen.requested?.isOverLimit == isOver, "\(count)")
    }
  }

  @Test("hands back certificates that libssl does not take, and counts what is none")
  func unreadable() throws {
    let seen = try look(Flight.certificate([old.certificate.der, [1, 2, 3], old.certificate.der]))
    #expect(seen.certificates == [old.certificate, old.certificate])
    #expect(seen.unreadable == 1)
    guard case .refused(.notUnderstood) = seen.handshake else {
      Issue.record("\(seen.handshake)")
      return
    }
  }

  @Test("tells an alert, an end and silence after the certificates apart")
  func endings() throws {
    let flight = Flight.certificate([old.certificate.der])
    #expect(try look(flight, behind: Flight.alert(49)).handshake == .refused(.alert(49)))
    #expect(try look(flight).handshake == .refused(.closed))
    #expect(try look(flight, closes: false).handshake == .refused(.silent))
  }

  @Test("sees whatever came, wherever the server stops")
  func everyPrefix() throws {
    let flight = Flight.records(
      Flight.hello + Flight.certificate([old.certificate.der]) + Flight.request([[0x30, 0]]))
    for length in stride(from: 0, to: flight.count, by: 7) {
      let running = try ScriptedServer(Array(flight[..<length]))
      #expect(throws: ProbeError.noCertificates(address: host, .closed), "\(length)") {
        try TLSProbe.look(at: host, port: running.port)
      }
    }
  }

  @Test("asks for the name, and never for an address")
  func serverName() throws {
    let named = try ScriptedServer([])
    _ = try? TLSProbe.look(at: "localhost", port: named.port)
    #expect(Self.contains(Array("localhost".utf8), in: named.heard()))
    let numbered = try ScriptedServer([])
    _ = try? TLSProbe.look(at: host, port: numbered.port)
    let heard = numbered.heard()
    #expect(!heard.isEmpty && !Self.contains(Array(host.utf8), in: heard))
    #expect(TLSProbe.serverName(of: "fe01.contoso.com.") == "fe01.contoso.com")
    for address in ["127.0.0.1", "::1", "127.1", "fe80::1%lo"] {
      #expect(TLSProbe.serverName(of: address) == nil, "\(address)")
    }
  }

  private static func contains(_ part: [UInt8], in whole: [UInt8]) -> Bool {
    whole.indices.contains { whole[$0...].starts(with: part) }
  }
}
