// SPDX-License-Identifier: GPL-3.0-or-later

import COpenSSL
import Facts
import Glibc
import Testing

@testable import Inspection

/// A folder for one test, with what a server needs to show certificates.
final class Papers {
  let folder: String

  init() throws {
    var template = Array("/tmp/lync-pin-wizard-tests-XXXXXX".utf8CString)
    folder = String(cString: try #require(mkdtemp(&template)))
  }

  deinit {
    guard let entries = opendir(folder) else { return }
    while let entry = readdir(entries) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      unlink("\(folder)/\(name)")
    }
    closedir(entries)
    rmdir(folder)
  }

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
    let path = "\(folder)/\(name)"
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
    server = try PracticeCertificate.make(
      subject: [("CN", name)], serial: [9], notBefore: Authority.start,
      notAfter: Authority.start.adding(seconds: 31_536_000), key: key,
      issuer: (issuing.certificate, issuing.key), isAuthority: false, dnsNames: [name])
  }
}

/// Many authorities with names of one length.
enum Crowd {
  static func certificates(_ count: Int, name: (Int) -> String) throws -> [Certificate] {
    let key = try PracticeKey()
    return try (0..<count).map { number in
      try PracticeCertificate.make(
        subject: [("O", "Contoso"), ("CN", name(number))], serial: [1], notBefore: Authority.start,
        notAfter: Authority.start.adding(seconds: 31_536_000), key: key, isAuthority: true)
    }
  }
}
