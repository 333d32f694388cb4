// SPDX-License-Identifier: GPL-3.0-or-later

/// A serial number as somebody typed or pasted it.
///
/// Any paste is taken: invisible characters, blanks, colons, `0x`, either case, leading zeros. What is no serial
/// number as Windows shows it is refused with the reason, never mended by guessing.
public enum SerialReading {
  public enum Refusal: Error, Hashable, Sendable {
    case empty
    /// This character is no hexadecimal digit.
    case notHexadecimal(Character)
    /// Windows shows pairs of digits; an odd count means that one was not copied or typed twice.
    case oddDigits(count: Int)
    /// RFC 5280 § 4.1.2.2 allows 20 octets; a thumbprint has 20 as well, a longer text is neither.
    case tooLong(octets: Int)
  }

  /// The longest number that is read, in octets: the 20 of RFC 5280 § 4.1.2.2 and one leading zero.
  public static let longestOctets = 21

  public static func read(_ text: String) throws(Refusal) -> SerialNumber {
    // A Windows clipboard that went through an ANSI program shows the invisible mark as a question mark.
    let line = PastedText.line(text).drop { $0 == "?" || $0 == " " }
    // OpenSSL writes a negative number with a minus and without its two's complement: not what Windows shows.
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

/// How two spellings of serial numbers stand to one another. Only `same` and `sameButLeadingZeros` are one number.
public enum SerialRelation: Hashable, Sendable {
  case same
  /// One number: zeros in front do not count (X.690 § 8.3 puts one there to keep a number positive).
  case sameButLeadingZeros
  /// The octets in the other order, as the details of Lync's events print them.
  case byteReversed
  /// One is the decimal form of the other, as OpenSSL and some PKI tools print short numbers.
  case decimal
  /// They differ in one digit; most often a slip of the finger. The position counts digits from 1.
  case oneDigit(position: Int)
  /// One is the other without its first octets, its last, or some in one place between.
  case cutOff
  case different

  public var isSameNumber: Bool { self == .same || self == .sameButLeadingZeros }

  /// Whether one of the two is most likely the other, read from the wrong place or not copied whole. A single
  /// digit is not among these: an authority that counts its certificates gives such neighbours.
  public var looksMisread: Bool { self == .byteReversed || self == .decimal || self == .cutOff }

  /// - Parameters:
  ///   - one: usually what was typed.
  ///   - other: usually what was noted.
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

  /// The number that the digits mean when they are read as decimal, as octets; `nil` when one is a letter.
  private static func decimal(_ serial: SerialNumber) -> [UInt8]? {
    // No number that is compared has more digits; a hostile one must not cost time.
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
    // In a number of one or two octets a single digit is a real difference as often as a slip.
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
