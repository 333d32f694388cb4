// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Foundation
import Glibc
import Journal
import Procedure
import PseudoTerminal
import Servers
import TestFiles
import TestSupport
import Testing

/// The servers of a pool, mended one after the other.
extension LiveTests {
  /// Works on one of the servers at the pace of the clicks of one window.
  private func mend(
    _ server: SambaServer, on machine: Machine, like other: String? = nil, faster: Bool
  ) throws -> LiveRun {
    let run = try LiveRun(
      beside: server, on: machine, named: server.computer.lowercased(),
      chain: other == nil ? server.chain : [],
      host: server.address, options: other.map { ["--like", $0] } ?? [])
    let admin = PacedAdmin(sensible: Sensible(server: server.computer))
    var isFast = !faster
    let exit = try run.work { moment in
      if !isFast {
        isFast = true
        return .type("faster")
      }
      return try admin.act(moment)
    }
    #expect(exit == .code(0), "\(server.computer)")
    return run
  }

  @Test("mends three servers one after the other, and asks everything about each of them")
  func pool() throws {
    let servers = try (1...3).map { try SambaServer.member($0) }
    let machine = Machine()
    let first = try mend(servers[0], on: machine, faster: true)
    var counts = [first.admin.moments.count]
    for server in servers.dropFirst() {
      let run = try mend(server, on: machine, like: "fe01", faster: false)
      counts.append(run.admin.moments.count)
      let session = try run.session
      #expect(session.ending == .duplicatesRemoved)
      #expect(session.identity.computerName == server.computer)
      #expect(run.admin.screen.contains("This session is based on fe01"))
      #expect(run.admin.screen.contains("mostly confirmed together"))
      // What is about this server is asked, as in the first session; nothing was answered without a prompt.
      let asked = Set(run.admin.moments.compactMap { $0.item?.step.id })
      for step in ["start.server", "start.zone", "start.admin", "wizard.6", "root.6", "root.decide"] {
        #expect(asked.contains(step), "\(step)")
      }
      #expect(run.admin.moments.contains { $0.item?.form == .decision(.mismatched) })
      #expect(run.admin.moments.contains { $0.item?.form == .deletion })
      #expect(try session.given.map(\.item.key) == first.session.given.map(\.item.key))
      #expect(try server.removed().count == 1)
      let transcript = try machine.text("\(machine.state)/\(run.name).transcript.txt")
      #expect(transcript.contains("Based on session fe01"))
      #expect(transcript.contains("session-fe01-root.cer"))
    }
    // The word that changes the pace is not needed.
    #expect(counts[1] == counts[0] - 1 && counts[2] == counts[1], "\(counts)")
    #expect(counts[0] <= 40, "\(counts)")
    try recheck(servers, on: machine)
  }

  /// A collected folder says that all is well, for its own server alone.
  private func recheck(_ servers: [SambaServer], on machine: Machine) throws {
    for server in servers.dropFirst() {
      let collected = try machine.run([
        "collect", "--live", "\(server.address):\(server.port)", "--auth-file", server.authFile,
        "--output", "\(machine.folder)/\(server.computer)",
      ])
      #expect(collected.code == 0)
    }
    let own = try machine.run(["recheck", "fe02", "--no-input", "--from", "\(machine.folder)/FE02"])
    #expect(own.code == 0, "\(own.messages)")
    let other = try machine.run(["recheck", "fe02", "--no-input", "--from", "\(machine.folder)/FE03"])
    #expect(other.code == 65 && other.says("was collected on FE03"), "\(other.messages)")
    let receipt = try machine.text("FE02/receipt.txt")
    try machine.write(
      receipt.replacing(/machine [0-9a-f-]+/, with: "machine 6d0f3c1a-5b7e-4a52-9c01-000000000000"),
      to: "FE02/receipt.txt")
    let reinstalled = try machine.run(["recheck", "fe02", "--no-input", "--from", "\(machine.folder)/FE02"])
    #expect(reinstalled.code == 65 && reinstalled.says("another installation"), "\(reinstalled.messages)")
    try machine.shell("test -e state/lync-pin-wizard/fe02.path/session-fe01-root.cer")
    if PoolPlay.isInstalled { try recheckAll(servers, on: machine) }
    #expect(machine.openToOthers() == [])
  }
}

extension LiveTests {
  /// The playbook says the same of all servers at once.
  private func recheckAll(_ servers: [SambaServer], on machine: Machine) throws {
    let play = try PoolPlay(servers.map { .init(name: $0.computer.lowercased(), server: $0) }, on: machine)
    let before = try machine.text(machine.sessionFile("fe02"))
    let well = try play.run("recheck.yml")
    #expect(well.code == 0 && well.changed == 0, "\(well.output)")
    for name in ["fe01", "fe02", "fe03"] {
      #expect(well.output.contains("\(name).contoso.com: ok"), "\(name)")
    }
    try servers[1].local(["import", "\(servers[1].folder)/stores.reg"])
    let back = try play.run("recheck.yml")
    #expect(back.code == 2, "\(back.output)")
    #expect(
      back.output.contains("fe02.contoso.com: critical") && back.output.contains("fe03.contoso.com: ok"))
    // Nothing is recorded.
    #expect(try machine.text(machine.sessionFile("fe02")) == before)
    #expect(play.isSecretKept([well, back]))
  }
}

@Suite("A session like another one")
struct LikeTests {
  /// A session by hand that keeps the stray root, and does not look at the phones' trust list.
  private func keep(
    _ arguments: [String], on machine: Machine, _ reason: String, named name: String
  ) throws -> Admin {
    let contoso = try ContosoSamples()
    var sensible = contoso.sensible(rows: [contoso.rootA1, contoso.rootA2])
    sensible.decision = "k"
    let admin = try machine.start(
      ["start", "--server", "2012", "--name", name] + arguments, session: name)
    let exit = try admin.work { moment in
      if moment.item?.form == .phoneTrust { return .type(moment.isAside ? reason : "s") }
      if case .decision? = moment.item?.form, moment.isAside { return .type(reason) }
      return try sensible.act(moment)
    }
    #expect(exit == .code(1))
    return admin
  }

  @Test("offers typed values and reasons again, each where it was given, and nothing that was decided")
  func typed() throws {
    let machine = Machine()
    let first = try keep([], on: machine, "the owner is asked", named: "h")
    let second = try keep(["--like", "h", "--pace", "each"], on: machine, "", named: "i")
    let session = try machine.session("i")
    #expect(try session.given.map(\.answer) == machine.session("h").given.map(\.answer))
    #expect(second.screen.contains("Typed in session h. Take it with D"))
    #expect(second.screen.contains("The reason in session h was: the owner is asked"))
    #expect(second.screen.contains("offered value by value"))
    #expect(!first.screen.contains("in session h was"))
    // Every decision and every value of this server's rows was typed here.
    let rows = second.moments.filter { moment in
      guard case .entry? = moment.item?.about, case .value? = moment.item?.form else { return false }
      return !moment.isAside
    }
    #expect(!rows.isEmpty && rows.allSatisfy { !$0.letters.contains("D") })
    let head = try machine.journal("h").head
    #expect(session.start.earlier == Start.Earlier(session: "h", head: head))
    let transcript = try machine.run(["transcript", "i"]).output
    #expect(transcript.contains("Based on session h") && transcript.contains(head))
    let renamed = try machine.run(["transcript", "i", "--pseudonyms"]).output
    #expect(renamed.contains("Based on session earlier-session"))
  }

  @Test("keeps the offered path as files of its own, which go along to another computer")
  func handedOver() throws {
    let machine = Machine()
    let chain = ["rootA1.cer", "subB1.cer"].flatMap { ["--chain", "\(Samples.windows)/\($0)"] }
    _ = try keep(chain, on: machine, "kept", named: "h")
    let run = try machine.run(["start", "--server", "2012", "--name", "n", "--like", "h"])
    #expect(run.code == 3, "\(run.messages)")
    try machine.shell("rm state/lync-pin-wizard/h.session")
    #expect(try machine.run(["handover", "n", "--output", "\(machine.folder)/n.tar"]).code == 0)
    let other = Machine()
    let resumed = try other.run(["resume", "\(machine.folder)/n.tar"])
    #expect(resumed.code == 3, "\(resumed.messages)")
    let files = other.files("n.files").keys.filter { $0.hasSuffix(".cer") }.map {
      $0.split(separator: "/").last
    }
    #expect(Set(files) == ["session-h-root.cer", "session-h-intermediate-1.cer"])
  }

  @Test("is not begun like one that is not there, has not ended, is practice, or has no path")
  func refused() throws {
    let machine = Machine()
    _ = try machine.run(["start", "--server", "2012", "--name", "open"])
    _ = try machine.run(["practice", "--name", "p"])
    let cases = [("none", Int32(66)), ("open", 1), ("p", 1)]
    for (name, code) in cases {
      let run = try machine.run(["start", "--server", "2012", "--name", "new", "--like", name])
      #expect(run.code == code, "\(name): \(run.messages)")
      #expect(access(machine.sessionFile("new"), F_OK) != 0)
    }
  }

  @Test("does not touch a session that has the name already")
  func taken() throws {
    let machine = Machine()
    _ = try keep([], on: machine, "kept", named: "h")
    let before = try machine.text(machine.sessionFile("h"))
    let run = try machine.run(["start", "--server", "2012", "--name", "h", "--like", "h"])
    #expect(run.code == 73, "\(run.messages)")
    #expect(try machine.text(machine.sessionFile("h")) == before)
    #expect(access("\(machine.state)/h.path", F_OK) != 0)
  }
}
