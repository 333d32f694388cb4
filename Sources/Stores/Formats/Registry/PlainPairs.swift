// SPDX-License-Identifier: GPL-3.0-or-later

/// The octet that two digits encode, for every combination of two text octets.
enum HexadecimalPairs {
  /// The entry if two octets are not both digits.
  static let none: UInt16 = 0x100

  /// The first digit is the low octet of an index, the second the high one.
  static let octets: [UInt16] = {
    var octets = [UInt16](repeating: none, count: 1 << 16)
    let digits = Array("0123456789abcdef".utf8) + Array("ABCDEF".utf8)
    func value(_ place: Int) -> Int { place < 16 ? place : place - 6 }
    for first in digits.indices {
      for second in digits.indices {
        octets[Int(digits[first]) | Int(digits[second]) << 8] = UInt16(value(first) << 4 | value(second))
      }
    }
    return octets
  }()
}

/// A walk over digits as `reg export` writes them: `01,02,…,\`, a line end and two blanks. Digit by digit,
/// `inspect` takes 2.4 times as long for an export of 10,000 certificates.
///
/// It reads and writes tens of millions of octets through pointers, so every access is bounded here: `holds`
/// before a load, and both it and the room for output before a run of pairs.
struct PlainPairs {
  private let input: UnsafeRawBufferPointer
  private let output: UnsafeMutableBufferPointer<UInt8>
  /// Where in `input` the next pair, or the end of the run, begins.
  private(set) var position: Int
  /// The number of octets written.
  private(set) var count = 0

  /// - Parameters:
  ///   - input: the text up to its end.
  ///   - position: not negative.
  init(input: UnsafeRawBufferPointer, output: UnsafeMutableBufferPointer<UInt8>, at position: Int) {
    precondition(position >= 0, "a position in the text")
    self.input = input
    self.output = output
    self.position = position
  }

  /// - Parameter width: bytes per character, 1 or 2; a constant at the call site, so that each width gets its
  ///   own loop.
  @inline(__always)
  mutating func read(width: Int) {
    HexadecimalPairs.octets.withUnsafeBufferPointer { octets in
      repeat {
        // Lines of reg export contain 25 octets.
        while take(groups: 5, of: 5, width, octets), passLineEnd(width) {}
        while take(groups: 1, of: 1, width, octets) {}
      } while passLineEnd(width)
    }
  }

  @inline(__always)
  private func holds(_ size: Int, at start: Int) -> Bool { start <= input.count - size }

  /// Reads exactly this many pairs with their commas, or none.
  ///
  /// A pair and its comma are read as one number: in UTF-16 digit, 0, digit, 0, comma, 0. Errors are checked
  /// once, at the end: any octets written until then are after `count`.
  @inline(__always)
  private mutating func take(
    groups: Int, of size: Int, _ width: Int, _ octets: UnsafeBufferPointer<UInt16>
  ) -> Bool {
    let pairs = groups &* size
    // A number has eight octets, several more than a pair, so the last pairs of a text are read the slow way.
    guard holds((pairs - 1) * 3 * width + 8, at: position), pairs <= output.count - count else {
      return false
    }
    var looks = Looks()
    for group in 0..<groups {
      let first = group &* size
      look(at: first, width, octets, &looks)
      if size == 5 {
        look(at: first &+ 1, width, octets, &looks)
        look(at: first &+ 2, width, octets, &looks)
        look(at: first &+ 3, width, octets, &looks)
        look(at: first &+ 4, width, octets, &looks)
      }
    }
    guard looks.isPlain(width) else { return false }
    count &+= pairs
    position &+= pairs &* 3 &* width
    return true
  }

  /// The combined bits of all numbers.
  private struct Looks {
    /// Bits that are set in any of them, or in all.
    var any: UInt64 = 0
    var all = UInt64.max
    var values: UInt16 = 0

    /// Whether each contains a comma, zero as the high octet of every character, and only digits.
    @inline(__always)
    func isPlain(_ width: Int) -> Bool {
      let mask: UInt64 = width == 2 ? 0xFFFF_FF00_FF00 : 0xFF_0000
      let comma: UInt64 = width == 2 ? 0x2C_0000_0000 : 0x2C_0000
      return any & mask == comma && all & mask == comma && values < HexadecimalPairs.none
    }
  }

  /// Decodes the pair at this distance. `take` has checked that eight octets can be loaded there and that
  /// there is room for one; the table has an entry for every 16-bit number.
  @inline(__always)
  private func look(at pair: Int, _ width: Int, _ octets: UnsafeBufferPointer<UInt16>, _ looks: inout Looks) {
    let number = input.loadUnaligned(fromByteOffset: position &+ pair &* 3 &* width, as: UInt64.self)
      .littleEndian
    looks.any |= number
    looks.all &= number
    let digits = width == 2 ? number | number &>> 8 : number
    let value = octets[Int(UInt16(truncatingIfNeeded: digits))]
    looks.values |= value
    output[count &+ pair] = UInt8(truncatingIfNeeded: value)
  }

  /// Moves past a backslash, CR, LF and two blanks. What follows must be a digit, not a comment or
  /// further blanks.
  @inline(__always)
  private mutating func passLineEnd(_ width: Int) -> Bool {
    guard holds(6 * width, at: position) else { return false }
    let isLineEnd: Bool
    if width == 2 {
      let four = input.loadUnaligned(fromByteOffset: position, as: UInt64.self).littleEndian
      let fifth = input.loadUnaligned(fromByteOffset: position &+ 8, as: UInt16.self).littleEndian
      isLineEnd = four == 0x0020_000A_000D_005C && fifth == 0x0020
    } else {
      let four = input.loadUnaligned(fromByteOffset: position, as: UInt32.self).littleEndian
      isLineEnd = four == 0x200A_0D5C && input[position &+ 4] == 0x20
    }
    guard isLineEnd, isDigit(at: position &+ 5 &* width, width) else { return false }
    position &+= 5 &* width
    return true
  }

  /// - Parameter start: the start of a character that is completely available.
  @inline(__always)
  private func isDigit(at start: Int, _ width: Int) -> Bool {
    switch input[start] {
    case 0x30...0x39, 0x41...0x46, 0x61...0x66: width == 1 || input[start &+ 1] == 0
    default: false
    }
  }
}
