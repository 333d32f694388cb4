// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Foundation
import Glibc
import Occurrences
import Procedure
import PseudoTerminal
import Servers
import Stores
import TestFiles
import Testing

/// Looking again and bringing back, on a server that the wizard reaches itself.
extension LiveTests {
  /// A run that has deleted the stray root.
  private func removed() throws -> LiveRun {
    let run = try LiveRun(.duplicateRoot)
    guard try run.work(Sensible().act) == .code(0) else {
      throw Unexpected("\(run.admin.screen.suffix(500))")
    }
    #expect(try run.server.removed().count == 1)
    return run
  }

  private func lastRecheck(_ run: LiveRun) throws -> Recheck? {
    try run.session.records.reversed().lazy.compactMap { record -> Recheck? in
      if case .rechecked(let recheck) = record.event { return recheck }
      return nil
    }.first
  }

  @Test("looks at the server at the end, and again whenever it is asked to")
  func recheck() throws {
    let run = try removed()
    #expect(run.admin.screen.contains("In place: "))
    #expect(run.admin.screen.contains("Gone: "))
    #expect(run.admin.screen.contains("lync-pin-wizard recheck \(run.name)\n"))
    let before = try run.calls.count
    let well = try run.run(["recheck", run.name] + run.signIn)
    #expect(well.code == 0, "\(well.messages)")
    #expect(well.says("Gone: ") && well.says("In place: "))
    // One call to greet, and one for each physical store of both stores.
    #expect(try run.calls.dropFirst(before) == ["enumerate"] + Array(repeating: "export", count: 7))
    let recheck = try #require(try lastRecheck(run))
    #expect(recheck.sources == ["127.0.0.1"])
    #expect(recheck.removed.map(\.presence) == [.absent])
    #expect(recheck.kept.allSatisfy { $0.presence == .there([.registry]) })

    // Active Directory brings it back.
    try run.server.put(try run.server.stray(), below: #"Microsoft\EnterpriseCertificates\Root"#)
    let back = try run.run(["recheck", run.name] + run.signIn)
    #expect(back.code == 1)
    #expect(back.says("BACK: ") && back.says("(Enterprise)"))
    #expect(back.says("This copy comes from Active Directory."))
    #expect(try lastRecheck(run)?.removed.map(\.presence) == [.there([.enterprise])])
    let transcript = try run.run(["transcript", run.name]).output
    #expect(transcript.contains("Checked again: 127.0.0.1."))
    #expect(
      transcript.contains(
        #"Ran: net rpc registry export 'HKLM\SOFTWARE\Microsoft\EnterpriseCertificates\Root"#))
    #expect(try run.run(["verify", run.name]).code == 0)
  }

  @Test("brings back what it deleted octet for octet, and the record says how")
  func broughtBack() throws {
    let run = try removed()
    let away = try run.server.removed()
    let result = try run.run(["restore", run.name] + run.signIn, answers: ["d"])
    #expect(result.code == 0, "\(result.messages)")
    #expect(try run.server.blobs() == run.server.filled)
    let events = try run.session.records.suffix(5).map(\.event)
    guard case .ran(let first, .begun) = events[1], case .ran(let second, .done) = events[2],
      case .restored(let id, .byWizard) = events[4]
    else {
      Issue.record("\(events)")
      return
    }
    #expect(first == second && first.hasPrefix("net rpc registry import "))
    #expect(
      try run.session.findings.entries[id]?.facts?.thumbprint.map(Self.name) == away.keys.map(Self.last).first
    )
    let transcript = try run.run(["transcript", run.name]).output
    #expect(transcript.contains("Begins: net rpc registry import "))
    #expect(transcript.contains("Brought back, as seen by the wizard."))

    #expect(try run.run(["restore", run.name] + run.signIn).code == 1)
    let there = try run.run(["recheck", run.name] + run.signIn)
    #expect(there.code == 0 && there.says("In place again: "))
    #expect(try run.run(["verify", run.name]).code == 0)
    let password = try #require(run.server.account["password"])
    #expect(try run.leftovers().allSatisfy { !$0.contains(password) })
  }

  private static func name(_ thumbprint: Thumbprint) -> String {
    thumbprint.description.filter { $0 != " " }.uppercased()
  }

  private static func last(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? ""
  }

  @Test("killed behind the import, finds out from the server that it is back")
  func killedBehindImport() throws {
    let run = try removed()
    try run.change(
      net: #"[ "$verb" = import ] || exec "$real" "$@"; "$real" "$@"; kill -9 $PPID; sleep 1"#)
    // The shell that runs the program says by this code that a signal ended it.
    #expect(try run.run(["restore", run.name] + run.signIn, answers: ["d"]).code == 128 + SIGKILL)
    #expect(try run.server.blobs() == run.server.filled)
    #expect(try !run.session.removed.isEmpty)
    try run.change(net: "exec \"$real\" \"$@\"")
    #expect(try run.run(["restore", run.name] + run.signIn, answers: ["d"]).code == 0)
    #expect(try run.calls.count { $0 == "import" } == 1)
    #expect(try run.session.removed.isEmpty)
    #expect(try run.server.blobs() == run.server.filled)
  }

  @Test(
    "imports no file in which anything else stands", arguments: ["another key", "another value", "a link"])
  func foreignCopy(kind: String) throws {
    let run = try removed()
    let file = try #require(run.exports.first { $0.key.hasSuffix(".reg") })
    let path = "\(run.machine.state)/\(run.name).exports/\(file.key)"
    let blob = try RegistryEntry.all(of: file.value)[0]
    let text = Self.export([(blob.name, blob.blob)])
    switch kind {
    case "another key":
      try run.machine.write(text + "[HKEY_LOCAL_MACHINE\\SOFTWARE\\Elsewhere]\n\"x\"=\"y\"\n", to: path)
    case "another value": try run.machine.write(text + "\"x\"=\"y\"\n", to: path)
    default: try run.machine.shell("mv \(path) \(path).moved; ln -s \(path).moved \(path)")
    }
    let result = try run.run(["restore", run.name] + run.signIn, answers: ["d", "s"])
    #expect(result.code == 1)
    #expect(result.says("is missing or was changed, so nothing was changed on the server"))
    #expect(try !run.calls.contains("import"))
    #expect(try run.server.removed().count == 1)
    // As it was exported, but for its writing, it is taken.
    try run.machine.shell("rm -f \(path)")
    try run.machine.write(text, to: path)
    #expect(try run.run(["restore", run.name] + run.signIn, answers: ["d"]).code == 0)
    #expect(try run.server.blobs() == run.server.filled)
  }

  @Test("where the server refuses, it is tried again, or goes on by hand")
  func restoredByHand() throws {
    let run = try removed()
    try run.change(
      net: #"[ "$verb" = import ] && { echo "import: WERR_ACCESS_DENIED"; exit 255; }; exec "$real" "$@""#)
    #expect(try run.run(["restore", run.name] + run.signIn, answers: ["d", "d"]).code == 3)
    #expect(try run.calls.count { $0 == "import" } == 2)
    let result = try run.run(["restore", run.name] + run.signIn, answers: ["d", "m", "d"])
    #expect(result.code == 0)
    #expect(result.says("denies access to its registry"))
    #expect(result.says("certutil -addstore ROOT"))
    guard case .restored(_, .byWord)? = try run.session.records.last?.event else {
      Issue.record("not recorded")
      return
    }
    #expect(try run.server.removed().count == 1)
  }

  @Test("what somebody else put back meanwhile stays as they put it")
  func backAlready() throws {
    let run = try removed()
    let stray = try run.server.stray()
    // A byte of the friendly name, “Lync”.
    let blob = stray.blob.replacing([0x4C, 0, 0x79, 0], with: [0x4C, 0, 0x78, 0])
    let file = try run.machine.write(Self.export([(stray.name, blob)]), to: "other.reg")
    try run.server.local(["import", file])
    #expect(try run.run(["restore", run.name] + run.signIn, answers: ["d"]).code == 0)
    #expect(try run.server.blobs()["ROOT/registry/\(stray.name)"] == blob)
    #expect(try !run.calls.contains("import"))
  }

  @Test("a server that is away is said, and can be tried again")
  func away() throws {
    let run = try removed()
    let lines = try run.session.records.count
    try run.change(net: #"echo "Connection failed: NT_STATUS_IO_TIMEOUT"; exit 255"#)
    for verb in ["recheck", "restore"] {
      let calls = try run.calls.count
      let result = try run.run([verb, run.name] + run.signIn, answers: ["d"])
      #expect(result.code == 66)
      #expect(result.says("did not answer in time"))
      #expect(try run.calls.count == calls + 2)
    }
    #expect(try run.session.records.count == lines)
  }
}
