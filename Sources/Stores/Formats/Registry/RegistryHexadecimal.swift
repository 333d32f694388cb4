// SPDX-License-Identifier: GPL-3.0-or-later

/// The octets of all binary values that were read from one text, in one piece.
struct DecodedOctets {
  private(set) var octets: [UInt8]
  private(set) var count = 0

  /// An octet takes two digits and a comma; a value's last one has no comma, but a name in front.
  init(atMostOf text: RegistryText) {
    octets = [UInt8](repeating: 0, count: (text.end - text.start) / (3 * text.width))
  }

  mutating func append(_ octet: UInt8) {
    octets[count] = octet
    count += 1
  }

  /// Writes as many octets as `body` says it has written.
  mutating func append(_ body: (UnsafeMutableBufferPointer<UInt8>) -> Int) {
    let used = count
    count += octets.withUnsafeMutableBufferPointer { body(.init(rebasing: $0[used...])) }
  }
}

extension RegistryText {
  /// Reads pairs of digits with commas between, over as many lines as a backslash at the end continues.
  ///
  /// - Parameter position: behind the colon; afterwards at the line end, or where a character does not fit.
  /// - Returns: whether the value is whole.
  func readHexadecimal(_ position: inout Int, into octets: inout DecodedOctets) -> Bool {
    skipBlanks(&position)
    if isAtLineEnd(position) { return true }
    while true {
      readPlainPairs(&position, into: &octets)
      if !readPairs(&position, into: &octets) { return false }
      skipBlanks(&position)
      if isAtLineEnd(position) { return true }
      guard self[position] == 0x5C else { return false }
      position += width
      guard skipContinuation(&position) else { return false }
    }
  }

  /// The octet whose two digits stand there; `nil` when they are none.
  func octet(at position: Int) -> UInt8? {
    Self.octet(UInt32(self[position]) | UInt32(self[position + width]) << 16)
  }

  /// Reads the pairs of one line.
  ///
  /// - Returns: whether the line can end here, or go on behind a backslash.
  private func readPairs(_ position: inout Int, into octets: inout DecodedOctets) -> Bool {
    while true {
      skipBlanks(&position)
      if position < end, self[position] == 0x5C { return true }
      guard end - position >= 2 * width, let octet = octet(at: position) else { return false }
      octets.append(octet)
      position += 2 * width
      guard position < end, self[position] == 0x2C else { return true }
      position += width
    }
  }

  /// Reads pairs that have their comma right behind them, as almost all do, and stops at the first other.
  ///
  /// A pair and its comma are looked at as one number: in UTF-16 digit, 0, digit, 0, comma, 0.
  private func readPlainPairs(_ position: inout Int, into octets: inout DecodedOctets) {
    // UTF-16 with the high octet first is rare enough for the longer way.
    guard low == 0 else { return }
    let isWide = width == 2
    let size = 3 * width
    let mask: UInt64 = isWide ? 0xFFFF_FF00_FF00 : 0xFF_0000
    let shift: UInt64 = isWide ? 16 : 8
    let comma: UInt64 = isWide ? 0x2C_0000_0000 : 0x2C_0000
    var start = position
    octets.append { output in
      bytes.withUnsafeBytes { input in
        var count = 0
        // The number has eight octets; the last pairs of the file go the longer way.
        while start + 8 <= end, count < output.count {
          let group = input.loadUnaligned(fromByteOffset: start, as: UInt64.self).littleEndian
          let pair = UInt32(truncatingIfNeeded: group & 0xFF | (group &>> shift & 0xFF) << 16)
          guard group & mask == comma, let octet = Self.octet(pair) else { break }
          output[count] = octet
          count &+= 1
          start &+= size
        }
        return count
      }
    }
    position = start
  }

  /// Moves from behind the backslash to the next line that is no comment.
  private func skipContinuation(_ position: inout Int) -> Bool {
    skipBlanks(&position)
    guard position < end, isAtLineEnd(position) else { return false }
    while true {
      if self[position] == 0x0D { position += width }
      if position < end, self[position] == 0x0A { position += width }
      skipBlanks(&position)
      guard position < end else { return false }
      guard self[position] == 0x3B else { return true }
      skipToLineEnd(&position)
      guard position < end else { return false }
    }
  }

  /// The octet that two digits stand for, the first in bits 0 to 7, the second in bits 16 to 23.
  ///
  /// Digits come in no order that a processor could foresee, so there is no branch but the last: a character `c`
  /// is at or above `k` exactly when `c + 0x8000 - k` has bit 15.
  @inline(__always)
  private static func octet(_ pair: UInt32) -> UInt8? {
    func isAtLeast(_ bound: UInt8, _ characters: UInt32) -> UInt32 {
      characters &+ (0x8000 &- UInt32(bound)) &* 0x0001_0001
    }
    let lowered = pair | 0x20_0020
    let numbers = isAtLeast(0x30, pair) & ~isAtLeast(0x3A, pair) & 0x8000_8000
    let letters = isAtLeast(0x61, lowered) & ~isAtLeast(0x67, lowered) & 0x8000_8000
    guard numbers | letters == 0x8000_8000 else { return nil }
    let values = pair & 0x0F_000F &+ (letters &>> 15) &* 9
    return UInt8(truncatingIfNeeded: values << 4 | values >> 16)
  }
}
