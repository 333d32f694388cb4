// SPDX-License-Identifier: GPL-3.0-or-later

/// A certificate's serial number.
///
/// Stored as Windows shows it: the content octets of the INTEGER, first octet first. A negative number, which
/// RFC 5280 forbids but EC-ACC has, therefore shows its two's complement octets.
public struct SerialNumber: Sendable {
  /// The octets as encoded or typed, leading zeros included; never empty.
  public let bytes: [UInt8]

  /// - Parameter content: the content octets of a DER INTEGER; the result is `nil` when it is empty.
  public init?(content: [UInt8]) {
    guard !content.isEmpty else { return nil }
    bytes = content
  }

  /// The octets without leading zeros, at least one. Comparison uses these.
  public var significant: ArraySlice<UInt8> {
    let rest = bytes.drop { $0 == 0 }
    return rest.isEmpty ? bytes.suffix(1) : rest
  }

  /// Whether there are leading zeros, which comparison ignores.
  public var hasLeadingZeros: Bool { significant.count < bytes.count }

  /// `significant` in lower-case hexadecimal, with an even number of digits.
  public var hexadecimal: String { Hexadecimal.text(significant) }

  /// The last `count` digits, padded with leading zeros.
  public func last(_ count: Int) -> String {
    let digits = hexadecimal
    return String(repeating: "0", count: max(0, count - digits.count)) + digits.suffix(count)
  }

  /// The last four digits. A one-octet number is padded with zeros.
  public var lastFour: String { last(4) }

  /// The number of trailing digits that distinguish this number from all the others: at least four, and in
  /// whole octets, as the Details tab shows them. No number of digits distinguishes it from an equal number,
  /// which another issuer may have assigned; in that case, all digits count.
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

  /// Pairs of digits separated by spaces, with leading zeros, as the Details tab shows them.
  public var description: String {
    bytes.map { Hexadecimal.text([$0]) }.joined(separator: " ")
  }

  /// The last three octets after an ellipsis, or the whole of a short number: tells certificates of one name
  /// apart where there is little room.
  public var end: String { bytes.count > 4 ? "…\(description.suffix(9))" : description }
}
