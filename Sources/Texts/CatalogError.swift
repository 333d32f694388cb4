// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a catalog could not be read. Offsets are in bytes from its start.
enum CatalogError: Error, Equatable {
  /// The catalog ends prematurely.
  case truncated(offset: Int)
  /// An unexpected byte; `expected` is the byte required here, or `"` for a text.
  case unexpected(byte: UInt8, expected: Character, offset: Int)
  /// A byte below 0x20 in a text (RFC 8259 § 7 requires an escape).
  case controlCharacter(byte: UInt8, offset: Int)
  /// A backslash sequence that RFC 8259 § 7 does not define.
  case badEscape(offset: Int)
  /// Half of a UTF-16 surrogate pair, which is not a character.
  case loneSurrogate(offset: Int)
  /// Bytes that are not UTF-8.
  case notUTF8(offset: Int)
  /// A repeated key; JSON allows it, but here it is always a mistake.
  case duplicateKey(String, offset: Int)
  /// Bytes after the closing brace.
  case trailingBytes(offset: Int)
}
