// SPDX-License-Identifier: GPL-3.0-or-later

extension Certificate {
  private static let subjectKeyIdentifier: [UInt8] = [0x55, 0x1D, 0x0E]
  private static let authorityKeyIdentifier: [UInt8] = [0x55, 0x1D, 0x23]

  /// Whether the key identifiers say that the certificate was signed with its own key: authority and subject bear the
  /// same one. Without them, only the signature can tell.
  ///
  /// Source: RFC 5280 § 4.2.1.1. It is the certificate's own word and no proof.
  public var claimsOwnKey: Bool {
    guard var authority = reader(ofExtension: Self.authorityKeyIdentifier) else { return false }
    guard var subject = reader(ofExtension: Self.subjectKeyIdentifier),
      let sequence = try? authority.reader.next(DERReader.Tag.sequence)
    else { return false }
    var fields = authority.reader.inside(sequence)
    guard let key = try? fields.nextIfPresent(Self.keyIdentifierTag),
      let own = try? subject.reader.next(DERReader.Tag.octetString)
    else { return false }
    return authority.octets[key.content] == subject.octets[own.content]
  }

  /// `[0] IMPLICIT OCTET STRING`.
  private static let keyIdentifierTag: UInt8 = 0x80
}
