// SPDX-License-Identifier: GPL-3.0-or-later

/// Paths as text, without loss.
///
/// To the kernel a path is octets in no particular encoding; to the program it is a `String`, which holds Unicode only. An
/// octet that is no UTF-8 is kept as a scalar of its own, U+10FE80 to U+10FEFF for 0x80 to 0xFF, and becomes that octet
/// again when the path goes back to the kernel. A path that holds such a scalar itself, as UTF-8, is taken octet by
/// octet, too: so every path has exactly one text, and every text at most one path.
///
/// The same as Python's “surrogateescape” (PEP 383), with private-use scalars, as a `String` holds no surrogates.
public enum PathText {
  /// The scalars that stand for single octets.
  private static let octetScalars: ClosedRange<UInt32> = 0x10FE80...0x10FEFF
  private static let base: UInt32 = 0x10FE00

  /// The octet that a scalar stands for; `nil` for every other scalar.
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

  /// The octets of a text, without a NUL behind them.
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

  /// How many octets a scalar takes that begins with this one.
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
  /// The path as the kernel takes it, with a NUL behind it.
  ///
  /// The kernel would stop at a NUL inside and take another file: such a text is no path, and gives the empty one,
  /// which names nothing.
  public var pathOctets: [CChar] {
    let octets = PathText.octets(of: self)
    return octets.contains(0) ? [0] : octets.map { CChar(bitPattern: $0) } + [0]
  }

  /// The part after the last slash of a path; slashes at its end do not count.
  ///
  /// Slashes are octets: to `Character` a slash with a combining mark behind it is another letter.
  public var pathName: String {
    utf8.split(separator: UInt8(ascii: "/")).last.map { String(Substring($0)) } ?? self
  }

  /// The part of a path up to its last slash, with it; empty when there is none.
  public var pathFolder: String {
    utf8.lastIndex(of: UInt8(ascii: "/")).map { String(Substring(utf8[...$0])) } ?? ""
  }
}
