// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import FaultInjection
import Files
import Procedure
import PseudoTerminal
import Servers
import TestFiles
import TestSupport
import Testing
import Texts

@Suite("The desktop of a practice server, end to end")
struct DesktopTests {
  func begun(_ scenario: Scenario = .duplicateRoot) throws -> Machine {
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

  @Test("a console that stays open keeps its snap-ins and what is ticked in its view")
  func ticked() throws {
    let user = try DesktopUser("p", on: try begun(.both))
    try user.openList(.root)
    try user.type("0")
    let option = user.texts("label.physicalStores")
    #expect(user.window.contains("\(option) [ ]"))
    let view = [user.texts("label.viewMenu"), user.texts("label.options"), option]
    try user.click(view.joined(separator: " > "))
    #expect(user.window.contains("\(option) [x]"))
    // The second half works in the same console, which was left open meanwhile.
    try user.type("w")
    try user.click(user.texts("desktop.taskbar"))
    #expect(user.window.contains("\(option) [x]"))
    try user.click(user.texts("label.certificatesLocalComputer") + " > " + user.texts("label.intermediate"))
    #expect(user.window.contains(user.texts("label.physicalGroupPolicy")))
  }

  @Test("works from a pipe, and says what is not a choice")
  func piped() throws {
    let machine = try begun()
    let run = try machine.run(["practice", "--desktop"], input: "99\n?\n4\n1\n0\nquit\n")
    #expect(run.code == 0)
    #expect(run.says("“99” is not one of the numbers or letters shown"))
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
    try user.openConsole()
    try user.addSnapIn("label.myUserAccount")
    try user.type("1")
    try user.type("1")
    try user.clickLabels("label.delete")
    #expect(user.window.contains(user.texts("desktop.denied")))
    let server = try machine.text("\(machine.state)/p.desktop")
    #expect(!server.contains("deleted"))
  }

  @Test("asks for permission only for a console of an administrator, and deletes only in that")
  func elevated() throws {
    let machine = try begun()
    let user = try DesktopUser("p", on: machine)
    let permission = user.texts("desktop.permission")
    try user.click("mmc.exe", exactly: true)
    #expect(!user.window.contains(permission))
    try user.addSnapIn("label.computerAccount")
    try user.type("1")
    try user.type("1")
    try user.clickLabels("label.delete")
    #expect(user.window.contains(user.texts("desktop.denied")))
    try user.home()
    try user.click("mmc.exe · ")
    #expect(user.window.contains(permission))
    try user.clickLabels("desktop.no")
    try user.click("mmc.exe · ")
    try user.clickLabels("label.yes")
    try user.addSnapIn("label.computerAccount")
    try user.type("1")
    try user.type("1")
    try user.clickLabels("label.delete", "label.yes")
    #expect(try machine.text("\(machine.state)/p.desktop").contains("deleted"))
  }

  @Test("removes a snap-in that was added by mistake")
  func snapIn() throws {
    let user = try DesktopUser("p", on: begun())
    let texts = user.texts
    try user.openConsole()
    try user.addSnapIn("label.myUserAccount")
    try user.addSnapIn("label.computerAccount")
    #expect(user.choices.first?.label.hasPrefix(texts("label.certificatesCurrentUser")) == true)
    try user.click("\(texts("label.fileMenu")) >")
    try user.click("\(texts("label.certificatesCurrentUser")) > \(texts("desktop.remove"))")
    #expect(user.choices.first?.label.hasPrefix(texts("label.certificatesLocalComputer")) == true)
    #expect(!user.window.contains(texts("label.certificatesCurrentUser")))
  }

  @Test("names what is to be deleted and what 0 closes, and has no number for what is no row")
  func named() throws {
    let user = try DesktopUser("p", on: begun())
    try user.openList(.root)
    let rows = user.choices.count { Int($0.key) != nil }
    try user.type("2")
    let title = try #require(user.window.firstMatch(of: /PRACTICE · (.+ · \S+)\n/)).output.1
    let prompt = user.window.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(prompt.contains("0 closes “\(title)”"))
    #expect(!user.choices.contains { Int($0.key) != nil })
    try user.type("3")
    #expect(user.window.contains("“3” is not one of the numbers or letters shown"))
    try user.type("")
    try user.clickLabels("label.delete")
    let said = user.window.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(said.contains("Selected in the list: \(title), serial number "))
    #expect(said.contains("Windows does not"))
    try user.clickLabels("desktop.no")
    try user.type("0")
    #expect(user.choices.count { Int($0.key) != nil } == rows)
  }

  @Test("keeps the numbers of a certificate's tabs, whichever is in front")
  func tabs() throws {
    let user = try DesktopUser("p", on: begun())
    _ = try user.pathCount()
    let labels = ["label.general", "label.details", "label.certificationPath"].map { user.texts($0) }
    for number in ["1", "2", "3"] {
      try user.type(number)
      #expect(user.choices.prefix(3).map(\.label) == labels)
      #expect(user.choices.first { $0.label == user.texts("label.ok") }?.key == "a")
    }
  }

  @Test("keeps a window that is left open as it was")
  func leftOpen() throws {
    let user = try DesktopUser("p", on: begun())
    let texts = user.texts
    try user.openConsole()
    try user.addSnapIn("label.computerAccount")
    try user.type("1")
    let list = user.choices.map(\.label)
    try user.type("w")
    try user.clickLabels("desktop.commandPrompt")
    try user.type("W")
    let taskbar = user.choices.filter { $0.label.hasPrefix("\(texts("desktop.taskbar")) > ") }
    #expect(taskbar.count == 2)
    try user.type(try #require(taskbar.first).key)
    #expect(user.choices.map(\.label) == list)
    // What is closed is no longer there.
    try user.type("0")
    try user.type("0")
    #expect(user.choices.count { $0.label.hasPrefix("\(texts("desktop.taskbar")) > ") } == 1)
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
      let script = "6\n1\na\n2\n1\n1\nc\nx\n1\nd\n1\nquit\n"
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
