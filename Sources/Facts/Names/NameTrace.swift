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
    return text.withUTF8 { octets in
      var hash = seed
      for octet in octets { count(octet, in: &hash) }
      return hash
    }
  }

  /// The trace of a whole name.
  ///
  /// - Parameters:
  ///   - der: the octets of a Name that was checked when its certificate was read; on others the walk ends
  ///     early.
  ///   - visit: receives the trace of each attribute's value, or that of an empty value if there are no
  ///     attributes.
  public static func of(_ der: ArraySlice<UInt8>, visit: (UInt64) -> Void = { _ in }) -> UInt64 {
    let octets = der.span
    var outer = DERWalk(over: 0..<octets.count)
    guard let list = try? outer.next(in: octets) else { return seed }
    var trace = seed
    var isEmpty = true
    defer { if isEmpty { visit(seed) } }
    var sets = DERWalk(inside: list)
    while let set = try? sets.next(in: octets) {
      // A SET has no order of its own, so its members are added up.
      var sum: UInt64 = 0
      var members = DERWalk(inside: set)
      while let member = try? members.next(in: octets) {
        var pair = DERWalk(inside: member)
        guard (try? pair.next(in: octets)) != nil, let value = try? pair.next(in: octets) else {
          return trace
        }
        isEmpty = false
        let valueTrace = of(value, in: octets)
        visit(valueTrace)
        sum &+= valueTrace
      }
      trace = (trace ^ sum) &* 0x100_0000_01B3
    }
    return trace
  }

  /// The trace of one attribute's value.
  private static func of(_ value: DERElement, in octets: Span<UInt8>) -> UInt64 {
    switch value.tag {
    // In a wider character an octet below 0x80 is a letter only when those in front of it are zero.
    case 0x1E: return trace(of: value.content, in: octets, width: 2)
    case 0x1C: return trace(of: value.content, in: octets, width: 4)
    case 0x0C, 0x13, 0x14, 0x16, 0x1A: return trace(of: value.content, in: octets, width: 1)
    default: return of(Hexadecimal.text(value.whole.map { octets[$0] }))
    }
  }

  /// - Parameter width: octets of a character.
  private static func trace(of range: Range<Int>, in octets: Span<UInt8>, width: Int) -> UInt64 {
    var hash = seed
    var position = range.lowerBound
    while position + width <= range.upperBound {
      let last = position + width - 1
      if (position..<last).allSatisfy({ octets[$0] == 0 }) { count(octets[last], in: &hash) }
      position += width
    }
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
}
