// SPDX-License-Identifier: GPL-3.0-or-later

/// The SHA-1 of a certificate's DER, which Windows calls Thumbprint and uses as the name of the registry key.
public struct Thumbprint: Hashable, Sendable, CustomStringConvertible {
  /// 20 octets.
  public let bytes: [UInt8]

  public init?(bytes: [UInt8]) {
    guard bytes.count == 20 else { return nil }
    self.bytes = bytes
  }

  /// Reads 40 hexadecimal digits in any pasted form.
  public init?(pasted text: String) {
    guard let bytes = Hexadecimal.bytes(PastedText.clean(text, dropping: PastedText.hexadecimalPunctuation))
    else { return nil }
    self.init(bytes: bytes)
  }

  /// Lower-case hexadecimal without spaces.
  public var description: String { Hexadecimal.text(bytes) }
}

/// Octets as hexadecimal digits.
public enum Hexadecimal {
  /// Lower-case digits, two per octet.
  public static func text(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// - Returns: `nil` unless the text is an even number of hexadecimal digits.
  public static func bytes(_ text: String) -> [UInt8]? {
    let digits = text.utf8.compactMap { digit -> UInt8? in
      switch digit {
      case 0x30...0x39: digit - 0x30
      case 0x41...0x46: digit - 0x37
      case 0x61...0x66: digit - 0x57
      default: nil
      }
    }
    guard digits.count == text.utf8.count, digits.count.isMultiple(of: 2) else { return nil }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }
}
