// SPDX-License-Identifier: GPL-3.0-or-later

import Commands
import Facts
import Glibc
import PseudoTerminal
import Stores
import TestAuthorities
import TestFiles
import Testing
import X509

@testable import X509

@Suite("ProbeTarget")
struct ProbeTargetTests {
  @Test(
    "reads a server with and without a port",
    arguments: [
      ("fe01", "fe01", 444), ("fe01.contoso.com:443", "fe01.contoso.com", 443), ("fe_01.", "fe_01.", 444),
      ("192.0.2.7:8443", "192.0.2.7", 8443), ("::1", "::1", 444), ("[::1]:443", "::1", 443),
      ("[2001:db8::1]", "2001:db8::1", 444), ("fe80::1%eth0", "fe80::1%eth0", 444), ("a:65535", "a", 65535),
    ] as [(String, String, UInt16)])
  func good(text: String, host: String, port: UInt16) throws {
    let target = try #require(ProbeTarget(text))
    #expect(target.host == host && target.port == port)
  }

  @Test(
    "refuses what names no server",
    arguments: [
      "", ":444", "fe01:", "fe01:0", "fe01:65536", "fe01:+1", "fe01:4 4", "fe01: 444", "fe 01", "-fe01",
      "fe01..contoso", ".", "https://fe01:444/", "[::1", "[::1]444", "[fe01]:444", "[]:444", "::1%", "fé01",
      "fe01/x", "a@b", "1:2:3", "[::1]:", String(repeating: "a", count: 64),
    ])
  func bad(text: String) { #expect(ProbeTarget(text) == nil) }
}

/// The built program against servers on this computer.
@Suite("probe")
struct ProbeCommandTests {
  private static let program = PseudoTerminal.builtProgram("lync-pin-wizard")

  private func run(_ arguments: [String], environment: [String: String] = [:]) throws -> FinishedRun {
    try PseudoTerminal.run([Self.program, "probe"] + arguments, environment: environment)
  }

  @Test("shows the certificates, and what they mean")
  func shows() throws {
    let papers = Papers()
    let server = try ServerPapers()
    let crowd = try Crowd.certificates(3) { "Authority \($0)" }
    let running = try OpenSSLServer(
      certificate: papers.certificates([server.server], in: "server.pem"),
      key: papers.key(server.key.handle, in: "key.pem"),
      chain: papers.certificates([server.issuing.certificate], in: "chain.pem"),
      ["-tls1_2", "-Verify", "2", "-CAfile", papers.certificates(crowd, in: "crowd.pem")])
    let ended = try run(["127.0.0.1:\(running.port)"])
    #expect(ended.code == 0)
    for line in [
      "Address: 127.0.0.1, port \(running.port)", "Certificate 1", "  Issued to: fe01.contoso.com",
      "  Issued by: Issuing CA 1", "  Serial number: 09", "  Valid from: 2011-03-13 07:06:40 UTC",
      "  Thumbprint (SHA-1): \(server.server.thumbprint)", "Certificate 2", "  Issued to: Issuing CA 1",
    ] {
      #expect(ended.output.contains(line + "\n"), "\(line)")
    }
    #expect(ended.output.contains("Protocol: TLS 1.2, TLS_ECDHE_ECDSA_"))
    #expect(ended.output.contains("Order: right; the last one's issuer was not sent"))
    let octets = crowd.reduce(0) { $0 + 2 + $1.subjectDER.count }
    #expect(ended.output.contains("3 names, \(octets) of 16384 bytes, none twice"))
    #expect(ended.output.contains("insists on a client certificate"))
    #expect(!(ended.output + ended.messages).contains("‹"))
    #expect(!(ended.output + ended.messages).contains("{"))
  }

  @Test("is not held back by the system's settings for OpenSSL, and writes JSON")
  func json() throws {
    let papers = Papers()
    let old = try OldCertificate.make(subject: "fe01", by: nil)
    let running = try OpenSSLServer(
      certificate: papers.certificates([old.certificate], in: "old.pem"),
      key: papers.key(old.key, in: "old-key.pem"), ["-tls1", "-cipher", "AES128-SHA:@SECLEVEL=0"])
    let settings = try papers.text(
      """
      openssl_conf = all
      [all]
      ssl_conf = ssl
      [ssl]
      system_default = strict
      [strict]
      MinProtocol = TLSv1.3
      CipherString = ECDHE+AESGCM:@SECLEVEL=5
      SignatureAlgorithms = ed25519
      Groups = P-521
      """, in: "openssl.cnf")
    let ended = try run(
      ["--json", "127.0.0.1:\(running.port)"], environment: ["OPENSSL_CONF": settings])
    #expect(ended.code == 0)
    for part in [
      #""schema": "lync-pin-wizard/probe/1""#, #""protocol": "TLS 1.0""#, #""ended": "completed""#,
      #""issuedTo": "fe01""#, #""serial": "07""#, #""sha1": "\#(old.certificate.thumbprint)""#,
      #""clientCertificate": null"#, #""id": "issuerListUnknown""#,
    ] {
      #expect(ended.output.contains(part), "\(part)")
    }
    #expect(try PublishedSchema.objections(to: ended.output, "probe-1") == [])
  }

  @Test("has a sentence and a code for each thing that goes wrong")
  func wrong() throws {
    let free = try run(["127.0.0.1:\(SilentListener.freePort())"])
    #expect(free.code == 66 && free.messages.contains("refused the connection") && free.output.isEmpty)
    // The network card does not exist, so no name server is asked.
    let unknown = try run(["[fe80::1%nosuchcard]:444"])
    #expect(unknown.code == 66 && unknown.messages.contains("is not known"))
    let page = try ScriptedServer(Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8))
    let http = try run(["127.0.0.1:\(page.port)"])
    #expect(http.code == 65 && http.messages.contains("plain HTTP"))
    let closing = try ScriptedServer([])
    let closed = try run(["127.0.0.1:\(closing.port)"])
    #expect(closed.code == 65 && closed.messages.contains("closed the connection"))
    for arguments in [[], ["https://fe01"], ["fe01:x"], ["fe01", "fe02"], ["--seed", "1", "fe01"]] {
      #expect(try run(arguments).code == 64)
    }
    for ended in [free, unknown, http, closed] {
      #expect(!ended.messages.contains("‹") && !ended.messages.contains("{"))
    }
  }

  @Test("stops at Ctrl-C")
  func interrupted() throws {
    let silent = try SilentListener()
    let terminal = try PseudoTerminal.spawn(Self.program, ["probe", "127.0.0.1:\(silent.port)"])
    _ = try terminal.waitFor("Asking 127.0.0.1")
    terminal.resize(columns: 60)
    try terminal.send("\u{3}")
    _ = try terminal.waitFor("Stopped.")
    #expect(try terminal.waitForExit() == .code(130))
  }
}
