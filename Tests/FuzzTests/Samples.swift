// SPDX-License-Identifier: GPL-3.0-or-later

import Stores

/// The files below `Tests/Samples`, and text made of octets.
enum Samples {
  static let folder: String = {
    let parts = #filePath.split(separator: "/").dropLast(2)
    return "/" + parts.joined(separator: "/") + "/Samples"
  }()

  /// The files of a folder whose names end so.
  static func files(_ folder: String, _ endings: String...) throws -> [[UInt8]] {
    let path = "\(Self.folder)/\(folder)"
    return try CertificateFolder.listing(of: path).filter { name in endings.contains { name.hasSuffix($0) } }
      .map { try BoundedFile.read("\(path)/\($0)") }
  }

  /// The text files whose names begin so.
  static func texts(_ beginning: String) throws -> [[UInt8]] {
    try CertificateFolder.listing(of: "\(folder)/text").filter { $0.hasPrefix(beginning) }
      .map { try BoundedFile.read("\(folder)/text/\($0)") }
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

  static func base64(_ bytes: [UInt8], lineEnd: String = "\n") -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var text = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = Array(bytes[start..<min(start + 3, bytes.count)])
      let bits = (group + [0, 0]).prefix(3).reduce(0) { $0 << 8 | Int($1) }
      for digit in 0..<4 {
        text.append(digit <= group.count ? alphabet[bits >> (18 - 6 * digit) & 63] : "=")
      }
      if start % 48 == 45 { text += lineEnd }
    }
    return text
  }
}
