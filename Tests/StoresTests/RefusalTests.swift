// SPDX-License-Identifier: GPL-3.0-or-later

import COpenSSL
import Facts
import Stores
import TestFiles
import Testing

@Suite struct RefusalTests {
  @Test("names what a file is when it is no certificate")
  func kinds() throws {
    let root = try Samples.bytes("rootA1.cer")
    let text = Array("just a note".utf8)
    let keys = #"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\SystemCertificates\ROOT"#
    let wide: [UInt8] = [0xFF, 0xFE] + text.flatMap { [$0, 0] }
    let cases: [([UInt8], FormatError)] = [
      ([], .empty),
      ([UInt8](repeating: 0, count: 4096), .onlyZeros(count: 4096)),
      (Array("ElfFile\0".utf8) + [UInt8](repeating: 0, count: 120), .eventLog),
      (wide, .utf16Text),
      (text, .notACertificate),
      (Array("\r\n\(keys)\\Certificates\r\n\(keys)\\CRLs\r\n".utf8), .registryKeys),
      (Array("C:\\>reg query HKLM\\x /s\r\n\r\n\(keys)\r\n\r\nC:\\>".utf8), .registryKeys),
      (Array("\(keys)\\Certificates\r\nis a key".utf8), .notACertificate),
      (Array("0 is where it begins".utf8), .notACertificate),
      ([0x30, 0x00], .notACertificate),
      (Array("MIxed words".utf8), .notACertificate),
      (Array(PEM.block("DH PARAMETERS", [0x30, 0x00]).utf8), .notACertificate),
      (Samples.element(0x30, Samples.element(0x06, Samples.pkcs7(3))), .otherMessage(offset: 0)),
      (Samples.element(0x30, Samples.element(0x06, Samples.pkcs7(1))), .otherMessage(offset: 0)),
      (Array(root.dropLast()), .truncated(offset: root.count - 1, expected: root.count)),
      (root + [0], .badCertificate(offset: 0, reason: .trailingBytes(offset: root.count))),
    ]
    for (bytes, error) in cases {
      #expect(throws: error) { try CertificateReader.read(bytes) }
    }
  }

  @Test("refuses keys, requests, lists and PKCS#12 as libcrypto writes them, in DER and in Base64")
  func genuine() throws {
    for (label, kind, bytes) in try LibraryFiles.all() {
      let expected = { (offset: Int) -> FormatError in
        switch kind {
        case .key: .privateKey(offset: offset)
        case .store: .pkcs12(offset: offset)
        case .request: .certificateRequest(offset: offset)
        case .list: .revocationList(offset: offset)
        }
      }
      #expect(throws: expected(0), "\(label)") { try CertificateReader.read(bytes) }
      #expect(throws: expected(0), "\(label)") {
        try CertificateReader.read(Array(PEM.base64(bytes).utf8))
      }
      // certutil -encode calls everything a certificate.
      #expect(throws: expected(5), "\(label)") {
        try CertificateReader.read(Array(("note\n" + PEM.block("CERTIFICATE", bytes)).utf8))
      }
      guard kind != .store else { continue }
      #expect(throws: expected(5), "\(label)") {
        try CertificateReader.read(Array(("note\n" + PEM.block(label, bytes)).utf8))
      }
    }
  }

  @Test("refuses the whole file for one key among certificates, finished or not")
  func mixed() throws {
    let certificate = PEM.block("CERTIFICATE", try Samples.bytes("rootA1.cer"))
    let keys = [
      "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "-----BEGIN RSA PRIVATE KEY-----\nAA",
      "-----BEGIN ENCRYPTED PRIVATE KEY-----\n", "-----BEGIN OPENSSH PRIVATE KEY-----",
      "key: -----BEGIN EC PRIVATE KEY----- AAAA\n",
    ]
    for key in keys {
      #expect(throws: FormatError.privateKey(offset: certificate.utf8.count)) {
        try CertificateReader.read(Array((certificate + key).utf8))
      }
      #expect(throws: FormatError.privateKey(offset: 0)) {
        try CertificateReader.read(Array((key + "\n" + certificate).utf8))
      }
      let wide: [UInt8] = [0xFE, 0xFF] + Array((certificate + key).utf8).flatMap { [0, $0] }
      #expect(throws: FormatError.privateKey(offset: certificate.utf8.count)) {
        try CertificateReader.read(wide)
      }
    }
  }

  @Test("says where text is damaged")
  func damagedText() throws {
    let root = try Samples.bytes("rootA1.cer")
    let whole = PEM.block("CERTIFICATE", root)
    let first = "-----BEGIN CERTIFICATE-----\n".utf8.count
    let cases: [(String, FormatError)] = [
      (whole.replacing("\nMII", with: "\nMI!"), .badBase64(offset: first + 2)),
      ("x\n" + String(whole.dropLast(4)), .unfinishedBlock(offset: 2, label: "CERTIFICATE")),
      (whole + "-----BEGIN CERT", .unfinishedBlock(offset: whole.utf8.count, label: "CERT")),
      (
        "x\n" + PEM.block("CERTIFICATE", Array(root.dropLast(3))),
        .badCertificate(offset: 2, reason: .truncated(offset: 0))
      ),
      ("-----BEGIN CERTIFICATE-----\nMIIA====\n-----END CERTIFICATE-----\n", .badBase64(offset: first + 4)),
      ("-----BEGIN CERTIFICATE-----\nMIIAM===\n-----END CERTIFICATE-----\n", .badBase64(offset: first + 5)),
      ("-----BEGIN CERTIFICATE-----\nMIIAMB\n-----END CERTIFICATE-----\n", .badBase64(offset: first + 7)),
      ("-----BEGIN CERTIFICATE-----\nMB==MIIA\n-----END CERTIFICATE-----\n", .badBase64(offset: first + 4)),
      ("-----BEGIN CERTIFICATE-----\nMB==\n-----END CERTIFICATE-----\n", .badBase64(offset: first + 5)),
    ]
    for (text, error) in cases {
      #expect(throws: error) { try CertificateReader.read(Array(text.utf8)) }
    }
  }
}

/// Files that libcrypto makes, with throw-away keys.
private enum LibraryFiles {
  enum Kind { case key, store, request, list }

  static func all() throws -> [(label: String, kind: Kind, bytes: [UInt8])] {
    let certificate = try #require(X509_new())
    defer { X509_free(certificate) }
    let elliptic = try #require(shim_EVP_EC_gen("P-256"))
    defer { EVP_PKEY_free(elliptic) }
    let rsa = try #require(shim_EVP_RSA_gen(1024))
    defer { EVP_PKEY_free(rsa) }
    let information = try #require(EVP_PKEY2PKCS8(rsa))
    defer { PKCS8_PRIV_KEY_INFO_free(information) }
    // Outside of #require: a text's pointer does not outlive the macro's first step.
    let encryptedKey = PKCS8_encrypt(-1, EVP_aes_256_cbc(), "x", 1, nil, 0, 100, information)
    let encrypted = try #require(encryptedKey)
    defer { X509_SIG_free(encrypted) }
    let fullStore = PKCS12_create("x", nil, rsa, nil, nil, 0, 0, 100, 100, 0)
    let store = try #require(fullStore)
    defer { PKCS12_free(store) }

    let request = try #require(X509_REQ_new())
    defer { X509_REQ_free(request) }
    X509_REQ_set_pubkey(request, elliptic)
    #expect(X509_REQ_sign(request, elliptic, EVP_sha256()) > 0)

    var files: [(label: String, kind: Kind, bytes: [UInt8])] = [
      ("PRIVATE KEY", .key, encode { i2d_PKCS8_PRIV_KEY_INFO(information, $0) }),
      ("RSA PRIVATE KEY", .key, encode { i2d_PrivateKey(rsa, $0) }),
      ("EC PRIVATE KEY", .key, encode { i2d_PrivateKey(elliptic, $0) }),
      ("ENCRYPTED PRIVATE KEY", .key, encode { i2d_X509_SIG(encrypted, $0) }),
      ("PKCS12", .store, encode { i2d_PKCS12(store, $0) }),
      ("CERTIFICATE REQUEST", .request, encode { i2d_X509_REQ(request, $0) }),
    ]
    for version in [0, 1] {
      let list = try #require(X509_CRL_new())
      defer { X509_CRL_free(list) }
      let time = try #require(ASN1_TIME_set(nil, 1_300_000_000))
      defer { ASN1_TIME_free(time) }
      X509_CRL_set_version(list, version)
      X509_CRL_set1_lastUpdate(list, time)
      #expect(X509_CRL_sign(list, elliptic, EVP_sha256()) > 0)
      files.append(("X509 CRL", .list, encode { i2d_X509_CRL(list, $0) }))
    }
    for file in files { #expect(!file.bytes.isEmpty, "\(file.label)") }
    return files
  }

  private static func encode(
    _ write: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?) -> Int32
  ) -> [UInt8] {
    var memory: UnsafeMutablePointer<UInt8>?
    let count = write(&memory)
    defer { shim_OPENSSL_free(memory) }
    return count > 0 ? Array(UnsafeBufferPointer(start: memory, count: Int(count))) : []
  }
}
