// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import FaultInjection
import Foundation
import Journal
import X509

/// Every change of a byte and of the lines of a session file is found, at the line where it is.
///
/// Bytes are changed in a session of some lines, which is read as `verify` and `resume` read it; lines in a whole one,
/// which both programs are given.
///
/// - Returns: what was not found.
func everyTampering(_ program: String, workers: Int) throws -> [String] {
  let story = try Story(.practice, program: program)
  let whole = try story.sessionFile()
  let lines = Lines(whole)
  let short = Lines(Array(lines.lines.prefix(9).joined()))
  return everyByte(short, workers: workers) + everyOrder(lines) + everyCut(lines)
    + (try onTheProgram(lines, story, workers: workers))
}

/// A session file, line by line.
private struct Lines: Sendable {
  let bytes: [UInt8]
  let lines: [[UInt8]]
  let starts: [Int]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast().map { $0 + [0x0A] }
    starts = lines.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) }.dropLast()
  }

  /// Numbered from 1.
  func line(at offset: Int) -> Int { (starts.lastIndex { $0 <= offset } ?? 0) + 1 }
}

/// All other values of every byte.
private func everyByte(_ file: Lines, workers: Int) -> [String] {
  let complaints = inParallel(Array(file.bytes.indices), workers: workers) { offset in
    var bytes = file.bytes
    var complaints: [String] = []
    for value in UInt8.min...UInt8.max where value != file.bytes[offset] {
      bytes[offset] = value
      let journal = JournalReading(bytes, signatures: .libcrypto)
      // Without its line feed the last line is one that was not written to its end; `verify` names it too.
      let found = journal.damage?.line ?? (journal.tornTail.isEmpty ? nil : journal.records.count + 1)
      if found != file.line(at: offset) {
        complaints.append("byte \(offset) as \(value): line \(found ?? 0)")
      }
    }
    return complaints
  }
  print(
    "   \(file.bytes.count * 255) changes of one byte in \(file.lines.count) lines of \(file.bytes.count) bytes"
  )
  return complaints.flatMap(\.self)
}

/// One line taken out, doubled, put in from elsewhere, or exchanged with another.
private func everyOrder(_ file: Lines) -> [String] {
  var complaints: [String] = []
  var count = 0
  func check(_ what: String, line: Int, _ change: (inout [[UInt8]]) -> Void) {
    var lines = file.lines
    change(&lines)
    count += 1
    let found = JournalReading(Array(lines.joined()), signatures: .libcrypto).damage?.line
    if found != line { complaints.append("\(what): line \(found ?? 0) instead of \(line)") }
  }
  for place in file.lines.indices {
    // Without the last line nothing breaks; the cuts are for that.
    if place < file.lines.count - 1 {
      check("without line \(place + 1)", line: place + 1) { $0.remove(at: place) }
    }
    check("line \(place + 1) twice", line: place + 2) { $0.insert($0[place], at: place) }
    for (what, line) in [("an empty line", [0x0A]), ("text", Array("{}\n".utf8))] {
      check("\(what) before line \(place + 1)", line: place + 1) { $0.insert(line, at: place) }
    }
    for other in file.lines.indices where other != place {
      // Each line moved to each place; moving to the neighbour's is an exchange.
      check("line \(place + 1) at \(other + 1)", line: min(place, other) + 1) {
        $0.insert($0.remove(at: place), at: other)
      }
      if other != place + 1, other > 0 {
        check("line \(place + 1) again at \(other + 1)", line: other + 1) { $0.insert($0[place], at: other) }
      }
    }
  }
  print("   \(count) lines taken out, doubled, put in or moved in \(file.lines.count) lines")
  return complaints
}

/// Every cut at the end of a line, against the hash that the transcript ends with.
private func everyCut(_ file: Lines) -> [String] {
  let head = JournalReading(file.bytes, signatures: .libcrypto).head
  let cuts = file.starts.dropFirst()
  print("   \(cuts.count) cuts at a line's end, told by the kept hash")
  return cuts.filter { JournalReading(Array(file.bytes[..<$0]), signatures: .libcrypto).head == head }.map {
    "the cut at \($0) is not told"
  }
}

/// The same on the real program: `verify` and `resume` name the line, and the file stays as it is.
private func onTheProgram(_ file: Lines, _ story: Story, workers: Int) throws -> [String] {
  struct Change: Sendable {
    let bytes: [UInt8]
    let line: Int
  }
  var changes: [Change] = []
  for place in file.lines.indices.dropLast() {
    var without = file.lines
    without.remove(at: place)
    var twice = file.lines
    twice.insert(file.lines[place], at: place)
    var swapped = file.lines
    swapped.swapAt(place, place + 1)
    var changed = file.lines
    changed[place][file.lines[place].count / 2] ^= 0x01
    changes += [(without, 1), (twice, 2), (swapped, 1), (changed, 1)].map { lines, offset in
      Change(bytes: Array(lines.joined()), line: place + offset)
    }
  }
  let complaints = inParallel(changes, workers: workers) { change -> [String] in
    do { return try story.complaints(about: change.bytes, damagedIn: change.line) } catch {
      return ["\(error)"]
    }
  }
  print("   \(changes.count) of these given to `verify` and to `resume`")
  let cuts = try story.complaints(aboutCutsOf: file.lines.map { $0 })
  print("   \(file.lines.count - 1) cuts given to `verify --head`")
  return complaints.flatMap(\.self) + cuts
}
