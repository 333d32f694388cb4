// SPDX-License-Identifier: GPL-3.0-or-later

import COpenSSL
import Facts
import Glibc
import Stores
import Testing

private let bundlePath = "/etc/ssl/certs/ca-certificates.crt"

/// The system's roots, read by us and by libcrypto.
@Suite(.enabled(if: access(bundlePath, R_OK) == 0))
struct BundleTests {
  @Test("agrees with libcrypto on every root of the system")
  func fields() throws {
    let certificates = try CertificateReader.read(BoundedFile.read(bundlePath))
    #expect(certificates.count > 100)
    for certificate in certificates {
      let other = try #require(Handle(certificate))
      #expect(other.serial == certificate.serial)
      #expect(other.subject == Array(certificate.subjectDER))
      #expect(other.issuer == Array(certificate.issuerDER))
      #expect(other.notBefore == certificate.notBefore)
      #expect(other.notAfter == certificate.notAfter)
      #expect(other.sha1 == certificate.thumbprint.bytes)
      #expect(other.isAuthority == certificate.isAuthority)
    }
  }

  @Test("compares every two of the system's names as libcrypto does")
  func names() throws {
    let certificates = try CertificateReader.read(BoundedFile.read(bundlePath))
    let handles = try certificates.map { try #require(Handle($0)) }
    let names = certificates.map(\.subject)
    for one in names.indices {
      for other in names.indices where other >= one {
        let isSame = names[one].isSame(as: names[other])
        if isSame != handles[one].hasSameSubject(as: handles[other]) {
          Issue.record("\(names[one].rfc4514) | \(names[other].rfc4514)")
        }
      }
    }
  }
}

private final class Handle {
  private let handle: OpaquePointer

  init?(_ certificate: Certificate) {
    let parsed = certificate.der.withUnsafeBufferPointer { buffer in
      var position = buffer.baseAddress
      return d2i_X509(nil, &position, buffer.count)
    }
    guard let parsed else { return nil }
    handle = parsed
  }

  deinit { X509_free(handle) }

  var subject: [UInt8] { encoded(X509_get_subject_name(handle)) }
  var issuer: [UInt8] { encoded(X509_get_issuer_name(handle)) }
  var notBefore: Instant? { instant(X509_get0_notBefore(handle)) }
  var notAfter: Instant? { instant(X509_get0_notAfter(handle)) }

  /// The content octets of the encoded INTEGER, which all have lengths of one octet.
  var serial: SerialNumber? {
    var memory: UnsafeMutablePointer<UInt8>?
    let count = i2d_ASN1_INTEGER(X509_get0_serialNumber(handle), &memory)
    defer { shim_OPENSSL_free(memory) }
    return SerialNumber(content: Array(UnsafeBufferPointer(start: memory, count: Int(count)).dropFirst(2)))
  }

  var sha1: [UInt8] {
    var digest = [UInt8](repeating: 0, count: 20)
    var count: UInt32 = 0
    X509_digest(handle, EVP_sha1(), &digest, &count)
    return digest
  }

  var isAuthority: Bool? {
    guard X509_get_ext_by_NID(handle, NID_basic_constraints, -1) >= 0 else { return nil }
    return X509_get_extension_flags(handle) & UInt32(EXFLAG_CA) != 0
  }

  func hasSameSubject(as other: Handle) -> Bool {
    X509_NAME_cmp(X509_get_subject_name(handle), X509_get_subject_name(other.handle)) == 0
  }

  private func encoded(_ name: OpaquePointer?) -> [UInt8] {
    var memory: UnsafeMutablePointer<UInt8>?
    let count = i2d_X509_NAME(name, &memory)
    defer { shim_OPENSSL_free(memory) }
    return Array(UnsafeBufferPointer(start: memory, count: Int(count)))
  }

  private func instant(_ time: UnsafePointer<ASN1_TIME>?) -> Instant? {
    var parts = tm()
    guard ASN1_TIME_to_tm(time, &parts) == 1 else { return nil }
    return Instant(secondsSince1970: timegm(&parts))
  }
}
