// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Stores
import TestFiles
import Testing

@Suite struct CertificateReaderTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let file: String
    let subjects: [String]
    var testDescription: String { file }
  }

  static let cases = [
    Case(file: "rootA1.cer", subjects: ["CN=Contoso Root CA,OU=PKI,O=Contoso,C=US"]),
    Case(file: "leaf.cer", subjects: ["CN=srv1.contoso.com"]),
    Case(file: "rootC.cer", subjects: ["ST=Washington,C=US"]),
    Case(file: "rootE.cer", subjects: ["emailAddress=ca@example.com,C=US"]),
    Case(file: "p7-empty.p7b", subjects: []),
  ]

  @Test("reads genuine files", arguments: cases)
  func genuine(_ test: Case) throws {
    let certificates = try CertificateReader.read(Samples.bytes(test.file))
    #expect(certificates.map(\.subject.rfc4514) == test.subjects)
  }

  @Test("reads what Windows exported as PKCS#7, in the order of the file")
  func windowsMessage() throws {
    let certificates = try CertificateReader.read(Samples.bytes("windows-net-export.p7b"))
    #expect(certificates.count == 2)
    #expect(certificates[0].subject.simpleDisplayName == "MyName")
  }

  @Test("reads every certificate of a message with duplicates of names")
  func duplicates() throws {
    let found = try CertificateReader.read(Samples.bytes("openssl-dups.p7b"))
    let roots = try ["rootA1.cer", "rootA2.cer", "rootA3.cer"].map(Samples.certificate)
    #expect(Set(roots).isSubset(of: found))
    #expect(Set(found.map(\.thumbprint)).count == found.count)
  }

  @Test("reads text in all its dresses")
  func dresses() throws {
    let one = try Samples.certificate("rootA1.cer")
    let other = try Samples.certificate("subB1.cer")
    let message = try Samples.bytes("openssl-dups.p7b")
    let all = try CertificateReader.read(message)
    let plain = PEM.block("CERTIFICATE", one.der)
    let windows = PEM.block("X509 CERTIFICATE", other.der, lineEnd: "\r\n")
    let settings: [UInt8] = [0x30, 0x02, 0x30, 0x00]
    let texts: [(String, [Certificate])] = [
      (plain, [one]),
      ("\u{FEFF}" + windows, [other]),
      ("subject=CN = x\n\n" + plain + "a line between\r\n" + windows + "an end", [one, other]),
      (plain.split(separator: "\n").joined(separator: "\r"), [one]),
      (plain.split(separator: "\n").map { "  \($0) \t" }.joined(separator: "\n"), [one]),
      (PEM.block("TRUSTED CERTIFICATE", one.der + settings), [one]),
      (PEM.block("PKCS7", message), all),
      (PEM.block("CERTIFICATE", message), all),
      (PEM.base64(one.der), [one]),
      ("\r\n" + PEM.base64(message, lineEnd: "\r\n"), all),
      (PEM.base64(message, lineEnd: ""), all),
      (PEM.block("X509 CRL", [0x30, 0x00]) + plain, [one]),
      (plain + plain, [one, one]),
    ]
    for (text, expected) in texts {
      #expect(try CertificateReader.read(Array(text.utf8)) == expected)
      let units = Array(text.drop { $0 == "\u{FEFF}" }.utf16)
      let little: [UInt8] = [0xFF, 0xFE] + units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      let big: [UInt8] = [0xFE, 0xFF] + units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
      #expect(try CertificateReader.read(little) == expected)
      #expect(try CertificateReader.read(big) == expected)
    }
  }

  @Test("reads PKCS#7 with indefinite lengths, lists and members of other kinds")
  func messages() throws {
    let one = try Samples.small()
    let other = try Samples.small()
    for isIndefinite in [false, true] {
      let members = [
        Samples.element(0xA2, [1, 2, 3]), one.der, Samples.element(0xA3, [0x30, 0]), other.der,
      ]
      for lists in [[], [0xA1, 0x00], [0xA1, 0x80, 0x00, 0x00], Samples.element(0xA1, [0x30, 0x00])] {
        let message = Samples.message(members, lists: lists, isIndefinite: isIndefinite)
        #expect(try CertificateReader.read(message) == [one, other])
        #expect(try CertificateReader.read(Array(PEM.block("PKCS7", message).utf8)) == [one, other])
      }
    }
  }

  @Test("knows each certificate's digests")
  func digests() throws {
    let root = try Samples.certificate("rootA1.cer")
    #expect(CertificateFacts(root).thumbprint == root.thumbprint)
    #expect(root.thumbprint.bytes.count == 20)
    #expect(root.sha256.count == 32)
  }

  @Test("does not take certificates inside a message that are not DER")
  func indefiniteCertificate() throws {
    let one = try Samples.small()
    let header = 4
    let message = Samples.message([Samples.indefinite(0x30, Array(one.der[header...]))])
    let error = #expect(throws: FormatError.self) { try CertificateReader.read(message) }
    guard case .badCertificate(_, reason: .badLength(offset: 0)) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }
}
