// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Files
import Listings
import Procedure
import Testing
import Texts
import Words
import X509

@Suite("The test of the ports")
struct PortTestTests {
  private func body(_ server: WindowsServer, pool: String?) throws -> String {
    let start = Record(
      sequence: 1, at: Instant(secondsSince1970: 1_700_000_000),
      event: .started(Start(program: "test", server: server)))
    let session = try Session(first: start, signatures: .libcrypto)
    let item = try #require(
      session.start.path.checks.first { $0.step.id == "before.ports" })
    let words = StepWords(wording: Wording())
    return try #require(words.text(.body, of: item, words.values(item, in: session, pool: pool)))
  }

  @Test("uses what that Windows has, and the name of the pool")
  func known() throws {
    let older = try body(.windowsServer2008, pool: "pool1.contoso.com")
    #expect(older.contains("\n  telnet pool1.contoso.com 444\n"))
    #expect(!older.contains("Test-NetConnection"))
    let plain = try body(.windowsServer2012, pool: "pool1.contoso.com")
    #expect(plain.contains("\n  telnet pool1.contoso.com 444\n"))
    let newer = try [.windowsServer2012R2, .windowsServer2016, .windowsServer2019].map {
      try body($0, pool: "pool1.contoso.com")
    }
    for text in newer { #expect(text.contains("  Test-NetConnection pool1.contoso.com -Port 444 ")) }
    for text in [older] + newer {
      #expect(text.contains("\n  lync-pin-wizard probe pool1.contoso.com:444\n"))
      #expect(text.contains("<web services name>") && text.contains("Topology Builder"))
      #expect(!text.contains("{") && !text.contains("<pool name>"))
    }
  }

  @Test("says where the name of the pool is, while it is unknown")
  func unknown() throws {
    let text = try body(.windowsServer2008, pool: nil)
    #expect(text.contains("telnet <pool name> 444"))
    #expect(text.contains("The name of the pool is in the event"))
  }

  @Test("the pool is the one that all events name, and only if it is a host's name")
  func events() throws {
    func event(_ host: String) throws -> EventReading {
      let text = """
        Log Name: Lync Server
        Source: LS UserPin Service
        Event ID: 47067
        Level: Error
        Computer: server01.contoso.com
        Description:
        A server did not respond to HTTP request
        Server \(host) did not respond to HTTP request GetEncryptionKeyRequest targeted at \
        https://\(host):444/LiveServer/UserPinService

        """
      return try EventReading(Array(text.utf8))
    }
    var events = SuppliedEvents()
    #expect(events.pool == nil)
    events.add(try event("Pool1.contoso.com"), from: "a")
    #expect(events.pool == "pool1.contoso.com")
    events.add(try event("pool2.contoso.com"), from: "b")
    #expect(events.pool == nil)
    var odd = SuppliedEvents()
    odd.add(try event("pool1$(reboot).contoso.com"), from: "c")
    #expect(odd.pool == nil)
  }
}
