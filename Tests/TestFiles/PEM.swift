// SPDX-License-Identifier: GPL-3.0-or-later

/// Octets as text files hold them.
public enum PEM {
  /// Base64 in lines of 64 characters, each with its end.
  public static func base64(_ bytes: [UInt8], lineEnd: String = "\n") -> String {
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
    return text + (text.hasSuffix(lineEnd) ? "" : lineEnd)
  }

  public static func block(_ label: String, _ bytes: [UInt8], lineEnd: String = "\n") -> String {
    "-----BEGIN \(label)-----\(lineEnd)\(base64(bytes, lineEnd: lineEnd))-----END \(label)-----\(lineEnd)"
  }
}
