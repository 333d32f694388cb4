// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import TestCertificates
import Testing

@Suite struct CertificateIndexTests {
  /// All end in the same octets.
  private static let certificates = (1...40).map { number in
    TestCertificate.plain.with { $0.serial = [UInt8(number)] }.certificate
  }

  @Test("numbers certificates that end alike, and knows them again")
  func numbers() {
    var index = CertificateIndex()
    for (number, certificate) in Self.certificates.enumerated() {
      #expect(!index.contains(certificate))
      #expect(index.insert(certificate) == (number, true))
      #expect(index.contains(certificate))
      // The same octets from elsewhere are the same certificate.
      #expect(index.insert(Self.copy(certificate)) == (number, false))
    }
    for (number, certificate) in Self.certificates.enumerated().reversed() {
      #expect(index.insert(certificate) == (number, false))
    }
    #expect(index.distinct == Self.certificates)
  }

  private static func copy(_ certificate: Certificate) -> Certificate {
    do { return try Certificate(der: Array(certificate.encoded)) } catch { preconditionFailure("\(error)") }
  }

  @Test("certificates of one buffer are those that stand in it")
  func shared() {
    var buffer: [UInt8] = [1, 2, 3]
    var ranges: [Range<Int>] = []
    for certificate in Self.certificates {
      ranges.append(buffer.count..<buffer.count + certificate.encoded.count)
      buffer += certificate.encoded
    }
    #expect(Certificate.each(in: buffer, at: ranges).certificates == Self.certificates)
    ranges[7] = ranges[7].lowerBound..<ranges[7].upperBound + 1
    let (certificates, damages) = Certificate.each(in: buffer, at: ranges)
    #expect(certificates == Array(Self.certificates[..<7] + Self.certificates[8...]))
    #expect(damages.map(\.number) == [7])
    #expect(damages.map(\.reason) == [.trailingBytes(offset: ranges[7].count - 1)])
  }
}
