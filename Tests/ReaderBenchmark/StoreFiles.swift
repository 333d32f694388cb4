// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Stores

/// The same certificates in the formats that a server exports.
enum StoreFiles {
  static func message(_ certificates: [[UInt8]]) -> [UInt8] {
    func pkcs7(_ type: UInt8) -> [UInt8] {
      DER.element(0x06, [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, type])
    }
    let body =
      DER.element(0x02, [1]) + DER.element(0x31, []) + DER.element(0x30, pkcs7(1))
      + DER.element(0xA0, Array(certificates.joined())) + DER.element(0x31, [])
    return DER.element(0x30, pkcs7(2) + DER.element(0xA0, DER.element(0x30, body)))
  }

  static func serializedStore(_ certificates: [[UInt8]]) -> [UInt8] {
    [0, 0, 0, 0, 0x43, 0x45, 0x52, 0x54] + certificates.flatMap { record(32, $0) }
      + [UInt8](repeating: 0, count: 12)
  }

  /// As `reg export` writes it: UTF-16LE, CRLF, lines of 78 characters; properties as Windows keeps them.
  static func registryExport(_ certificates: [[UInt8]]) -> [UInt8] {
    var text = "Windows Registry Editor Version 5.00\r\n\r\n"
    let stores = ["ROOT", "CA", "AuthRoot"]
    for (number, der) in certificates.enumerated() {
      guard let certificate = try? Certificate(der: der) else { continue }
      let thumbprint = certificate.thumbprint
      func filler(_ count: Int) -> [UInt8] { Array(certificate.sha256.prefix(count)) }
      let blob =
        record(4, filler(16)) + record(15, filler(32)) + record(20, filler(20)) + record(25, filler(16))
        + record(3, thumbprint.bytes) + record(92, [0, 8, 0, 0]) + record(32, der)
      text += "[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\SystemCertificates\\\(stores[number % 3])"
      text += "\\Certificates\\\(thumbprint.description.uppercased())]\r\n\"Blob\"=hex:"
      for (index, octet) in blob.enumerated() {
        if index >= 22, (index - 22) % 25 == 0 { text += "\\\r\n  " }
        text += Hexadecimal.text([octet])
        if index < blob.count - 1 { text += "," }
      }
      text += "\r\n\r\n"
    }
    return [0xFF, 0xFE] + text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
  }

  private static func record(_ identifier: UInt8, _ content: [UInt8]) -> [UInt8] {
    let count = content.count
    return [identifier, 0, 0, 0, 1, 0, 0, 0]
      + (0..<4).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) } + content
  }
}
