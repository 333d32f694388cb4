// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Stores
import TestFiles
import Testing

@Suite struct RegistryExportTests {
  @Test("reads a whole export with every physical store")
  func everyPlace() throws {
    let contents = try CertificateReader.contents(of: Samples.bytes("synthetic-windowslike.reg"))
    let expected: [(String, Store, PhysicalStore)] = [
      ("6d5f3e09568d201779bc7de3789a67b0cb6b3a7b", .trustedRoot, .authRoot),
      ("c2bbf8d63fc371033575dfc270d48394616258df", .intermediate, .registry),
      ("2383c26b54890f1bfab78c6ff36aec71feecdd04", .intermediate, .registry),
      ("f9ec262d8d79da8fb3d8363748d0ee0c5e151c1a", .trustedRoot, .registry),
      ("dede3e2516b89ca170e807b9cbce1604846b647a", .trustedRoot, .registry),
      ("3d1088495d84488ce02f9a3306c3a5704a0ba9ea", .trustedRoot, .registry),
      ("cc099f0709670901b592e200394cb71511dffe43", .trustedRoot, .registry),
      ("72c448c0986a7ccb8a9ce1b88ad6622d1f4930e9", .trustedRoot, .registry),
      ("6c11a9aeba7310df92d3e59fd47b4c01f2def864", .trustedRoot, .registry),
      ("c2bbf8d63fc371033575dfc270d48394616258df", .trustedRoot, .registry),
      ("f9ec262d8d79da8fb3d8363748d0ee0c5e151c1a", .trustedRoot, .groupPolicy),
      ("dede3e2516b89ca170e807b9cbce1604846b647a", .trustedRoot, .enterprise),
    ]
    #expect(contents.certificates.count == expected.count)
    for (found, expected) in zip(contents.certificates, expected) {
      #expect(found.certificate.thumbprint.description == expected.0)
      #expect(found.store == expected.1)
      #expect(found.physical == expected.2)
    }
    #expect(contents.remarks.isEmpty)
    #expect(contents.stores == [.trustedRoot, .intermediate])
  }

  @Test("reads what Samba exports")
  func samba() throws {
    let contents = try CertificateReader.contents(of: Samples.bytes("samba-net-rpc-export-Root.reg"))
    #expect(
      contents.certificates.map(\.certificate.thumbprint.description) == [
        "dede3e2516b89ca170e807b9cbce1604846b647a", "3d1088495d84488ce02f9a3306c3a5704a0ba9ea",
        "6c11a9aeba7310df92d3e59fd47b4c01f2def864", "6d5f3e09568d201779bc7de3789a67b0cb6b3a7b",
        "72c448c0986a7ccb8a9ce1b88ad6622d1f4930e9", "cc099f0709670901b592e200394cb71511dffe43",
        "f9ec262d8d79da8fb3d8363748d0ee0c5e151c1a",
      ])
    #expect(contents.certificates.allSatisfy { $0.store == .trustedRoot && $0.physical == .registry })
    #expect(contents.remarks.isEmpty)
    #expect(contents.stores == [.trustedRoot])
  }

  struct Place: Sendable, CustomTestStringConvertible {
    let path: String
    let store: Store?
    var physical = PhysicalStore.registry
    var remarks: [Remark] = []
    var isPersonal = false
    var testDescription: String { path }
  }

  static let places = [
    Place(path: "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\SystemCertificates\\ROOT", store: .trustedRoot),
    Place(path: "HKLM\\SOFTWARE\\Microsoft\\SystemCertificates\\Ca", store: .intermediate),
    Place(
      path: "hkey_local_machine\\software\\microsoft\\systemcertificates\\authroot", store: .trustedRoot,
      physical: .authRoot),
    Place(
      path: "HKEY_LOCAL_MACHINE\\winpe-offline\\Microsoft\\SystemCertificates\\Root", store: .trustedRoot),
    Place(path: "SystemCertificates\\CA", store: .intermediate),
    Place(
      path: "HKLM\\SOFTWARE\\Policies\\Microsoft\\SystemCertificates\\CA", store: .intermediate,
      physical: .groupPolicy),
    Place(
      path: "HKLM\\x\\POLICIES\\y\\SystemCertificates\\Root", store: .trustedRoot,
      physical: .groupPolicy),
    Place(
      path: "HKLM\\SOFTWARE\\Microsoft\\EnterpriseCertificates\\Root", store: .trustedRoot,
      physical: .enterprise),
    Place(
      path: "HKLM\\SOFTWARE\\Microsoft\\EnterpriseCertificates\\NTAuth", store: nil,
      remarks: [.storePassedOver(name: "NTAuth", certificates: 1)]),
    Place(
      path: "HKLM\\SOFTWARE\\Microsoft\\SystemCertificates\\My", store: nil,
      remarks: [.storePassedOver(name: "My", certificates: 1)], isPersonal: true),
    Place(
      path: "HKLM\\SOFTWARE\\Microsoft\\SystemCertificates\\Disallowed", store: nil,
      remarks: [.disallowed(certificates: 1)]),
    Place(
      path: "HKEY_CURRENT_USER\\SOFTWARE\\Microsoft\\SystemCertificates\\ROOT", store: nil,
      remarks: [.account(.currentUser, store: "ROOT", certificates: 1)]),
    Place(
      path: "HKEY_USERS\\S-1-5-18\\SOFTWARE\\Microsoft\\SystemCertificates\\CA", store: nil,
      remarks: [.account(.localSystem, store: "CA", certificates: 1)]),
    Place(
      path: "HKU\\s-1-5-20\\SOFTWARE\\Policies\\Microsoft\\SystemCertificates\\ROOT", store: nil,
      remarks: [.account(.networkService, store: "ROOT", certificates: 1)]),
    Place(
      path: "HKEY_USERS\\S-1-5-19\\SOFTWARE\\Microsoft\\SystemCertificates\\My", store: nil,
      remarks: [.account(.localService, store: "My", certificates: 1)]),
    Place(
      path: "HKEY_USERS\\.DEFAULT\\SOFTWARE\\Microsoft\\SystemCertificates\\Root", store: nil,
      remarks: [.account(.localSystem, store: "Root", certificates: 1)]),
    Place(
      path: "HKEY_USERS\\S-1-5-21-1-2-3-500\\SOFTWARE\\Microsoft\\SystemCertificates\\Root", store: nil,
      remarks: [.account(.user("S-1-5-21-1-2-3-500"), store: "Root", certificates: 1)]),
    Place(
      path: "HKEY_LOCAL_MACHINE\\loaded\\Software\\Microsoft\\SystemCertificates\\Root", store: nil,
      remarks: [.account(.user("LOADED"), store: "Root", certificates: 1)]),
    Place(
      path: "HKEY_LOCAL_MACHINE\\SOFTWARE\\WOW6432Node\\Microsoft\\SystemCertificates\\Root",
      store: .trustedRoot),
    Place(
      path: "HKLM\\SOFTWARE\\Microsoft\\Cryptography\\Services\\RTCSRV\\SystemCertificates\\ROOT", store: nil,
      remarks: [.account(.service("RTCSRV"), store: "ROOT", certificates: 1)]),
  ]

  @Test("tells the store by the end of the path", arguments: places)
  func place(_ test: Place) throws {
    let certificate = try Samples.certificate("rootA1.cer")
    let contents = try Registry.read(Registry.export(Registry.entry(certificate, in: test.path)))
    #expect(
      contents.certificates
        == test.store.map { [StoredCertificate(certificate, store: $0, physical: test.physical)] } ?? [])
    #expect(contents.personal == (test.isPersonal ? [certificate] : []))
    #expect(contents.remarks == test.remarks)
    #expect(contents.stores == test.store.map { [$0] } ?? [])
  }

  @Test("reads text in all its dresses")
  func dresses() throws {
    let one = try Samples.certificate("rootA1.cer")
    let other = try Samples.certificate("subB1.cer")
    let junk = """
      ; a comment, with [brackets] and "quotes"
      [\(Registry.machine)\\ROOT]
      @="default"
      "Blob"="ein Text, der ü heißt, \\"geht\\"
      [weiter] über Zeilen\\\\"
      "Flags"=dword:00000001
      "Path"=hex(2):25,00,53,00,\\
        79,00
      "Gone"=-
        \t
      [-\(Registry.machine)\\ROOT\\Certificates\\\(one.thumbprint)]
      [\(Registry.machine)\\CA\\CRLs\\0000]
      "Blob"=hex:01,02,\\
        03,04

      """
    let odd = Registry.entry(other, in: Registry.machine + "\\ca", type: "HEX(3)")
      .replacing("\"Blob\"=", with: "\"bLOB\" = ").replacing(",\\\n", with: ", \\ \n ; between\n")
    for header in [Registry.header, "REGEDIT4", "\n \nwindows registry editor VERSION 5.00 "] {
      let text =
        header + "\n\n" + junk + Registry.entry(one, in: Registry.machine + "\\ROOT")
        + odd + junk + ";Local Variables:\n;coding: UTF-8\n;End:\n"
      for (label, bytes) in Registry.dresses(text) {
        let contents = try CertificateReader.contents(of: bytes)
        #expect(
          contents.certificates == [
            StoredCertificate(one, store: .trustedRoot, physical: .registry),
            StoredCertificate(other, store: .intermediate, physical: .registry),
          ], "\(label)")
        #expect(contents.remarks == [.listsPassedOver(count: 2)], "\(label)")
        #expect(contents.stores == [.trustedRoot, .intermediate], "\(label)")
      }
    }
  }

  @Test("remarks on keys that are not what they seem")
  func remarks() throws {
    let one = try Samples.certificate("rootA1.cer")
    let root = Registry.machine + "\\ROOT"
    let entry = Registry.entry(one, in: root)
    let print = one.thumbprint.description.uppercased()
    let offset = Registry.header.utf8.count + 2
    let value = offset + entry.split(separator: "\n")[0].utf8.count + 1
    let wrong = "0" + print.dropFirst()
    let cases: [(String, [Remark], Int)] = [
      (entry, [], 1),
      (
        entry.replacing(print, with: wrong),
        [.misnamedKey(name: wrong, thumbprint: one.thumbprint, offset: value)], 1
      ),
      (
        entry.replacing(print, with: "ü"),
        [.misnamedKey(name: "ü", thumbprint: one.thumbprint, offset: value - 38)], 1
      ),
      (entry.replacing("Blob", with: "Blab"), [.emptyKey(name: print, offset: offset)], 0),
      (entry.replacing("=hex:", with: "=hex(7):"), [.emptyKey(name: print, offset: offset)], 0),
      ("[\(root)\\Certificates\\\(print)]\n\"Blob\"=hex:\n", [.emptyKey(name: print, offset: value)], 0),
      (
        "[\(root)\\Certificates\\\(print)]\n\(Registry.value(Registry.record(3, [1])))\n",
        [.emptyKey(name: print, offset: value)], 0
      ),
      (entry.replacing("SystemC", with: "SystemK"), [.strayBlobs(count: 1, offset: value)], 0),
      (entry + "[\(root)\\ProtectedRoots]\n\"Certificates\"=hex:18,00\n", [], 1),
      (String(entry.dropLast(2)), [.missingEnd(offset: offset + entry.utf8.count - 2)], 1),
      (
        "[\(root)\\Certificates\\\(print)]\n"
          + Registry.value(Registry.record(19, [], encoding: 0) + Registry.record(32, one.der)) + "\n",
        [.otherEncodings(count: 1, offset: value), .archived(count: 1)], 1
      ),
    ]
    for (text, remarks, count) in cases {
      let contents = try Registry.read(Registry.export(text))
      #expect(contents.remarks == remarks)
      #expect(contents.certificates.count == count)
    }
  }

  @Test("names the entry that cannot be read, with its line")
  func damaged() throws {
    let one = try Samples.certificate("rootA1.cer")
    let entry = Registry.entry(one, in: Registry.machine + "\\ROOT")
    let print = one.thumbprint.description.uppercased()
    let start = Registry.header.utf8.count + 2
    let value = start + entry.split(separator: "\n")[0].utf8.count + 1
    let digits = value + "\"Blob\"=hex:".utf8.count
    let blob = Registry.blob(one)
    func changed(_ blob: [UInt8]) -> String {
      entry.replacing(Registry.value(Registry.blob(one)), with: Registry.value(blob))
    }
    let cases: [(String, FormatError)] = [
      (entry.replacing("=hex:", with: ":hex:"), .badRegistryLine(offset: value, line: 4)),
      (entry.replacing("hex:03,", with: "hex:3,"), .badRegistryLine(offset: digits, line: 4)),
      (entry.replacing("hex:03,", with: "hex:0x,"), .badRegistryLine(offset: digits, line: 4)),
      (entry.replacing("hex:03,", with: "hex:03;"), .badRegistryLine(offset: digits + 2, line: 4)),
      (entry.replacing("hex:03,", with: "hex:,03,"), .badRegistryLine(offset: digits, line: 4)),
      (entry.replacing("\\\n  ", with: "\n  "), .badRegistryLine(offset: digits + 66, line: 4)),
      (
        changed(Array(blob.dropLast())),
        .recordPastEnd(offset: value, length: one.der.count)
      ),
      (changed(Array(blob.prefix(5))), .truncated(offset: value, expected: nil)),
      (changed([0, 0, 0, 0, 9] + blob), .badRecord(offset: value)),
      (
        changed(Registry.record(32, one.der + [0])),
        .badCertificate(offset: value, reason: .trailingBytes(offset: one.der.count))
      ),
    ]
    for (text, reason) in cases {
      let contents = try Registry.read(Registry.export(text))
      #expect(contents.certificates.isEmpty)
      #expect(
        contents.unreadable == [
          UnreadableEntry(
            name: print, number: 1, offset: start, reason: reason, store: .trustedRoot, physical: .registry)
        ])
      #expect(throws: reason) { try CertificateReader.read(Array(Registry.export(text).utf8)) }
    }
  }

  @Test("a line that may be another key's name is an entry of its own")
  func unknown() throws {
    let one = try Samples.certificate("rootA1.cer")
    let other = try Samples.certificate("subB1.cer")
    let root = Registry.machine + "\\ROOT"
    let entry = Registry.entry(one, in: root)
    let next = Registry.entry(other, in: root)
    let start = Registry.header.utf8.count + 2
    let behind = start + entry.utf8.count
    let cases: [(String, [Certificate], Int, offset: Int, line: Int)] = [
      ("x\n" + entry, [one], 1, start, 3),
      (entry.replacing("]", with: "") + next, [other], 1, start, 3),
      (entry + next.replacing("[", with: "{"), [one], 2, behind, 4 + entry.split(separator: "\n").count),
      ("\"open\n" + entry + next, [one, other], 1, start, 3),
      ("\"a\"=\"open\n" + entry + next, [one, other], 1, start, 3),
      ("[x]\n\"a\"=hex(2):00,\\\n" + entry + next, [one, other], 1, start + 4, 5),
    ]
    for (text, certificates, number, offset, line) in cases {
      let contents = try Registry.read(Registry.export(text))
      #expect(contents.certificates.map(\.certificate) == certificates)
      #expect(contents.unreadable.map(\.number) == [number])
      #expect(contents.unreadable.map(\.offset) == [offset])
      #expect(contents.unreadable.allSatisfy { $0.name == nil && $0.store == nil })
      guard case .badRegistryLine(_, line) = contents.unreadable.first?.reason else {
        Issue.record("\(contents.unreadable)")
        continue
      }
    }
  }
}
