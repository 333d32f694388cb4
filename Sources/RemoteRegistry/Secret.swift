// SPDX-License-Identifier: GPL-3.0-or-later

/// Recognizes what must not be shown or recorded in the output of another program.
///
/// A text that contains it, or a piece of it, is withheld completely: a gap in a known sentence would reveal
/// what was removed.
struct Secret {
  /// All folded forms of it, in pieces by length: a text that contains a piece contains a part of the secret.
  private var pieces: [Int: Set<[UInt8]>] = [:]

  /// The number of consecutive octets that make a piece. Shorter pieces occur in every text.
  private static let piece = 4

  /// - Parameter texts: the passwords; empty ones are ignored.
  init(_ texts: [String]) {
    for text in texts where !text.isEmpty {
      let octets = Array(text.utf8)
      add(octets, Self.piece)
      add(octets.reversed(), Self.piece)
      add(Self.percent(octets), Self.piece)
      // In UTF-16, each ASCII character takes two octets.
      for (octets, piece) in [(octets, Self.piece), (Self.wide(text), 2 * Self.piece)] {
        add(Self.hexadecimal(octets), 2 * piece)
        for form in Self.base64(octets) { add(form, (piece * 4 + 2) / 3) }
      }
    }
  }

  /// A plain form shorter than a piece is one piece. Other forms of a short secret are skipped if so little
  /// is left of them that every text would contain it.
  private mutating func add(_ form: [UInt8], _ piece: Int) {
    let folded = Self.folded(form)
    let length = min(piece, folded.count)
    guard length > 0, piece == Self.piece || length >= Self.piece else { return }
    pieces[length, default: []].formUnion(Self.windows(folded, length))
  }

  /// Whether a text contains it, whole or in part, plain or in an encoding that programs use.
  func isIn(_ text: String) -> Bool {
    let octets = Self.folded(Array(text.utf8))
    return pieces.contains { length, pieces in Self.windows(octets, length).contains(where: pieces.contains) }
  }

  private static func windows(_ octets: [UInt8], _ length: Int) -> some Sequence<[UInt8]> {
    (0..<max(0, octets.count - length + 1)).lazy.map { Array(octets[$0..<$0 + length]) }
  }

  // MARK: Encodings

  /// Lower case, without what may be inserted between characters: blanks, quotes, backslashes, NULs of
  /// UTF-16.
  private static func folded(_ octets: [UInt8]) -> [UInt8] {
    octets.compactMap { octet in
      switch octet {
      case 0x41...0x5A: octet + 0x20
      case 0...0x20, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"), 0x7F: nil
      default: octet
      }
    }
  }

  private static func hexadecimal(_ octets: [UInt8]) -> [UInt8] {
    let digits = Array("0123456789abcdef".utf8)
    return octets.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
  }

  private static func percent(_ octets: [UInt8]) -> [UInt8] {
    octets.flatMap { octet in
      switch octet {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: [octet]
      default: [UInt8(ascii: "%")] + hexadecimal([octet])
      }
    }
  }

  /// UTF-16, little-endian, as on Windows.
  private static func wide(_ text: String) -> [UInt8] {
    text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
  }

  /// Its Base64 forms at each position in a group of three octets, without the digits that also encode its
  /// neighbors.
  private static func base64(_ octets: [UInt8]) -> [[UInt8]] {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    return (0..<3).map { shift in
      let bits = [UInt8](repeating: 0, count: shift) + octets
      let whole = (bits.count * 8 / 6)
      let first = (shift * 8 + 5) / 6
      return (first..<max(first, whole)).map { index in
        let bit = index * 6
        let pair = UInt16(bits[bit / 8]) << 8 | (bit / 8 + 1 < bits.count ? UInt16(bits[bit / 8 + 1]) : 0)
        return digits[Int(pair >> (10 - UInt16(bit % 8)) & 0x3F)]
      }
    }
  }
}

extension Credentials {
  /// The secret part of the credentials.
  var secret: Secret {
    guard case .authentication(let octets) = self else { return Secret([]) }
    let lines = String(decoding: octets, as: UTF8.self).split(whereSeparator: \.isNewline)
    return Secret(
      lines.compactMap { line in
        let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].filter({ !$0.isWhitespace }).lowercased() == "password" else {
          return nil
        }
        return String(parts[1].drop { $0 == " " || $0 == "\t" })
      })
  }
}
