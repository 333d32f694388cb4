// SPDX-License-Identifier: GPL-3.0-or-later

/// A quick hash of encoded names: equal names have equal traces. The reverse does not hold, so a trace only
/// selects the names that need a real comparison.
///
/// It only counts the ASCII letters and digits of the values, so string type, case and blanks make no
/// difference, and nothing has to be decoded or allocated. A value that is not a string counts as the
/// hexadecimal of its octets, as it is shown and compared.
public enum NameTrace {
  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  /// The trace of a text, as typed or displayed.
  public static func of(_ text: String) -> UInt64 {
    var text = text
    return text.withUTF8 { value($0[...]) }
  }

  /// The trace of a whole name.
  ///
  /// - Parameters:
  ///   - der: the octets of a Name that was checked when its certificate was read; on others the walk ends
  ///     early.
  ///   - visit: receives the trace of each attribute's value, or that of an empty value if there are no
  ///     attributes.
  public static func of(_ der: ArraySlice<UInt8>, visit: (UInt64) -> Void = { _ in }) -> UInt64 {
    der.withUnsafeBufferPointer { bytes in
      var walk = Walk(bytes: bytes)
      guard let list = walk.next(within: 0..<bytes.count) else { return seed }
      var trace = seed
      var isEmpty = true
      defer { if isEmpty { visit(seed) } }
      var position = list.lowerBound
      while position < list.upperBound, let set = walk.next(within: position..<list.upperBound) {
        position = set.upperBound
        // A SET is unordered, so its members are added.
        var sum: UInt64 = 0
        var member = set.lowerBound
        while member < set.upperBound, let pair = walk.next(within: member..<set.upperBound) {
          member = pair.upperBound
          guard let type = walk.next(within: pair),
            let content = walk.next(within: type.upperBound..<pair.upperBound)
          else { return trace }
          let value = value(bytes, type.upperBound, content)
          isEmpty = false
          visit(value)
          sum &+= value
        }
        trace = (trace ^ sum) &* 0x100_0000_01B3
      }
      return trace
    }
  }

  /// The trace of one attribute's value, whose tag is at `start`.
  private static func value(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ content: Range<Int>
  ) -> UInt64 {
    switch bytes[start] {
    // In a wide character, an octet below 0x80 is a letter only when the octets before it are zero.
    case 0x1E: return wideValue(bytes, content, width: 2)
    case 0x1C: return wideValue(bytes, content, width: 4)
    case 0x0C, 0x13, 0x14, 0x16, 0x1A: return value(UnsafeBufferPointer(rebasing: bytes[content])[...])
    default: return of(Hexadecimal.text(bytes[start..<content.upperBound]))
    }
  }

  private static func wideValue(
    _ bytes: UnsafeBufferPointer<UInt8>, _ content: Range<Int>, width: Int
  ) -> UInt64 {
    var hash = seed
    var position = content.lowerBound
    while position + width <= content.upperBound {
      let last = position + width - 1
      if bytes[position..<last].allSatisfy({ $0 == 0 }) { count(bytes[last], in: &hash) }
      position += width
    }
    return hash
  }

  private static func value(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> UInt64 {
    var hash = seed
    for byte in bytes { count(byte, in: &hash) }
    return hash
  }

  @inline(__always)
  private static func count(_ byte: UInt8, in hash: inout UInt64) {
    // Branch-free: blanks and digits are unpredictable for the processor.
    let lowered = byte | 0x20
    let isLetter = lowered &- 0x61 < 26
    let isDigit = byte &- 0x30 < 10
    let counted = isLetter ? lowered : byte
    let next = (hash ^ UInt64(counted)) &* 0x100_0000_01B3
    hash = isLetter || isDigit ? next : hash
  }

  /// Reads tags and lengths; every position is checked against the range.
  private struct Walk {
    let bytes: UnsafeBufferPointer<UInt8>

    /// The content of the element at the start of a range.
    mutating func next(within range: Range<Int>) -> Range<Int>? {
      guard range.count >= 2 else { return nil }
      var position = range.lowerBound + 1
      var length = Int(bytes[position])
      position += 1
      if length >= 0x80 {
        let octets = length & 0x7F
        guard (1...4).contains(octets), position + octets <= range.upperBound else { return nil }
        length = 0
        for index in position..<position + octets { length = length << 8 | Int(bytes[index]) }
        position += octets
      }
      guard length <= range.upperBound - position else { return nil }
      return position..<position + length
    }
  }
}
