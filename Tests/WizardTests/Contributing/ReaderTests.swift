// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import TestFiles
import Testing

@testable import Stores

/// “LPW1”, then for each certificate two octets with its length, and its DER.
enum CountedCertificates {
  static func read(_ bytes: [UInt8]) throws(FormatError) -> FileContents {
    var certificates: [StoredCertificate] = []
    var position = 4
    while position < bytes.count {
      let start = position + 2
      guard start <= bytes.count else { throw .truncated(offset: bytes.count, expected: start) }
      let end = start + Int(bytes[position]) << 8 + Int(bytes[position + 1])
      guard end <= bytes.count else { throw .truncated(offset: bytes.count, expected: end) }
      do throws(DERError) {
        certificates.append(StoredCertificate(try Certificate(der: Array(bytes[start..<end]))))
      } catch {
        throw .badCertificate(offset: start, reason: error)
      }
      position = end
    }
    return FileContents(certificates: certificates)
  }
}

/// The page “A reader” of CONTRIBUTING.md, carried out.
@Suite("A reader of one's own")
struct ReaderTests {
  private static func file() throws -> (bytes: [UInt8], ends: [Int]) {
    var bytes = Array("LPW1".utf8)
    var ends: [Int] = []
    for name in ["rootA1.cer", "rootA2.cer"] {
      let der = try Samples.bytes(name)
      bytes += [UInt8(der.count >> 8), UInt8(der.count & 0xFF)] + der
      ends.append(bytes.count)
    }
    return (bytes, ends)
  }

  @Test("reads what is there")
  func whole() throws {
    let read = try CountedCertificates.read(Self.file().bytes)
    #expect(
      read.certificates.map(\.certificate.der) == [
        try Samples.bytes("rootA1.cer"), try Samples.bytes("rootA2.cer"),
      ])
  }

  @Test("says of every file that is cut where it ends")
  func prefixes() throws {
    let (bytes, ends) = try Self.file()
    for count in 4..<bytes.count where count > 4 && !ends.contains(count) {
      let cut = Array(bytes[..<count])
      let error = #expect(throws: FormatError.self) { try CountedCertificates.read(cut) }
      guard case .truncated(let offset, _)? = error else {
        Issue.record("\(count): \(String(describing: error))")
        continue
      }
      #expect(offset == count)
    }
  }
}
