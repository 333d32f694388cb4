// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import TestFiles
import Testing

@testable import Files
@testable import Stores

/// One entry that cannot be read, among others: it is named, and the others come out.
@Suite("A bad entry among good ones")
struct BadEntryTests {
  static let root = Registry.machine + "\\ROOT"
  static let ca = Registry.machine + "\\CA"

  private static func certificates() throws -> [Certificate] {
    try ["rootA1.cer", "rootC.cer", "subB1.cer"].map(Samples.certificate)
  }

  @Test("in a registry export: by its key's name, its number and its place")
  func export() throws {
    let all = try Self.certificates()
    let good = all.map { Registry.entry($0, in: Self.root) }
    let bad = Registry.record(32, all[1].der.dropLast(7) + [1, 2])
    let entry = "[\(Self.ca)\\Certificates\\AB01]\n\(Registry.value(bad))\n\n"
    let text = Registry.export(good[0], entry, good[1], good[2])
    let start = Registry.export(good[0]).utf8.count
    let contents = try Registry.read(text)
    #expect(contents.certificates.map(\.certificate) == all)
    #expect(contents.certificates.allSatisfy { $0.store == .trustedRoot && $0.physical == .registry })
    #expect(contents.unreadable.count == 1 && contents.brokenAt == nil)
    let found = try #require(contents.unreadable.first)
    #expect((found.name, found.number, found.offset) == ("AB01", 2, start))
    #expect((found.store, found.physical) == (.intermediate, .registry))
    guard case .badCertificate(_, .truncated) = found.reason else {
      Issue.record("\(found.reason)")
      return
    }
  }

  @Test("in a registry export that is read in parts, the same, with the same numbers")
  func parts() throws {
    let all = try Self.certificates()
    let bad = "[\(Self.ca)\\Certificates\\AB01]\n\(Registry.value(Registry.record(32, [0x30, 3, 1])))\n\n"
    let cut = "[\(Self.ca)\\Certificates\\AB02]\n\(Registry.value([32, 0, 0, 0, 1, 0, 0, 0, 9, 0, 0, 0]))\n\n"
    let entries = all.map { Registry.entry($0, in: Self.root) }.joined()
    let text = Registry.header + "\n\n" + (0..<4).map { _ in entries + bad + entries + cut }.joined()
    let folder = TemporaryFolder()
    for (label, bytes) in Registry.dresses(text) {
      let whole = try CertificateReader.contents(of: bytes)
      #expect(whole.certificates.count == 24)
      #expect(whole.unreadable.map(\.number) == [4, 8, 12, 16, 20, 24, 28, 32])
      try folder.write(bytes, to: "export.reg")
      for share in [1000, 4098] {
        let file = try OpenFile(SystemPath("\(folder.path)/export.reg"), limit: BoundedFile.limit)
        let parts = RegistryParts(file, share: share)?.contents(threads: 2)
        #expect(parts == whole, "\(label), \(share) bytes")
      }
    }
  }

  @Test("in a serialized store: by its number and its place, and a broken frame ends the file")
  func store() throws {
    let all = try Self.certificates()
    let bad = Registry.record(11, [0x41, 0, 0, 0]) + Registry.record(32, [0x30, 0x03, 1])
    let head = SerializedStoreTests.start + Registry.record(32, all[0].der)
    let bytes =
      head + bad + Registry.record(32, all[1].der) + Registry.record(32, all[2].der)
      + SerializedStoreTests.end
    let contents = try CertificateReader.contents(of: bytes)
    #expect(contents.certificates.map(\.certificate) == all)
    #expect(contents.certificates.allSatisfy { $0.friendlyName == nil })
    let offset = head.count + 16 + 12
    #expect(
      contents.unreadable == [
        UnreadableEntry(
          number: 2, offset: offset,
          reason: .badCertificate(offset: offset, reason: .truncated(offset: 0)))
      ])
    #expect(contents.brokenAt == nil)

    let broken = try CertificateReader.contents(of: head + [32, 0, 0, 0, 1, 0, 0, 0, 0xFF, 0xFF, 0, 0, 1])
    #expect(broken.certificates.map(\.certificate) == [all[0]])
    #expect(broken.brokenAt == .recordPastEnd(offset: head.count, length: 0xFFFF))
    #expect(broken.unreadable.isEmpty && broken.remarks.isEmpty)
  }

  @Test("in a message, of definite and of indefinite length: by its number, and a cut ends the file")
  func message() throws {
    let all = try Self.certificates()
    for isIndefinite in [false, true] {
      let members = [all[0].der, Samples.element(0x30, [1, 2, 3]), all[1].der, all[2].der]
      let bytes = Samples.message(members, isIndefinite: isIndefinite)
      let contents = try CertificateReader.contents(of: bytes)
      #expect(contents.certificates.map(\.certificate) == all)
      #expect(contents.unreadable.map(\.number) == [2])
      let offset = try #require(contents.unreadable.first?.offset)
      #expect(Array(bytes[offset..<offset + 5]) == members[1])

      let cut = Array(bytes[..<(offset + 5 + all[1].der.count + 9)])
      let short = try CertificateReader.contents(of: cut)
      #expect(short.certificates.map(\.certificate) == Array(all[..<2]))
      #expect(short.unreadable.map(\.number) == [2])
      guard case .truncated(cut.count, _) = short.brokenAt else {
        Issue.record("\(String(describing: short.brokenAt))")
        continue
      }
      #expect(try CertificateReader.contents(of: bytes + [0]).brokenAt == .badMessage(offset: bytes.count))
    }
  }

  @Test("in a bundle: a wrong character, a missing first or last line, a block cut off")
  func bundle() throws {
    let all = try Self.certificates()
    let blocks = all.map { PEM.block("CERTIFICATE", $0.der) }
    let start = blocks[0].utf8.count
    func expect(
      _ text: String, _ certificates: [Certificate], _ number: Int?, _ reason: FormatError
    ) throws {
      let contents = try Registry.read(text)
      #expect(contents.certificates.map(\.certificate) == certificates)
      #expect(contents.unreadable.map(\.number) == (number.map { [$0] } ?? []))
      #expect(contents.unreadable.first?.reason ?? contents.brokenAt == reason)
      #expect(contents.unreadable.allSatisfy { $0.offset == start })
      #expect((contents.brokenAt != nil) == (number == nil))
    }
    let rest = [all[0], all[2]]
    try expect(
      blocks[0] + blocks[1].replacing("\nMII", with: "\nM!I") + blocks[2], rest, 2,
      .badBase64(offset: start + 29))
    try expect(
      blocks[0] + blocks[1].replacing("-----BEGIN CERTIFICATE-----\n", with: "") + blocks[2], rest, 2,
      .unfinishedBlock(
        offset: start + blocks[1].utf8.count - 54, label: "CERTIFICATE"),
      at: start + blocks[1].utf8.count - 54)
    try expect(
      blocks[0] + blocks[1].replacing("-----END CERTIFICATE-----\n", with: "") + blocks[2], rest, 2,
      .unfinishedBlock(offset: start, label: "CERTIFICATE"))
    try expect(
      blocks[0] + String(blocks[1].dropLast(9)), [all[0]], nil,
      .unfinishedBlock(offset: start, label: "CERTIFICATE"))
    // A list of revoked certificates under a certificate's label is no certificate.
    let list = Samples.element(0x30, Samples.element(0x30, [0x30, 0, 0x30, 0, 0x17, 0]))
    try expect(
      blocks[0] + PEM.block("CERTIFICATE", list) + blocks[2], rest, 2, .revocationList(offset: start))

    func expect(
      _ text: String, _ certificates: [Certificate], _ number: Int, _ reason: FormatError, at offset: Int
    ) throws {
      let contents = try Registry.read(text)
      #expect(contents.certificates.map(\.certificate) == certificates)
      #expect(contents.unreadable == [UnreadableEntry(number: number, offset: offset, reason: reason)])
    }
  }

  @Test("in a folder: the file, the entry, its number and its place are among the problems")
  func folder() throws {
    let all = try Self.certificates()
    let folder = TemporaryFolder()
    let bad = "[\(Self.root)\\Certificates\\AB01]\n\(Registry.value(Registry.record(32, [0x30, 3, 1])))\n\n"
    try folder.write(Array(Registry.export(Registry.entry(all[0], in: Self.root), bad).utf8), to: "a.reg")
    try folder.write(
      SerializedStoreTests.start + Registry.record(32, all[1].der) + [32, 0, 0, 0, 1, 0, 0, 0, 99, 0, 0, 0],
      to: "b.sst")
    try folder.write(all[2].der, to: "c.cer")
    let read = try CertificateFolder(path: folder.path)
    #expect(read.certificates.map(\.certificate) == all)
    #expect(read.unreadable.map(\.file) == ["a.reg"])
    #expect(read.broken.map(\.file) == ["b.sst"])
    let entry = try #require(read.unreadable.first?.entry)
    #expect((entry.name, entry.number, entry.store) == ("AB01", 2, .trustedRoot))
    #expect(
      read.problems == [
        .init(file: "a.reg", reason: .unreadableEntry(entry)),
        .init(
          file: "b.sst",
          reason: .broken(.recordPastEnd(offset: 20 + all[1].der.count, length: 99), certificates: 1)),
      ])
  }

  @Test("of many, the first ten are named and the rest counted")
  func many() throws {
    let bad = Registry.record(32, [0x30, 3, 1])
    let bytes =
      SerializedStoreTests.start + (0..<25).flatMap { _ in bad }
      + Registry.record(32, try Self.certificates()[0].der) + SerializedStoreTests.end
    let contents = try CertificateReader.contents(of: bytes)
    #expect(contents.unreadable.map(\.number) == Array(1...25))
    #expect(contents.problems.count == 11)
    #expect(contents.problems.last == .moreUnreadableEntries(count: 15))
  }

  @Test("a private key in place of a certificate refuses the whole file")
  func key() throws {
    let one = try Self.certificates()[0]
    let key: [UInt8] = Samples.element(
      0x30, Samples.element(0x02, [0]) + Samples.element(0x30, []) + Samples.element(0x04, [1]))
    let files: [[UInt8]] = [
      Array(
        Registry.export(
          Registry.entry(one, in: Self.root),
          "[\(Self.root)\\Certificates\\AB]\n\(Registry.value(Registry.record(32, key)))\n"
        ).utf8),
      Array(
        Registry.export(
          Registry.entry(one, in: Self.root),
          "[\(Self.root)\\Certificates\\AB]\n\(Registry.value(key))\n"
        ).utf8),
      SerializedStoreTests.start + Registry.record(32, one.der) + Registry.record(32, key),
      Samples.message([one.der, key]),
      Array((PEM.block("CERTIFICATE", one.der) + PEM.block("CERTIFICATE", key)).utf8),
      Array((PEM.block("CERTIFICATE", one.der) + "-----END RSA PRIVATE KEY-----\n").utf8),
    ]
    for (number, bytes) in files.enumerated() {
      let error = #expect(throws: FormatError.self, "\(number)") { try CertificateReader.contents(of: bytes) }
      guard case .privateKey = error else {
        Issue.record("\(number): \(String(describing: error))")
        continue
      }
    }
  }

  @Test("a certificate with a date that cannot be read counts, and is named")
  func unreadableDate() throws {
    let one = try Self.certificates()[0]
    var der = one.der
    let date = Array("261123183426Z".utf8)
    let place = try #require(der.indices.first { der[$0...].starts(with: date) })
    der[place + 2] = UInt8(ascii: "9")
    let folder = TemporaryFolder()
    try folder.write(
      SerializedStoreTests.start + Registry.record(32, der) + SerializedStoreTests.end, to: "a.sst")
    let read = try CertificateFolder(path: folder.path)
    let found = try #require(read.certificates.first?.certificate)
    #expect(read.certificates.count == 1 && read.unreadable.isEmpty)
    #expect((found.subject, found.serial) == (one.subject, one.serial))
    #expect(read.problems == [.init(file: "a.sst", reason: .unreadableParts(found, [.notBefore]))])
  }
}
