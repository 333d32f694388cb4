// SPDX-License-Identifier: GPL-3.0-or-later

import COpenSSL
import Facts
import TestAuthorities
import TestFiles
import Testing

@testable import X509

/// A folder for one test, with what a server needs to show certificates.
final class Papers {
  private let folder = TemporaryFolder()

  /// - Returns: the path of the file.
  func certificates(_ certificates: [Certificate], in name: String) throws -> String {
    try write(name) { file in
      for certificate in certificates {
        PEM_write_bio(file, "CERTIFICATE", "", certificate.der, certificate.der.count)
      }
    }
  }

  /// - Returns: the path of the file.
  func key(_ key: OpaquePointer, in name: String) throws -> String {
    try write(name) { PEM_write_bio_PrivateKey($0, key, nil, nil, 0, nil, nil) }
  }

  /// - Returns: the path of the file.
  func text(_ text: String, in name: String) throws -> String {
    try write(name) { BIO_write($0, text, Int32(text.utf8.count)) }
  }

  private func write(_ name: String, _ body: (OpaquePointer) -> Void) throws -> String {
    let path = folder.file(name)
    let file = try #require(BIO_new_file(path, "w"))
    defer { BIO_free(file) }
    body(file)
    return path
  }
}

/// A server's certificate with its key and the authorities above it.
struct ServerPapers {
  let root: Authority
  let issuing: Authority
  let key: PracticeKey
  let server: Certificate

  init(name: String = "fe01.contoso.com") throws {
    root = try Authority("Root CA")
    issuing = try Authority("Issuing CA 1", by: root)
    key = try PracticeKey()
    let start = Instant(secondsSince1970: 1_300_000_000)
    server = try PracticeCertificate.make(
      subject: [("CN", name)], serial: [9], notBefore: start, notAfter: start.adding(seconds: 31_536_000),
      key: key, issuer: (issuing.certificate, issuing.key), isAuthority: false, dnsNames: [name])
  }
}

/// Many authorities with names of one length.
enum Crowd {
  static func certificates(_ count: Int, name: (Int) -> String) throws -> [Certificate] {
    let key = try PracticeKey()
    return try (0..<count).map { try Authority(name($0), key: key).certificate }
  }
}
