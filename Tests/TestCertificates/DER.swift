// SPDX-License-Identifier: GPL-3.0-or-later

/// Writes just enough DER for tests.
public enum DER {
  public static func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    var length: [UInt8] = []
    var rest = content.count
    while rest > 0 || length.isEmpty {
      length.insert(UInt8(rest & 0xFF), at: 0)
      rest >>= 8
    }
    return [tag] + (content.count < 0x80 ? length : [0x80 | UInt8(length.count)] + length) + content
  }

  public static func sequence(_ parts: [UInt8]...) -> [UInt8] { element(0x30, parts.flatMap { $0 }) }
  public static func set(_ parts: [UInt8]...) -> [UInt8] { set(parts) }
  public static func set(_ parts: [[UInt8]]) -> [UInt8] { element(0x31, parts.flatMap { $0 }) }
  public static func integer(_ content: [UInt8]) -> [UInt8] { element(0x02, content) }
  public static func oid(_ content: [UInt8]) -> [UInt8] { element(0x06, content) }
  public static func octets(_ content: [UInt8]) -> [UInt8] { element(0x04, content) }
  public static func bits(_ content: [UInt8]) -> [UInt8] { element(0x03, [0] + content) }
  public static func utf8(_ text: String) -> [UInt8] { element(0x0C, Array(text.utf8)) }
  public static func utcTime(_ text: String) -> [UInt8] { element(0x17, Array(text.utf8)) }
  public static func generalizedTime(_ text: String) -> [UInt8] { element(0x18, Array(text.utf8)) }
}
