// SPDX-License-Identifier: GPL-3.0-or-later

import TestFiles

/// Seeds.
extension Samples {
  /// The files of a folder whose names end so.
  static func files(_ folder: String, _ endings: String...) throws -> [[UInt8]] {
    try names(in: folder).filter { name in endings.contains { name.hasSuffix($0) } }
      .map { try bytes($0, in: folder) }
  }

  /// The text files whose names begin so.
  static func texts(_ beginning: String) throws -> [[UInt8]] {
    try names(in: "text").filter { $0.hasPrefix(beginning) }.map { try bytes($0, in: "text") }
  }

  static func certificates() throws -> [[UInt8]] {
    try files("windows", ".cer") + files("servers", ".cer")
  }

  /// UTF-16 with the low octet first.
  static func wide(_ bytes: some Sequence<UInt8>, mark: Bool = true) -> [UInt8] {
    (mark ? [0xFF, 0xFE] : []) + bytes.flatMap { [$0, 0] }
  }

  /// UTF-16 with the high octet first.
  static func wideBigEndian(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    [0xFE, 0xFF] + bytes.flatMap { [0, $0] }
  }

  /// The same text in UTF-16, in one order or the other; `nil` for what is not ASCII, or has a zero in it.
  static func alsoWide(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.allSatisfy({ (1...0x7F).contains($0) }) else { return nil }
    return bytes.count.isMultiple(of: 2) ? wide(bytes) : wideBigEndian(bytes)
  }
}
