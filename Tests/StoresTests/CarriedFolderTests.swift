// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Glibc
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

  @Test("a subfolder that is named after a store says whose its files are")
  func subfolders() throws {
    let folder = TemporaryFolder()
    let root = try Samples.bytes("rootA1.cer")
    let sub = try Samples.bytes("subB1.cer")
    for (name, bytes) in [
      ("a.cer", root), ("ROOT/a.cer", root), ("Intermediate/b.cer", sub), ("AuthRoot/x/a.cer", root),
      ("Personal/a.cer", sub), ("fe01/ca/Root/a.cer", root), (".hidden/a.cer", root),
    ] { try folder.write(bytes, to: name) }
    let read = try CertificateFolder(path: folder.path)
    let places = read.certificates.map {
      "\($0.file): \($0.stored.store?.rawValue ?? "?") \($0.stored.physical)"
    }
    #expect(
      places == [
        "AuthRoot/x/a.cer: ROOT authRoot", "Intermediate/b.cer: CA unknown", "ROOT/a.cer: ROOT unknown",
        "a.cer: ? unknown", "fe01/ca/Root/a.cer: ROOT unknown",
      ])
    #expect(read.remarks.map(\.remark) == [.storePassedOver(name: "Personal", certificates: 1)])
    #expect(read.problems.isEmpty)
    // Single certificates say nothing about the others of their store.
    #expect(read.parts.isEmpty)
  }

  @Test("a list of certificates in such a folder is the store")
  func wholeInSubfolder() throws {
    let folder = TemporaryFolder()
    try folder.write(try Samples.bytes("duplicates.sst"), to: "Root/all.sst")
    // Without its first line, the name of the store.
    let listing = try Samples.bytes("certutil-english-2008r2.txt", in: "text")
    try folder.write(listing.drop { $0 != 0x0A }, to: "CA/list.txt")
    let read = try CertificateFolder(path: folder.path)
    #expect(read.parts.contains(StorePart(.trustedRoot, .unknown)))
    #expect(read.nameless.isEmpty)
    #expect(read.certificates.allSatisfy { $0.stored.store == .trustedRoot })
  }

  @Test("links to folders are not followed, and depth has an end")
  func links() throws {
    let folder = TemporaryFolder()
    try folder.write(try Samples.bytes("rootA1.cer"), to: "ROOT/a.cer")
    #expect(symlink("..", "\(folder.path)/ROOT/up") == 0)
    try folder.write([1], to: "1/2/3/4/5/6/7/8/9/deep.cer")
    let read = try CertificateFolder(path: folder.path)
    #expect(read.certificates.map(\.file) == ["ROOT/a.cer"])
    #expect(
      read.problems.map(\.reason) == [
        .subfolder, .unreadable(.symbolicLink(path: "\(folder.path)/ROOT/up")),
      ])
    #expect(read.problems.map(\.file) == ["1/2/3/4/5/6/7/8/9", "ROOT/up"])
  }
}
