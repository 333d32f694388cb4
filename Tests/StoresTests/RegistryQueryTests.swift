// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import TestFiles
import Testing

@testable import Stores

@Suite("RegistryQuery")
struct RegistryQueryTests {
  @Test(
    "reads what a console of any width broke into lines, names of keys too", arguments: [80, 100, 120, 400])
  func wrapped(columns: Int) throws {
    let certificates = try [Samples.certificate("rootA1.cer"), Samples.certificate("rootA2.cer")]
    var lines = [#"C:\>reg query HKLM\SOFTWARE\Policies\Microsoft\SystemCertificates /s"#, ""]
    for branch in ["SOFTWARE\\Microsoft", "SOFTWARE\\Policies\\Microsoft"] {
      let store = "HKEY_LOCAL_MACHINE\\\(branch)\\SystemCertificates\\ROOT\\Certificates"
      lines += [store, ""]
      for certificate in certificates {
        lines.append("\(store)\\\(certificate.thumbprint.description.uppercased())")
        lines += [
          "    Blob    REG_BINARY    " + Hexadecimal.text(Registry.blob(certificate)).uppercased(), "",
        ]
      }
    }
    let broken = lines.flatMap { line in
      line.isEmpty
        ? [""]
        : stride(from: 0, to: line.count, by: columns).map { String(line.dropFirst($0).prefix(columns)) }
    }
    let text = broken.joined(separator: "\r\n") + "\r\nC:\\>"
    let wide: [UInt8] = [0xFF, 0xFE] + text.utf8.flatMap { [$0, 0] }
    for bytes in [Array(text.utf8), wide] {
      let contents = try CertificateReader.contents(of: bytes)
      #expect(
        contents.certificates
          == [PhysicalStore.registry, .groupPolicy].flatMap { physical in
            certificates.map { StoredCertificate($0, store: .trustedRoot, physical: physical) }
          })
      #expect(contents.unreadable == [])
      #expect(contents.remarks == [])
    }
  }
}
