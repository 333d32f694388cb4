// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Foundation
import Glibc
import Procedure
import PseudoTerminal
import Servers
import TestSupport
import Testing

/// Which computer answers, in every command that reaches a server.
extension LiveTests {
  private static let own = ServerIdentity(
    computerName: "FE01", machineGUID: "6d0f3c1a-5b7e-4a52-9c01-f00dfe010001")
  /// From when `other` lies in the machine's folder, another member of the pool answers.
  private static let otherAnswers = """
    if [ "$verb" = getvalueraw ] && [ -e "$folder/other" ]; then
      case "$*" in *MachineGuid*) echo 6d0f3c1a-5b7e-4a52-9c01-f00dfe020002 ;; *) echo FE02 ;; esac
      exit
    fi
    exec "$real" "$@"
    """
  private static let nameless = #"[ "$verb" = getvalueraw ] && exit 255; exec "$real" "$@""#

  @Test("the session learns which computer its server is, and says so")
  func learned() throws {
    let run = try LiveRun(.duplicateRoot)
    #expect(try run.work { $0.item?.form == .listing ? .type("p") : try Sensible().act($0) } == .code(3))
    #expect(try run.session.identity == Self.own)
    // An address is no name: the server's own is offered.
    #expect(try run.session.findings.server == "FE01")
    #expect(run.admin.screen.contains("The server's own name is FE01."))
    #expect(try run.run(["status", run.name]).output.contains("Server's own name: FE01"))
    let transcript = try run.run(["transcript", run.name]).output
    #expect(transcript.contains("Answered: FE01 (MachineGuid 6d0f3c1a-5b7e-4a52-9c01-f00dfe010001)."))
    let hidden = try run.run(["transcript", run.name, "--pseudonyms"]).output
    #expect(!hidden.contains("FE01") && !hidden.contains("6d0f3c1a"))
    #expect(try run.run(["verify", run.name]).code == 0)
  }

  @Test("another server is refused with both names by every command that reaches one")
  func refusedElsewhere() throws {
    let run = try LiveRun(.duplicateRoot, net: Self.otherAnswers)
    #expect(
      try run.work { $0.item?.form == .decision(.mismatched) ? .type("p") : try Sensible().act($0) }
        == .code(3))
    func expectRefused(_ verb: String) throws {
      try run.machine.write("", to: "other")
      defer { unlink("\(run.machine.folder)/other") }
      let lines = try run.session.records.count
      let result = try run.run([verb, run.name] + run.signIn, answers: ["d"])
      #expect(result.code == 65, "\(verb): \(result.messages)")
      #expect(result.says("Another server answered: FE02, not FE01"), "\(verb): \(result.messages)")
      #expect(try run.session.records.count == lines)
      #expect(
        try !run.calls.contains { ["import", "deletekey"].contains($0) } || run.server.removed().count == 1)
    }
    try expectRefused("resume")
    try run.resume(net: Self.otherAnswers)
    #expect(try run.work(Sensible().act) == .code(0))
    let blobs = try run.server.blobs()
    try expectRefused("recheck")
    try expectRefused("restore")
    #expect(try run.server.blobs() == blobs)
    #expect(try run.run(["restore", run.name] + run.signIn, answers: ["d"]).code == 0)
    #expect(try run.server.blobs() == run.server.filled)
  }

  @Test(
    "another server is refused in the middle of the work",
    arguments: [Form.listing, .readBack])
  func refusedMeanwhile(form: Form) throws {
    let run = try LiveRun(.duplicateRoot, net: Self.otherAnswers)
    var before: [String: [UInt8]]?
    try run.work { moment in
      if moment.letters.contains("M") { return .leave }
      // The prompt before the one at which the server is asked.
      if before == nil, Self.precedes(form, moment.item) {
        before = try run.server.blobs()
        try run.machine.write("", to: "other")
      }
      return try Sensible().act(moment)
    }
    #expect(
      run.admin.screen.contains("Another server answered: FE02, not FE01"), "\(run.admin.screen.suffix(600))")
    #expect(try run.session.pending?.form == form)
    #expect(try run.server.blobs() == before)
  }

  private static func precedes(_ form: Form, _ item: Item?) -> Bool {
    form == .listing ? item?.step.id == "root.7" : item?.step.id == "root.12"
  }

  @Test("a name that is not the server's own is warned of, and leads to one address from then on")
  func poolName() throws {
    let machine = Machine()
    let server = try SambaServer.holding(.duplicateRoot)
    let run = try LiveRun(beside: server, on: machine, chain: server.chain, host: "localhost")
    #expect(try run.work(Sensible().act) == .code(0))
    #expect(run.admin.screen.contains("localhost is not the server's own name: FE01 answered."))
    #expect(try run.session.findings.server == "FE01")
    let calls = try machine.text("calls").split(separator: "\n")
    #expect(calls.first?.hasPrefix("lookup host localhost") == true)
    #expect(calls.dropFirst().allSatisfy { $0.contains(" -S localhost -p \(server.port) -I 127.0.0.1 ") })
    #expect(try run.server.removed().count == 1)
  }

  @Test("nothing is deleted where nobody knows which server it is, and it is learned when it can be")
  func nameless() throws {
    let run = try LiveRun(.duplicateRoot, net: Self.nameless)
    #expect(try run.work { $0.letters.contains("M") ? .leave : try Sensible().act($0) } == nil)
    #expect(run.admin.screen.contains("127.0.0.1 does not say which server it is"))
    #expect(try run.server.removed().isEmpty)
    #expect(try !run.calls.contains("deletekey"))
    #expect(try run.session.identity == .unknown)
    #expect(try run.refused.count == 1)
    try run.admin.terminal.send("p\r")
    #expect(try run.admin.terminal.waitForExit() == .code(3))
    // As in a session of an older version, in which it was never asked.
    try run.resume()
    #expect(try run.work(Sensible().act) == .code(0))
    #expect(try run.session.identity == Self.own)
    #expect(try run.server.removed().count == 1)
  }

  struct Signal: Sendable, CustomTestStringConvertible {
    let name: String
    let exit: Int32
    let why: Parking
    var testDescription: String { name }
  }

  static let signals = [
    Signal(name: "INT", exit: 130, why: .interrupted), Signal(name: "TERM", exit: 3, why: .terminated),
    Signal(name: "HUP", exit: 3, why: .terminated), Signal(name: "QUIT", exit: 3, why: .terminated),
  ]

  @Test("a signal while the server is waited for ends it as documented", arguments: signals)
  func signalled(_ signal: Signal) throws {
    let wait = #"{ echo $$ >"$folder/pid"; kill -\#(signal.name) $PPID; exec sleep 60; }"#
    let run = try LiveRun(
      .duplicateRoot, net: #"[ "$verb" = deletekey ] && \#(wait); exec "$real" "$@""#)
    #expect(try run.work(Sensible().act) == .code(signal.exit))
    #expect(try run.session.records.last?.event == .parked(signal.why))
    let number = try run.machine.text("pid").trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(kill(try #require(pid_t(number)), 0) != 0)
    // Before there is anything to go on with, and in a command that only looks.
    for verb in ["enumerate", "export"] {
      try run.change(net: #"[ "$verb" = \#(verb) ] && \#(wait); exec "$real" "$@""#)
      let result = try run.run(["recheck", run.name] + run.signIn)
      #expect(result.code == signal.exit, "\(verb)")
      #expect(result.says("Stopped."))
    }
  }

  @Test("a call that a killed run left behind is ended before the server is looked at again")
  func swept() throws {
    let run = try LiveRun(
      .duplicateRoot,
      net: #"[ "$verb" = deletekey ] || exec "$real" "$@"; echo $$ >"$folder/pid"; kill -9 $PPID; sleep 300"#)
    #expect(try run.work(Sensible().act) == .signal(SIGKILL))
    let number = try run.machine.text("pid").trimmingCharacters(in: .whitespacesAndNewlines)
    let call = try #require(pid_t(number))
    #expect(kill(call, 0) == 0)
    #expect(try scratchFolders(run).count == 1)
    try run.resume()
    #expect(try run.work(Sensible().act) == .code(0))
    // Killed, though whoever inherited it may not have asked for it yet.
    let status = (try? run.machine.text("/proc/\(call)/stat")) ?? ") Z "
    #expect(status.contains(") Z "), "\(status)")
    #expect(try scratchFolders(run).isEmpty)
    #expect(try run.server.removed().count == 1)
  }

  private func scratchFolders(_ run: LiveRun) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: run.machine.folder).filter {
      $0.hasPrefix("lync-pin-wizard-scratch.")
    }
  }
}
