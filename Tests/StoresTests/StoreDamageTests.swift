// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Stores
import TestFiles
import Testing

/// Cut and changed exports: certificates, a remark or an error, never a crash and never silence.
@Suite struct StoreDamageTests {
  /// What `^` does to an octet: all that it can do where time does not matter, otherwise two of these, other ones at the
  /// next octet.
  static func changes(at index: Int) -> [UInt8] {
    if Thoroughness.isAll { return Array(1...255) }
    let usual: [UInt8] = [0x01, 0x04, 0x10, 0x20, 0x80, 0x0F, 0x2B, 0x7F]
    return [usual[index % 8], usual[(index + 3) % 8]]
  }

  @Test("a registry export cut at any byte")
  func cutExport() throws {
    let one = try Samples.small()
    let text = Registry.export(
      Registry.entry(one, in: Registry.machine + "\\ROOT"), "[\(Registry.machine)\\My]\n\"a\"=\"b\"\n")
    // UTF-8 with LF, UTF-16LE with mark and CRLF: each cut is slow enough without the others.
    let dresses = Registry.dresses(text)
    for (label, bytes) in [dresses[0], dresses[9]] {
      for count in bytes.indices {
        switch Result(catching: { try CertificateReader.contents(of: Array(bytes[..<count])) }) {
        case .failure(let error): #expect(error is FormatError)
        case .success(let contents):
          #expect(contents.certificates.allSatisfy { $0.certificate == one })
          // A cut between two lines behind the header leaves a whole file.
          if contents.certificates.isEmpty, contents.remarks.isEmpty, contents.unreadable.isEmpty {
            let next = bytes[count...].first { $0 != 0 }
            #expect([0x0A, 0x0D, UInt8(ascii: "[")].contains(next), "\(label), \(count)")
          }
        }
      }
    }
  }

  @Test("a registry export with any byte changed")
  func changedExport() throws {
    let one = try Samples.small()
    let other = try Samples.small()
    let text = Registry.export(
      Registry.entry(one, in: Registry.machine + "\\ROOT"),
      Registry.entry(other, in: Registry.machine + "\\CA"))
    let narrow = Array(text.utf8)
    let wide: [UInt8] = [0xFF, 0xFE] + narrow.flatMap { [$0, 0] }
    for bytes in [narrow, wide] {
      let original = try CertificateReader.contents(of: bytes)
      #expect(original.certificates.map(\.certificate) == [one, other])
      survive(bytes, bytes == wide ? { _ in [0x20] } : Self.changes) { contents, index in
        // No certificate and no place may be lost in silence. The number of a property can become another one's:
        // then a friendly name comes, or the certificate is archived, and nothing in the file contradicts.
        if contents.remarks.isEmpty, contents.unreadable.isEmpty,
          Self.places(contents) != Self.places(original)
        {
          Issue.record("byte \(index) is now \(contents)")
        }
        // Behind the title, one byte costs one entry at the most.
        let kept = contents.certificates.filter { [one, other].contains($0.certificate) }
        #expect(!kept.isEmpty || index < Registry.header.utf8.count * 2 + 2, "byte \(index)")
      }
    }
  }

  private static func places(_ contents: FileContents) -> [[String]] {
    contents.certificates.map { found in
      [found.certificate.thumbprint.description, "\(String(describing: found.store))", "\(found.physical)"]
    }
  }

  @Test("a serialized store with any byte changed")
  func changedStore() throws {
    let certificate = try Samples.small()
    let bytes =
      SerializedStoreTests.start + Registry.record(11, [0x41, 0, 0, 0]) + Registry.blob(certificate)
      + SerializedStoreTests.end
    survive(bytes, Self.changes) { _, _ in }
    survive(Registry.blob(certificate), Self.changes) { _, _ in }
  }

  /// Changes every octet and uses what is read.
  private func survive(
    _ bytes: [UInt8], _ changes: (Int) -> [UInt8], _ check: (FileContents, Int) -> Void
  ) {
    var bytes = bytes
    for index in bytes.indices {
      let original = bytes[index]
      for change in changes(index) {
        bytes[index] = original ^ change
        guard let contents = try? CertificateReader.contents(of: bytes) else { continue }
        for found in contents.certificates {
          _ = (found.certificate.isAuthority, found.certificate.serial.description, found.friendlyName)
          _ = (found.certificate.subject.rfc4514, found.certificate.thumbprint)
        }
        check(contents, index)
      }
      bytes[index] = original
    }
  }

  @Test("exports without sense")
  func hostile() throws {
    let key = "[" + Registry.machine + "\\ROOT\\Certificates\\"
    let texts = [
      "", "[", "]", "[]", "[\\]", "[-]", "\"", "\"\\", "@", "@=", "@=\"", "\"Blob\"", "\"Blob\"=", "=",
      key, key + "]", key + "00]\n\"Blob\"=hex", key + "00]\n\"Blob\"=hex:\\",
      key + "00]\n\"Blob\"=hex:0", key + "00]\n\"Blob\"=hex:00,\\\n",
      key + "00]\n\"Blob\"=hex:00,\\\n;", key + "00]\n\"Blob\"=hex:00,\\\n;\n",
      String(repeating: "[\\systemcertificates\\", count: 1 << 12) + "]",
      "[" + String(repeating: "\\systemcertificates", count: 1 << 12) + "]",
      String(repeating: key + "a]\n", count: 1 << 10),
      String(repeating: "\"Blob\"=hex:00\n", count: 1 << 10),
      key + "00]\n" + String(repeating: "\"Blob\"=hex:20,00,00,00,01,00,00,00,ff,ff,ff,ff\n", count: 9),
    ]
    for text in texts {
      for (_, bytes) in Registry.dresses(Registry.header + "\n" + text) {
        _ = try? CertificateReader.contents(of: bytes)
        _ = try? CertificateReader.contents(of: bytes.dropLast())
      }
    }
    let starts: [[UInt8]] = [
      [0xFF, 0xFE], [0xFE, 0xFF], [0xEF, 0xBB, 0xBF], [0x57, 0], [0, 0x57], [0, 0, 0, 0, 0x43],
    ]
    for bytes in starts {
      #expect(throws: FormatError.self) { try CertificateReader.contents(of: bytes) }
    }
  }

  @Test("certificates that share a file's octets are the same as alone")
  func shared() throws {
    let one = try Samples.certificate("rootA1.cer")
    let other = try Samples.certificate("subB1.cer")
    let buffer = [1, 2, 3] + one.der + other.der + [4]
    let range = 3 + one.der.count..<buffer.count - 1
    let shared = try Certificate(in: buffer, at: range)
    #expect(shared == other)
    #expect(shared != one)
    #expect(Set([shared, other]).count == 1)
    #expect((shared.der, shared.thumbprint) == (other.der, other.thumbprint))
    #expect(shared.encoded.indices == range)
    #expect((shared.subject, shared.issuer) == (other.subject, other.issuer))
    #expect((shared.serial, shared.validity) == (other.serial, other.validity))
    #expect(shared.publicKeyInfo == other.publicKeyInfo[...])
    #expect(shared.isAuthority == other.isAuthority)
    #expect(throws: DERError.trailingBytes(offset: other.der.count)) {
      try Certificate(in: buffer, at: range.lowerBound..<buffer.count)
    }
    #expect(throws: DERError.unexpectedTag(offset: 0, expected: 0x30, found: 3)) {
      try Certificate(in: buffer, at: 2..<range.upperBound)
    }
  }
}
