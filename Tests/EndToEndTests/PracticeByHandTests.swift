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

/// Somebody who knows only what the two terminals show: values are read at one and typed at the other.
private final class Junior {
  let machine = Machine()
  let admin: Admin
  let desktop: DesktopUser
  let texts: Wording
  private var sensible = Sensible()
  /// The rows of the list by the noted certificate, as they were counted.
  private var rows: [NotedID: [Int]] = [:]
  /// What is done at the desktop in the place of the right thing.
  var exports = true
  var deletesNeighbour = false

  init(
    _ scenario: Scenario = .both, server: String = "2012", language: String = "en", windows: String? = nil
  ) throws {
    texts = Wording(language: language)
    admin = try machine.start(
      [
        "practice", scenario.rawValue, "--by-hand", "--seed", "7", "--name", "p", "--server", server,
        "--language", language,
      ] + (windows.map { ["--windows-language", $0] } ?? []), session: "p")
    // The server is there as soon as the first question is.
    _ = try admin.work { _ in .leave }
    desktop = try DesktopUser(nil, language: language, windows: windows ?? language, on: machine)
    try admin.terminal.send("\r")
  }

  func work() throws -> PseudoTerminal.Exit? { try admin.work(act) }

  var session: Session { get throws { try machine.session("p") } }

  func act(_ moment: Admin.Moment) throws -> Admin.Act {
    guard let item = moment.item, let session = moment.session, !moment.isAside else {
      let typed = try sensible.act(moment)
      guard case .type("remove") = typed else { return typed }
      return .type(texts("decide.word"))
    }
    switch (item.form, item.about) {
    case (.value(.server), _): return .type(try desktop.computer())
    case (.value(.timeZone), _): return .type(try desktop.zone())
    case (.value(let field), .noted(let id)): return .type(try desktop.noted(id.position, field))
    case (.value(let field), .entry(let id)):
      return .type(try desktop.row(id.noted.role, try number(id), field))
    case (.branch, .noted(let id)):
      return .type(try desktop.pathCount() > id.position + 1 ? "a" : "e")
    case (.listing, .noted(let id)), (.recount, .noted(let id)):
      let name = session.findings.noted[id]?.facts?.issuedTo ?? ""
      let found = try desktop.rows(id.role, named: name)
      if rows[id] == nil { rows[id] = found }
      return .type(String(found.count))
    case (.readBack, .entry(let id)): return .type(try exported(id, session))
    case (.report, .entry(let id)):
      try delete(id)
      return .type("g")
    case (.check, _):
      if item.step.id == "after.services" { try desktop.restart() }
      if item.step.id == "after.signin", try !desktop.signIn() { return .type("n") }
      return .type("y")
    default: return try sensible.act(moment)
    }
  }

  private func number(_ id: EntryID) throws -> Int {
    guard let rows = rows[id.noted], rows.indices.contains(id.number - 1) else {
      throw Unexpected("nobody counted \(id)")
    }
    return rows[id.number - 1]
  }

  private func exported(_ id: EntryID, _ session: Session) throws -> String {
    guard exports else { return "w" }
    let file = session.findings.entries[id]?.removal?.exportName?.file ?? "x"
    return try desktop.export(id.noted.role, try number(id), as: file)
  }

  private func delete(_ id: EntryID) throws {
    guard deletesNeighbour, let other = rows[id.noted]?.first(where: { $0 != rows[id.noted]?[id.number - 1] })
    else { return try desktop.delete(id.noted.role, try number(id)) }
    try desktop.delete(id.noted.role, other)
  }
}

@Suite("Practice by hand, end to end")
struct PracticeByHandTests {
  @Test(
    "is graded well for somebody who reads every value at the second terminal",
    arguments: [("2008", "en"), ("2012", "en"), ("2008", "de"), ("2012", "de")])
  func right(server: String, language: String) throws {
    let junior = try Junior(server: server, language: language)
    #expect(try junior.work() == .code(0))
    let session = try junior.session
    #expect(session.ending == .duplicatesRemoved)
    #expect(session.start.server.rawValue == server)
    #expect(session.start.practice?.isByHand == true)
    let screen = junior.admin.screen
    for key in ["practice.right", "grade.notedRight", "grade.restarted", "grade.signedIn"] {
      #expect(screen.contains(junior.texts(key)), "\(key): \(screen.suffix(2000))")
    }
    let removed = junior.texts("grade.removed").prefix { $0 != "{" }
    #expect(screen.ranges(of: removed).count == 2)
    // The records of the session say practice, and that everything was typed.
    #expect(screen.contains(junior.texts("practice.mark")))
    #expect(
      try junior.machine.text("\(junior.machine.state)/p.transcript.txt").contains(
        junior.texts("practice.mark")))
    #expect(junior.machine.files("p.exports").count == 2)
    #expect(junior.machine.files("p.server").isEmpty)
    #expect(junior.machine.openToOthers() == [])
  }

  @Test("takes the dates, names and zone of a Windows in another language", arguments: ["de", "ja", "pt-BR"])
  func otherWindows(windows: String) throws {
    let junior = try Junior(.duplicateRoot, windows: windows)
    #expect(try junior.work() == .code(0))
    #expect(try junior.session.ending == .duplicatesRemoved)
    #expect(junior.admin.screen.contains(junior.texts("grade.notedRight")))
    #expect(junior.admin.screen.contains(junior.texts("practice.right")))
    #expect(junior.desktop.terminal.plainScreen.contains(Wording(language: windows)("label.eventViewer")))
  }

  @Test("offers nothing: no value of the server is on the screen before it was typed")
  func offersNothing() throws {
    let junior = try Junior(.duplicateRoot)
    var isOffered = false
    try junior.admin.work { moment in
      if case .value? = moment.item?.form, moment.letters.contains("D") { isOffered = true }
      return try junior.act(moment)
    }
    #expect(!isOffered)
  }

  @Test("says which line should have stayed when the wrong one was deleted")
  func wrongLine() throws {
    let junior = try Junior(.duplicateRoot)
    junior.deletesNeighbour = true
    // The session asks whether the matching one is still there; this junior does not look.
    _ = try junior.work()
    let screen = junior.admin.screen
    let noted = try #require(try junior.session.findings.noted[.root]?.facts)
    let words = junior.texts("grade.wrongDeleted").prefix { $0 != "{" }
    #expect(
      screen.contains("\(words)\(noted.issuedTo) (serial number \(noted.serial),"), "\(screen.suffix(2000))")
    #expect(screen.contains(junior.texts("practice.wrong")))
    #expect(!screen.contains(junior.texts("practice.right")))
    #expect(screen.contains(junior.texts("grade.left").prefix { $0 != "{" }))
  }

  @Test("says so when nothing was exported, although the session was told that it was seen")
  func notExported() throws {
    let junior = try Junior(.duplicateRoot)
    junior.exports = false
    #expect(try junior.work() == .code(0))
    let screen = junior.admin.screen
    #expect(screen.contains(junior.texts("grade.neverExported").prefix { $0 != "{" }))
    #expect(screen.contains(junior.texts("practice.wrong")))
  }

  @Test("says when the export came after the deletion, from a copy that a policy brought back")
  func exportedAfter() throws {
    let machine = Machine()
    _ = try machine.run(["practice", "group-policy", "--by-hand", "--seed", "7", "--name", "p"])
    let user = try DesktopUser("p", on: machine)
    let name = try user.rootName()
    let numbers = try user.rows(.root, named: name)
    #expect(numbers.count == 2)
    for _ in numbers { try user.delete(.root, numbers[0]) }
    try user.home()
    try user.clickLabels("desktop.commandPrompt")
    try user.click("gpupdate /force")
    let back = try user.rows(.root, named: name)
    #expect(back.count == 1)
    try user.export(.root, back[0], as: "late")
    try user.typeLast("\u{4}")
    #expect(try user.terminal.waitForExit() == .code(0))
    let parked = try machine.run(["resume", "p"])
    #expect(parked.code == 3)
    let texts = Wording()
    #expect(parked.says(String(texts("grade.exportedAfter").prefix { $0 != "{" })))
    #expect(parked.says(String(texts("grade.comesBack").prefix { $0 != "{" })))
    #expect(parked.says(String(texts("grade.wrongDeleted").prefix { $0 != "{" })))
  }
}

extension DesktopUser {
  /// The name of the root at the top of the certification path.
  fileprivate func rootName() throws -> String {
    let subject = try noted(0, .subject)
    guard let match = subject.firstMatch(of: /CN = ([^,]+)/) else { throw Unexpected(subject) }
    return String(match.output.1)
  }
}

// MARK: - The desktop itself

extension PracticeByHandTests {
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
