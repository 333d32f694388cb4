// SPDX-License-Identifier: GPL-3.0-or-later

import CMalloc
import Facts
import Stores
import TestCertificates
import TestFiles
import Testing
import X509

/// What is allocated is counted for the whole process: nothing else may run in it.
@Suite("Memory in a process of its own")
struct MemoryTests {
  @Test("is given back, however many certificates were read, by us and by OpenSSL")
  func flat() async {
    await #expect(processExitsWith: .success) {
      let certificates = try ["rootA1", "rootA2", "rootC", "subB1", "complexname"].map {
        try Samples.certificate("\($0).cer")
      }
      let files = Self.files(of: (0..<1000).map { certificates[$0 % certificates.count] })
      // The first rounds fill what is kept for later: tables of OpenSSL, and the allocator's own lists.
      for _ in 0..<2 { try Self.readAll(files) }
      let before = Self.allocatedBytes
      for _ in 0..<5 { try Self.readAll(files) }
      let grown = Self.allocatedBytes - before
      // The smallest block has 32 octets; a block for every one of the 10,000 certificates would be 320,000.
      precondition(grown < 80_000, "\(grown) octets more for 10,000 certificates")
    }
  }

  /// A serialized store and a registry export with the same certificates.
  private static func files(of certificates: [Certificate]) -> [[UInt8]] {
    let records = certificates.map { certificate in
      let count = certificate.der.count
      return [32, 0, 0, 0, 1, 0, 0, 0, UInt8(count & 0xFF), UInt8(count >> 8), 0, 0] + certificate.der
    }
    let store = Array("\0\0\0\0CERT".utf8) + records.joined() + [UInt8](repeating: 0, count: 12)
    let keys = zip(certificates, records).map { certificate, record in
      let digits = record.map { Hexadecimal.text([$0]) }.joined(separator: ",")
      let key = #"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\SystemCertificates\ROOT\Certificates"#
      return "[\(key)\\\(certificate.thumbprint)]\r\n\"Blob\"=hex:\(digits)\r\n"
    }
    return [store, Array(("REGEDIT4\r\n" + keys.joined()).utf8)]
  }

  private static func readAll(_ files: [[UInt8]]) throws {
    let verifier = SignatureVerifier()
    for file in files {
      let found = try CertificateReader.read(file)
      precondition(found.count == 1000)
      let noted = CertificateFacts(found[0])
      for (number, certificate) in found.enumerated() {
        _ = Judgement(CertificateFacts(certificate), in: .trustedRoot, against: [noted], offsetMinutes: nil)
        try DecodeCheck.check(certificate)
        // OpenSSL takes longer over a signature than everything else together.
        if number.isMultiple(of: 20) { _ = verifier.verify(certificate, by: found[0]) }
      }
    }
  }

  private static var allocatedBytes: Int {
    let usage = mallinfo2()
    return Int(usage.uordblks + usage.hblkhd)
  }
}
