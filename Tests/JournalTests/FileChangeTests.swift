// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Glibc
import Procedure
import TestCertificates
import TestFiles
import Testing

@testable import Journal

@Suite("A session file that is changed while it is open")
struct FileChangeTests {
  let scratch = TemporaryFolder()
  private var path: String { scratch.file("a.session") }
  private var kept: String { scratch.file("a.recovered.session") }

  private func create() throws -> SessionFile {
    let file = try SessionFile.create(at: path, first: Small.records[0])
    for record in Small.records.dropFirst().prefix(3) { try file.append(record) }
    return file
  }

  private var begun: [UInt8] { Small.lines[..<4].flatMap { $0 } }

  /// What somebody does to the file, and what has to be found there afterwards.
  private func change(_ change: FileChange) throws -> [UInt8]? {
    let line = Array(#"{"seq":5,"event":"of another run"}"#.utf8) + [0x0A]
    switch change {
    case .moved:
      #expect(rename(path, scratch.file("b.session")) == 0)
      return nil
    case .replaced:
      // As an editor saves: the same bytes under the same name.
      try scratch.write(begun, to: "new")
      #expect(rename(scratch.file("new"), path) == 0)
      return begun
    case .shortened:
      #expect(truncate(path, off_t(begun.count - 10)) == 0)
      return begun.dropLast(10)
    case .extended:
      let descriptor = open(path, O_WRONLY | O_APPEND)
      #expect(write(descriptor, line, line.count) == line.count)
      close(descriptor)
      return begun + line
    case .rewritten:
      let descriptor = open(path, O_WRONLY)
      #expect(pwrite(descriptor, "0", 1, off_t(begun.count - 5)) == 1)
      close(descriptor)
      return begun.dropLast(5) + [0x30] + begun.suffix(4)
    }
  }

  @Test("is not written to any more, and all records are in a new file", arguments: FileChange.allCases)
  func changed(_ way: FileChange) throws {
    let file = try create()
    let left = try change(way)
    let error = JournalError.changed(path: path, way, kept: kept)
    #expect(failure { () throws(JournalError) in try file.append(Small.records[4]) } == error)
    // Whatever comes next, too: no second file, and nothing into the first one.
    #expect(failure { () throws(JournalError) in try file.append(Small.records[4]) } == error)
    #expect(access(scratch.file("a.recovered-2.session"), F_OK) != 0)
    if let left { #expect(try WholeFile.bytes(path) == left) } else { #expect(access(path, F_OK) != 0) }
    #expect(try WholeFile.bytes(kept) == Small.lines[..<5].flatMap { $0 })
    #expect(WholeFile.mode(kept) == 0o600)
    #expect(try reopen(at: kept).session.records == Array(Small.records[..<5]))
  }

  @Test("keeps its records also where its folder has another name now")
  func folderMoved() throws {
    let folder = scratch.file("sessions")
    let file = try {
      try SessionFolder.create(folder)
      return try SessionFile.create(at: "\(folder)/a.session", first: Small.records[0])
    }()
    #expect(rename(folder, scratch.file("away")) == 0)
    let kept = "\(folder)/a.recovered.session"
    #expect(
      failure { () throws(JournalError) in try file.append(Small.records[1]) }
        == .changed(path: "\(folder)/a.session", .moved, kept: kept))
    #expect(try WholeFile.bytes(kept) == Small.lines[..<2].flatMap { $0 })
  }

  @Test("says so when its records can be kept nowhere")
  func nowhere() throws {
    let folder = scratch.file("sessions")
    try SessionFolder.create(folder)
    let file = try SessionFile.create(at: "\(folder)/a.session", first: Small.records[0])
    #expect(rename(folder, scratch.file("away")) == 0)
    // A file where the folder was.
    try scratch.write([], to: "sessions")
    #expect(
      failure { () throws(JournalError) in try file.append(Small.records[1]) }
        == .changed(path: "\(folder)/a.session", .moved, kept: nil))
  }

  @Test("two that have it open without locks write no line over another one")
  func withoutLocks() throws {
    _ = try create()
    // Opening takes the lock from no one here: each has let go of it.
    let (first, session, _) = try reopen(at: path)
    first.letGo()
    let (second, _, _) = try reopen(at: path)
    second.letGo()
    let note = { (text: String) in
      session.record(.remarked(key: "start.zone:timeZone", text: text), at: Contoso.now)
    }
    try first.append(note("first"))
    #expect(
      failure { () throws(JournalError) in try second.append(note("second")) }
        == .changed(path: path, .extended, kept: kept))
    let records = try SessionFile.read(at: path, signatures: .none).records
    #expect(records.last == note("first"))
    #expect(
      try SessionFile.read(at: kept, signatures: .none).records == records.dropLast() + [note("second")])
  }

  // MARK: - Room

  /// A session with notes up to a size that leaves so many bytes.
  private func nearlyFull(leaving bytes: Int) throws -> (file: SessionFile, session: Session) {
    var lines = Small.bytes
    var head = JournalReading(Small.bytes, signatures: .none).head
    var records = Small.records
    let note = { (text: String) in
      Record(
        sequence: records.count + 1, at: Contoso.now, event: .remarked(key: "start.zone:timeZone", text: text)
      )
    }
    let empty = JournalLine.encode(note(""), previous: head).bytes.count + 8
    while true {
      let left = SessionFile.largestBytes - bytes - lines.count
      guard left > empty else { break }
      let line = JournalLine.encode(
        note(String(repeating: "x", count: min(60_000, left - empty))), previous: head)
      records.append(note(""))
      lines += line.bytes
      head = line.hash
    }
    let opened = try reopen(at: scratch.write(lines, to: "a.session"))
    return (opened.file, opened.session)
  }

  @Test("takes no record that would make it too large to be read again, but what has been done")
  func full() throws {
    let (file, session) = try nearlyFull(leaving: SessionFile.reservedBytes)
    let before = try WholeFile.bytes(path)
    let note = session.record(.remarked(key: "start.zone:timeZone", text: "one more"), at: Contoso.now)
    #expect(failure { () throws(JournalError) in try file.append(note) } == .full(path: path))
    #expect(try WholeFile.bytes(path) == before)
    let done = session.record(.ran(command: "net", outcome: .done), at: Contoso.now)
    try file.append(done)
    #expect(try SessionFile.read(at: path, signatures: .none).records.last == done)
  }

  @Test("never outgrows what is read, whatever the record tells")
  func overfull() throws {
    let (file, session) = try nearlyFull(leaving: 20)
    let done = session.record(.ran(command: "net", outcome: .done), at: Contoso.now)
    #expect(failure { () throws(JournalError) in try file.append(done) } == .full(path: path))
    #expect(try SessionFile.read(at: path, signatures: .none).records.count == session.records.count)
  }
}

extension SessionFile {
  /// As on a file system without locks.
  fileprivate func letGo() { flock(descriptor, LOCK_UN) }
}
