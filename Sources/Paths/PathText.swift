// SPDX-License-Identifier: GPL-3.0-or-later

/// Paths as text, without loss.
///
/// To the kernel, a path is octets in no particular encoding; to the program, it is a `String`, which can
/// only contain Unicode. An octet that is not valid UTF-8 is represented by a scalar, U+10FE80 to U+10FEFF
/// for 0x80 to 0xFF, and becomes that octet again when the path is passed to the kernel. If a path itself
/// contains such a scalar in UTF-8, its octets are also represented one by one, so every path has exactly one
/// text, and every text at most one path.
///
/// Works like Python's “surrogateescape” (PEP 383), but with private-use scalars, because a `String` cannot
/// contain surrogates.
public enum PathText {
  /// The scalars that represent single octets.
  private static let octetScalars: ClosedRange<UInt32> = 0x10FE80...0x10FEFF
  private static let base: UInt32 = 0x10FE00

  /// The octet that a scalar represents; `nil` for every other scalar.
  public static func octet(of scalar: Unicode.Scalar) -> UInt8? {
    octetScalars.contains(scalar.value) ? UInt8(scalar.value - base) : nil
  }

  /// The text of some octets.
  public static func text(of octets: some Collection<UInt8>) -> String {
    if let text = String(validating: octets, as: UTF8.self),
      !text.unicodeScalars.contains(where: { octet(of: $0) != nil })
    {
      return text
    }
    var text = ""
    var rest = Array(octets)[...]
    while let first = rest.first {
      let length = scalarLength(first)
      if let scalar = scalar(of: rest.prefix(length)), octet(of: scalar) == nil {
        text.unicodeScalars.append(scalar)
        rest = rest.dropFirst(length)
      } else {
        Unicode.Scalar(base + UInt32(first)).map { text.unicodeScalars.append($0) }
        rest = rest.dropFirst()
      }
    }
    return text
  }

  /// The text of a C string.
  public static func text(of pointer: UnsafePointer<CChar>) -> String {
    text(of: UnsafeRawBufferPointer(start: pointer, count: length(pointer)))
  }

  /// The octets of a text, without a terminating NUL.
  public static func octets(of text: String) -> [UInt8] {
    guard text.unicodeScalars.contains(where: { octet(of: $0) != nil }) else { return Array(text.utf8) }
    return text.unicodeScalars.flatMap { scalar in
      octet(of: scalar).map { [$0] } ?? Array(String(scalar).utf8)
    }
  }

  private static func length(_ pointer: UnsafePointer<CChar>) -> Int {
    var length = 0
    while pointer[length] != 0 { length += 1 }
    return length
  }

  /// The number of octets in a scalar that starts with this octet.
  private static func scalarLength(_ first: UInt8) -> Int {
    switch first {
    case 0xC0...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF7: 4
    default: 1
    }
  }

  private static func scalar(of octets: ArraySlice<UInt8>) -> Unicode.Scalar? {
    guard let text = String(validating: octets, as: UTF8.self), text.unicodeScalars.count == 1 else {
      return nil
    }
    return text.unicodeScalars.first
  }
}

extension String {
  /// The path for the kernel, with a terminating NUL.
  ///
  /// The kernel would stop at an embedded NUL and use a different file, so such a text is not a path; the
  /// result is the empty path, which never refers to a file.
  public var pathOctets: [CChar] {
    let octets = PathText.octets(of: self)
    return octets.contains(0) ? [0] : octets.map { CChar(bitPattern: $0) } + [0]
  }

  /// The part after the last slash of a path, ignoring trailing slashes.
  ///
  /// Splits octets: to `Character`, a slash followed by a combining mark is another letter.
  public var pathName: String {
    utf8.split(separator: UInt8(ascii: "/")).last.map { String(Substring($0)) } ?? self
  }

  /// The part of a path up to and including its last slash; empty when there is none.
  public var pathFolder: String {
    utf8.lastIndex(of: UInt8(ascii: "/")).map { String(Substring(utf8[...$0])) } ?? ""
  }
}
