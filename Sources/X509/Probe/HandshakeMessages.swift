// SPDX-License-Identifier: GPL-3.0-or-later

//
// Parsed here instead of by libssl, for three reasons: libssl returns no certificate that it cannot decode,
// no names from a list that contains one bad name, and nothing at all from a message that made it abort.
//
// ```
// TLS 1.0 to 1.2: Certificate        { opaque ASN.1Cert<1..2^24-1> certificate_list<0..2^24-1> }
//                 CertificateRequest { types<1..2^8-1>, 1.2 only: algorithms<2..2^16-2>,
//                                      opaque DistinguishedName<1..2^16-1> authorities<0..2^16-1> }
// TLS 1.3:        Certificate        { context<0..2^8-1>,
//                                      { opaque cert_data<1..2^24-1>, Extension<0..2^16-1> }<0..2^24-1> }
//                 CertificateRequest { context<0..2^8-1>, Extension extensions<2..2^16-1> }
// ```
// Source: RFC 5246 § 7.4.2 and § 7.4.4, RFC 8446 § 4.2.4, § 4.3.2 and § 4.4.2.

/// Extracts the lists from the bodies of two handshake messages. If a body ends too early, the elements
/// before that count.
enum HandshakeMessages {
  enum Kind {
    static let certificate: UInt8 = 11
    static let certificateRequest: UInt8 = 13
  }

  /// The certificates' octets, the server's own first.
  static func certificates(_ body: [UInt8], version: TLSVersion) -> [[UInt8]] {
    var reader = VectorReader(body[...])
    if version == .tls13 { _ = reader.vector(lengthOctets: 1) }
    guard let list = reader.vector(lengthOctets: 3) else { return [] }
    var entries = VectorReader(list)
    var certificates: [[UInt8]] = []
    while let certificate = entries.vector(lengthOctets: 3) {
      certificates.append(Array(certificate))
      if version == .tls13 { _ = entries.vector(lengthOctets: 2) }
    }
    return certificates
  }

  /// The names' octets.
  static func authorities(_ body: [UInt8], version: TLSVersion) -> [[UInt8]] {
    var reader = VectorReader(body[...])
    _ = reader.vector(lengthOctets: 1)
    switch version {
    case .tls10, .tls11: break
    case .tls12: _ = reader.vector(lengthOctets: 2)
    case .tls13:
      guard let found = certificateAuthorities(reader.vector(lengthOctets: 2)) else { return [] }
      reader = VectorReader(found)
    }
    guard let list = reader.vector(lengthOctets: 2) else { return [] }
    var entries = VectorReader(list)
    var names: [[UInt8]] = []
    while let name = entries.vector(lengthOctets: 2) { names.append(Array(name)) }
    return names
  }

  private static func certificateAuthorities(_ extensions: ArraySlice<UInt8>?) -> ArraySlice<UInt8>? {
    var reader = VectorReader(extensions ?? [])
    while let kind = reader.number(octets: 2), let data = reader.vector(lengthOctets: 2) {
      if kind == 47 { return data }
    }
    return nil
  }
}

/// The versions of interest, by their number on the wire.
enum TLSVersion: Int32 {
  case tls10 = 0x0301
  case tls11 = 0x0302
  case tls12 = 0x0303
  case tls13 = 0x0304

  var name: String { "TLS 1.\(rawValue - Self.tls10.rawValue)" }
}

/// Reads length-prefixed vectors (RFC 8446 § 3.4).
private struct VectorReader {
  private var rest: ArraySlice<UInt8>

  init(_ octets: ArraySlice<UInt8>) { rest = octets }

  mutating func number(octets count: Int) -> Int? {
    guard rest.count >= count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count).reduce(0) { $0 << 8 | Int($1) }
  }

  /// - Returns: `nil` if fewer octets are left than the length specifies.
  mutating func vector(lengthOctets: Int) -> ArraySlice<UInt8>? {
    guard let length = number(octets: lengthOctets), length <= rest.count else {
      rest = []
      return nil
    }
    defer { rest = rest.dropFirst(length) }
    return rest.prefix(length)
  }
}
