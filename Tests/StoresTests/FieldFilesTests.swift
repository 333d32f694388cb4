// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Foundation
import Stores
import TestFiles
import Testing

/// Files of the shapes that people carry, `Tests/Samples/field`.
@Suite("Files from the field")
struct FieldFilesTests {
  static let rootA2 = "dede3e2516b89ca170e807b9cbce1604846b647a"
  static let rootA1 = "f9ec262d8d79da8fb3d8363748d0ee0c5e151c1a"

  private static func bytes(_ name: String) throws -> [UInt8] {
    try Samples.bytes(name, in: "field")
  }

  private static func contents(_ name: String) throws -> FileContents {
    try CertificateReader.contents(of: bytes(name))
  }

  struct Entry: Hashable {
    let thumbprint: String
    let store: Store?
    let physical: PhysicalStore

    init(_ thumbprint: String, _ store: Store?, _ physical: PhysicalStore) {
      (self.thumbprint, self.store, self.physical) = (thumbprint, store, physical)
    }

    init(_ found: StoredCertificate) {
      self.init(found.certificate.thumbprint.description, found.store, found.physical)
    }
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let file: String
    let entries: [Entry]
    var remarks: [Remark] = []
    var testDescription: String { file }
  }

  static let cases = [
    Case(
      file: "02-registry.pol", entries: [Entry(rootA2, .trustedRoot, .groupPolicy)],
      remarks: [.policyFile(certificates: 1)]),
    Case(
      file: "08-reg-no-indent.reg",
      entries: [Entry(rootA1, .trustedRoot, .registry), Entry(rootA2, .trustedRoot, .registry)]),
    Case(file: "11-wow6432-enterprise.reg", entries: [Entry(rootA2, .trustedRoot, .enterprise)]),
    Case(
      file: "12-current-user.reg", entries: [],
      remarks: [
        .account(.currentUser, store: "CA", certificates: 2),
        .account(.currentUser, store: "Root", certificates: 1),
      ]),
    Case(
      file: "13-reg-query.txt",
      entries: [Entry(rootA1, .trustedRoot, .registry), Entry(rootA2, .trustedRoot, .registry)]),
    Case(
      file: "14-system-account-hku.reg", entries: [],
      remarks: [.account(.localSystem, store: "CA", certificates: 1)]),
    Case(
      file: "15-disallowed.reg",
      entries: [Entry(rootA1, .trustedRoot, .registry), Entry(rootA2, .trustedRoot, .registry)],
      remarks: [.disallowed(certificates: 1)]),
    Case(
      file: "39-same-thumbprint-twice.reg",
      entries: [Entry(rootA1, .trustedRoot, .registry), Entry(rootA1, .trustedRoot, .authRoot)]),
    Case(file: "40-empty.reg", entries: []),
    Case(file: "30-pem-one-line.cer", entries: [Entry(rootA1, nil, .unknown)]),
    Case(file: "30-pem-utf16.cer", entries: [Entry(rootA1, nil, .unknown)]),
  ]

  @Test("are read as what they are", arguments: cases)
  func read(_ test: Case) throws {
    let contents = try Self.contents(test.file)
    #expect(contents.certificates.map { Entry($0) } == test.entries)
    #expect(contents.remarks == test.remarks)
    #expect(contents.unreadable.isEmpty && contents.brokenAt == nil)
    if test.entries.allSatisfy({ $0.store == nil }) { #expect(contents.stores.isEmpty) }
  }

  @Test(
    "a message is read whatever it is labelled",
    arguments: [
      "30-bare-base64.p7b", "30-pkcs7-labelled-cert.p7b", "30-pkcs7-labelled-cms.p7b",
      "30-pkcs7-labelled-pkcs7.p7b",
    ])
  func labelled(_ file: String) throws {
    let expected = try CertificateReader.read(Samples.bytes("openssl-dups.p7b"))
    #expect(try CertificateReader.read(Self.bytes(file)) == expected)
  }

  @Test("a value that is a certificate and nothing else is read, and it is said that Windows passes over it")
  func bare() throws {
    let bytes = try Self.bytes("10-reg-blob-is-der.reg")
    let contents = try CertificateReader.contents(of: bytes)
    let expected = [Self.rootA1, Self.rootA2]
    #expect(contents.certificates.map { Entry($0) } == expected.map { Entry($0, .trustedRoot, .registry) })
    let values = bytes.indices.filter { bytes[$0...].starts(with: Array("\"Blob\"".utf8)) }
    let remarks = try zip(expected, values).map { name, offset in
      Remark.bareCertificate(
        name: name.uppercased(), thumbprint: try #require(Thumbprint(pasted: name)), offset: offset)
    }
    #expect(contents.remarks == remarks)
  }

  @Test("a value named by the thumbprint is no entry of a store, and said")
  func named() throws {
    let contents = try Self.contents("10-reg-value-named-by-thumbprint.reg")
    #expect(contents.certificates.isEmpty && contents.unreadable.isEmpty)
    #expect(
      contents.remarks == [
        .valueNamedByThumbprint(name: Self.rootA1, offset: 40),
        .valueNamedByThumbprint(name: Self.rootA2, offset: 3114),
      ])
    #expect(contents.parts.isEmpty)
  }

  @Test("a signed message is no store, in DER and in text, with its content and without")
  func signed() throws {
    let message = try Self.bytes("36-signed-message.p7m")
    for bytes in [message, try Self.detached()] {
      #expect(throws: FormatError.signedMessage(offset: 0)) { try CertificateReader.contents(of: bytes) }
      #expect(throws: FormatError.signedMessage(offset: 0)) {
        try CertificateReader.contents(of: Array(PEM.base64(bytes).utf8))
      }
      #expect(throws: FormatError.signedMessage(offset: 5)) {
        try CertificateReader.contents(of: Array(("note\n" + PEM.block("PKCS7", bytes)).utf8))
      }
      // Cut off, it still is one.
      #expect(throws: FormatError.self) { try CertificateReader.contents(of: Array(bytes.dropLast(3))) }
    }
    #expect(throws: FormatError.signedMessage(offset: 0)) {
      try CertificateReader.contents(of: Array(message.dropLast(3)))
    }
  }

  @Test("a trust list is no store, and a message of certificates with empty content is one")
  func lists() throws {
    let one = try Samples.certificate("rootA1.cer")
    let list: [UInt8] = [0x2B, 0x06, 0x01, 0x04, 0x01, 0x82, 0x37, 0x0A, 0x01]
    let empty = Samples.element(0xA0, Samples.element(0x04, []))
    let filled = Samples.element(0xA0, Samples.element(0x04, [1]))
    let cases: [([UInt8], FormatError?)] = [
      (
        Self.message(one, type: list, content: Samples.element(0xA0, Samples.element(0x30, [5, 0]))),
        .trustList(offset: 0)
      ),
      (Self.message(one, content: filled), .signedMessage(offset: 0)),
      (Self.message(one, signers: [0x30, 0]), .signedMessage(offset: 0)),
      (Self.message(one, content: empty), nil),
      (Self.message(one, digests: [0x30, 0]), nil),
      (Self.message(one), nil),
    ]
    for (number, (bytes, error)) in cases.enumerated() {
      let read = Result { try CertificateReader.contents(of: bytes) }
      switch read {
      case .success(let contents):
        #expect(error == nil, "\(number)")
        #expect(contents.certificates.map(\.certificate) == [one], "\(number)")
        #expect(contents.brokenAt == nil, "\(number)")
      case .failure(let found): #expect(found as? FormatError == error, "\(number)")
      }
    }
  }

  private static func message(
    _ certificate: Certificate, type: [UInt8] = Samples.pkcs7(1), content: [UInt8] = [],
    digests: [UInt8] = [],
    signers: [UInt8] = []
  ) -> [UInt8] {
    let body =
      Samples.element(0x02, [1]) + Samples.element(0x31, digests)
      + Samples.element(0x30, Samples.element(0x06, type) + content) + Samples.element(0xA0, certificate.der)
      + Samples.element(0x31, signers)
    return Samples.element(
      0x30, Samples.element(0x06, Samples.pkcs7(2)) + Samples.element(0xA0, Samples.element(0x30, body)))
  }

  /// A signature over something that is elsewhere (`.p7s`).
  private static func detached() throws -> [UInt8] {
    message(try Samples.certificate("rootA1.cer"), digests: [0x30, 0], signers: [0x30, 0])
  }

  // MARK: - Group Policy's own file

  private static func wide(_ text: String) -> [UInt8] {
    text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
  }

  private static func instruction(_ key: String, _ value: String, _ type: UInt32, _ data: [UInt8]) -> [UInt8]
  {
    wide("[\(key)\0;\(value)\0;") + Registry.octets(type) + wide(";") + Registry.octets(UInt32(data.count))
      + wide(";") + data + wide("]")
  }

  @Test(
    "a policy file: orders to delete and other settings are passed over, a bad value is named, a cut ends it")
  func policy() throws {
    let one = try Samples.certificate("rootA1.cer")
    let other = try Samples.certificate("subB1.cer")
    let root = #"Software\Policies\Microsoft\SystemCertificates\Root\Certificates\"#
    let ca = #"SOFTWARE\POLICIES\Microsoft\SystemCertificates\CA\Certificates\"#
    let header = Array("PReg".utf8) + [1, 0, 0, 0]
    let first =
      header + Self.wide("[Software\\Policies\\x\0;;;;]")
      + Self.instruction(#"Software\Policies\Microsoft\Windows"#, "Flags", 4, [1, 0, 0, 0])
      + Self.instruction(root + "AA", "**del.Blob", 1, Self.wide(" \0"))
      + Self.instruction(root + one.thumbprint.description, "Blob", 3, Registry.blob(one))
    let bad = Self.instruction(root + "AB", "Blob", 3, Registry.record(32, [0x30, 9]))
    let last = Self.instruction(
      ca + other.thumbprint.description.uppercased(), "BLOB", 3, Registry.blob(other))
    let contents = try CertificateReader.contents(of: first + bad + last)
    #expect(
      contents.certificates == [
        StoredCertificate(one, store: .trustedRoot, physical: .groupPolicy),
        StoredCertificate(other, store: .intermediate, physical: .groupPolicy),
      ])
    #expect(contents.remarks == [.policyFile(certificates: 2)])
    #expect(contents.parts.isEmpty && contents.brokenAt == nil)
    let entry = try #require(contents.unreadable.first)
    #expect((entry.name, entry.number, entry.offset, entry.store) == ("AB", 2, first.count, .trustedRoot))

    for size in (first + bad).count + 1..<(first + bad + last).count {
      let cut = try CertificateReader.contents(of: Array((first + bad + last)[..<size]))
      #expect(cut.certificates.map(\.certificate) == [one], "\(size)")
      #expect(cut.brokenAt != nil, "\(size)")
    }
    #expect(throws: FormatError.badInstruction(offset: 4)) {
      try CertificateReader.contents(of: Array("PReg".utf8) + [2, 0, 0, 0] + bad)
    }
    #expect(throws: FormatError.badInstruction(offset: 8)) {
      try CertificateReader.contents(of: header + [1, 2, 3])
    }
    #expect(throws: FormatError.recordPastEnd(offset: 8, length: 99)) {
      try CertificateReader.contents(
        of: header + Self.wide("[a\0;b\0;") + Registry.octets(3) + Self.wide(";") + Registry.octets(99)
          + Self.wide(";]"))
    }
  }

  // MARK: - reg query

  @Test("reg query: tabs, a console's lines, the command in front, UTF-16, and a value with a wrong digit")
  func query() throws {
    let one = try Samples.certificate("rootA1.cer")
    let other = try Samples.certificate("subB1.cer")
    func key(_ certificate: Certificate, _ store: String) -> String {
      "\(Registry.machine)\\\(store)\\Certificates\\\(certificate.thumbprint.description.uppercased())\r\n"
    }
    func digits(_ certificate: Certificate) -> String {
      Hexadecimal.text(Registry.blob(certificate)).uppercased()
    }
    let wrapped = stride(from: 0, to: digits(other).count, by: 100)
      .map { String(digits(other).dropFirst($0).prefix(100)) }.joined(separator: "\r\n")
    let text =
      "C:\\>reg query HKLM\\SOFTWARE\\Microsoft\\SystemCertificates /s\r\n\r\n"
      + key(one, "ROOT") + "    Blob\tREG_BINARY\t\(digits(one))\r\n    Name    REG_SZ    a b\r\n\r\n"
      + key(one, "CA") + "    Blob    REG_BINARY    03000g\r\n\r\n"
      + key(other, "CA") + "    Blob    REG_BINARY    \(wrapped)\r\n\r\n"
      + "HKEY_CURRENT_USER\\Software\\Microsoft\\SystemCertificates\\Root\\Certificates\\AB\r\n"
      + "    Blob    REG_BINARY    00\r\n\r\nEnd of search: 3 match(es) found.\r\n"
    let narrow = Array(text.utf8)
    for bytes in [narrow, [0xFF, 0xFE] + Self.wide(text)] {
      let contents = try CertificateReader.contents(of: bytes)
      #expect(
        contents.certificates == [
          StoredCertificate(one, store: .trustedRoot, physical: .registry),
          StoredCertificate(other, store: .intermediate, physical: .registry),
        ])
      #expect(contents.unreadable.map(\.number) == [2])
      #expect(contents.unreadable.first?.store == .intermediate)
      #expect(contents.remarks == [.account(.currentUser, store: "Root", certificates: 1)])
    }
  }
}
