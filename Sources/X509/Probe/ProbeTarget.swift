// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// The server to probe, as typed: `HOST`, `HOST:PORT`, `[IPV6]:PORT` or an address alone.
public struct ProbeTarget: Hashable, Sendable {
  /// Lync's port for traffic between the servers of a pool.
  public static let usualPort: UInt16 = 444

  public let host: String
  public let port: UInt16

  /// - Returns: `nil` if the text does not name a server.
  ///
  /// - Parameter usualPort: the port for a text without one.
  public init?(_ text: String, usualPort: UInt16 = ProbeTarget.usualPort) {
    if text.hasPrefix("[") {
      guard let end = text.firstIndex(of: "]"),
        let port = Self.port(after: text[text.index(after: end)...], usualPort)
      else { return nil }
      self.init(address: String(text[text.index(after: text.startIndex)..<end]), port: port)
    } else if text.count(where: { $0 == ":" }) > 1 {
      self.init(address: text, port: usualPort)
    } else {
      let host = text.prefix { $0 != ":" }
      guard Self.isName(host), let port = Self.port(after: text[host.endIndex...], usualPort) else {
        return nil
      }
      self.init(host: String(host), port: port)
    }
  }

  private init(host: String, port: UInt16) {
    self.host = host
    self.port = port
  }

  private init?(address: String, port: UInt16) {
    // A percent sign is followed by the network interface of a link-local address (RFC 4007 § 11).
    let parts = address.split(separator: "%", maxSplits: 1, omittingEmptySubsequences: false)
    var octets = in6_addr()
    let isZone = parts.dropFirst().allSatisfy { zone in
      !zone.isEmpty && zone.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }
    guard isZone, inet_pton(AF_INET6, String(parts[0]), &octets) == 1 else { return nil }
    self.init(host: address, port: port)
  }

  /// - Parameter rest: the text after the host.
  private static func port(after rest: Substring, _ usualPort: UInt16) -> UInt16? {
    guard let colon = rest.first else { return usualPort }
    let digits = rest.dropFirst()
    guard colon == ":", digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = UInt16(digits),
      port > 0
    else { return nil }
    return port
  }

  /// Whether this is a valid domain host name (RFC 1123 § 2.1, and Windows' underscore) or an IPv4 address.
  private static func isName(_ name: Substring) -> Bool {
    let whole = name.hasSuffix(".") ? name.dropLast() : name
    return (1...253).contains(whole.utf8.count)
      && whole.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
        (1...63).contains(label.utf8.count) && label.first != "-"
          && label.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
            default: false
            }
          }
      }
  }
}
