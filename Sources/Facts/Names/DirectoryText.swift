// SPDX-License-Identifier: GPL-3.0-or-later

/// The text of one attribute value, and its form for comparison.
enum DirectoryText {
  /// Decodes an X.509 string type. Octets that are not valid for the type become U+FFFD, never an error: even
  /// a malformed name must be shown.
  ///
  /// Source: RFC 5280 § 4.1.2.4 (DirectoryString); TeletexString is read as Latin-1, as OpenSSL and Windows do.
  static func decode(_ content: ArraySlice<UInt8>, tag: UInt8) -> String {
    switch tag {
    case 0x14: String(String.UnicodeScalarView(content.map { Unicode.Scalar($0) }))
    case 0x1E: decodeWide(content, width: 2)
    case 0x1C: decodeWide(content, width: 4)
    default: String(decoding: content, as: UTF8.self)
    }
  }

  /// Whether the octets are valid for their type, so that the text represents exactly these octets.
  static func isSound(_ content: ArraySlice<UInt8>, tag: UInt8) -> Bool {
    switch tag {
    case 0x14: true
    case 0x1E: content.count.isMultiple(of: 2) && !decode(content, tag: tag).contains("\u{FFFD}")
    case 0x1C: content.count.isMultiple(of: 4) && !decode(content, tag: tag).contains("\u{FFFD}")
    default: String(validating: content, as: UTF8.self) != nil
    }
  }

  private static func decodeWide(_ content: ArraySlice<UInt8>, width: Int) -> String {
    let octets = Array(content)
    let units = stride(from: 0, to: octets.count - octets.count % width, by: width).map { start in
      octets[start..<start + width].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
    guard width == 4 else { return String(decoding: units.map { UInt16($0) }, as: UTF16.self) }
    return String(String.UnicodeScalarView(units.map { Unicode.Scalar($0) ?? "\u{FFFD}" }))
  }

  /// Removes blanks at both ends, replaces each run of blanks with one space, and lower-cases ASCII letters.
  ///
  /// This is OpenSSL's canonical form of a name, applied to every string type. RFC 5280 § 7.1 requires it,
  /// plus Unicode case folding, which no chain engine implements.
  static func canonical(_ text: String) -> String {
    var bytes: [UInt8] = []
    var pendingBlank = false
    for byte in text.utf8 {
      if byte == 0x20 || (0x09...0x0D).contains(byte) {
        pendingBlank = !bytes.isEmpty
      } else {
        if pendingBlank { bytes.append(0x20) }
        pendingBlank = false
        bytes.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Replaces each run of non-ASCII characters and question marks with one U+FFFD.
  static func masked(_ canonical: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in canonical.unicodeScalars {
      if scalar.isASCII && scalar != "?" {
        scalars.append(scalar)
      } else if scalars.last != "\u{FFFD}" {
        scalars.append("\u{FFFD}")
      }
    }
    return String(scalars)
  }

  /// Whether values of this type are compared as text; others are compared octet by octet.
  static func isText(tag: UInt8) -> Bool {
    [0x0C, 0x13, 0x14, 0x16, 0x1A, 0x1C, 0x1E].contains(tag)
  }
}
