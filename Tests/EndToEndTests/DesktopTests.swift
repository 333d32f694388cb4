// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import FaultInjection
import Procedure
import PseudoTerminal
import Servers
import TestFiles
import TestSupport
import Testing
import Texts

@Suite("The desktop of a practice server, end to end")
struct DesktopTests {
  private func begun(_ scenario: Scenario = .duplicateRoot) throws -> Machine {
    let machine = Machine()
    #expect(
      try machine.run(["practice", scenario.rawValue, "--by-hand", "--seed", "7", "--name", "p"]).code == 3)
    return machine
  }

  @Test("lets one desktop in at a time")
  func locked() throws {
    let machine = try begun()
    let first = try DesktopUser("p", on: machine)
    let second = try machine.run(["practice", "--desktop", "p"])
    #expect(second.code == 75)
    #expect(second.says(Wording()("practice.desktop.locked")))
    try first.typeLast("quit\r")
    #expect(try first.terminal.waitForExit() == .code(0))
    #expect(first.terminal.isInOrder)
    #expect(try machine.run(["practice", "--desktop", "p"], input: "quit\n").code == 0)
  }

  @Test(
    "closes at Ctrl-C and Ctrl-D with everything kept",
    arguments: [("\u{3}", 130), ("\u{4}", 0)] as [(String, Int32)])
  func closes(keys: String, code: Int32) throws {
    let machine = try begun()
    let user = try DesktopUser("p", on: machine)
    try user.openList(.root)
    try user.typeLast(keys)
    #expect(try user.terminal.waitForExit() == .code(code))
    #expect(user.terminal.isInOrder)
    #expect(user.terminal.plainScreen.contains("lync-pin-wizard practice --desktop p"))
  }

  @Test("works from a pipe, and says what is not a choice")
  func piped() throws {
    let machine = try begun()
    let run = try machine.run(["practice", "--desktop"], input: "99\n?\n4\n1\n0\nquit\n")
    #expect(run.code == 0)
    #expect(run.says("“99” is not one of the numbers shown"))
    #expect(run.says(Wording()("practice.desktop.help")))
    #expect(run.says(Wording()("label.requestInstallAssign")))
    #expect(run.output.isEmpty)
  }

  @Test("names what has no windows")
  func refuses() throws {
    let machine = Machine()
    let none = try machine.run(["practice", "--desktop"])
    #expect(none.code == 66)
    #expect(none.says(Wording()("practice.desktop.none")))
    _ = try machine.run(["practice", "--seed", "7", "--name", "offered"])
    let offered = try machine.run(["practice", "--desktop", "offered"])
    #expect(offered.code == 66)
    #expect(offered.says("“offered” is not a practice session by hand"))
    #expect(machine.files("offered.desktop.lock").isEmpty)
  }

  @Test("says so when the server is gone from under a session, and grades nothing")
  func withoutServer() throws {
    let machine = try begun()
    let admin = try machine.start(["resume", "p"], session: "p")
    try admin.work { moment in
      guard case .value(.thumbprint)? = moment.item?.form else {
        return try Sensible(path: [ContosoSamples().rootA1, ContosoSamples().subB1]).act(moment)
      }
      return .leave
    }
    try machine.shell("rm \(machine.state)/p.desktop")
    try admin.terminal.send("s\r\u{4}")
    #expect(try admin.terminal.waitForExit() == .code(3))
    #expect(admin.screen.contains("p.desktop"))
    #expect(!admin.screen.contains(Wording()("grade.soFar")))
    let resumed = try machine.run(["resume", "p"])
    #expect(resumed.code == 65)
    #expect(resumed.says("p.desktop is not complete"))
  }

  @Test("does not delete in the tree of the user")
  func currentUser() throws {
    let machine = try begun()
    let user = try DesktopUser("p", on: machine)
    try user.click("mmc.exe")
    try user.click("\(user.texts("label.fileMenu")) >")
    try user.click(user.texts("label.myUserAccount") + " > " + user.texts("label.finish"))
    try user.type("1")
    try user.type("1")
    try user.clickLabels("label.delete")
    #expect(user.window.contains(user.texts("desktop.denied")))
    let server = try machine.text("\(machine.state)/p.desktop")
    #expect(!server.contains("deleted"))
  }

  @Test(
    "has the state before a deed or after it, wherever it was killed", .enabled(if: Tracing.canInject),
    arguments: ["write", "fsync", "rename", "mkdir"])
  func killed(call: String) throws {
    var isReached = false
    var kills = 0
    // Most writes are to the terminal; every seventh is enough of those.
    for number in stride(from: 1, to: 200, by: call == "write" ? 7 : 1) where !isReached {
      let machine = try begun()
      let before = try machine.text("\(machine.state)/p.desktop")
      let script = "5\n1\n2\n1\n1\n2\nx\n1\n3\n1\nquit\n"
      let finished = try PseudoTerminal.run(
        Tracing.inject("\(call):signal=KILL:when=\(number)")
          + [PseudoTerminal.builtProgram("lync-pin-wizard"), "practice", "--desktop", "p"],
        input: script, environment: machine.environment)
      isReached = finished.exit == .code(0)
      kills += isReached ? 0 : 1
      let after = try machine.text("\(machine.state)/p.desktop")
      let exported = machine.files("p.exports").filter {
        !$0.key.contains(".part") && $0.key.hasSuffix(".cer")
      }
      #expect(after.hasPrefix(String(before.prefix(200))))
      // A deletion comes after its export in this script, and each export in the state is a whole file.
      if after.contains("\"deleted\"") { #expect(after.contains("\"exported\"")) }
      if after.contains("\"exported\"") { #expect(exported.values.allSatisfy { $0.count > 300 }) }
      // It opens again, the lock is gone with its holder.
      #expect(try machine.run(["practice", "--desktop", "p"], input: "quit\n").code == 0)
    }
    #expect(isReached)
    #expect(kills > 1)
  }
}
