// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Foundation
import Procedure
import PseudoTerminal
import Servers
import Stores
import TestFiles
import Testing

/// What monitoring is told once a day. Whatever was not seen today is never “OK”.
@Suite("recheck for monitoring, end to end")
struct MonitoringTests {
  /// A machine with a session that has removed the stray root, and what its server shows.
  private struct Watched {
    let machine = Machine()
    let hostile: HostileCase
    let run: ByHandRun

    init(server: String = "fe01.contoso.com") throws {
      hostile = try HostileCase()
      run = try hostile.run(machine, server: server)
      try run.resume()
      guard try run.work() == .code(0) else { throw Unexpected("\(run.admin.screen.suffix(500))") }
    }

    /// - Parameter number: of `RecheckTests.cases`.
    func store(_ number: Int) throws -> String {
      try machine.write(RecheckTests.cases[number].registry(hostile).text, to: "now.reg")
    }

    func nagios(_ arguments: [String], input: String = "") throws -> Machine.Run {
      let run = try machine.run(["recheck", "h", "--format", "nagios"] + arguments, input: input)
      #expect(run.messages == "", "a plugin says everything in its line")
      return run
    }
  }

  /// One line, whatever is in it.
  private func line(_ run: Machine.Run) throws -> String {
    #expect(run.output.hasSuffix("\n") && run.output.count { $0 == "\n" } == 1)
    #expect(run.output.count { $0 == "|" } <= 1)
    return String(run.output.dropLast())
  }

  // MARK: - A plugin

  static let states: [(number: Int, code: Int32, word: String, says: [String], figures: String)] = [
    (
      0, 0, "OK", ["certificates in place: 1 of 1", "still gone: 1 of 1", "Events were not checked."],
      "missing=0;;0;0;1 back=0;;0;0;1 not_seen=0;;;0"
    ),
    (
      1, 2, "CRITICAL", ["BACK:", "(Group Policy)", "still gone: 0 of 1"],
      "missing=0;;0;0;1 back=1;;0;0;1 not_seen=0;;;0"
    ),
    (
      2, 3, "UNKNOWN",
      ["Gone from the places that were checked:", "Third-Party, Group Policy, Enterprise"],
      "missing=0;;0;0;1 back=0;;0;0;1 not_seen=1;;;0"
    ),
    (3, 2, "CRITICAL", ["MISSING:", "in place: 0 of 1"], "missing=1;;0;0;1 back=0;;0;0;1 not_seen=0;;;0"),
    (4, 2, "CRITICAL", ["BACK:", "(Registry)"], "missing=0;;0;0;1 back=1;;0;0;1 not_seen=0;;;0"),
  ]

  @Test("tells each state by a word, a code and figures, and leaves the session as it was", arguments: states)
  func state(number: Int, code: Int32, word: String, says: [String], figures: String) throws {
    let watched = try Watched()
    let before = try watched.machine.bytes(watched.machine.sessionFile("h"))
    let result = try watched.nagios(["--store", try watched.store(number)])
    let line = try line(result)
    #expect(result.code == code)
    #expect(line.hasPrefix("LYNC-PIN-WIZARD \(word) - h: "), "\(line)")
    for words in says { #expect(line.contains(words), "\(words) in \(line)") }
    #expect(line.contains(" | \(figures) age="), "\(line)")
    #expect(
      line.firstMatch(of: /Checked \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ: now.reg \(written \d{4}-\d\d-\d\dT/)
        != nil)
    #expect(try watched.machine.bytes(watched.machine.sessionFile("h")) == before)
  }

  @Test("does not take an old file for today's, nor one that is not written yet")
  func age() throws {
    let watched = try Watched()
    let store = try watched.store(0)
    func nagios(_ date: String, _ more: [String] = []) throws -> Machine.Run {
      try watched.machine.shell("touch -d '\(date)' now.reg")
      return try watched.nagios(["--store", store] + more)
    }
    let old = try nagios("3 days ago")
    #expect(old.code == 3)
    #expect(try line(old).contains("more than 48 hours ago. It does not show how the server is today"))
    #expect(try nagios("3 days ago", ["--max-age", "73"]).code == 0)
    #expect(try nagios("2 hours ago", ["--max-age", "1"]).code == 3)
    let future = try nagios("1 day")
    #expect(future.code == 3)
    #expect(try line(future).contains("later than now, so its age is not known"))
    // What was seen to be critical stays critical.
    _ = try watched.store(4)
    #expect(try nagios("3 days ago").code == 2)
    // Of a folder, the oldest file with something of the stores counts; a path may be old.
    try watched.machine.shell("mkdir all; mv now.reg all; touch all/now.reg")
    try watched.machine.write(watched.hostile.noted.der, to: "all/chain.cer")
    try watched.machine.shell("touch -d '9 days ago' all/chain.cer")
    let folder = "\(watched.machine.folder)/all"
    #expect(try watched.nagios(["--from", folder]).code == 2)
    try watched.machine.write(RecheckTests.cases[0].registry(watched.hostile).text, to: "all/now.reg")
    #expect(try watched.nagios(["--from", folder]).code == 0)
    try watched.machine.shell("touch -d '9 days ago' all/now.reg")
    #expect(try watched.nagios(["--from", folder]).code == 3)
  }

  @Test("says of a pipe that its date is not known")
  func pipe() throws {
    let watched = try Watched()
    let text = RecheckTests.cases[0].registry(watched.hostile).text
    let result = try watched.nagios(["--store", "-"], input: text)
    #expect(result.code == 0)
    let line = try line(result)
    #expect(line.contains("(date not known)") && !line.contains("age="), "\(line)")
  }

  @Test(
    "counts events, and those that may be new",
    arguments: [
      ("2098-01-01T00:00:00Z", Int32(2), "New events 47067"), ("yesterday", 1, "cannot be compared"),
      ("2011-01-01T00:00:00Z", 0, "new_events=0;;0;0"),
    ])
  func events(time: String, code: Int32, says: String) throws {
    let watched = try Watched()
    let events = """
      <Events><Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>\
      <Provider Name='LS UserPin Service'/><EventID Qualifiers='50117'>47067</EventID>\
      <TimeCreated SystemTime='\(time)'/><Channel>Lync Server</Channel><Computer>fe01.contoso.com</Computer>\
      </System><EventData><Data>GetEncryptionKeyRequest</Data></EventData></Event></Events>
      """
    let file = try watched.machine.write(events, to: "events.xml")
    let result = try watched.nagios(["--store", try watched.store(0), "--events", file])
    #expect(result.code == code)
    #expect(try line(result).contains(says))
    try watched.machine.shell("touch -d '3 days ago' events.xml")
    #expect(
      try watched.nagios(["--store", try watched.store(0), "--events", file]).code == (code == 2 ? 2 : 3))
  }

  @Test(
    "is unknown when nothing could be looked at, without figures",
    arguments: [
      ["--store", "/nowhere.reg"], [], ["--store", "/etc/hostname"],
    ])
  func nothing(arguments: [String]) throws {
    let watched = try Watched()
    let result = try watched.nagios(arguments)
    #expect(result.code == 3)
    let line = try line(result)
    #expect(line.hasPrefix("LYNC-PIN-WIZARD UNKNOWN - h: The server was not checked (20"))
    #expect(!line.contains(" | "))
  }

  @Test("is unknown for a session that is not there, damaged, or has noted nothing")
  func noSession() throws {
    let machine = Machine()
    for name in ["none", "../x", "a|b\n"] {
      let run = try machine.run(["recheck", name, "--format", "nagios"])
      #expect(run.code == 3)
      _ = try line(run)
    }
    _ = try machine.run(["practice", "--name", "q"])
    #expect(try machine.run(["recheck", "q", "--format", "nagios"]).code == 3)
    let file = machine.sessionFile("q")
    try machine.write(try machine.text(file).replacing("\"seq\":1", with: "\"seq\":2"), to: file)
    #expect(try machine.run(["recheck", "q", "--format", "nagios"]).code == 3)
  }

  @Test("warns of a session that has not ended")
  func notEnded() throws {
    let machine = Machine()
    let hostile = try HostileCase()
    _ = try hostile.run(machine)
    let store = try machine.write(RecheckTests.cases[0].registry(hostile).text, to: "now.reg")
    let run = try machine.run(["recheck", "h", "--format", "nagios", "--store", store])
    #expect(run.code == 1)
    #expect(try line(run).contains("The session has not ended. Next: "))
  }

  @Test("marks practice, and is not OK when its line is lost")
  func practice() throws {
    let run = try Practice(.duplicateRoot)
    #expect(try run.work(Sensible().act) == .code(0))
    let result = try run.machine.run(["recheck", "p", "--no-input", "--format", "nagios"])
    #expect(result.code == 0)
    #expect(try line(result).hasPrefix("LYNC-PIN-WIZARD OK - p · PRACTICE: "))
    #expect(try line(result).firstMatch(of: /Checked [-0-9T:]+Z: fe01[.a-z]+\. \|/) != nil)
    let live = try run.machine.run([
      "recheck", "p", "--format", "nagios", "--live", "127.0.0.1", "--kerberos",
    ])
    #expect(live.code == 3 && live.output.contains("there is no real server that --live could read"))
    let program = PseudoTerminal.builtProgram("lync-pin-wizard")
    try run.machine.shell(
      "code=0; \(program) recheck p --format nagios >/dev/full 2>&1 || code=$?; test $code = 74")
    #expect(
      try run.machine.run(["recheck", "p", "--format", "prometheus"]).output.contains(
        "_practice{session=\"p\""))
  }

  // MARK: - The other formats

  @Test("writes metrics by the rules of their format, also when nothing was looked at")
  func prometheus() throws {
    let watched = try Watched()
    let seen = try watched.machine.run(
      ["recheck", "h", "--format", "prometheus", "--store", try watched.store(4)])
    #expect(seen.code == 1)
    let labels = "{session=\"h\",server=\"fe01.contoso.com\""
    for sample in [
      "status\(labels)} 2", "looked\(labels)} 1", "session_ended\(labels)} 1", "practice\(labels)} 0",
      "certificates\(labels),kind=\"removed\",state=\"there\"} 1",
      "certificates\(labels),kind=\"needed\",state=\"not_seen\"} 0",
    ] {
      #expect(seen.output.contains("\nlync_pin_wizard_recheck_\(sample)\n"), "\(sample)")
    }
    let nothing = try watched.machine.run(["recheck", "h", "--format", "prometheus", "--store", "/nowhere"])
    #expect(nothing.code == 66 && nothing.messages.contains("/nowhere"))
    #expect(
      nothing.output.contains("_status\(labels)} 3\n") && nothing.output.contains("_looked\(labels)} 0\n"))
    #expect(!nothing.output.contains("_certificates"), "a zero would say that something was counted")
    for output in [seen.output, nothing.output] { try checkMetrics(output) }
  }

  /// Each metric has its help and type in front, once, and its samples together.
  ///
  /// Source: Prometheus, “Exposition formats”, text format.
  private func checkMetrics(_ text: String) throws {
    var metric = ""
    var all: Set<String> = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      if let help = line.wholeMatch(of: /# HELP ([a-z_]+) [A-Z0-9].*\./) {
        metric = String(help.1)
        #expect(all.insert(metric).inserted, "\(metric) comes twice")
      } else if line.hasPrefix("# TYPE") {
        #expect(line == "# TYPE \(metric) gauge")
      } else {
        #expect(line.wholeMatch(of: /([a-z_]+)\{([a-z]+="[^"\n]*",?)+\} -?\d+/)?.1 == metric[...], "\(line)")
      }
    }
    #expect(text.hasSuffix("\n") && !all.isEmpty)
  }

  @Test("writes JSON by its schema, in every state", arguments: 0..<5)
  func json(number: Int) throws {
    let watched = try Watched()
    let run = try watched.machine.run(
      ["recheck", "h", "--format", "json", "--store", try watched.store(number)])
    #expect(run.code == (number == 0 ? 0 : 1))
    #expect(try PublishedSchema.objections(to: run.output, "recheck-1") == [])
    #expect(run.output.contains("\"status\": \"\(Self.states[number].word.lowercased())\""))
    let nothing = try watched.machine.run(["recheck", "h", "--format", "json", "--store", "/nowhere"])
    #expect(nothing.code == 66)
    #expect(try PublishedSchema.objections(to: nothing.output, "recheck-1") == [])
  }

  @Test("asks nothing with --no-input, and records what it saw")
  func noInput() throws {
    let watched = try Watched()
    let before = try watched.run.session.records.count
    let terminal = try watched.machine.terminal([
      "recheck", "h", "--no-input", "--store", try watched.store(0),
    ])
    #expect(try terminal.waitForExit() == .code(0))
    #expect(!terminal.plainScreen.contains("Test-CsPhoneBootstrap"))
    let records = try watched.run.session.records
    guard case .rechecked? = records.last?.event else {
      Issue.record("nothing is recorded")
      return
    }
    #expect(records.count == before + 1)
    let status = try watched.machine.run(["status", "h", "--json"]).output
    #expect(status.contains("\"well\": true"))
  }
}
