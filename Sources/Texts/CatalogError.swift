// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a catalog could not be read. Every offset is in bytes from the start of the catalog.
enum CatalogError: Error, Equatable {
  /// The catalog ends in the middle of something.
  case truncated(offset: Int)
  /// Another byte was due here; `expected` is that byte, or `"` where a text was due.
  case unexpected(byte: UInt8, expected: Character, offset: Int)
  /// A byte below 0x20 inside a text (RFC 8259 § 7 wants it escaped).
  case controlCharacter(byte: UInt8, offset: Int)
  /// A backslash with something behind it that RFC 8259 § 7 does not know.
  case badEscape(offset: Int)
  /// Half of a UTF-16 pair, which is no character.
  case loneSurrogate(offset: Int)
  /// Bytes that are not UTF-8.
  case notUTF8(offset: Int)
  /// A key for the second time; JSON allows that, and it always is a mistake here.
  case duplicateKey(String, offset: Int)
  /// Something behind the closing brace.
  case trailingBytes(offset: Int)
}
