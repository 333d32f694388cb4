// SPDX-License-Identifier: GPL-3.0-or-later

import COpenSSL
import Facts
import Glibc
import Stores
import TestAuthorities
import TestFiles
import Testing
import X509

extension Certificate {
  fileprivate func isSigned(by issuer: Certificate) -> Bool {
    SignatureVerifier().verify(self, by: issuer) == .valid
  }

  fileprivate var isSelfSigned: Bool { isSigned(by: self) }
}

private let bundlePath = "/etc/ssl/certs/ca-certificates.crt"

@Suite struct SignatureTests {
  @Test("tells which of two authorities with one name issued a certificate")
  func sameName() throws {
    let (a1, a2, a3) = try (
      Samples.certificate("rootA1.cer"), Samples.certificate("rootA2.cer"), Samples.certificate("rootA3.cer")
    )
    let sub = try Samples.certificate("subB1.cer")
    #expect(sub.isSigned(by: a1))
    #expect(!sub.isSigned(by: a2))
    #expect(sub.isSigned(by: a3))
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
      #expect(child.certificate.isSigned(by: root.certificate))
      #expect(!root.certificate.isSigned(by: child.certificate))
    }
  }

  @Test(
    "finds every root of the system self-signed and well-formed", .enabled(if: access(bundlePath, R_OK) == 0))
  func systemRoots() throws {
    let roots = try CertificateReader.read(BoundedFile.read(bundlePath))
    for root in roots {
      #expect(throws: Never.self) { try DecodeCheck.check(root) }
      let wanted = root.isSelfIssued
      #expect(root.isSelfSigned == wanted, "\(root.subject.rfc4514)")
    }
    #expect(roots.count { $0.isSelfSigned } > 100)
  }

  @Test("refuses what only looks like a certificate from a distance")
  func malformed() throws {
    let good = try Authority("Root").certificate
    #expect(throws: Never.self) { try DecodeCheck.check(good) }
    // The key's BIT STRING loses its tag: the fields that the procedure compares are untouched.
    var der = good.der
    let key = try #require(good.publicKeyInfo.indices.last) - 65
    der[key - 2] = 0x04
    let bad = try Certificate(der: der)
    #expect(bad.subject == good.subject)
    #expect(throws: MalformedCertificate.self) { try DecodeCheck.check(bad) }
    #expect(!bad.isSigned(by: good))
  }

  @Test("survives every change of one byte, and no changed certificate verifies")
  func changed() throws {
    let root = try Authority("R").certificate
    let verifier = SignatureVerifier()
    for index in root.der.indices {
      var der = root.der
      der[index] ^= 0x01
      guard let certificate = try? Certificate(der: der) else { continue }
      #expect(verifier.verify(certificate, by: root) != .valid, "byte \(index)")
      _ = try? CertificationPath(from: [certificate, root])
    }
  }

  @Test("takes a signature with MD2 for whose it is, though the digest itself cannot be worked out")
  func digestUnknown() throws {
    let (first, again) = try (Samples.certificate("class3-md2.cer"), Samples.certificate("class3-sha1.cer"))
    #expect(first.isSelfSigned)
    #expect(again.isSelfSigned)
    #expect(first.isSigned(by: again))
    // Another key, and another value under the same key.
    #expect(SignatureVerifier().verify(first, by: try Samples.certificate("rootA1.cer")) == .invalid)
    var der = first.der
    der[der.count - 1] ^= 0x01
    #expect(SignatureVerifier().verify(try Certificate(der: der), by: first) == .invalid)
    // The path of what it issued ends in it.
    #expect(try CertificationPath(from: [first]).missingIssuer == nil)
  }

  @Test("does not take a signature of one digest for one of another")
  func otherDigest() throws {
    // The object identifiers of the algorithm become those of MD4, the signature stays one of MD2.
    let first = try Samples.certificate("class3-md2.cer")
    let md2: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x02]
    var der = first.der
    for start in der.indices.dropLast(md2.count) where der[start..<start + md2.count].elementsEqual(md2) {
      der[start + md2.count - 1] = 0x03
    }
    #expect(der != first.der)
    #expect(SignatureVerifier().verify(try Certificate(der: der), by: first) == .invalid)
  }

  @Test("proves nothing with algorithms that nobody here knows, of the key or of the signature")
  func unknown() throws {
    let root = try Samples.certificate("rootA1.cer")
    // sha256WithRSAEncryption and rsaEncryption, 1.2.840.113549.1.1.11 and .1.
    for last: UInt8 in [0x0B, 0x01] {
      let known: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, last]
      var der = root.der
      for start in der.indices.dropLast(known.count)
      where der[start..<start + known.count].elementsEqual(known) {
        der[start + known.count - 1] = 0x7F
      }
      #expect(der != root.der)
      let strange = try Certificate(der: der)
      #expect(SignatureVerifier().verify(strange, by: strange) == .unknown, "\(last)")
    }
  }

  @Test("wants the same algorithm beside the signature as in what was signed")
  func twoAlgorithms() throws {
    let root = try Samples.certificate("rootA1.cer")
    var der = root.der
    let algorithm = root.signedParts.algorithm
    // Behind what was signed the index is counted from the end.
    let last = der.count - root.signedParts.value.count - 3
    #expect(der[last] == 0x0B && algorithm.count == 15)
    der[last] = 0x0C
    #expect(SignatureVerifier().verify(try Certificate(der: der), by: root) == .invalid)
  }

  @Test("holds one signature after another with the same verifier")
  func again() throws {
    let verifier = SignatureVerifier()
    let names = ["rootA1", "rootA2", "class3-md2", "rootA3", "subB1", "rootA1"]
    let certificates = try names.map { try Samples.certificate("\($0).cer") }
    for _ in 0..<3 {
      let answers = certificates.map { verifier.verify($0, by: $0) }
      #expect(answers == [.valid, .valid, .valid, .valid, .invalid, .valid])
    }
  }
}
