// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Glibc
import Procedure
import TestCertificates
import TestFiles
import Testing

@testable import Journal

@Suite("SessionFile")
struct SessionFileTests {
  let scratch = TemporaryFolder()

  private func create(_ name: String = "a.session") throws -> SessionFile {
    let file = try SessionFile.create(at: scratch.file(name), first: Small.records[0])
    for record in Small.records.dropFirst() { try file.append(record) }
    return file
  }

  @Test("writes the lines as they are encoded, and opens to the same session")
  func createAndOpen() throws {
    do {
      let file = try create()
      #expect(file.isLocked)
      #expect(try WholeFile.bytes(file.path) == Small.bytes)
      #expect(file.head == JournalReading(Small.bytes, signatures: .none).head)
    }
    let (file, session, torn) = try reopen(at: scratch.file("a.session"))
    #expect(session.records == Small.records)
    #expect(torn == nil)
    try file.append(session.record(.resumed(program: "test"), at: Contoso.now))
    #expect(try SessionFile.read(at: file.path, signatures: .none).records.count == Small.records.count + 1)
  }

  @Test("a cut at any byte loses at most the line that was being written, and sets its bytes aside")
  func everyCut() throws {
    let first = Small.lines[0].count
    for count in 0..<Small.bytes.count {
      let path = try scratch.write(Array(Small.bytes.prefix(count)), to: "cut.session")
      let wholeLines = ChainTests.starts.dropFirst().filter { $0 <= count }.count
      guard count >= first else {
        #expect(
          failure { () throws(JournalError) in _ = try reopen(at: path) } == .notASession(path: path)
        )
        #expect(try WholeFile.bytes(path).count == count, "a file that is no session is left as it is")
        continue
      }
      let (file, session, torn) = try reopen(at: path)
      #expect(session.records == Array(Small.records.prefix(wholeLines)))
      let sound = ChainTests.starts[wholeLines]
      #expect(try WholeFile.bytes(path) == Array(Small.bytes.prefix(sound)))
      #expect(try torn.map(WholeFile.bytes) ?? [] == Array(Small.bytes[sound..<count]))
      #expect((torn == nil) == (sound == count))
      // What comes next follows the last whole line.
      try file.append(Small.records[wholeLines])
      #expect(try WholeFile.bytes(path) == Array(Small.bytes.prefix(sound)) + Small.lines[wholeLines])
      if let torn { unlink(torn) }
    }
  }

  @Test("torn lines that were set aside before are not overwritten")
  func tornTwice() throws {
    var names: [String] = []
    for tail in ["{\"seq\":8", "x", "{\"seq\":8"] {
      let path = try scratch.write(Small.bytes + Array(tail.utf8), to: "torn.session")
      let torn = try #require(try reopen(at: path).tornTail)
      #expect(try WholeFile.bytes(torn) == Array(tail.utf8))
      #expect(WholeFile.mode(torn) == 0o600)
      names.append(torn)
    }
    #expect(Set(names).count == 3)
  }

  @Test("a second opening is refused while the first one lasts, reading is not")
  func locked() throws {
    let path = scratch.file("a.session")
    do {
      let file = try create()
      #expect(
        failure { () throws(JournalError) in _ = try SessionFile.open(at: path, signatures: .none) }
          == .locked(path: path))
      #expect(try SessionFile.read(at: path, signatures: .none).records.count == Small.records.count)
      try withExtendedLifetime(file) {
        try file.append(Record(sequence: 8, at: Contoso.now, event: .parked(.asked)))
      }
    }
    #expect(try reopen(at: path).session.records.count == 8)
  }

  @Test("creating never touches what is there: a file, a link, a dangling link, a folder")
  func createRefuses() throws {
    let other = try scratch.write([1, 2, 3], to: "other")
    for name in ["file", "link", "dangling", "folder"] {
      let path = scratch.file(name)
      switch name {
      case "file": try scratch.write([4], to: name)
      case "link": symlink(other, path)
      case "dangling": symlink(scratch.file("nowhere"), path)
      default: mkdir(path, 0o700)
      }
      let thrown = failure { () throws(JournalError) in
        _ = try SessionFile.create(at: path, first: Small.records[0])
      }
      #expect(thrown == .alreadyExists(path: path), "\(name)")
    }
    #expect(try WholeFile.bytes(other) == [1, 2, 3])
    #expect(try WholeFile.bytes(scratch.file("file")) == [4])
    #expect(access(scratch.file("nowhere"), F_OK) != 0)
    let deep = scratch.file("no/such/folder.session")
    #expect(
      failure { () throws(JournalError) in _ = try SessionFile.create(at: deep, first: Small.records[0]) }
        == .cannotCreate(path: deep, code: ENOENT))
  }

  @Test("opens and reads no link, folder or pipe, and says what is missing")
  func openRefuses() throws {
    let target = try scratch.write(Small.bytes, to: "target.session")
    let link = scratch.file("link.session")
    let folder = scratch.file("folder.session")
    let pipe = scratch.file("pipe.session")
    symlink(target, link)
    mkdir(folder, 0o700)
    mkfifo(pipe, 0o600)
    for (path, expected) in [
      (link, JournalError.notARegularFile(path: link)), (folder, .notARegularFile(path: folder)),
      (pipe, .notARegularFile(path: pipe)), (scratch.file("none"), .missing(path: scratch.file("none"))),
      ("\(target)/x", .missing(path: "\(target)/x")),
    ] {
      #expect(failure { () throws(JournalError) in _ = try reopen(at: path) } == expected)
      #expect(
        failure { () throws(JournalError) in _ = try SessionFile.read(at: path, signatures: .none) }
          == expected)
      #expect(
        failure { () throws(JournalError) in _ = try SessionFile.salvage(path, signatures: .none) }
          == expected
      )
    }
  }

  @Test("a file of a newer version is refused by that name and left alone")
  func newer() throws {
    for start in [
      Start(format: 2, program: "9.0", server: .windowsServer2012),
      Start(procedure: Start.procedureRevision + 1, program: "9.0", server: .windowsServer2012),
    ] {
      let record = Record(sequence: 1, at: Contoso.now, event: .started(start))
      let bytes = JournalLine.encode(record, previous: JournalLine.firstPrevious).bytes + Array("torn".utf8)
      let path = try scratch.write(bytes, to: "newer.session")
      #expect(
        failure { () throws(JournalError) in _ = try reopen(at: path) }
          == .newerFormat(path: path, format: start.format))
      #expect(try WholeFile.bytes(path) == bytes)
    }
  }

  @Test("a damaged file is not opened and not changed; its sound lines can be salvaged to a new one")
  func salvage() throws {
    var bytes = Small.bytes
    bytes[ChainTests.starts[4] + 30] ^= 1
    let path = try scratch.write(bytes, to: "hurt.session")
    let thrown = failure { () throws(JournalError) in _ = try reopen(at: path) }
    guard case .damaged(path, line: 5, _)? = thrown else {
      Issue.record("\(String(describing: thrown))")
      return
    }
    let copies = [
      try SessionFile.salvage(path, signatures: .none), try SessionFile.salvage(path, signatures: .none),
    ]
    #expect(copies == [scratch.file("hurt.recovered.session"), scratch.file("hurt.recovered-2.session")])
    for copy in copies {
      #expect(WholeFile.mode(copy) == 0o600)
      #expect(try reopen(at: copy).session.records == Array(Small.records.prefix(4)))
    }
    #expect(try WholeFile.bytes(path) == bytes)
    let junk = try scratch.write(Array("junk\n".utf8), to: "junk.session")
    #expect(
      failure { () throws(JournalError) in _ = try SessionFile.salvage(junk, signatures: .none) }
        == .notASession(path: junk))
  }

  @Test("a file beyond any session's size is refused before it is read")
  func tooLarge() throws {
    let path = try scratch.write([], to: "large.session")
    #expect(truncate(path, off_t(SessionFile.largestBytes + 1)) == 0)
    #expect(failure { () throws(JournalError) in _ = try reopen(at: path) } == .tooLarge(path: path))
  }
}
