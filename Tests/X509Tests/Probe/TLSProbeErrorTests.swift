// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Glibc
import Testing
import Threads

@testable import X509

@Suite("TLSProbe: no certificates")
struct TLSProbeErrorTests {
  private func look(
    at port: UInt16, _ deadlines: Deadlines = Deadlines(), token: CancellationToken? = nil
  ) throws(ProbeError) {
    _ = try TLSProbe.look(at: host, port: port, deadlines: deadlines, token: token)
  }

  @Test("names a host that has no address")
  func notFound() {
    // The network card does not exist, so no name server is asked.
    #expect(throws: ProbeError.hostNotFound) {
      try TLSProbe.look(at: "fe80::1%nosuchcard", port: 444, deadlines: soon)
    }
  }

  @Test("tells a refusal from silence before the connection")
  func unreachable() throws {
    let free = try SilentListener.freePort()
    #expect(throws: ProbeError.unreachable([.init(address: host, number: ECONNREFUSED)])) {
      try look(at: free)
    }
    let full = try SilentListener(backlog: 0)
    let others = full.fill()
    defer { for other in others { close(other) } }
    #expect(throws: ProbeError.unreachable([.init(address: host, number: ETIMEDOUT)])) {
      try look(at: full.port, soon)
    }
  }

  @Test("gives up on a server that takes the connection and never speaks")
  func silent() throws {
    let listener = try SilentListener()
    #expect(throws: ProbeError.noCertificates(address: host, .silent)) { try look(at: listener.port, soon) }
  }

  @Test("gives up on a server that begins to speak, and on one that would speak for ever")
  func endless() throws {
    let begun = try ScriptedServer(Array(Flight.records(Flight.hello).prefix(9)), closes: false)
    #expect(throws: ProbeError.noCertificates(address: host, .silent)) { try look(at: begun.port, soon) }
    // HelloRequests may come as often as the server likes (RFC 5246 § 7.4.1.1): five million octets of them.
    let request = Flight.records(Flight.message(0, []))
    let endless = try ScriptedServer([UInt8](Array(repeating: request, count: 600_000).joined()))
    #expect(throws: ProbeError.self) { try look(at: endless.port) }
  }

  @Test("hears an alert in place of certificates")
  func alert() throws {
    let running = try ScriptedServer(Flight.alert(70))
    #expect(throws: ProbeError.noCertificates(address: host, .alert(70))) { try look(at: running.port) }
  }

  @Test(
    "knows what is no TLS",
    arguments: [
      ("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", true), ("220 mail ready\r\n", false),
      ("\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}", false),
    ])
  func notTLS(answer: String, isHTTP: Bool) throws {
    let running = try ScriptedServer(Array(answer.utf8))
    #expect(throws: ProbeError.notTLS(address: host, isHTTP: isHTTP)) { try look(at: running.port) }
  }

  @Test("hears a server that closes at once")
  func closedAtOnce() throws {
    let running = try ScriptedServer([], waits: false)
    #expect(throws: ProbeError.noCertificates(address: host, .closed)) { try look(at: running.port) }
  }

  @Test("stops when somebody wants it to, and not for any other signal", arguments: [true, false])
  func cancelled(isStop: Bool) throws {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    defer { for end in ends { close(end) } }
    write(ends[1], "!", 1)
    let token = CancellationToken(descriptor: ends[0]) { [reading = ends[0]] in
      var byte: UInt8 = 0
      return read(reading, &byte, 1) == 1 && isStop
    }
    let listener = try SilentListener()
    let wanted = isStop ? ProbeError.cancelled : .noCertificates(address: host, .silent)
    #expect(throws: wanted) { try look(at: listener.port, isStop ? Deadlines() : soon, token: token) }
  }
}
