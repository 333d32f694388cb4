// SPDX-License-Identifier: GPL-3.0-or-later

import COpenSSL
import Facts
import Glibc
import Inspection
import Stores
import Testing

private let bundlePath = "/etc/ssl/certs/ca-certificates.crt"

@Suite struct SignatureTests {
  @Test("tells which of two authorities with one name issued a certificate")
  func sameName() throws {
    let (a1, a2, a3) = try (
      Samples.certificate("rootA1"), Samples.certificate("rootA2"), Samples.certificate("rootA3")
    )
    let sub = try Samples.certificate("subB1")
    #expect(Signature.isValid(of: sub, by: a1))
    #expect(!Signature.isValid(of: sub, by: a2))
    #expect(Signature.isValid(of: sub, by: a3))
    #expect(a1.isSelfSigned)
    #expect(a2.isSelfSigned)
    #expect(!sub.isSelfSigned)
  }

  @Test("does not take a certificate for self-signed because of its names")
  func forgedRoot() throws {
    let root = try Authority("Root")
    let other = try Authority("Root", by: root)
    #expect(other.certificate.isSelfIssued)
    #expect(!other.certificate.isSelfSigned)
  }

  @Test("verifies MD5 and SHA-1 with 1024 bits: identity is asked, not strength")
  func weak() throws {
    for digest in [EVP_md5(), EVP_sha1()] {
      let root = try OldCertificate.make(subject: "Old Root", by: nil, digest: digest)
      let child = try OldCertificate.make(subject: "Old Sub", by: root, digest: digest)
      #expect(root.certificate.isSelfSigned)
      #expect(Signature.isValid(of: child.certificate, by: root.certificate))
      #expect(!Signature.isValid(of: root.certificate, by: child.certificate))
    }
  }

  @Test(
    "finds every root of the system self-signed and well-formed", .enabled(if: access(bundlePath, R_OK) == 0))
  func systemRoots() throws {
    let roots = try CertificateReader.read(BoundedFile.read(bundlePath))
    for root in roots {
      #expect(throws: Never.self) { try WellFormed.check(root) }
      let wanted = root.isSelfIssued
      #expect(root.isSelfSigned == wanted, "\(root.subject.rfc4514)")
    }
    #expect(roots.count { $0.isSelfSigned } > 100)
  }

  @Test("refuses what only looks like a certificate from a distance")
  func malformed() throws {
    let good = try Authority("Root").certificate
    #expect(throws: Never.self) { try WellFormed.check(good) }
    // The key's BIT STRING loses its tag: the fields that the procedure compares are untouched.
    var der = good.der
    let key = try #require(good.publicKeyInfo.indices.last) - 65
    der[key - 2] = 0x04
    let bad = try Certificate(der: der)
    #expect(bad.subject == good.subject)
    #expect(throws: MalformedCertificate.self) { try WellFormed.check(bad) }
    #expect(!Signature.isValid(of: bad, by: good))
  }

  @Test("survives every change of one byte, and no changed certificate verifies")
  func changed() throws {
    let root = try Authority("R").certificate
    for index in root.der.indices {
      var der = root.der
      der[index] ^= 0x01
      guard let certificate = try? Certificate(der: der) else { continue }
      #expect(!Signature.isValid(of: certificate, by: root), "byte \(index)")
      _ = try? CertificationPath(from: [certificate, root])
    }
  }
}
