// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Stores

/// Makes registry exports and serialized elements.
enum Registry {
  static let header = "Windows Registry Editor Version 5.00"
  static let machine = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\SystemCertificates"

  static func record(_ identifier: UInt32, _ content: [UInt8], encoding: UInt32 = 1) -> [UInt8] {
    [identifier, encoding, UInt32(content.count)].flatMap(octets) + content
  }

  static func octets(_ number: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * UInt32($0))) }
  }

  static func blob(_ certificate: Certificate) -> [UInt8] {
    record(3, certificate.thumbprint.bytes) + record(32, certificate.der)
  }

  /// A value in lines as `reg export` breaks them.
  static func value(_ octets: [UInt8], type: String = "hex") -> String {
    var text = "\"Blob\"=\(type):"
    for (index, octet) in octets.enumerated() {
      if index >= 22, (index - 22) % 25 == 0 { text += "\\\n  " }
      text += Hexadecimal.text([octet]) + (index < octets.count - 1 ? "," : "")
    }
    return text
  }

  static func entry(_ certificate: Certificate, in path: String, type: String = "hex") -> String {
    let name = certificate.thumbprint.description.uppercased()
    return "[\(path)\\Certificates\\\(name)]\n\(value(blob(certificate), type: type))\n\n"
  }

  static func export(_ entries: String...) -> String { header + "\n\n" + entries.joined() }

  static func read(_ text: String) throws(FormatError) -> FileContents {
    try CertificateReader.contents(of: Array(text.utf8))
  }

  /// The text in every dress in which exports come.
  static func dresses(_ text: String) -> [(label: String, bytes: [UInt8])] {
    ["\n", "\r\n"].flatMap { lineEnd in
      let text = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: lineEnd)
      let narrow = Array(text.utf8)
      let little = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
      return [
        ("UTF-8", narrow), ("UTF-8 with mark", [0xEF, 0xBB, 0xBF] + narrow), ("UTF-16LE", little),
        ("UTF-16LE with mark", [0xFF, 0xFE] + little), ("UTF-16BE with mark", [0xFE, 0xFF] + big),
        ("UTF-16BE", big),
      ].map { ("\($0.0), \(lineEnd.utf8.count) octets a line end", $0.1) }
    }
  }
}
