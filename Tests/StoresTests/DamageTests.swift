// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Stores
import TestFiles
import Testing

/// Cut and changed files: an error, never a crash.
@Suite struct DamageTests {
  @Test("errs for a certificate cut at any byte, as DER and as text")
  func cutCertificate() throws {
    let certificate = try Samples.small()
    for bytes in [
      certificate.der, Array(PEM.block("CERTIFICATE", certificate.der).utf8.dropLast()),
      Array(PEM.base64(certificate.der, lineEnd: "").utf8),
    ] {
      for count in bytes.indices {
        #expect(throws: FormatError.self) { try CertificateReader.read(Array(bytes[..<count])) }
      }
    }
    for count in 1..<certificate.der.count {
      let expected = count < 4 ? nil : certificate.der.count
      #expect(throws: FormatError.truncated(offset: count, expected: expected)) {
        try CertificateReader.read(Array(certificate.der[..<count]))
      }
    }
  }

  @Test("errs for a message cut at any byte")
  func cutMessage() throws {
    let certificate = try Samples.small()
    for isIndefinite in [false, true] {
      let bytes = Samples.message([certificate.der], lists: [0xA1, 0], isIndefinite: isIndefinite)
      for count in 1..<bytes.count {
        let error = #expect(throws: FormatError.self) {
          try CertificateReader.read(Array(bytes[..<count]))
        }
        guard case .truncated(count, _) = error else {
          Issue.record("cut at \(count): \(String(describing: error))")
          continue
        }
      }
    }
    let genuine = try Samples.bytes("windows-net-export.p7b")
    for count in genuine.indices {
      #expect(throws: FormatError.self) { try CertificateReader.read(Array(genuine[..<count])) }
    }
  }

  @Test("survives every change of one byte")
  func changed() throws {
    let certificate = try Samples.small()
    let message = Samples.message([certificate.der], isIndefinite: true)
    for bytes in [certificate.der, message] {
      var bytes = bytes
      for index in bytes.indices {
        let original = bytes[index]
        let some: [UInt8] = [0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0x7F, 0xFF, original]
        for change in Thoroughness.isAll ? Array(1...255) : some {
          bytes[index] = original ^ change
          for found in (try? CertificateReader.read(bytes)) ?? [] {
            _ = (found.isAuthority, found.isSelfIssued, found.serial.description, found.thumbprint)
            _ = (found.subject.rfc4514, found.issuer.detailLines, found.subject.simpleDisplayName)
            _ = (found.notAfter?.description, found.subject.isSame(as: found.issuer))
          }
        }
        bytes[index] = original
      }
    }
  }

  @Test("does not follow indefinite lengths deeper than 32, nor believe a length")
  func hostile() {
    let pit = [UInt8](repeating: 0, count: 20).flatMap { _ in [0x30, 0x80] as [UInt8] }
    let start = Samples.element(0x06, Samples.pkcs7(2))
    for levels in [10, 33, 1 << 16] {
      let nested = (0..<levels).flatMap { _ in [0xA0, 0x80] as [UInt8] }
      #expect(throws: FormatError.self) { try CertificateReader.read([0x30, 0x80] + start + nested) }
    }
    #expect(throws: FormatError.self) { try CertificateReader.read(pit) }
    let long: [UInt8] = [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF, 0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF, 0xA0, 0x03]
    #expect(throws: FormatError.truncated(offset: long.count, expected: 0x1_0000_0005)) {
      try CertificateReader.read(long)
    }
  }
}
