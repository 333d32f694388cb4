// SPDX-License-Identifier: GPL-3.0-or-later

/// The character encoding of a file written by a Windows program: UTF-16 of either byte order, or an encoding
/// compatible with ASCII.
///
/// Windows tools save “Unicode” as UTF-16 little-endian with a byte order mark, and “UTF-8” with a mark.
public struct TextEncoding: Hashable, Sendable {
  /// Octets per unit: 2 in UTF-16, otherwise 1.
  public let width: Int
  /// Which octet of a UTF-16 unit is the less significant one, 0 or 1.
  public let low: Int
  /// The number of octets of the byte order mark.
  public let mark: Int

  /// UTF-16 little-endian without a mark.
  public static let wide = TextEncoding(width: 2, low: 0, mark: 0)

  private init(width: Int, low: Int, mark: Int) {
    self.width = width
    self.low = low
    self.mark = mark
  }

  /// From the byte order mark alone: without one, nothing is read as UTF-16.
  public init(markOf bytes: [UInt8]) {
    if bytes.starts(with: [0xFF, 0xFE]) {
      self.init(width: 2, low: 0, mark: 2)
    } else if bytes.starts(with: [0xFE, 0xFF]) {
      self.init(width: 2, low: 1, mark: 2)
    } else {
      self.init(width: 1, low: 0, mark: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
    }
  }

  /// From the byte order mark or, without one, the first 64 octets: in UTF-16, one octet of two is zero in
  /// most pairs and the other one never.
  public init(_ bytes: [UInt8]) {
    let marked = TextEncoding(markOf: bytes)
    let pairs = min(bytes.count, 64) / 2
    let zeros = [0, 1].map { position in
      stride(from: position, to: pairs * 2, by: 2).count { bytes[$0] == 0 }
    }
    guard marked.mark == 0, pairs >= 2, zeros.contains(0),
      let high = zeros.firstIndex(where: { $0 * 4 >= pairs * 3 })
    else {
      self = marked
      return
    }
    self.init(width: 2, low: 1 - high, mark: 0)
  }

  /// The text without its mark, with UTF-16 converted to UTF-8: an odd octet at the end of UTF-16 is dropped,
  /// and unpaired surrogates become U+FFFD.
  public func narrowed(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    let text = bytes.dropFirst(mark)
    guard width == 2 else { return text }
    let units = stride(from: text.startIndex, to: text.endIndex - 1, by: 2).map { start in
      UInt16(bytes[start + 1 - low]) << 8 | UInt16(bytes[start + low])
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)[...]
  }
}
