// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import TestFiles
import Testing

@testable import Stores

/// Large exports are read in parts by several threads. Whatever the parts are, they hold what the whole file holds, or
/// there are none.
@Suite struct RegistryPartsTests {
  private static let root = Registry.machine + "\\ROOT"

  /// Everything that an export can hold and that can be noticed about it, several times.
  private static func text() throws -> String {
    let (one, other) = (try Samples.small(), try Samples.small())
    let archived = Registry.record(19, []) + Registry.blob(other)
    let misnamed = "[\(root)\\Certificates\\\(String(repeating: "0", count: 40))]\n"
    let lists = "[\(root)\\CRLs\\AA]\n\(Registry.value(Registry.record(33, [1])))\n\n"
    return Registry.header + "\n\n"
      + (0..<3).map { number in
        "[\(root)\\Certificates]\n\n" + Registry.entry(one, in: root)
          + Registry.entry(other, in: Registry.machine + "\\CA")
          + Registry.entry(one, in: Registry.machine + "\\My\(number)")
          + Registry.entry(other, in: Registry.machine + "\\Disallowed")
          + "; a comment\n[HKEY_CURRENT_USER\\x]\n@=\"text\"\n\(Registry.value([1, 2]))\n\n"
          + misnamed + Registry.value(archived) + "\n\n" + misnamed + "\"a\"=dword:00000001\n" + lists
          + misnamed + Registry.value(Registry.record(32, one.der, encoding: 2)) + "\n"
      }.joined()
  }

  private static func parts(
    _ bytes: [UInt8], share: Int, threads: Int, in folder: TemporaryFolder
  ) throws -> FileContents? {
    try folder.write(bytes, to: "export.reg")
    let file = try OpenFile(SystemPath("\(folder.path)/export.reg"), limit: BoundedFile.limit)
    return RegistryParts(file, share: share)?.contents(threads: threads)
  }

  @Test("one thread and several find what the whole file holds")
  func everyDress() throws {
    let folder = TemporaryFolder()
    for (label, bytes) in Registry.dresses(try Self.text()) {
      let whole = try CertificateReader.contents(of: bytes)
      #expect(whole.certificates.count == 12)
      #expect(whole.remarks.count > 8)
      for share in [74, 1000, 4098] {
        for threads in [1, 2, 5] {
          let parts = try Self.parts(bytes, share: share, threads: threads, in: folder)
          #expect(parts == whole, "\(label), \(share) bytes, \(threads) threads")
        }
      }
    }
  }

  @Test("where a line only looks like a key, there are no parts, or the right ones")
  func falseKeys() throws {
    let entry = Registry.entry(try Samples.small(), in: Self.root)
    let texts = [
      "\"a\"=\"text\n[not a key]\n[\(Self.root)]\n\"\n",
      "\"a\"=hex(2):01,\\\n[not a key]\n",
      "\"Blob\"=hex:01,\\\n[not a key]\n",
      "\"a\"=dword:1\\\n\n[not a key]\\\n[nor this]\n",
      "; a comment \\\n[a key]\n",
      "\"a\n[not a key]\n\"=\"b\"\n",
    ]
    let folder = TemporaryFolder()
    for text in texts {
      let bytes = Array(Registry.export(entry, "[x]\n", text, entry).utf8)
      let whole = try? CertificateReader.contents(of: bytes)
      for share in stride(from: 2, to: 200, by: 2) {
        let parts = try Self.parts(bytes, share: share, threads: 2, in: folder)
        #expect(parts == nil || parts == whole, "\(text), \(share) bytes")
      }
    }
  }

  @Test("an export with any byte changed, or cut at any")
  func damage() throws {
    let one = try Samples.small()
    let text = Registry.export(
      Registry.entry(one, in: Self.root), Registry.entry(one, in: Registry.machine + "\\CA"))
    let narrow = Array(text.utf8)
    let folder = TemporaryFolder()
    for index in narrow.indices {
      var changed = narrow
      changed[index] ^= StoreDamageTests.changes(at: index)[0]
      for bytes in [changed, Array(narrow[..<index])] {
        let parts = try Self.parts(bytes, share: 400, threads: 1, in: folder)
        if let parts { #expect(parts == (try? CertificateReader.contents(of: bytes)), "byte \(index)") }
      }
    }
  }

  @Test("a folder reads a large export as its octets are read")
  func folder() throws {
    let certificate = try Samples.small()
    let blob = Registry.record(20, [UInt8](repeating: 0xA5, count: 8000)) + Registry.blob(certificate)
    let key = "[\(Self.root)\\Certificates\\\(certificate.thumbprint.description)]\n"
    let entry = key + Registry.value(blob) + "\n\n"
    let text = Registry.header + "\n\n" + String(repeating: entry, count: 90)
    let bytes: [UInt8] = [0xFF, 0xFE] + text.utf8.flatMap { [$0, 0] }
    // Enough for several parts.
    #expect(bytes.count > 4 << 20)
    let folder = TemporaryFolder()
    try folder.write(bytes, to: "large.reg")
    let read = try CertificateFolder(path: "\(folder.path)/large.reg")
    let whole = try CertificateReader.contents(of: bytes)
    #expect(read.certificates.count == 90)
    #expect(read.certificates.map(\.stored) == whole.certificates)
    #expect(read.remarks.map(\.remark) == whole.remarks)
    #expect(read.stores == whole.stores)
    #expect(read.problems.isEmpty)
  }
}
