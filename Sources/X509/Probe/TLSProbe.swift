// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
public import Threads

// The rules
//
// 1. It looks and does nothing else: no client certificate, no request, no data, no second try, no session kept.
// 2. The first address that takes the connection is the server. Another address may be another server.
// 3. What came counts, however the handshake ended: certificates that arrived are handed back.

/// A look at what a server presents over TLS.
public enum TLSProbe {
  /// The most that is taken from a server, in octets: four times the longest message that we take.
  private static let mostOctets = 4 << 20

  /// Looks once.
  ///
  /// - Parameters:
  ///   - host: a name, which is then asked for in the handshake, or an address.
  ///   - token: stops it. Looking the name up cannot be stopped.
  ///   - looksUp: called with `true` before the name is looked up, and with `false` after it.
  /// - Throws: `ProbeError`, when no certificates came.
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
    // An address is not looked up anywhere.
    guard !HostAddress.isAddress(host) else { return try HostAddress.all(of: host, port: port) }
    looksUp(true)
    defer { looksUp(false) }
    return try HostAddress.all(of: host, port: port)
  }

  /// What is asked for in the handshake: never an address, and no final dot, which belongs to the look-up.
  ///
  /// Source: RFC 6066 § 3.
  static func serverName(of host: String) -> String? {
    if HostAddress.isAddress(host) { return nil }
    return host.hasSuffix(".") ? String(host.dropLast()) : host
  }

  /// A client and a server that hear each other.
  private struct Talk {
    private let client: TLSClient
    private let connection: Connection
    private var octets = 0
    private var firstOctets: [UInt8] = []

    init(_ client: TLSClient, over connection: Connection) {
      self.client = client
      self.connection = connection
    }

    /// Whether the server answered with something that is no TLS record, and if so, whether that was HTTP.
    ///
    /// Source: RFC 8446 § 5.1: a record begins with its type, 20 to 24, and 3 for the version's first half.
    var foreignTongue: Bool? {
      guard let first = firstOctets.first else { return nil }
      let isRecord = (20...24).contains(first) && (firstOctets.count < 2 || firstOctets[1] == 3)
      return isRecord ? nil : firstOctets.starts(with: Array("HTTP/".utf8))
    }

    mutating func handshake() throws(ProbeError) -> PresentedChain.Handshake {
      if let refusal = try converse({ $0.shakeHands() }) { return .refused(refusal) }
      // In TLS 1.3 our part ends before the server has seen that no client certificate came. So we say goodbye, and
      // hear whether it answers that, or complains. Silence is no complaint.
      let mayComplain = client.version == .tls13 && client.heard.authorities != nil
      client.sayGoodbye()
      guard mayComplain else {
        try connection.send(client.takeOutgoing())
        return .completed
      }
      if case .alert(let number)? = try converse({ $0.hearOut() }) { return .refused(.alert(number)) }
      return .completed
    }

    /// - Returns: `nil` when all is said.
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
