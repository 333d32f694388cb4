// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Glibc
import Paths
import Testing

@Suite("Entries of a folder")
struct FolderEntryTests {
  /// Under AddressSanitizer, reading past readdir's buffer ends the tests: long names fill it to its end.
  @Test("have their whole names, the shortest and the longest, whatever octets they have")
  func names() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let wanted = (1...255).map { [UInt8](repeating: 0x61, count: $0 - 1) + [$0 % 2 == 0 ? 0xFC : 0x7A] }
    for name in wanted {
      let path = (Array("\(folder)/".utf8) + name).map(CChar.init(bitPattern:)) + [0]
      close(open(path, O_CREAT | O_WRONLY, 0o600))
    }
    let list = try #require(opendir(folder))
    defer { closedir(list) }
    var found: Set<[UInt8]> = []
    while let entry = readdir(list) { found.insert(FolderEntry.name(entry)) }
    #expect(found == Set(wanted + [[0x2E], [0x2E, 0x2E]]))
  }
}
