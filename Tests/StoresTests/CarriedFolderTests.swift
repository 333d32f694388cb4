// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Foundation
import Testing

@testable import Stores

@Suite("Folders with everything from a server in them")
struct CarriedFolderTests {
  private static func registry(_ keys: String...) -> String {
    "Windows Registry Editor Version 5.00\r\n\r\n"
      + keys.map { "[HKEY_LOCAL_MACHINE\\SOFTWARE\\\($0)]\r\n\r\n" }.joined()
  }

  static let local = #"Microsoft\SystemCertificates"#

  @Test(
    "an export says which physical stores it shows whole",
    arguments: [
      (
        [local],
        [
          StorePart(.trustedRoot, .registry), StorePart(.trustedRoot, .authRoot),
          StorePart(.intermediate, .registry),
        ]
      ),
      ([#"\#(local)\ROOT"#, #"\#(local)\ROOT\Certificates"#], [StorePart(.trustedRoot, .registry)]),
      ([#"\#(local)\CA\Certificates"#], [StorePart(.intermediate, .registry)]),
      ([#"\#(local)\AuthRoot"#], [StorePart(.trustedRoot, .authRoot)]),
      (
        [#"Policies\\#(local)"#],
        [StorePart(.trustedRoot, .groupPolicy), StorePart(.intermediate, .groupPolicy)]
      ),
      ([#"Policies\\#(local)\Root"#], [StorePart(.trustedRoot, .groupPolicy)]),
      ([#"Microsoft\EnterpriseCertificates\CA"#], [StorePart(.intermediate, .enterprise)]),
      ([#"\#(local)\ROOT\Certificates\ABCD"#, #"\#(local)\ROOT\CRLs"#, #"\#(local)\MY"#], []),
    ] as [([String], Set<StorePart>)])
  func parts(keys: [String], parts: Set<StorePart>) throws {
    let text =
      "Windows Registry Editor Version 5.00\r\n\r\n"
      + keys.map { "[HKEY_LOCAL_MACHINE\\SOFTWARE\\\($0)]\r\n\r\n" }.joined()
    #expect(try CertificateReader.contents(of: Array(text.utf8)).parts == parts)
  }

  @Test("certificates, events and receipts are told apart, and nothing is a problem")
  func mixed() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("carried-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    func write(_ text: String, _ name: String) throws {
      try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }
    try write(Self.registry(#"\#(Self.local)\ROOT"#), "registry.reg")
    try write("<Events></Events>", "events.xml")
    try write("lync-pin-wizard receipt 1\r\nbegin collect\r\nend 0\r\n", "receipt.txt")
    try write("Root\r\nCertUtil: -store command completed successfully.\r\n", "empty.txt")
    let found = try CertificateFolder(path: folder.path)
    #expect(found.receipts.map(\.file) == ["receipt.txt"])
    #expect(found.events.map(\.file) == ["events.xml"])
    #expect(found.events.map(\.reading) == [nil])
    // A listing of an empty store is a look at the store.
    #expect(found.parts == [StorePart(.trustedRoot, .registry), StorePart(.trustedRoot, .unknown)])
    #expect(found.problems.isEmpty)
    // A file that is named alone has to be what it is named for.
    let alone = try CertificateFolder(path: folder.appendingPathComponent("events.xml").path)
    #expect(alone.events.isEmpty)
    #expect(alone.problems.count == 1)
  }
}
