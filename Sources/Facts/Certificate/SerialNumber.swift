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

  /// The last digits; a number that has fewer is filled up with zeros in front.
  public func last(_ count: Int) -> String {
    let digits = hexadecimal
    return String(repeating: "0", count: max(0, count - digits.count)) + digits.suffix(count)
  }

  /// The last four digits. A one-octet number is filled up with zeros.
  public var lastFour: String { last(4) }

  /// How many of the last digits tell this number from each of the others: four at the least, and whole octets, as
  /// the Details tab shows them. A number that equals this one, which another issuer may have given, is told apart by
  /// no digits: then all of them count.
  public func digits(tellingFrom others: [SerialNumber]) -> Int {
    var count = 4
    for other in others {
      if other == self {
        count = max(count, hexadecimal.count)
      } else {
        while last(count) == other.last(count) { count += 2 }
      }
    }
    return count
  }
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
