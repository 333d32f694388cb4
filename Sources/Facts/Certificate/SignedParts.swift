// SPDX-License-Identifier: GPL-3.0-or-later

/// What the issuer of a certificate signed, and how. Each part is an encoded element, including tag and
/// length.
///
/// Source: RFC 5280 § 4.1.1.
public struct SignedParts: Sendable {
  /// The signed content.
  public let tbsCertificate: ArraySlice<UInt8>
  /// The algorithm stated in the signed content; must be the same as `algorithm`.
  public let signedAlgorithm: ArraySlice<UInt8>
  public let algorithm: ArraySlice<UInt8>
  /// A BIT STRING.
  public let value: ArraySlice<UInt8>
}

extension Certificate {
  /// Parsed on each call, because it is needed for only a few of thousands of certificates.
  public var signedParts: SignedParts {
    do throws(DERError) {
      let octets = encoded
      var outer = DERReader(buffer, in: octets.indices)
      var parts = outer.inside(try outer.next())
      let body = try parts.next()
      var fields = parts.inside(body)
      _ = try fields.nextIfPresent(DERReader.Tag.context(0))
      _ = try fields.next(DERReader.Tag.integer)
      let signed = try fields.next().whole
      let algorithm = try parts.next().whole
      return SignedParts(
        tbsCertificate: octets[body.whole], signedAlgorithm: octets[signed], algorithm: octets[algorithm],
        value: octets[try parts.next().whole])
    } catch {
      preconditionFailure("a certificate's parts are walked when it is read")
    }
  }
}
