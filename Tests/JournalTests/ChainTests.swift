// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure
import TestCertificates
import Testing

@testable import Journal

/// Whatever happens to the bytes of a session file is found, at the line where it happened.
@Suite("The chain of hashes")
struct ChainTests {
  static let lines = Small.lines

  /// The offset of each line's first byte.
  static let starts = lines.indices.map { lines[..<$0].map(\.count).reduce(0, +) }

  static func line(at offset: Int) -> Int { (starts.lastIndex { $0 <= offset } ?? 0) + 1 }

  static func joined(_ lines: [[UInt8]]) -> [UInt8] { lines.flatMap { $0 } }

  @Test("a whole file is whole, and folds to its session")
  func whole() throws {
    let journal = JournalReading(Small.bytes, signatures: .none)
    #expect(journal.damage == nil)
    #expect(journal.tornTail.isEmpty)
    #expect(journal.records == Small.records)
    #expect(journal.soundBytes == Small.bytes.count)
    #expect(journal.session?.findings.administrator == "Kim “K” Ä")
    #expect(journal.session?.findings.offsetMinutes == nil)
    #expect(journal.session?.isParked == true)
  }

  @Test("every change of one byte is found, in its line", arguments: [0x01, 0x20, 0x80, 0xFF] as [UInt8])
  func everyByte(mask: UInt8) {
    var bytes = Small.bytes
    for offset in bytes.indices {
      bytes[offset] ^= mask
      let journal = JournalReading(bytes, signatures: .none)
      if offset == bytes.count - 1 {
        // Without its line feed the last line is one that was being written.
        #expect(journal.tornTail.count == Self.lines.last?.count)
        #expect(journal.records.count == Self.lines.count - 1)
      } else {
        #expect(journal.damage?.line == Self.line(at: offset), "byte \(offset)")
        #expect(journal.records.count == Self.line(at: offset) - 1)
        #expect(journal.soundBytes == Self.starts[Self.line(at: offset) - 1])
        #expect(journal.tornTail.isEmpty)
      }
      bytes[offset] ^= mask
    }
  }

  @Test("every byte that is put in or taken out is found, in its line")
  func insertions() {
    for offset in Small.bytes.indices.dropLast() {
      for byte in [0x0A, 0x20, 0x7D] as [UInt8] {
        var bytes = Small.bytes
        bytes.insert(byte, at: offset)
        // Behind a whole line an empty one begins.
        let isBehind = byte == 0x0A && Small.bytes[offset] == 0x0A
        #expect(
          JournalReading(bytes, signatures: .none).damage?.line == Self.line(at: offset) + (isBehind ? 1 : 0),
          "\(byte) at \(offset)")
      }
      var bytes = Small.bytes
      bytes.remove(at: offset)
      #expect(
        JournalReading(bytes, signatures: .none).damage?.line == Self.line(at: offset), "without \(offset)")
    }
  }

  @Test("a line that is taken out, doubled or moved is found where the order breaks")
  func linesMoved() {
    for index in Self.lines.indices {
      var fewer = Self.lines
      fewer.remove(at: index)
      // Without the last line nothing breaks: only a hash that somebody kept tells.
      let isLast = index == Self.lines.count - 1
      #expect(
        JournalReading(Self.joined(fewer), signatures: .none).damage?.line == (isLast ? nil : index + 1),
        "without \(index + 1)")
      #expect(
        (JournalReading(Self.joined(fewer), signatures: .none).head
          == JournalReading(Small.bytes, signatures: .none).head)
          == false)

      var doubled = Self.lines
      doubled.insert(Self.lines[index], at: index)
      #expect(
        JournalReading(Self.joined(doubled), signatures: .none).damage
          == .init(line: index + 2, damage: .wrongPrevious))

      for other in Self.lines.indices where other > index {
        var swapped = Self.lines
        swapped.swapAt(index, other)
        #expect(
          JournalReading(Self.joined(swapped), signatures: .none).damage
            == .init(line: index + 1, damage: .wrongPrevious))
      }
    }
  }

  @Test("says what is wrong with a line")
  func kinds() throws {
    var bytes = Small.bytes
    let letter = try #require(bytes.firstIndex(of: UInt8(ascii: "K")))
    bytes[letter] = UInt8(ascii: "T")
    #expect(JournalReading(bytes, signatures: .none).damage == .init(line: 3, damage: .wrongHash))
    #expect(
      JournalReading(Array("hello\n".utf8), signatures: .none).damage == .init(line: 1, damage: .malformed))
    #expect(JournalReading(Array("\n".utf8), signatures: .none).damage == .init(line: 1, damage: .malformed))
    #expect(JournalReading([], signatures: .none).damage == nil)
    #expect(JournalReading([], signatures: .none).session == nil)
    #expect(JournalReading(Array("{".utf8), signatures: .none).tornTail == [0x7B])
    let second = JournalLine.encode(Small.records[1], previous: JournalLine.firstPrevious).bytes
    #expect(
      JournalReading(second, signatures: .none).damage == .init(line: 1, damage: .refused(.misplacedStart)))
  }

  @Test("a line that is sealed anew but cannot follow is refused by the engine, not by the chain")
  func resealed() {
    // Somebody who knows the format can compute hashes; no deletion comes of it.
    var previous = JournalLine.firstPrevious
    var bytes: [UInt8] = []
    let forged = Record(
      sequence: 3, at: Contoso.now, event: .answered(key: "root.18@0/2", .deletionOrdered(lastFour: "1ef4")))
    for record in Array(Small.records.prefix(2)) + [forged] {
      let line = JournalLine.encode(record, previous: previous)
      bytes += line.bytes
      previous = line.hash
    }
    let journal = JournalReading(bytes, signatures: .none)
    #expect(
      journal.damage == .init(line: 3, damage: .refused(.notNow(expected: "start.admin:administrator"))))
    #expect(journal.records.count == 2)
  }
}
