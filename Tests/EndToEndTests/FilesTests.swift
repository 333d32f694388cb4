// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import FaultInjection
import Foundation
import Glibc
import Journal
import Procedure
import PseudoTerminal
import Reports
import Servers
import TestSupport
import Testing

/// What the program writes, where, for whom, and what it does where it cannot.
@Suite("Files, end to end")
struct FilesTests {
  @Test("writes every file for its owner alone, whatever the umask", arguments: ["000", "022", "277"])
  func modes(umask: String) throws {
    let shell = ["/bin/sh", "-c", "umask \(umask); exec \"$@\"", "sh"]
    let run = try Practice(.duplicateRoot, under: shell)
    #expect(try run.work(Sensible().act) == .code(0))
    let files = run.machine.files("")
    for part in ["p.session", "p.exports/", "p.cards/", "p.server/", "p.transcript.txt", "p.transcript.html"]
    {
      #expect(files.keys.contains { $0.hasPrefix(part) }, "\(part)")
    }
    #expect(run.machine.openToOthers() == [])
  }

  // MARK: - Links

  @Test("does not follow a link that stands where a transcript or an export goes")
  func links() throws {
    let run = try Practice(.duplicateRoot)
    let target = try run.machine.write("somebody else's", to: "target")
    var export = ""
    try run.work { moment in
      guard moment.item?.form == .readBack || moment.item?.form == .deletion else {
        if moment.item?.form == .exportName {
          let entry = moment.session?.findings.entries.values.first { $0.decision != nil }
          let serial = (entry?.facts?.serial.hexadecimal).map { String($0.suffix(8)) } ?? "?"
          let name = moment.shown.split(whereSeparator: { $0.isWhitespace }).last {
            $0.contains(serial) && $0.hasSuffix(".cer")
          }
          export = "\(run.machine.state)/p.exports/\(name?.split(separator: "/").last ?? "?")"
          #expect(symlink(target, export) == 0)
        }
        return try Sensible().act(moment)
      }
      return .leave
    }
    // The item is asked again, because the name is taken.
    #expect(run.admin.moments.last?.item?.form == .readBack)
    #expect(run.admin.screen.contains("exists already"))
    #expect(run.removed.isEmpty)
    unlink(export)
    for ending in [".txt", ".html"] { symlink(target, "\(run.machine.state)/p.transcript\(ending)") }
    try run.admin.terminal.send("d\r")
    #expect(try run.work(Sensible().act) == .code(0))
    #expect(try run.machine.text("target") == "somebody else's")
    #expect(run.machine.files("").keys.contains("p.transcript-2.html"))
    #expect(run.removed.count == 1)
  }

  @Test("does not follow a link to a session", arguments: ["resume", "status", "verify", "transcript"])
  func linkedSession(command: String) throws {
    let run = try Practice(.listedOnce)
    try run.work { _ in .type("p") }
    let before = try run.machine.bytes(run.machine.sessionFile("p"))
    #expect(symlink(run.machine.sessionFile("p"), run.machine.sessionFile("q")) == 0)
    let asked = try run.machine.run([command, "q"])
    #expect(asked.code == 65)
    #expect(asked.says("q.session is not an ordinary file"))
    #expect(try run.machine.bytes(run.machine.sessionFile("p")) == before)
  }

  // MARK: - Where nothing can be written

  @Test(
    "says that the folder of sessions cannot be written, and begins nothing", arguments: ["state", "home"])
  func readOnly(place: String) throws {
    let machine = Machine()
    let user = try machine.ordinaryUser()
    // A folder above the sessions', as a home on a disk that is mounted read-only.
    try machine.shell("mkdir -p state; chmod 500 \(place == "state" ? "state" : "state .")")
    let run = try machine.run(["practice", "--name", "p"], under: user)
    #expect(run.code == 73)
    #expect(run.says("\(machine.folder)/state"))
    #expect(run.says("cannot be written: Permission denied."))
    try machine.shell("chmod 700 state .")
    #expect(machine.files("").isEmpty)
  }

  @Test("reads what it may not write, and says that it may not go on with it")
  func readOnlySession() throws {
    let run = try Practice(.listedOnce)
    try run.work { _ in .type("p") }
    let user = try run.machine.ordinaryUser()
    let file = run.machine.sessionFile("p")
    try run.machine.shell("chmod 400 \(file)")
    #expect(try run.machine.run(["status", "p"], under: user).code == 0)
    #expect(try run.machine.run(["verify", "p"], under: user).code == 0)
    let resumed = try run.machine.run(["resume", "p"], under: user)
    #expect(resumed.code == 77)
    #expect(resumed.says("You are not allowed to open"))
    try run.machine.shell("chmod 000 \(file)")
    #expect(try run.machine.run(["status", "p"], under: user).code == 77)
  }

  @Test("says that no home folder is known, and takes a file instead")
  func noHome() throws {
    let machine = Machine()
    let nobody = ["/usr/bin/env", "-u", "HOME", "-u", "XDG_STATE_HOME"]
    for arguments in [["practice"], ["sessions"], ["resume"], ["status", "p"]] {
      let run = try machine.run(arguments, under: nobody)
      #expect(run.code == 66)
      #expect(run.says("HOME"))
    }
    let file = "\(machine.folder)/mine.session"
    let run = try machine.run(["start", "--server", "2012", "--session", file], under: nobody)
    #expect(run.code == 3)
    #expect(run.says("lync-pin-wizard resume \(file)"))
    #expect(try machine.run(["verify", file], under: nobody).code == 0)
  }

  // MARK: - Locks

  @Test(
    "says that the file system has no locks, and works on",
    .enabled(if: Tracing.canInject), arguments: ["ENOLCK", "EOPNOTSUPP", "ENOSYS"])
  func noLocks(error: String) throws {
    let run = try Practice(.duplicateRoot, under: Tracing.inject("flock:error=\(error)"))
    #expect(try run.work(Sensible().act) == .code(0))
    #expect(run.admin.screen.contains("has no locks. Make sure that nobody else opens this session."))
    #expect(run.admin.screen.contains(run.machine.sessionFile("p")))
    #expect(run.removed.count == 1)
  }

  @Test("begins nothing when the lock fails for another reason", .enabled(if: Tracing.canInject))
  func lockFails() throws {
    let machine = Machine()
    let run = try machine.run(["practice", "--name", "p"], under: Tracing.inject("flock:error=EIO"))
    #expect(run.code == 74)
    #expect(run.says("p.session: Input/output error."))
    #expect(machine.files("").isEmpty)
  }

  @Test(
    "exports also where the file system has no links", .enabled(if: Tracing.canInject),
    arguments: ["EPERM", "EOPNOTSUPP"])
  func noLinks(error: String) throws {
    let run = try Practice(.duplicateRoot, under: Tracing.inject("link,linkat:error=\(error)"))
    #expect(try run.work(Sensible().act) == .code(0))
    #expect(run.removed.count == 1)
    #expect(Set(run.machine.files("p.exports").values) == Set(run.removed.values))
    #expect(run.machine.files("").keys.contains("p.transcript.html"))
    #expect(run.machine.files("").keys.allSatisfy { !$0.hasSuffix(".part") })
    #expect(run.machine.openToOthers() == [])
  }

  // MARK: - Clocks

  @Test("goes on when the clock is behind the last line's: the numbers of the lines decide")
  func clockBehind() throws {
    let machine = Machine()
    try machine.shell("mkdir -p -m 700 state/lync-pin-wizard")
    let later = try #require(Instant(iso8601: "2060-02-03T04:05:06Z"))
    let first = Record(
      sequence: 1, at: later,
      event: .started(
        Start(
          program: "test", server: .windowsServer2012,
          practice: Start.Practice(scenario: Scenario.duplicateRoot.rawValue, seed: 7))))
    _ = try SessionFile.create(at: machine.sessionFile("p"), first: first)
    #expect(try machine.run(["resume", "p"], input: "d\nKim Admin\n").code == 3)
    let session = try machine.session("p")
    #expect(session.records.first?.at == later)
    #expect(session.records.dropFirst().allSatisfy { $0.at < later })
    #expect(session.findings.administrator == "Kim Admin")
    #expect(try machine.run(["verify", "p"]).code == 0)
    #expect(try machine.run(["sessions"]).output.hasPrefix("p  "))
    for format in TranscriptFormat.allCases {
      let transcript = try machine.run(["transcript", "p", "--format", format.rawValue])
      #expect(transcript.code == 0)
      #expect(transcript.output.contains("2060"))
    }
    let run = try Practice(resuming: "p", on: machine)
    #expect(try run.work(Sensible().act) == .code(0))
    #expect(run.removed.count == 1)
  }

  // MARK: - Names

  @Test("exports under no name that leads out of its folder", arguments: ["../x.cer", "/tmp/x.cer", ".."])
  func exportNames(name: String) throws {
    let contoso = try ContosoSamples()
    let run = try ByHandRun(.windowsServer2012, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]))
    var tries = 0
    let exit = try run.work { moment, sensible in
      guard moment.item?.form == .exportName else { return try sensible.act(moment) }
      tries += 1
      return .type(tries == 1 ? name : #"D:\copies\old-root.cer"#)
    }
    #expect(exit == .code(0))
    #expect(tries == 2)
    #expect(run.admin.screen.contains("That is not the name of a file."))
    let entry = try run.session.findings.entries[EntryID(noted: .root, number: 2)]
    #expect(entry?.exportName == ExportName(file: "old-root.cer", folder: #"D:\copies"#))
  }
}
