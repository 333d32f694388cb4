// SPDX-License-Identifier: GPL-3.0-or-later

import COpenSSL
import Digests
import Facts
import Stores
import TestCertificates
import TestFiles
import Testing
import X509

/// Signatures of RSA over anything but what libcrypto itself would sign.
@Suite("What a signature of RSA opens to")
struct DigestInfoTests {
  private static let sha256: [UInt8] = [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01]
  private static let sha1: [UInt8] = [0x2B, 0x0E, 0x03, 0x02, 0x1A]
  private static let null: [UInt8] = [0x05, 0x00]

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let answer: SignatureVerifier.Answer
    /// Made of what was signed.
    let opened: @Sendable ([UInt8]) -> [UInt8]
  }

  static let cases = [
    Case(testDescription: "as RFC 8017 wants it", answer: .valid) { body in
      info(sha256, null, Digest.sha256(body))
    },
    Case(testDescription: "without the parameters", answer: .valid) { body in
      info(sha256, [], Digest.sha256(body))
    },
    Case(testDescription: "with other parameters", answer: .invalid) { body in
      info(sha256, DER.octets([1, 2, 3]), Digest.sha256(body))
    },
    Case(testDescription: "with an octet in the parameters", answer: .invalid) { body in
      info(sha256, [0x05, 0x01, 0x00], Digest.sha256(body))
    },
    Case(testDescription: "with an octet behind it", answer: .invalid) { body in
      info(sha256, [], Digest.sha256(body)) + [0]
    },
    Case(testDescription: "with a longer length than it takes", answer: .invalid) { body in
      let info = info(sha256, [], Digest.sha256(body))
      return [0x30, 0x81, info[1]] + info[2...]
    },
    Case(testDescription: "of something else", answer: .invalid) { body in
      info(sha256, [], Digest.sha256(body + [0]))
    },
    Case(testDescription: "of a part of the digest", answer: .invalid) { body in
      info(sha256, [], Array(Digest.sha256(body).dropLast()))
    },
    Case(testDescription: "of another digest than the algorithm names", answer: .invalid) { body in
      info(sha1, null, Digest.sha1(body))
    },
    Case(testDescription: "the bare digest", answer: .invalid) { body in Digest.sha256(body) },
    Case(testDescription: "nothing", answer: .invalid) { _ in [] },
  ]

  private static func info(_ algorithm: [UInt8], _ parameters: [UInt8], _ digest: [UInt8]) -> [UInt8] {
    DER.sequence(DER.sequence(DER.oid(algorithm), parameters), DER.octets(digest))
  }

  @Test("is what was signed, by its digest, with or without parameters, and nothing else", arguments: cases)
  func forms(_ example: Case) throws {
    let root = try OldCertificate.make(subject: "Old Root", by: nil, digest: EVP_sha256())
    let opened = example.opened(Array(root.certificate.signedParts.tbsCertificate))
    let signature = try #require(Self.sign(opened, root.key))
    let signed = try Certificate(der: root.certificate.der.dropLast(signature.count) + signature)
    #expect(SignatureVerifier().verify(signed, by: signed) == example.answer)
  }

  /// Without a digest, what is signed are the octets themselves.
  private static func sign(_ octets: [UInt8], _ key: OpaquePointer) -> [UInt8]? {
    let context = EVP_PKEY_CTX_new(key, nil)
    defer { EVP_PKEY_CTX_free(context) }
    var signature = [UInt8](repeating: 0, count: Int(EVP_PKEY_get_size(key)))
    var count = signature.count
    guard EVP_PKEY_sign_init(context) == 1,
      EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1,
      EVP_PKEY_sign(context, &signature, &count, octets, octets.count) == 1
    else { return nil }
    return Array(signature[..<count])
  }

  @Test("keeps its parameters to itself in a root of Microsoft's program")
  func microsoft() throws {
    let root = try #require(
      CertificateReader.read(Samples.bytes("windows-update.sst")).first { $0.serial.hexadecimal == "27b5" })
    #expect(root.subject.simpleDisplayName == "CCA India 2015 SPL")
    let verifier = SignatureVerifier()
    #expect(verifier.verify(root, by: root) == .valid)
    // The serial number is 02 02 27 B5.
    var der = root.der
    let serial = try #require(der.indices.first { der[$0...].starts(with: [0x02, 0x02, 0x27, 0xB5]) })
    der[serial + 3] = 0xB6
    #expect(verifier.verify(try Certificate(der: der), by: root) == .invalid)
  }

  @Test(
    "verifies roots as Microsoft and Mozilla gave them out",
    arguments: ["windows-update.sst", "mozilla-2012.pem"])
  func programs(_ file: String) throws {
    let roots = try CertificateReader.read(Samples.bytes(file))
    #expect(roots.count >= 5)
    let verifier = SignatureVerifier()
    for root in roots { #expect(verifier.verify(root, by: root) == .valid, "\(root)") }
  }
}
