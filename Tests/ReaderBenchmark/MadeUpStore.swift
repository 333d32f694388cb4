// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

/// Roots from a fixed seed: a genuine one with another serial number and other names each. They are signed with one key,
/// which is made anew each time: how long a signature takes to verify does not depend on the key.
struct MadeUpStore {
  enum Failure: Error {
    case template(DERError)
    case key
  }

  private(set) var certificates: [[UInt8]] = []

  init(count: Int, template: [UInt8], seed: UInt64 = 1) throws(Failure) {
    var random = SplitMix64(state: seed)
    guard let key = SigningKey() else { throw .key }
    let parts: Parts
    do throws(DERError) { parts = try Parts(template) } catch { throw .template(error) }
    for number in 0..<count {
      guard let certificate = parts.certificate(number: number, key, &random) else { throw .key }
      certificates.append(certificate)
    }
  }

  private struct Parts {
    let version: [UInt8]
    let algorithm: [UInt8]
    let validity: [UInt8]
    let rest: [UInt8]

    init(_ template: [UInt8]) throws(DERError) {
      var outer = DERReader(template)
      var certificate = outer.inside(try outer.next(DERReader.Tag.sequence))
      var body = certificate.inside(try certificate.next(DERReader.Tag.sequence))
      let elements = [
        try body.next(DERReader.Tag.context(0)), try body.next(), try body.next(), try body.next(),
        try body.next(), try body.next(), try body.next(),
      ]
      version = Array(template[elements[0].whole])
      algorithm = Array(template[elements[2].whole])
      validity = Array(template[elements[4].whole])
      rest = Array(template[body.offset..<elements[0].start + Self.size(of: template, elements)])
    }

    /// From the first element of the body to its end.
    private static func size(of template: [UInt8], _ elements: [DERElement]) -> Int {
      var outer = DERReader(template)
      guard let certificate = try? outer.next() else { return 0 }
      var inner = outer.inside(certificate)
      guard let body = try? inner.next() else { return 0 }
      return body.content.upperBound - elements[0].start
    }

    func certificate(number: Int, _ key: SigningKey, _ random: inout SplitMix64) -> [UInt8]? {
      let serial = DER.element(0x02, [0x41] + (0..<15).map { _ in random.octet() })
      let name = Self.name("Made-up Authority \(number)")
      let body = DER.element(
        0x30, version + serial + algorithm + name + validity + name + key.publicKeyInfo + rest)
      return key.signature(of: body).map { DER.element(0x30, body + algorithm + DER.element(0x03, [0] + $0)) }
    }

    private static func name(_ commonName: String) -> [UInt8] {
      let attributes: [(UInt8, UInt8, String)] = [
        (6, 0x13, "US"), (10, 0x0C, "Made-up Company"), (11, 0x0C, "PKI"), (3, 0x0C, commonName),
      ]
      return DER.element(
        0x30,
        attributes.flatMap { type, tag, value in
          let pair = DER.element(0x06, [0x55, 0x04, type]) + DER.element(tag, Array(value.utf8))
          return DER.element(0x31, DER.element(0x30, pair))
        })
    }
  }
}

enum DER {
  static func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    let count = content.count
    if count < 0x80 { return [tag, UInt8(count)] + content }
    let octets = stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: count >> $0) }
      .drop { $0 == 0 }
    return [tag, 0x80 | UInt8(octets.count)] + octets + content
  }
}

/// Source: Steele, Lea, Flood, “Fast Splittable Pseudorandom Number Generators” (2014).
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  mutating func octet() -> UInt8 { UInt8(truncatingIfNeeded: next()) }
}
