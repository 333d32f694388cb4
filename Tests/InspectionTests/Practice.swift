// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Inspection
import Stores

/// The genuine files of `Tests/Samples/windows`.
enum Samples {
  static let folder: String = {
    let parts = #filePath.split(separator: "/").dropLast(2)
    return "/" + parts.joined(separator: "/") + "/Samples/windows"
  }()

  static func certificate(_ name: String) throws -> Certificate {
    try Certificate(der: BoundedFile.read("\(folder)/\(name).cer"))
  }

  static func certificates(_ file: String) throws -> [Certificate] {
    try CertificateReader.read(BoundedFile.read("\(folder)/\(file)"))
  }
}

/// A name with a key, that issues.
struct Authority {
  let name: String
  let key: PracticeKey
  let certificate: Certificate

  static let start = Instant(secondsSince1970: 1_300_000_000)

  /// A self-signed authority, or one that `issuer` issued; `key` makes a renewal.
  init(_ name: String, by issuer: Authority? = nil, key: PracticeKey? = nil, serial: UInt8 = 1, year: Int = 0)
    throws
  {
    let key = try key ?? PracticeKey()
    self.name = name
    self.key = key
    certificate = try PracticeCertificate.make(
      subject: [("O", "Contoso"), ("CN", name)], serial: [serial],
      notBefore: Self.start.adding(seconds: year * 31_536_000),
      notAfter: Self.start.adding(seconds: (year + 10) * 31_536_000), key: key,
      issuer: issuer.map { ($0.certificate, $0.key) }, isAuthority: true)
  }

  func server(_ name: String, serial: UInt8 = 9) throws -> Certificate {
    try PracticeCertificate.make(
      subject: [("CN", name)], serial: [serial], notBefore: Self.start,
      notAfter: Self.start.adding(seconds: 31_536_000), key: PracticeKey(), issuer: (certificate, key),
      isAuthority: false, dnsNames: [name])
  }
}
