// SPDX-License-Identifier: GPL-3.0-or-later

/// A serial number as typed or pasted.
///
/// Accepts any pasted form: invisible characters, blanks, colons, `0x`, either case, leading zeros. Anything
/// else is refused with a reason, never corrected by guessing.
public enum SerialReading {
  public enum Refusal: Error, Hashable, Sendable {
    case empty
    /// This character is not a hexadecimal digit.
    case notHexadecimal(Character)
    /// Windows shows pairs of digits; an odd count means that one was missed or typed twice.
    case oddDigits(count: Int)
    /// RFC 5280 § 4.1.2.2 allows 20 octets, and a thumbprint has 20 too; a longer text is neither.
    case tooLong(octets: Int)
  }

  /// The longest number accepted, in octets: the 20 of RFC 5280 § 4.1.2.2 and one leading zero.
  public static let longestOctets = 21

  public static func read(_ text: String) throws(Refusal) -> SerialNumber {
    // The invisible mark becomes a question mark when a Windows clipboard passes through an ANSI program.
    let line = PastedText.line(text).drop { $0 == "?" || $0 == " " }
    // OpenSSL prints a negative number as a minus and its absolute value, which is not what Windows shows.
    if line.hasPrefix("-") { throw .notHexadecimal("-") }
    var digits = PastedText.clean(String(line), dropping: PastedText.hexadecimalPunctuation)
    if digits.lowercased().hasPrefix("0x") { digits = String(digits.dropFirst(2)) }
    guard !digits.isEmpty else { throw .empty }
    if let stranger = digits.first(where: { !$0.isHexDigit || !$0.isASCII }) {
      throw .notHexadecimal(stranger)
    }
    guard let bytes = Hexadecimal.bytes(digits), let serial = SerialNumber(content: bytes) else {
      throw .oddDigits(count: digits.count)
    }
    guard bytes.count <= longestOctets else { throw .tooLong(octets: bytes.count) }
    return serial
  }
}

/// How two serial numbers relate. Only `same` and `sameButLeadingZeros` are equal.
public enum SerialRelation: Hashable, Sendable {
  case same
  /// Equal except for leading zeros (X.690 § 8.3 adds one to keep a number positive).
  case sameButLeadingZeros
  /// The octets in reverse order, as in the details of Lync's events.
  case byteReversed
  /// One is the decimal form of the other, as OpenSSL and some PKI tools print short numbers.
  case decimal
  /// They differ in one digit, usually a typing error. The position counts digits from 1.
  case oneDigit(position: Int)
  /// One is the other without its first octets, its last octets, or some consecutive octets in between.
  case cutOff
  case different

  public var isSameNumber: Bool { self == .same || self == .sameButLeadingZeros }

  /// Whether one is most likely the other, read from the wrong place or not copied completely. A single
  /// different digit does not count: an authority that numbers its certificates consecutively produces such
  /// neighbors.
  public var looksMisread: Bool { self == .byteReversed || self == .decimal || self == .cutOff }

  /// - Parameters:
  ///   - one: usually the typed number.
  ///   - other: usually the noted number.
  public init(_ one: SerialNumber, _ other: SerialNumber) {
    if one == other {
      self = one.bytes == other.bytes ? .same : .sameButLeadingZeros
      return
    }
    let first = Array(one.significant)
    let second = Array(other.significant)
    if SerialNumber(content: first.reversed()) == other || SerialNumber(content: second.reversed()) == one {
      self = .byteReversed
    } else if Self.decimal(one) == second || Self.decimal(other) == first {
      self = .decimal
    } else if let position = Self.onlyDifference(one.hexadecimal, other.hexadecimal) {
      self = .oneDigit(position: position)
    } else if Self.isCutOff(first, of: second) || Self.isCutOff(second, of: first) {
      self = .cutOff
    } else {
      self = .different
    }
  }

  /// The value of the digits read as decimal, as octets; `nil` if one is a letter.
  private static func decimal(_ serial: SerialNumber) -> [UInt8]? {
    // No compared number has more digits, and hostile input must not cost time.
    guard serial.bytes.count <= 64 else { return nil }
    var octets: [UInt8] = [0]
    for character in Hexadecimal.text(serial.bytes).utf8 {
      guard (0x30...0x39).contains(character) else { return nil }
      var carry = Int(character) - 0x30
      for index in octets.indices.reversed() {
        carry += Int(octets[index]) * 10
        octets[index] = UInt8(carry & 0xFF)
        carry >>= 8
      }
      if carry > 0 { octets.insert(UInt8(carry), at: 0) }
    }
    return SerialNumber(content: octets).map { Array($0.significant) }
  }

  private static func onlyDifference(_ one: String, _ other: String) -> Int? {
    // In a number with one or two octets, a single different digit is as likely real as a typing error.
    guard one.count == other.count, one.count >= 6 else { return nil }
    let differences = zip(one, other).enumerated().filter { $0.element.0 != $0.element.1 }
    return differences.count == 1 ? differences[0].offset + 1 : nil
  }

  private static func isCutOff(_ short: [UInt8], of long: [UInt8]) -> Bool {
    guard short.count >= 3, short.count < long.count else { return false }
    let front = zip(short, long).prefix { $0 == $1 }.count
    let back = zip(short.reversed(), long.reversed()).prefix { $0 == $1 }.count
    return front + back >= short.count
  }
}
