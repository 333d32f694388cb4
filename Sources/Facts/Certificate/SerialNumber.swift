// SPDX-License-Identifier: GPL-3.0-or-later

/// A certificate's serial number.
///
/// It is kept as Windows shows it: the content octets of the INTEGER, first octet first. A negative number, which
/// RFC 5280 forbids and EC-ACC has, therefore shows its two's complement octets.
public struct SerialNumber: Sendable {
  /// The octets as encoded or typed, leading zeros included; never empty.
  public let bytes: [UInt8]

  /// - Parameter content: the content octets of a DER INTEGER; `nil` comes back when there are none.
  public init?(content: [UInt8]) {
    guard !content.isEmpty else { return nil }
    bytes = content
  }

  /// The octets without leading zeros, one octet at the least: what is compared.
  public var significant: ArraySlice<UInt8> {
    let rest = bytes.drop { $0 == 0 }
    return rest.isEmpty ? bytes.suffix(1) : rest
  }

  /// Whether zeros stand in front that do not count.
  public var hasLeadingZeros: Bool { significant.count < bytes.count }

  /// Lower-case hexadecimal of `significant`, an even number of digits.
  public var hexadecimal: String { Hexadecimal.text(significant) }

  /// The last four digits: what is typed to confirm a deletion. A one-octet number is filled up with zeros.
  public var lastFour: String { String(("0000" + hexadecimal).suffix(4)) }
}

extension SerialNumber: Hashable, CustomStringConvertible {
  public static func == (one: SerialNumber, other: SerialNumber) -> Bool {
    one.significant.elementsEqual(other.significant)
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(Array(significant)) }

  /// Pairs of digits with blanks between, leading zeros kept, as the Details tab shows them.
  public var description: String {
    bytes.map { Hexadecimal.text([$0]) }.joined(separator: " ")
  }
}
