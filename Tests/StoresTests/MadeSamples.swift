// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import TestFiles
import X509

/// Bytes that tests are made of.
extension Samples {
  /// A small certificate, made anew.
  static func small() throws -> Certificate {
    try PracticeCertificate.make(
      subject: [("CN", "a")], serial: [1], notBefore: Instant(secondsSince1970: 1_300_000_000),
      notAfter: Instant(secondsSince1970: 1_900_000_000), key: PracticeKey(), isAuthority: true)
  }

  /// PKCS#7 signed data with these members of the set of certificates.
  static func message(_ members: [[UInt8]], lists: [UInt8] = [], isIndefinite: Bool = false) -> [UInt8] {
    func wrap(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
      isIndefinite ? indefinite(tag, content) : element(tag, content)
    }
    let body =
      element(0x02, [1]) + element(0x31, []) + wrap(0x30, element(0x06, pkcs7(1)))
      + wrap(0xA0, members.flatMap { $0 }) + lists + wrap(0x31, [])
    return wrap(0x30, element(0x06, pkcs7(2)) + wrap(0xA0, wrap(0x30, body)))
  }

  static func pkcs7(_ type: UInt8) -> [UInt8] { [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, type] }

  static func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    let count = content.count
    if count < 0x80 { return [tag, UInt8(count)] + content }
    return [tag, 0x82, UInt8(count >> 8), UInt8(count & 0xFF)] + content
  }

  static func indefinite(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] { [tag, 0x80] + content + [0, 0] }
}
