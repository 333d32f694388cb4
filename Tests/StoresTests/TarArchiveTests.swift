// SPDX-License-Identifier: GPL-3.0-or-later

import Stores
import TestFiles
import Testing

@testable import Files

@Suite struct TarArchiveTests {
  static let long = String(repeating: "folder/", count: 30) + "a.cer"
  static let files: [(name: String, content: [UInt8])] = [
    ("ROOT/a.cer", Array("first".utf8)), ("empty", []), ("CA/b.cer", [UInt8](repeating: 7, count: 1000)),
  ]

  @Test("gives names and contents, however the names are written", arguments: TarWriter.Form.allCases)
  func members(form: TarWriter.Form) throws {
    let members = try TarArchive.members(TarWriter.archive(Self.files, form: form))
    #expect(members.map(\.name) == Self.files.map(\.name))
    #expect(members.map { Array($0.content ?? []) } == Self.files.map(\.content))
  }

  @Test("gives names that are longer than the header's field", arguments: [TarWriter.Form.pax, .gnu])
  func longNames(form: TarWriter.Form) throws {
    let bytes = TarWriter.archive([(Self.long, [1]), ("next", [2])], form: form)
    #expect(try TarArchive.members(bytes).map(\.name) == [Self.long, "next"])
  }

  @Test("folders are left out; links and devices have no contents")
  func kinds() throws {
    let bytes = ["5", "2", "1", "3", "S"].flatMap { TarWriter.member("it", [], type: $0) }
    let members = try TarArchive.members(bytes)
    #expect(members.map(\.content) == [nil, nil, nil, nil])
    #expect(members.map(\.isLink) == [true, true, false, false])
  }

  @Test("no name begins at the root of a disk")
  func paths() throws {
    let bytes = TarWriter.archive([("/etc/passwd", []), ("./a", []), ("//b/", [])])
    #expect(try TarArchive.members(bytes).map(\.name) == ["etc/passwd", "a", "b"])
  }

  @Test("too many members are refused")
  func tooMany() {
    let one = TarWriter.member("a", [])
    let bytes = (0...TarArchive.mostMembers).flatMap { _ in one }
    #expect(throws: FormatError.badMember(offset: TarArchive.mostMembers * 512)) {
      try TarArchive.members(bytes)
    }
  }

  @Test("a size that is longer than the archive is refused before it is believed", arguments: [0x80, 0xFF])
  func sizes(first: UInt8) {
    var bytes = TarWriter.archive([("a", [1])])
    for offset in 124..<136 { bytes[offset] = 0xFF }
    bytes[124] = first
    let sum = bytes[..<512].enumerated().reduce(0) {
      $0 + ((148..<156).contains($1.offset) ? 0x20 : Int($1.element))
    }
    let digits = Array(String(sum, radix: 8).utf8)
    bytes.replaceSubrange(148..<156, with: [0x20] + digits + [UInt8](repeating: 0, count: 7 - digits.count))
    #expect(throws: FormatError.self) { try TarArchive.members(bytes) }
  }

  @Test("cut at any byte: all members before it, or an error", arguments: TarWriter.Form.allCases)
  func cut(form: TarWriter.Form) {
    let bytes = TarWriter.archive(Self.files, form: form)
    for count in bytes.indices {
      guard let members = try? TarArchive.members(Array(bytes[..<count])) else { continue }
      for (member, file) in zip(members, Self.files) {
        #expect(member.name == file.name && Array(member.content ?? []) == file.content, "\(count)")
      }
    }
  }

  @Test("any byte of a header changed: an error, or a name that differs", arguments: TarWriter.Form.allCases)
  func changed(form: TarWriter.Form) {
    let files = [("abc", [UInt8]("content".utf8))]
    let bytes = TarWriter.archive(files, form: form)
    for index in bytes.indices.dropLast(1024) {
      for change: UInt8 in [0x01, 0x08, 0x20, 0x80] {
        var changed = bytes
        changed[index] ^= change
        guard let members = try? TarArchive.members(changed) else { continue }
        for member in members { #expect((member.content?.count ?? 0) <= bytes.count, "byte \(index)") }
        // The checksum covers the header: what is read has its size.
        if form == .ustar, index < 512 {
          #expect(members.isEmpty || members[0].content?.count == 7, "\(index)")
        }
      }
    }
  }
}
