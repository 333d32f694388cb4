// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Foundation
import Glibc
import Procedure
import PseudoTerminal
import Servers
import Stores
import TestSupport
import Testing

/// What goes wrong between this computer and the server, above all in the middle of a deletion.
extension LiveTests {
  /// Does what an admin does, but stops where the wizard deletes itself for the first time.
  private func workToDeletion(_ run: LiveRun) throws -> PseudoTerminal.Exit? {
    try run.work { moment in
      // The letter M is offered only after a failure.
      if moment.letters.contains("M") { return .leave }
      return try Sensible().act(moment)
    }
  }

  @Test("killed right behind the deletion, finds out from the server that it is done")
  func killedBehind() throws {
    let run = try LiveRun(
      .duplicateRoot,
      net: #"[ "$verb" = deletekey ] || exec "$real" "$@"; "$real" "$@"; kill -9 $PPID; sleep 1"#)
    #expect(try run.work(Sensible().act) == .signal(SIGKILL))
    #expect(try run.server.removed().count == 1)
    #expect(run.exports.keys.contains { $0.hasSuffix(".before.reg") })
    let before = try run.session
    #expect(before.pending?.form == .report)

    try run.resume()
    #expect(try run.work(Sensible().act) == .code(0))
    #expect(try run.session.ending == .duplicatesRemoved)
    #expect(try run.server.removed().count == 1)
    #expect(try run.calls.count { $0 == "deletekey" } == 1)
    #expect(!run.exports.keys.contains { $0.hasSuffix(".before.reg") })
    // The record says that a command was begun of which nobody heard the end.
    #expect(
      try run.session.records.contains { record in
        guard case .ran(let command, .begun) = record.event else { return false }
        return command.contains("deletekey")
      })
  }

  @Test("killed right before the deletion, deletes when it is resumed")
  func killedBefore() throws {
    let run = try LiveRun(
      .duplicateRoot, net: #"[ "$verb" = deletekey ] || exec "$real" "$@"; kill -9 $PPID; sleep 1"#)
    #expect(try run.work(Sensible().act) == .signal(SIGKILL))
    #expect(try run.server.removed().isEmpty)
    try run.resume()
    #expect(try run.work(Sensible().act) == .code(0))
    #expect(try run.server.removed().count == 1)
    #expect(!run.exports.keys.contains { $0.hasSuffix(".before.reg") })
  }

  @Test(
    "puts the entry back when others changed with it, octet for octet, and says which",
    arguments: [false, true])
  func undone(isKilled: Bool) throws {
    // Somebody else deletes another certificate in the same moment.
    let other =
      #"other=$(sed -n 's/^.*ROOT.Certificates.\([0-9A-F]*\)]$/\1/p' "$server/stores.reg" | grep -v "${4##*\\}" | head -n 1); "#
    let key = #"'HKLM\SOFTWARE\Microsoft\SystemCertificates\ROOT\Certificates\'"$other""#
    let run = try LiveRun(
      .duplicateRoot,
      net: #"[ "$verb" = deletekey ] || exec "$real" "$@"; "$real" "$@"; "# + other
        + #"echo "$other" >"$folder/other"; "$real" -s "$server/smb.conf" registry deletekey "# + key + "; "
        + (isKilled ? "kill -9 $PPID; sleep 1" : "exit 0"))
    let first = try workToDeletion(run)
    if isKilled {
      #expect(first == .signal(SIGKILL))
      try run.resume()
      #expect(try workToDeletion(run) == nil)
    } else {
      #expect(first == nil)
    }
    let lost = try run.machine.text("other").trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(lost.count == 40)
    #expect(run.admin.screen.contains("So the deleted entry was put back as it was"))
    #expect(run.admin.screen.contains(lost))
    #expect(try run.server.removed().keys.sorted() == ["ROOT/registry/\(lost)"])
    #expect(try run.server.blobs().allSatisfy { run.server.filled[$0.key] == $0.value })
    #expect(try run.calls.suffix(2) == ["import", "export"])
  }

  @Test("cut off in the middle of the deletion, says so, and finishes when the server is back")
  func cutOff() throws {
    let run = try LiveRun(
      .duplicateRoot,
      net:
        #"[ "$verb" = deletekey ] || exec "$real" "$@"; "$real" "$@"; pid=$(tr -d ' ' <"$server/pid/smbd.pid"); "#
        + #"children=$(ps -o pid= --ppid "$pid"); kill -9 $pid $children; exit 255"#)
    #expect(try workToDeletion(run) == nil)
    #expect(run.admin.screen.contains("does not accept the connection"))
    #expect(try run.server.removed().count == 1)
    try run.server.restart()
    try run.admin.terminal.send("d\r")
    #expect(try run.work(Sensible().act) == .code(0))
    #expect(try run.session.ending == .duplicatesRemoved)
    #expect(try run.server.removed().count == 1)
  }

  @Test("Ctrl-C while the server is waited for parks the session, and nothing is left running")
  func stopped() throws {
    let run = try LiveRun(
      .duplicateRoot,
      net:
        #"[ "$verb" = deletekey ] || exec "$real" "$@"; echo $$ >"$folder/pid"; kill -INT $PPID; exec sleep 60"#
    )
    #expect(try run.work(Sensible().act) == .code(130))
    let number = try run.machine.text("pid").trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(kill(try #require(pid_t(number)), 0) != 0)
    #expect(try run.session.records.last?.event == .parked(.interrupted))
    #expect(try run.server.removed().isEmpty)
    try run.resume()
    #expect(try run.work(Sensible().act) == .code(0))
    #expect(try run.server.removed().count == 1)
  }

  @Test("the answer to a deletion is lost, and the server says that it is done")
  func answerLost() throws {
    let run = try LiveRun(
      .duplicateRoot,
      net: #"[ "$verb" = deletekey ] || exec "$real" "$@"; "$real" "$@"; "#
        + #"echo "deletekey: NT_STATUS_CONNECTION_DISCONNECTED"; exit 255"#)
    #expect(try run.work(Sensible().act) == .code(0))
    #expect(try run.session.ending == .duplicatesRemoved)
    #expect(try run.server.removed().count == 1)
    #expect(try run.calls.count { $0 == "deletekey" } == 1)
    let transcript = try run.machine.text("\(run.machine.state)/\(run.name).transcript.txt")
    #expect(transcript.contains("Failed (connection lost): net rpc registry deletekey"))
  }

  @Test("does not delete what is no longer what was exported")
  func changed() throws {
    let run = try LiveRun(.duplicateRoot)
    var isChanged = false
    try run.work { moment in
      if moment.letters.contains("M") { return .leave }
      if moment.item?.form == .deletion, !isChanged {
        isChanged = true
        let export = try #require(run.exports.first { $0.key.hasSuffix(".reg") }).value
        let entry = try RegistryEntry.all(of: export)[0]
        // A byte of the friendly name, “Lync”.
        let blob = entry.blob.replacing([0x4C, 0, 0x79, 0], with: [0x4C, 0, 0x78, 0])
        #expect(blob != entry.blob)
        let file = try run.machine.write(Self.export([(entry.name, blob)]), to: "changed.reg")
        try run.server.local(["import", file])
      }
      return try Sensible().act(moment)
    }
    #expect(isChanged)
    #expect(run.admin.screen.contains("byte for byte"))
    #expect(try run.server.removed().isEmpty)
    #expect(try !run.calls.contains("deletekey"))
  }

  @Test("goes on by hand where the server fails")
  func byHand() throws {
    let run = try LiveRun(
      .duplicateRoot,
      net:
        #"[ "$verb" = deletekey ] && { echo "deletekey returned WERR_ACCESS_DENIED"; exit 255; }; exec "$real" "$@""#
    )
    var isByHand = false
    let exit = try run.work { moment in
      if moment.letters.contains("M") {
        isByHand = true
        return .type("m")
      }
      // The second store, which is in order.
      if isByHand, moment.item?.form == .listing { return .type("1") }
      return try Sensible().act(moment)
    }
    #expect(isByHand)
    #expect(run.admin.screen.contains("denies access to its registry"))
    #expect(exit == .code(0))
    // The admin said that it is gone.
    let reports = try run.session.given.compactMap { one in
      one.answer.isDeletion ? one.answer.read(as: DeletionReported.self)?.byWizard : nil
    }
    #expect(reports == [false])
  }

  @Test("asks for user and password, shows no password, and asks again after a wrong one")
  func password() throws {
    let run = try LiveRun(.duplicateRoot, [])
    let terminal = run.admin.terminal
    let user = try #require(run.server.account["username"])
    let password = try #require(run.server.account["password"])
    for typed in ["not-the-password", password] {
      try terminal.waitFor("CONTOSO\\alex: ")
      try terminal.send("\(user)\r")
      try terminal.waitFor("not stored): ")
      try terminal.send("\(typed)\r")
      guard typed != password else { break }
      try terminal.waitFor("does not accept this user name and password")
      try terminal.waitFor("[M]")
      try terminal.send("d\r")
    }
    var asked = 0
    try run.work { moment in
      asked += 1
      return asked > 3 ? .leave : try Sensible().act(moment)
    }
    #expect(!run.admin.screen.contains("not-the-password"))
    #expect(try run.leftovers().allSatisfy { !$0.contains(password) })
    #expect(try run.calls == ["enumerate", "enumerate"])
    // The wrong one is in the record, as a failure.
    #expect(
      try run.session.records.contains { record in
        if case .ran(_, .failed(reason: "wrong user name or password")) = record.event { return true }
        return false
      })
  }

  @Test("says what is wrong before there is a session")
  func refused() throws {
    let server = try SambaServer.holding(.duplicateRoot)
    let machine = Machine()
    let live = ["start", "--server", "2012", "--name", "n", "--live"]
    try machine.shell(
      "cp \(server.authFile) open; chmod 644 open; printf 'username = root\\n' >wrong; chmod 600 wrong")
    func run(_ host: String, _ file: String) throws -> (code: Int32, messages: String) {
      let path = file.hasPrefix("/") ? file : "\(machine.folder)/\(file)"
      let run = try machine.run(live + [host, "--auth-file", path])
      // As it reads, however it is wrapped.
      return (run.code, run.messages.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    }
    let open = try run("127.0.0.1:\(server.port)", "open")
    #expect(open.code == 77)
    #expect(open.messages.contains("chmod 600 \(machine.folder)/open"))
    let wrong = try run("127.0.0.1:\(server.port)", "wrong")
    #expect(wrong.code == 77)
    #expect(wrong.messages.contains("does not accept this user name and password"))
    let closed = try run("127.0.0.1:1", server.authFile)
    #expect(closed.code == 66)
    #expect(closed.messages.contains("does not accept the connection to port 1"))
    let nobody = try run("nobody.invalid", server.authFile)
    #expect(nobody.code == 66)
    #expect(nobody.messages.contains("nobody.invalid is not known"))
    for verb in ["resume", "recheck", "restore"] {
      #expect(try machine.run([verb, "n", "--kerberos", "--auth-file", "auth"]).code == 64)
    }
    #expect(try machine.run(live + ["-x"]).code == 64)
    #expect(try machine.run(live + ["a;b"]).code == 64)
    #expect(try machine.run(["start", "--dry-run"]).code == 64)
    #expect(try machine.run(live + ["fe01", "--store", "x.reg"]).code == 64)
    #expect(access(machine.sessionFile("n"), F_OK) != 0)
  }
}
