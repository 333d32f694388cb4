// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Foundation
import Glibc
import Stores
import Testing

@testable import RemoteRegistry

@Suite("Store snapshots")
struct StoreSnapshotTests {
  private func snapshot(_ entries: [(String, String)]) throws -> StoreSnapshot {
    let key = StoreKey.writable(.trustedRoot)
    let text = entries.map { "[\(key.path)\\\($0.0)]\n\"Blob\"=hex:\($0.1)\n\n" }.joined()
    return try StoreSnapshot(key, export: Array("Windows Registry Editor Version 5.00\n\n\(text)".utf8))
  }

  private static func name(_ digit: Character) -> String { String(repeating: digit, count: 40) }

  @Test("tell what is missing, new or another, but for the one that may change")
  func changes() throws {
    let (a, b, c) = (Self.name("a"), Self.name("b"), Self.name("c"))
    let before = try snapshot([(a, "01,02"), (b, "03"), (c, "04")])
    #expect(try snapshot([(a, "01,02"), (c, "04")]).changes(since: before, except: b) == [])
    #expect(try snapshot([(c.uppercased(), "04"), (a, "01,02")]).changes(since: before, except: b) == [])
    #expect(try snapshot([(a, "01,02")]).changes(since: before, except: b) == [c.uppercased()])
    #expect(try snapshot([(a, "01"), (c, "04")]).changes(since: before, except: b) == [a.uppercased()])
    let more = try snapshot([(a, "01,02"), (c, "04"), (Self.name("d"), "05")])
    #expect(more.changes(since: before, except: b) == [Self.name("D")])
    #expect(before[b.uppercased()]?.blob == [3])
  }

  @Test("are empty where there is no key, and refused where there is no export")
  func odd() throws {
    #expect(try StoreSnapshot(.writable(.intermediate), export: []).entries.isEmpty)
    #expect(throws: NetError.unreadable) {
      try StoreSnapshot(.writable(.intermediate), export: Array("username".utf8))
    }
  }
}
