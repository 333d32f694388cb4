// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import TestFiles
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
    let folder = TemporaryFolder()
    try folder.write(Self.registry(#"\#(Self.local)\ROOT"#).utf8, to: "registry.reg")
    try folder.write("<Events></Events>".utf8, to: "events.xml")
    try folder.write("lync-pin-wizard receipt 1\r\nbegin collect\r\nend 0\r\n".utf8, to: "receipt.txt")
    try folder.write("Root\r\nCertUtil: -store command completed successfully.\r\n".utf8, to: "empty.txt")
    let found = try CertificateFolder(path: folder.path)
    #expect(found.receipts.map(\.file) == ["receipt.txt"])
    #expect(found.events.map(\.file) == ["events.xml"])
    #expect(found.events.map(\.reading) == [nil])
    // A listing of an empty store is a look at the store.
    #expect(found.parts == [StorePart(.trustedRoot, .registry), StorePart(.trustedRoot, .unknown)])
    #expect(found.problems.isEmpty)
    // A file that is named alone has to be what it is named for.
    let alone = try CertificateFolder(path: folder.file("events.xml"))
    #expect(alone.events.isEmpty)
    #expect(alone.problems.count == 1)
  }
}
