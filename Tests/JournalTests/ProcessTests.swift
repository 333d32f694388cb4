// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Glibc
import Procedure
import TestCertificates
import TestFiles
import Testing

@testable import Journal

/// What belongs to a whole process, its umask and its limits, is tried in a process of its own.
@Suite("SessionFile in a process of its own")
struct ProcessTests {
  @Test("files are 0600 and folders 0700 where the umask takes nothing away")
  func openUmask() async {
    await #expect(processExitsWith: .success) { try Self.checkModes(umask: 0) }
  }

  @Test("files are 0600 and folders 0700 where the umask takes all from others")
  func closedUmask() async {
    await #expect(processExitsWith: .success) { try Self.checkModes(umask: 0o077) }
  }

  static func checkModes(umask mask: mode_t) throws {
    umask(mask)
    let scratch = TemporaryFolder()
    let folder = SessionFolder(path: scratch.file("state"))
    try folder.create()
    precondition(WholeFile.mode(folder.path) == 0o700, "folder")
    let path = folder.file(named: "a")
    _ = try SessionFile.create(at: path, first: Small.records[0])
    precondition(WholeFile.mode(path) == 0o600, "session")
    let descriptor = open(path, O_WRONLY | O_APPEND)
    precondition(write(descriptor, "torn", 4) == 4)
    close(descriptor)
    guard let torn = try SessionFile.open(at: path, signatures: .none).tornTail else {
      preconditionFailure("nothing was torn")
    }
    precondition(WholeFile.mode(torn) == 0o600, "torn")
    let copy = try SessionFile.salvage(path, signatures: .none)
    precondition(WholeFile.mode(copy) == 0o600, "salvaged")
  }

  @Test(
    "a record that does not fit on the disk leaves the file as it was, and the next one goes on from there")
  func noSpace() async {
    await #expect(processExitsWith: .success) {
      // The limit's signal would end the process; without it the write fails as on a full disk.
      signal(SIGXFSZ, SIG_IGN)
      let scratch = TemporaryFolder()
      let path = scratch.file("full.session")
      let file = try SessionFile.create(at: path, first: Small.records[0])
      let before = try WholeFile.bytes(path)
      for room in [0, 1, 40, Small.lines[1].count - 1] {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(1), &limit)
        limit.rlim_cur = rlim_t(before.count + room)
        precondition(setrlimit(__rlimit_resource_t(1), &limit) == 0)
        let thrown = failure { () throws(JournalError) in try file.append(Small.records[1]) }
        guard case .inputOutput(path, let code)? = thrown, code == (room == 0 ? EFBIG : ENOSPC) else {
          preconditionFailure("\(room): \(String(describing: thrown))")
        }
        let after = try WholeFile.bytes(path)
        precondition(after == before, "\(room): bytes were left behind")
        limit.rlim_cur = limit.rlim_max
        precondition(setrlimit(__rlimit_resource_t(1), &limit) == 0)
      }
      for record in Small.records.dropFirst() { try file.append(record) }
      let whole = try WholeFile.bytes(path)
      precondition(whole == Small.bytes)
    }
  }

  @Test("a session that cannot be written to its first line leaves no file")
  func createFails() async {
    await #expect(processExitsWith: .success) {
      signal(SIGXFSZ, SIG_IGN)
      let scratch = TemporaryFolder()
      let path = scratch.file("none.session")
      var limit = rlimit()
      getrlimit(__rlimit_resource_t(1), &limit)
      limit.rlim_cur = 10
      setrlimit(__rlimit_resource_t(1), &limit)
      let thrown = failure { () throws(JournalError) in
        _ = try SessionFile.create(at: path, first: Small.records[0])
      }
      limit.rlim_cur = limit.rlim_max
      setrlimit(__rlimit_resource_t(1), &limit)
      precondition(thrown == .inputOutput(path: path, code: ENOSPC))
      precondition(access(path, F_OK) != 0)
    }
  }
}

@Suite("SessionFolder")
struct SessionFolderTests {
  static let names: [(String, Bool)] = [
    ("fe01-2026-11-23", true), ("a", true), ("a.b_c-d", true), ("Zürich", true), ("", false), (".", false),
    ("..", false), (".hidden", false), ("-x", false), ("a/b", false), ("a b", false), ("a\nb", false),
    ("a\u{0}b", false),
    ("a\u{202E}b", false), (String(repeating: "a", count: 100), true),
    (String(repeating: "a", count: 101), false),
  ]

  @Test("takes only names that are safe in a path and on a command line", arguments: names.indices)
  func isName(index: Int) {
    let (name, expected) = Self.names[index]
    #expect(SessionFolder.isName(name) == expected)
  }

  @Test("follows the environment, absolute paths only")
  func environment() {
    let path = { (variables: [String: String]) in SessionFolder(environment: { variables[$0] })?.path }
    #expect(path(["XDG_STATE_HOME": "/s", "HOME": "/h"]) == "/s/lync-pin-wizard")
    #expect(path(["XDG_STATE_HOME": "s", "HOME": "/h"]) == "/h/.local/state/lync-pin-wizard")
    #expect(path(["XDG_STATE_HOME": "", "HOME": "/h"]) == "/h/.local/state/lync-pin-wizard")
    #expect(path(["HOME": "h"]) == nil)
    #expect(path([:]) == nil)
  }

  @Test("lists its sessions sorted, and nothing else")
  func listing() throws {
    let scratch = TemporaryFolder()
    for name in ["b.session", "a.session", "a.session.torn", ".x.session", "c.txt"] {
      try scratch.write([], to: name)
    }
    let names = try SessionFolder(path: scratch.path).names()
    #expect(names == ["a", "b"])
    let none = try SessionFolder(path: scratch.file("none")).names()
    #expect(none.isEmpty)
  }

  @Test("does not take a file in its place")
  func fileInPlace() throws {
    let scratch = TemporaryFolder()
    let path = try scratch.write([], to: "state")
    #expect(
      failure { () throws(JournalError) in try SessionFolder(path: path).create() }
        == .cannotCreate(path: path, code: ENOTDIR))
    #expect(failure { () throws(JournalError) in try SessionFolder(path: "\(path)/x").create() } != nil)
  }
}
