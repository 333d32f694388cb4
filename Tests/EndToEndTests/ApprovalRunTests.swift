// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Journal
import Procedure
import PseudoTerminal
import TestFiles
import TestSupport
import Testing

/// Two people, two computers, and the system's ssh-keygen.
@Suite("Approvals, end to end")
struct ApprovalRunTests {
  /// An admin whose computer requires an approval by Alex, waiting in front of the deletion, and Alex's computer.
  private struct Waiting {
    let admin = Machine()
    let alex = Machine()
    let sensible: Sensible
    let screen: String

    init() throws {
      try alex.shell("mkdir -m 700 .ssh; ssh-keygen -q -t ed25519 -N '' -C alex -f .ssh/id_ed25519")
      let key = try alex.text("\(alex.folder)/.ssh/id_ed25519.pub")
      try admin.write(
        "require\nalex@contoso.com namespaces=\"lync-pin-wizard\" \(key)",
        to: "\(admin.folder)/.config/lync-pin-wizard/approvers")
      let contoso = try ContosoSamples()
      sensible = contoso.sensible(rows: [contoso.rootA1, contoso.rootA2])
      let run = try ByHandRun(.windowsServer2012, sensible, on: admin)
      let exit = try run.work { moment, sensible in
        moment.item?.form == .deletion ? .type("p") : try sensible.act(moment)
      }
      #expect(exit == .code(3))
      screen = run.admin.screen
    }

    /// What the admin sends, on Alex's computer.
    func request() throws -> String {
      let run = try admin.run(["request", "h", "--output", "\(admin.folder)/request.txt"])
      #expect(run.code == 0, "\(run.messages)")
      return try alex.write(admin.bytes("\(admin.folder)/request.txt"), to: "\(alex.folder)/request.txt")
    }

    /// Alex's answer, on the admin's computer.
    func approval(to request: String, saying answers: String = "y\n") throws -> String {
      let run = try alex.run(["approve", request, "--output", "\(alex.folder)/a"], input: answers)
      #expect(run.code == 0, "\(run.messages)")
      return try admin.write(alex.bytes("\(alex.folder)/a"), to: "\(admin.folder)/a")
    }
  }

  @Test("nothing is deleted before the second person has signed, and their name is in the record")
  func whole() throws {
    let waiting = try Waiting()
    let machine = waiting.admin
    let shown = waiting.screen.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(shown.contains("a second person has to approve every deletion"))
    #expect(shown.contains("lync-pin-wizard request h --output request.txt"))
    #expect(!waiting.screen.contains("characters of its serial number"))
    // Nobody is told to click “Delete” before that.
    #expect(shown.contains("Touch nothing in MMC yet"))
    #expect(!shown.contains("right-click the same line and click “Delete”"))
    let approval = try waiting.approval(to: waiting.request())

    let admin = try machine.start(["resume", "h", "--approval", approval], session: "h")
    #expect(try admin.work { try waiting.sensible.act($0) } == .code(0))
    #expect(admin.screen.contains("alex@contoso.com has approved"))
    #expect(try machine.session("h").ending == .duplicatesRemoved)
    #expect(try machine.run(["verify", "h"]).code == 0)
    let transcript = try machine.run(["transcript", "h"]).output
    #expect(transcript.contains("alex@contoso.com approved the deletion"))
    #expect(transcript.contains("SHA256:"))
  }

  @Test("the request can be read by people, and shows the second person what the wizard shows")
  func read() throws {
    let waiting = try Waiting()
    let request = try waiting.request()
    let text = try waiting.alex.text(request)
    #expect(text.hasPrefix("MAY THESE CERTIFICATES BE DELETED?"))
    #expect(try text.contains(waiting.admin.journal("h").head))
    let run = try waiting.alex.run(["approve", request], input: "n\n")
    #expect(run.code == 1)
    let shown = (run.output + run.messages).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(shown.contains("mismatched"))
    #expect(shown.contains("nothing was signed"))
    #expect(waiting.alex.files("").isEmpty)
    // Without an answer, nothing is signed either.
    #expect(try waiting.alex.run(["approve", request], input: "").code == 3)
  }

  @Test(
    "an approval that was changed, of another session, or by nobody on the list is refused, and nothing is recorded"
  )
  func refused() throws {
    let waiting = try Waiting()
    let machine = waiting.admin
    let approval = try waiting.approval(to: waiting.request())
    let before = try machine.session("h").records.count
    func refuses(_ path: String, _ words: String) throws {
      let run = try machine.run(["resume", "h", "--approval", path], input: "")
      #expect(run.code == 65, "\(words)")
      let shown = (run.output + run.messages).split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(shown.contains(words), "\(shown)")
      let records = try machine.session("h").records
      #expect(!records.contains { if case .approved = $0.event { true } else { false } })
    }
    let text = try machine.text(approval)
    try refuses(
      machine.write(text.replacing("FE01", with: "FE02").replacing("fe01", with: "fe02"), to: "changed"),
      "or the file was changed")
    try refuses(machine.write("no approval", to: "other"), "is not an approval")
    // Somebody else's key.
    try waiting.alex.shell("ssh-keygen -q -t ed25519 -N '' -f .ssh/other")
    let request = "\(waiting.alex.folder)/request.txt"
    let strange = try waiting.alex.run(
      ["approve", request, "--key", "\(waiting.alex.folder)/.ssh/other", "--output", "-"], input: "y\n")
    #expect(strange.code == 0)
    try refuses(machine.write(strange.output, to: "strange"), "by none of the people on the list")
    #expect(before > 0)
  }

  @Test("a list that others can change proves nothing, and no session begins")
  func writable() throws {
    let machine = Machine()
    let list = try machine.write("require\n", to: "\(machine.folder)/.config/lync-pin-wizard/approvers")
    try machine.shell("chmod 666 '\(list)'")
    let run = try machine.run(["start", "--server", "2012", "--name", "s"], input: "")
    #expect(run.code == 77)
    #expect(run.says("chmod go-w"))
  }
}
