// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
public import Threads

// The rules
//
// 1. It only looks: no client certificate, no request, no data, no second attempt, no session kept.
// 2. The first address that accepts the connection is the server. Another address may be another server.
// 3. Received certificates count, however the handshake ended: they are returned.

/// Shows what a server presents over TLS.
public enum TLSProbe {
  /// The maximum data accepted from a server, in octets: four times the longest message that we accept.
  private static let mostOctets = 4 << 20

  /// Probes once.
  ///
  /// - Parameters:
  ///   - host: a name, which is then requested in the handshake, or an address.
  ///   - token: cancels the probe. Looking up the name cannot be canceled.
  ///   - looksUp: called with `true` before the name is looked up, and with `false` afterward.
  /// - Throws: `ProbeError` if no certificates arrived.
  public static func look(
    at host: String, port: UInt16, deadlines: Deadlines = Deadlines(), token: CancellationToken? = nil,
    looksUp: (Bool) -> Void = { _ in }
  ) throws(ProbeError) -> PresentedChain {
    let serverName = serverName(of: host)
    let addresses = try addresses(of: host, port: port, looksUp)
    let client = try TLSClient(serverName: serverName)
    let connection = try Connection.open(addresses, deadlines: deadlines, patience: PollWaiter(token))
    var talk = Talk(client, over: connection)
    let handshake = try talk.handshake()

    let address = connection.address.text
    guard !client.heard.certificates.isEmpty, let version = client.version else {
      if let isHTTP = talk.foreignTongue { throw .notTLS(address: address, isHTTP: isHTTP) }
      guard case .refused(let refusal) = handshake else {
        throw .noCertificates(address: address, .notUnderstood(reason: "no certificate"))
      }
      throw .noCertificates(address: address, refusal)
    }
    let certificates = client.heard.certificates.compactMap { try? Certificate(der: $0) }
    return PresentedChain(
      address: address, addresses: addresses.map(\.text), serverName: serverName,
      protocolName: version.name, cipher: client.cipher, certificates: certificates,
      unreadable: client.heard.certificates.count - certificates.count,
      requested: client.heard.authorities.map(RequestedAuthorities.init), handshake: handshake)
  }

  private static func addresses(
    of host: String, port: UInt16, _ looksUp: (Bool) -> Void
  ) throws(ProbeError) -> [HostAddress] {
    // An address needs no look-up.
    guard !HostAddress.isAddress(host) else { return try HostAddress.all(of: host, port: port) }
    looksUp(true)
    defer { looksUp(false) }
    return try HostAddress.all(of: host, port: port)
  }

  /// The name requested in the handshake: never an address, and without a final dot, which is only for
  /// look-ups.
  ///
  /// Source: RFC 6066 § 3.
  static func serverName(of host: String) -> String? {
    if HostAddress.isAddress(host) { return nil }
    return host.hasSuffix(".") ? String(host.dropLast()) : host
  }

  /// A client connected to a server.
  private struct Talk {
    private let client: TLSClient
    private let connection: Connection
    private var octets = 0
    private var firstOctets: [UInt8] = []

    init(_ client: TLSClient, over connection: Connection) {
      self.client = client
      self.connection = connection
    }

    /// Whether the server answered with something other than a TLS record, and if so, whether that was HTTP.
    ///
    /// Source: RFC 8446 § 5.1: a record begins with its type, 20 to 24, and 3 as the major version.
    var foreignTongue: Bool? {
      guard let first = firstOctets.first else { return nil }
      let isRecord = (20...24).contains(first) && (firstOctets.count < 2 || firstOctets[1] == 3)
      return isRecord ? nil : firstOctets.starts(with: Array("HTTP/".utf8))
    }

    mutating func handshake() throws(ProbeError) -> PresentedChain.Handshake {
      if let refusal = try converse({ $0.shakeHands() }) { return .refused(refusal) }
      // In TLS 1.3, our part ends before the server sees that no client certificate was sent. So we close the
      // connection, and wait for the server to answer that or to complain. Silence is not a complaint.
      let mayComplain = client.version == .tls13 && client.heard.authorities != nil
      client.sayGoodbye()
      guard mayComplain else {
        try connection.send(client.takeOutgoing())
        return .completed
      }
      if case .alert(let number)? = try converse({ $0.hearOut() }) { return .refused(.alert(number)) }
      return .completed
    }

    /// - Returns: `nil` when the conversation is complete.
    private mutating func converse(_ goOn: (TLSClient) -> TLSClient.Step) throws(ProbeError) -> Refusal? {
      while true {
        let step = goOn(client)
        try connection.send(client.takeOutgoing())
        switch step {
        case .done: return nil
        case .failed(let refusal): return refusal
        case .waiting: break
        }
        guard octets < TLSProbe.mostOctets else { return .notUnderstood(reason: "too many octets") }
        switch try connection.receive() {
        case .closed: return .closed
        case .silent: return .silent
        case .octets(let some):
          octets += some.count
          if firstOctets.count < 5 { firstOctets += some.prefix(5 - firstOctets.count) }
          client.take(some)
        }
      }
    }
  }
}
