// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Foundation
import Journal
import Procedure
import PseudoTerminal
import Reports
import Servers
import Stores
import TestSupport
import Testing
import Texts

@Suite("Transcripts, end to end")
struct TranscriptTests {
  /// A practice run with a note, a skipped step and a withdrawn answer.
  private func eventful() throws -> Practice {
    let run = try Practice(.duplicateRoot)
    var script: [String: [String]] = [
      "start.admin:administrator": ["Eve <script>alert(1)</script> & \"Co\""],
      "before.event": ["note", "a note with | and *stars* and </ol>", "s", "seen | yesterday"],
      "before.ports": ["b"],
    ]
    #expect(
      try run.work { moment in
        if let key = moment.item?.key, let next = script[key]?.first {
          script[key]?.removeFirst()
          return .type(next)
        }
        return try Sensible().act(moment)
      } == .code(0))
    #expect(script.allSatisfy { $0.value.isEmpty })
    return run
  }

  private func transcript(_ run: Practice, _ format: String) throws -> String {
    let run = try run.machine.run(["transcript", run.name, "--format", format])
    #expect(run.code == 0)
    #expect(run.messages.isEmpty)
    return run.output
  }

  @Test(
    "name no server, nobody and no organisation when they are not to", arguments: TranscriptFormat.allCases)
  func pseudonyms(format: TranscriptFormat) throws {
    let run = try Practice(.duplicateRoot)
    var note: [String] = ["note KIM miller knows; kimmillers are not known"]
    let exit = try run.work { moment in
      if moment.item?.key == "start.admin:administrator" { return .type("Kim Miller") }
      if moment.item?.key == "before.event", !note.isEmpty { return .type(note.removeFirst()) }
      return try Sensible().act(moment)
    }
    #expect(exit == .code(0))
    let arguments = ["transcript", run.name, "--pseudonyms", "--format", format.rawValue]
    let text = try run.machine.run(arguments).output
    let lower = text.replacingOccurrences(of: run.machine.folder, with: "").lowercased()
    let findings = try run.machine.session(run.name).findings
    let server = try #require(findings.server)
    let facts =
      findings.path.compactMap { findings.noted[$0]?.facts } + findings.entries.values.compactMap(\.facts)
    let authorities = facts.flatMap { [$0.issuedTo, $0.issuedBy] }
    let domain = server.split(separator: ".", maxSplits: 1).map(String.init)[1]
    for name in [server, domain, "Kim Miller"] + authorities {
      #expect(!lower.contains(name.lowercased()), "\(name)")
    }
    // What is no name of its own is left as it is, and what a transcript is for is all there.
    if format != .ticket { #expect(lower.contains("kimmillers are not known")) }
    #expect(text.contains("Authority 1"))
    #expect(text.contains("Person 1"))
    // A ticket has only what was removed and what is needed, which is all of it here.
    for entry in try run.machine.session(run.name).findings.entries.values {
      let serial = try #require(entry.facts?.serial)
      #expect(text.contains(format == .json ? serial.hexadecimal : serial.description))
    }
    // The same names everywhere: another time they are the same again.
    #expect(try run.machine.run(arguments).output == text)
  }

  @Test("say PRACTICE in every part, and show what was noted, skipped and withdrawn")
  func words() throws {
    let run = try eventful()
    let session = try run.machine.session(run.name)
    let mark = Wording()("practice.mark")
    let head = try run.machine.journal(run.name).head
    for format in ["text", "markdown", "html"] {
      let text = try transcript(run, format)
      let plain = format == "markdown" ? text.replacingOccurrences(of: "\\", with: "") : text
      #expect(plain.contains(mark), "\(format)")
      #expect(plain.contains("seen | yesterday"), "\(format)")
      #expect(plain.contains("*stars*"), "\(format)")
      #expect(plain.contains(Wording()("transcript.withdrawn")), "\(format)")
      #expect(plain.contains(head), "\(format)")
      for entry in session.findings.entries.values {
        #expect(plain.contains(entry.facts?.serial.description ?? "?"), "\(format)")
      }
    }
    // Every heading and every step of the text bears the mark, so that no page is without it.
    let text = try transcript(run, "text").split(separator: "\n").map(String.init)
    let steps = text.filter { $0.contains(/\d+  .*\(\d{4}-\d\d-\d\dT.*Z\)$/) }
    #expect(steps.count >= session.records.count)
    #expect(steps.allSatisfy { $0.hasPrefix(mark) })
    let headings = try transcript(run, "markdown").split(separator: "\n").filter {
      $0.hasPrefix("# ") || $0.hasPrefix("## ")
    }
    #expect(headings.count > 3)
    #expect(headings.allSatisfy { $0.contains("PRACTICE") })
  }

  @Test("write HTML that runs nothing and loads nothing")
  func html() throws {
    let run = try eventful()
    let html = try transcript(run, "html")
    #expect(html.contains("Eve &lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;Co&quot;"))
    #expect(html.contains("default-src 'none'"))
    #expect(html.contains("<del>"))
    for word in [
      "<script", "javascript:", "onload", "http://", "https://", "<img", "<link", "<iframe", "src=",
    ] {
      #expect(!html.lowercased().contains(word), "\(word)")
    }
    // The path, the notes and the steps.
    #expect(html.components(separatedBy: "</ol>").count == 4)
    #expect(html.hasPrefix("<!doctype html>"))
    #expect(html == (try run.machine.text("\(run.machine.state)/\(run.name).transcript.html")))
  }

  @Test("write JSON that agrees with the session")
  func json() throws {
    let run = try eventful()
    let session = try run.machine.session(run.name)
    let text = try transcript(run, "json")
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    #expect(value?["schema"] as? String == "lync-pin-wizard/transcript/1")
    #expect((value?["practice"] as? [String: Any])?["scenario"] as? String == "duplicate-root")
    #expect(value?["ending"] as? String == "duplicatesRemoved")
    #expect(value?["administrator"] as? String == session.findings.administrator)
    #expect((value?["noted"] as? [Any])?.count == 2)
    #expect(value?["head"] as? String == (try run.machine.journal(run.name).head))
    let entries = value?["entries"] as? [[String: Any]]
    #expect(entries?.contains { $0["fate"] as? String == "deleted" } == true)
    #expect(entries?.first { $0["fate"] as? String == "deleted" }?["exportProof"] as? String == "readBack")
    let steps = value?["steps"] as? [[String: Any]]
    #expect(steps?.count == session.records.count)
    #expect(steps?.filter { $0["withdrawn"] as? Bool == true }.count == 1)
  }

  @Test("tell the evidence of an entry, its validity, what hangs on it and who agreed")
  func evidence() throws {
    let run = try Practice(.anotherGeneration)
    #expect(try run.work(Sensible(renewed: "o").act) != nil)
    let session = try run.machine.session(run.name)
    let (id, entry) = try #require(
      session.findings.entries.first { session.findings.decision($0.key)?.agreedBy != nil })
    let facts = try #require(entry.facts)
    let at = try #require(
      session.given.last { $0.item.about == .entry(id) && $0.item.step.kind == .decide }?.at)
    let dependants = session.findings.dependants(id, now: at)
    let ties = try #require(session.findings.judgement(id)?.judgement.evidence)
    #expect(!ties.isEmpty)
    let text = try transcript(run, "text").split { $0.isWhitespace }.joined(separator: " ")
    for tie in ties { #expect(text.contains(Wording()("evidence.\(tie.rawValue)")), "\(tie)") }
    #expect(text.contains("It is valid until"))
    for one in dependants { #expect(text.contains("\(one.subject.displayLine) (\(one.serial))")) }
    #expect(text.contains("\(Wording()("transcript.agreedBy")): \(Sensible.owner)"))
    let value = try JSONSerialization.jsonObject(with: Data(transcript(run, "json").utf8)) as? [String: Any]
    let told = (value?["entries"] as? [[String: Any]])?.first {
      $0["serial"] as? String == facts.serial.hexadecimal
    }
    #expect(told?["evidence"] as? [String] == ties.map(\.rawValue))
    #expect(told?["validity"] as? String == "valid")
    #expect(told?["dependants"] as? [String] == dependants.map(\.thumbprint.description))
    #expect(told?["agreedBy"] as? String == Sensible.owner)
    let hidden = try run.machine.run(["transcript", run.name, "--pseudonyms"]).output
    for one in dependants { #expect(!hidden.contains(one.subject.simpleDisplayName)) }
  }

  @Test(
    "say of an entry that is not decided on, or not deleted yet, just that",
    arguments: ["root.decide@0/2", "root.12@0/2"])
  func open(place: String) throws {
    let run = try Practice(.duplicateRoot)
    try run.work { moment in
      moment.item?.key.hasPrefix(place) == true ? .type("p") : try Sensible().act(moment)
    }
    let isDecided = place.hasPrefix("root.12")
    let text = try transcript(run, "text")
    #expect(text.contains(Wording()("fate.undecided")) != isDecided)
    #expect(text.contains(Wording()("fate.marked")) == isDecided)
    #expect(!text.contains(Wording()("fate.leftAlone")))
    #expect(try transcript(run, "json").contains(isDecided ? #""fate": "marked""# : #""fate": "undecided""#))
  }

  @Test("show an unfinished session with what comes next")
  func unfinished() throws {
    let run = try Practice(.both)
    try run.work { moment in
      if case .value? = moment.item?.form, case .noted? = moment.item?.about { return .type("p") }
      return try Sensible().act(moment)
    }
    for format in ["text", "markdown", "html"] {
      let text = try transcript(run, format)
      let word = Wording()("banner.word.parked")
      #expect(text.contains(format == "text" ? word.uppercased() : word), "\(format)")
    }
    let value = try JSONSerialization.jsonObject(with: Data(transcript(run, "json").utf8)) as? [String: Any]
    #expect(value?["ending"] is NSNull)
    #expect((value?["steps"] as? [[String: Any]])?.last?["seq"] is NSNull)
  }

  // MARK: - The other commands that look

  @Test("lists sessions, and tells their state to scripts")
  func sessions() throws {
    let run = try eventful()
    // Sessions of one second are listed by name.
    let second = Int(Date().timeIntervalSince1970)
    while Int(Date().timeIntervalSince1970) == second { Thread.sleep(forTimeInterval: 0.01) }
    _ = try run.machine.run(["practice", "--name", "q"])
    try run.machine.write("nonsense\n", to: run.machine.sessionFile("broken"))
    let list = try run.machine.run(["sessions"])
    #expect(list.code == 0)
    let lines = list.output.split(separator: "\n")
    #expect(lines.map { $0.split(separator: " ")[0] } == ["q", "p", "broken"])
    #expect(lines[1].contains("PRACTICE"))

    let json = try run.machine.run(["sessions", "--json"])
    let all = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    let values = all?["sessions"] as? [[String: Any]]
    #expect(values?.map { $0["readable"] as? Bool } == [true, true, false])
    #expect(values?[1]["ending"] as? String == "duplicatesRemoved")
    #expect(values?[0]["parked"] as? Bool == true)
    #expect(values?[0]["next"] as? String == "start.server:server")

    let status = try run.machine.run(["status", "q", "--json"])
    let value = try JSONSerialization.jsonObject(with: Data(status.output.utf8)) as? [String: Any]
    #expect(value?["name"] as? String == "q")
    #expect(value?["whole"] as? Bool == true)
  }

  @Test("says so when nobody can read its output")
  func lostOutput() throws {
    let machine = Machine()
    _ = try machine.run(["practice", "--name", "p"])
    let program = PseudoTerminal.builtProgram("lync-pin-wizard")
    for command in ["sessions", "transcript p", "status p", "verify p"] {
      try machine.shell("code=0; \(program) \(command) >/dev/full 2>&1 || code=$?; test $code = 74")
    }
    for word in ["--help", "--version"] {
      let run = try machine.run([word])
      #expect(run.code == 0)
      #expect(run.output.contains("lync-pin-wizard"))
    }
  }

  // MARK: - Names that mean harm

  @Test("shows no control character of a certificate's name, anywhere")
  func harmless() throws {
    let machine = Machine()
    // A name with an escape sequence, a line feed's kin, a direction mark and markup.
    try machine.shell(
      """
      printf '[req]\\ndistinguished_name=n\\nprompt=no\\nutf8=yes\\nx509_extensions=e\\n[e]\\n' >c.conf
      printf 'basicConstraints=critical,CA:TRUE\\n[n]\\nO=Odd <b>Org</b>\\nCN=Odd \\033[31mEVIL\\302\\205\\342\\200\\256 <img src=x>\\n' >>c.conf
      for n in 1 2; do
        openssl req -new -x509 -newkey rsa:2048 -nodes -keyout $n.key -config c.conf -days $((100 * n)) \
          -set_serial 0x5$n$n$n$n$n$n$n -outform der -out $n.cer
      done
      mkdir roots
      cp 1.cer 2.cer roots
      """)
    let roots = try ["1", "2"].map { try Certificate(der: machine.bytes("\($0).cer")) }
    #expect(roots[0].subject.simpleDisplayName.contains("\u{1B}[31mEVIL"))
    let run = try ByHandRun(
      .windowsServer2012, Sensible(path: [roots[0]], rows: [.root: roots]),
      ["--chain", "\(machine.folder)/1.cer", "--store", "ROOT=\(machine.folder)/roots"], on: machine)
    try run.work()
    #expect(run.admin.screen.contains("EVIL"))
    #expect(!run.admin.terminal.screen.contains("\u{1B}[31mEVIL"))
    #expect(!run.admin.terminal.screen.unicodeScalars.contains { $0.value == 0x85 || $0.value == 0x202E })
    for (name, bytes) in machine.files("") where !name.contains(".server/") {
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(
        !text.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x85 || $0.value == 0x202E },
        "\(name)")
      #expect(!text.contains("<img") || name.hasSuffix(".txt") || name.hasSuffix(".session"), "\(name)")
    }
  }
}
