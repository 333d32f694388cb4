// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Files
import Procedure
import PseudoTerminal
import Servers
import TestFiles
import TestSupport
import Testing
import Texts

@Suite("Practice by hand, end to end")
struct PracticeByHandTests {
  @Test(
    "is graded well for somebody who reads every value at the second terminal",
    arguments: [
      ("2008", "lync2013", "en"), ("2012", "lync2013", "en"), ("2008", "lync2010", "de"),
      ("2012", "sfb2015", "de"), ("2016", "sfb2015", "en"),
    ])
  func right(server: String, product: String, language: String) throws {
    let junior = try Junior(server: server, product: product, language: language)
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
    // What was ticked for the first half is still ticked in the second.
    let ticked = junior.texts.ofMadeUpServer("physical.ticked").prefix { $0 != "{" }
    let second = screen.split(separator: junior.texts("console.title")).last ?? ""
    #expect(second.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(ticked))
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
    #expect(screen.contains(junior.texts("practice.wrong.marked")))
    #expect(!screen.contains(junior.texts("practice.right")))
    #expect(screen.contains(junior.texts("grade.left").prefix { $0 != "{" }))
  }

  @Test("says which authority of the path was left out, and which value was noted wrong")
  func notedBadly() throws {
    let junior = try Junior(.duplicateRoot)
    var isMistyped = false
    try junior.admin.work { moment in
      if case .branch? = moment.item?.form { return .type("e") }
      if moment.item?.key == "wizard.more@0:thumbprint", !moment.isAside {
        isMistyped = true
        return .type(String(repeating: "1f", count: 20))
      }
      return try junior.act(moment)
    }
    #expect(isMistyped)
    let texts = junior.texts
    let screen = junior.admin.screen
    #expect(screen.contains(texts("grade.notNoted", ["number": "2"])), "\(screen.suffix(1500))")
    #expect(screen.contains(texts("grade.notedWrong", ["number": "1", "field": texts("label.thumbprint")])))
    #expect(!screen.contains(texts("practice.right")))
  }

  @Test("says so when nothing was exported, although the session was told that it was seen")
  func notExported() throws {
    let junior = try Junior(.duplicateRoot)
    junior.exports = false
    #expect(try junior.work() == .code(0))
    let screen = junior.admin.screen
    #expect(screen.contains(junior.texts("grade.seenDeleted").prefix { $0 != "{" }))
    #expect(screen.contains(junior.texts("practice.wrong")))
  }

  @Test("calls it a good end to leave what typed values cannot show, and says how one would have known")
  func leftForReview() throws {
    let junior = try Junior(.duplicateRoot)
    junior.sensible.decision = "v"
    _ = try junior.work()
    #expect(try junior.session.ending == .stoppedForReview)
    let screen = junior.admin.screen
    let texts = junior.texts
    #expect(screen.contains(texts("grade.setAside").prefix { $0 != "{" }), "\(screen.suffix(2000))")
    #expect(screen.contains(texts("desktop.copyToFile")))
    #expect(screen.contains(texts("practice.right")))
    #expect(!screen.contains(texts("practice.duplicate-root.lesson")))
    #expect(!screen.contains(texts("practice.wrong")))
  }

  @Test(
    "takes the text of the line that gets everything, run at the server's prompt",
    arguments: ["2008", "2012"])
  func pasted(server: String) throws {
    let junior = try Junior(.both, server: server)
    junior.takesOffers = true
    var pastes = 0
    let exit = try junior.admin.work { moment in
      guard moment.item?.key == "wizard.7@0:issuer", pastes == 0 else { return try junior.act(moment) }
      pastes += 1
      return .paste(
        server == "2008"
          ? try junior.desktop.pasted("desktop.commandPrompt", PasteLine.commandPrompt)
          : try junior.desktop.pasted("label.managementShell", PasteLine.powerShell))
    }
    #expect(exit == .code(0))
    #expect(pastes == 1)
    let screen = junior.admin.screen
    #expect(screen.contains(junior.texts("paste.whole")))
    let session = try junior.session
    #expect(session.findings.noted[.root]?.certificate != nil)
    #expect(session.ending == .duplicatesRemoved, "\(screen.suffix(2000))")
    #expect(screen.contains(junior.texts("practice.right")), "\(screen.suffix(2000))")
  }

  @Test(
    "lists the stores for a server without reg.exe, in the words of its Windows",
    arguments: ["en", "de", "ja"])
  func listed(windows: String) throws {
    let junior = try Junior(.duplicateRoot, windows: windows)
    let text = try junior.desktop.pasted("desktop.commandPrompt", PasteLine.certutil)
    let listing = CertificateFolder(pasted: Array(text.utf8), name: "pasted")
    #expect(listing.problems.isEmpty)
    // The public roots as well as the two of one name.
    #expect(listing.listed.count { $0.store == .trustedRoot } > 2)
    #expect(listing.listed.contains { $0.store == .intermediate })
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
  /// Runs a line at a prompt and copies what is on the clipboard then.
  fileprivate func pasted(_ prompt: String, _ line: String) throws -> String {
    try home()
    try clickLabels(prompt)
    try type(line)
    let lines = window.split(separator: "\n", omittingEmptySubsequences: false)
    let first = lines.lastIndex { $0 == "LYNC-PIN-WIZARD" } ?? lines.firstIndex { $0 == "root" }
    let last = lines.lastIndex { $0.hasPrefix("CertUtil: ") }
    guard let first, let last else { throw Unexpected(window) }
    return lines[first...last].map { "\($0)\n" }.joined()
  }
}
