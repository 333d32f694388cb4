// SPDX-License-Identifier: GPL-3.0-or-later

import COpenSSL
import Facts
import Testing

/// A version 1 certificate as old roots are: RSA, 1024 bits, no extensions.
final class OldCertificate {
  let certificate: Certificate
  private let subject: String
  let key: OpaquePointer

  private init(certificate: Certificate, subject: String, key: OpaquePointer) {
    self.certificate = certificate
    self.subject = subject
    self.key = key
  }

  deinit { EVP_PKEY_free(key) }

  static func make(
    subject: String, by issuer: OldCertificate?, digest: OpaquePointer? = EVP_sha1()
  ) throws -> OldCertificate {
    let key = try #require(shim_EVP_RSA_gen(1024))
    let draft = try #require(X509_new())
    defer { X509_free(draft) }
    ASN1_INTEGER_set(X509_get_serialNumber(draft), 7)
    ASN1_TIME_set(X509_getm_notBefore(draft), 900_000_000)
    ASN1_TIME_set(X509_getm_notAfter(draft), 1_900_000_000)
    let names = [
      (X509_get_subject_name(draft), subject), (X509_get_issuer_name(draft), issuer?.subject ?? subject),
    ]
    for (name, value) in names {
      X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_FLAG, value, -1, -1, 0)
    }
    X509_set_pubkey(draft, key)
    #expect(X509_sign(draft, issuer?.key ?? key, digest) > 0)
    var memory: UnsafeMutablePointer<UInt8>?
    let count = i2d_X509(draft, &memory)
    defer { shim_OPENSSL_free(memory) }
    let der = Array(UnsafeBufferPointer(start: memory, count: Int(count)))
    return OldCertificate(certificate: try Certificate(der: der), subject: subject, key: key)
  }
}
