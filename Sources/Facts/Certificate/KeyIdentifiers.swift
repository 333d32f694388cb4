// SPDX-License-Identifier: GPL-3.0-or-later

/// What a certificate says of the keys that it belongs to and was signed with.
///
/// Source: RFC 5280 § 4.2.1.1 and § 4.2.1.2.
enum KeyIdentifiers {
  /// The last octet of their object identifiers, 2.5.29.14 and 2.5.29.35.
  private static let subject: UInt8 = 0x0E
  private static let authority: UInt8 = 0x23
  /// `[0] IMPLICIT OCTET STRING`.
  private static let keyTag: UInt8 = 0x80

  /// Whether authority and subject bear the same key identifier.
  ///
  /// - Parameter extensions: where in the octets the list's members stand. Of an extension that is there twice the first
  ///   counts, and what follows one that cannot be read is not looked at.
  static func areSame(in octets: Span<UInt8>, extensions: Range<Int>) -> Bool {
    var list = DERWalk(over: extensions)
    var own: Range<Int>?
    var issuers: Range<Int>?
    while own == nil || issuers == nil {
      guard let entry = try? list.next(DERReader.Tag.sequence, in: octets) else { return false }
      var fields = DERWalk(inside: entry)
      guard let name = try? fields.next(DERReader.Tag.objectIdentifier, in: octets).content else {
        return false
      }
      // id-ce, 2.5.29.
      guard name.count == 3, octets[name.lowerBound] == 0x55, octets[name.lowerBound + 1] == 0x1D else {
        continue
      }
      let kind = octets[name.lowerBound + 2]
      guard kind == subject && own == nil || kind == authority && issuers == nil else { continue }
      _ = try? fields.nextIfPresent(DERReader.Tag.boolean, in: octets)
      guard let value = try? fields.next(DERReader.Tag.octetString, in: octets).content else { return false }
      var walk = DERWalk(over: value)
      if kind == subject {
        own = try? walk.next(DERReader.Tag.octetString, in: octets).content
        if own == nil { return false }
      } else {
        guard let sequence = try? walk.next(DERReader.Tag.sequence, in: octets) else { return false }
        var members = DERWalk(inside: sequence)
        issuers = (try? members.nextIfPresent(keyTag, in: octets))?.content
        if issuers == nil { return false }
      }
    }
    guard let own, let issuers else { return false }
    return octets.extracting(own).isSame(as: octets.extracting(issuers))
  }
}
