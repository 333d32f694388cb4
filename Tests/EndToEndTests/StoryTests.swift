// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Procedure
import PseudoTerminal
import Servers
import Stores
import TestFiles
import TestSupport
import Testing
import Texts

@Suite("Whole stories, end to end")
struct StoryTests {
  /// A PKI of three tiers, made anew: root, policy authority, issuing authority, server; and strays of each.
  private struct Tiers {
    let path: [Certificate]
    let server: Certificate
    let strays: [Certificate]
    let sibling: Certificate
    let folder: String

    init(_ machine: Machine) throws {
      try machine.shell(
        """
        make() { # file, name, serial, issuer, days, ca
          openssl req -new -newkey rsa:2048 -nodes -keyout $1.key -subj "$2" -out $1.csr
          printf "basicConstraints=critical,CA:$6\\n" >$1.ext
          if [ $4 = self ]; then set -- "$1" "$2" "$3" "-signkey $1.key" "$5"
          else set -- "$1" "$2" "$3" "-CA $4.pem -CAkey $4.key" "$5"; fi
          openssl x509 -req -in $1.csr $4 -set_serial $3 -days $5 -extfile $1.ext -out $1.pem
          openssl x509 -in $1.pem -outform der -out $1.cer
        }
        make root '/O=Tiers/CN=Tiers Root' 0x51f0e1d2c3b4a596 self 900 TRUE
        make policy '/O=Tiers/CN=Tiers Policy CA' 0x51aaaaaa00000001 root 800 TRUE
        make issuing '/O=Tiers/CN=Tiers Issuing CA' 0x51bbbbbb00000002 policy 700 TRUE
        make server '/CN=fe01.tiers.example' 0x51cccccc00000003 issuing 90 FALSE
        make sibling '/O=Tiers/CN=Tiers Other CA' 0x51dddddd00000004 policy 700 TRUE
        sleep 1.1
        make root2 '/O=Tiers/CN=Tiers Root' 0x6612345678abcdef self 600 TRUE
        make root3 '/O=Tiers/CN=Tiers Root' 0x77fedcba87654321 self 500 TRUE
        make policy2 '/O=Tiers/CN=Tiers Policy CA' 0x66bbbbcccc000006 root2 500 TRUE
        make issuing2 '/O=Tiers/CN=Tiers Issuing CA' 0x66bbbbcccc000007 policy2 400 TRUE
        """)
      let folder = machine.folder
      func certificate(_ name: String) throws -> Certificate {
        try Certificate(der: machine.bytes("\(name).cer"))
      }
      path = try ["root", "policy", "issuing"].map(certificate)
      server = try certificate("server")
      strays = try ["root2", "root3", "issuing2"].map(certificate)
      sibling = try certificate("sibling")
      self.folder = folder
    }

    var sensible: Sensible {
      Sensible(
        path: path,
        rows: [
          .root: [strays[0], path[0], strays[1]], NotedID(1): [path[1]],
          NotedID(2): [path[2], strays[2], sibling],
        ])
    }

    func file(_ certificate: Certificate) throws -> String {
      let names = ["root", "policy", "issuing", "server", "sibling", "root2", "root3", "issuing2"]
      for name in names where try BoundedFile.read("\(folder)/\(name).cer") == certificate.der {
        return "\(folder)/\(name).cer"
      }
      throw Unexpected("no file")
    }
  }

  @Test("removes two roots and an intermediate of a path of three tiers")
  func threeTiers() throws {
    let machine = Machine()
    let tiers = try Tiers(machine)
    let run = try ByHandRun(.windowsServer2012, tiers.sensible, on: machine)
    var orders: [EntryID] = []
    var triedServer = false
    // Neither a certificate of the path nor another stray is this entry's export.
    var wrongExports = [tiers.path[0], tiers.path[1], tiers.path[2], tiers.strays[1], tiers.sibling]
    let exit = try run.work { moment, sensible in
      guard let item = moment.item else { return try sensible.act(moment) }
      switch (item.form, item.about) {
      // Everything is read from files; the server certificate is refused as a part of the path.
      case (.value, .noted(let id)):
        if id.position == 2, !triedServer {
          triedServer = true
          return .type(try tiers.file(tiers.server))
        }
        return .type(try tiers.file(sensible.certificate(item)))
      case (.readBack, _) where !wrongExports.isEmpty:
        return .type(try tiers.file(wrongExports.removeFirst()))
      case (.value, .entry), (.readBack, _): return .type(try tiers.file(sensible.certificate(item)))
      case (.deletion, .entry(let id)): orders.append(id)
      default: break
      }
      return try sensible.act(moment)
    }
    #expect(triedServer)
    #expect(wrongExports.isEmpty)
    for (id, entry) in try run.session.findings.entries where entry.proof != nil {
      let row = tiers.sensible.rows[id.noted]?[id.number - 1]
      #expect(entry.exported?.certificate == row, "\(id)")
    }
    #expect(exit == .code(0))
    let session = try run.session
    #expect(session.ending == .duplicatesRemoved)
    #expect(session.findings.path.count == 3)
    #expect(orders.map(\.description) == ["0/1", "0/3", "2/2"])
    #expect(
      session.verdicts == [
        "0/1": .mismatched, "0/2": .matched, "0/3": .mismatched, "2/1": .matched, "2/2": .mismatched,
        "2/3": .sibling,
      ])
    #expect(machine.files("\(run.name).cards").count == 3)
    #expect(Set(session.findings.entries.values.compactMap(\.exportName?.file)).count == 3)
  }

  @Test("does not go back over the first of two deletions, and says when a count surprises")
  func secondDeletion() throws {
    let machine = Machine()
    let tiers = try Tiers(machine)
    let run = try ByHandRun(.windowsServer2008, tiers.sensible, on: machine)
    var backs = 0
    let second = EntryID(noted: .root, number: 3)
    let exit = try run.work { moment, sensible in
      if moment.item?.about == .entry(second),
        case .entry(let first)? = moment.session?.given.last?.item.about,
        first.number == 1, backs < 2
      {
        backs += 1
        return .type("b")
      }
      if moment.item?.form == .recount, moment.item?.about == .noted(.root) {
        // The wizard asks whether a row was missed; here it was not.
        return .type(moment.letters.contains("+") ? "d" : "2")
      }
      return try sensible.act(moment)
    }
    #expect(backs == 2)
    #expect(exit == .code(1))
    #expect(try run.session.ending == .stoppedForReview)
    #expect(try run.session.findings.recounts[.root] == 2)
  }

  @Test("ends with what remains when a check afterwards finds something")
  func problemAfterwards() throws {
    let run = try Practice(.duplicateRoot)
    let exit = try run.work { moment in
      if moment.item?.step.id == "after.signin" {
        return .type(moment.isAside ? "the phone still asks" : "n")
      }
      return try Sensible().act(moment)
    }
    #expect(exit == .code(1))
    #expect(try run.machine.session(run.name).ending == .problemRemains)
    #expect(run.removed.count == 1)
  }

  @Test("skips only what may be skipped, with a reason")
  func skips() throws {
    let run = try Practice(.both)
    var skipped: Set<String> = []
    var refused = 0
    let exit = try run.work { moment in
      guard let item = moment.item, !moment.isAside else {
        if moment.last == "s" { return .type("not tonight") }
        return try Sensible().act(moment)
      }
      if item.form == .confirmation || item.form == .check || item.form == .deletion,
        skipped.insert(item.key).inserted
      {
        if moment.letters.contains("S") == item.step.isSkippable, !item.step.isSkippable { refused += 1 }
        return .type("s")
      }
      return try Sensible().act(moment)
    }
    #expect(exit == .code(0))
    #expect(refused > 20)
    let given = try run.machine.session(run.name).given.filter {
      $0.answer.content is Skipped
    }
    #expect(given.count > 5)
    #expect(given.allSatisfy { $0.item.step.isSkippable })
    #expect(run.removed.count == 2)
  }

  @Test("takes what was typed ahead, one answer for one prompt")
  func typedAhead() throws {
    let run = try Practice(.listedOnce)
    try run.work { _ in .leave }
    try run.admin.terminal.send("d\rAlex\rd\ry\ry\rp\r")
    #expect(try run.admin.terminal.waitForExit() == .code(3))
    #expect(try run.machine.session(run.name).given.count == 5)
  }

  @Test("is parked by Ctrl-C at a sentence, too, and marks nothing", arguments: ["o", "k", "n"])
  func interruptedSentence(letter: String) throws {
    let contoso = try ContosoSamples()
    let run = try ByHandRun(.windowsServer2012, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]))
    let exit = try run.work { moment, sensible in
      guard case .decision? = moment.item?.form else { return try sensible.act(moment) }
      return moment.isAside ? .press("rem\u{3}") : .type(letter)
    }
    #expect(exit == .code(130))
    #expect(try run.session.findings.entries.values.allSatisfy { $0.decision == nil })
    try run.resume()
    #expect(try run.work() == .code(0))
  }

  // MARK: - Before there is a session

  @Test("asks for the server's Windows and for its product, and takes only one of each")
  func version() throws {
    let machine = Machine()
    let admin = try machine.start(["start", "--name", "h"], session: "h")
    var words = [
      "what?", "2003", "2008 or 2012", "Windows Server 2008 R2", "Lync", "2010 or 2013", "Lync Server 2013",
    ]
    let exit = try admin.work { moment in moment.session == nil ? .type(words.removeFirst()) : .type("p") }
    #expect(exit == .code(3))
    #expect(words.isEmpty)
    let start = try machine.session("h").start
    #expect(start.server == .windowsServer2008)
    #expect(start.product == .lync2013)
  }

  @Test("begins nothing when nobody answers", arguments: [("\u{4}", Int32(3)), ("\u{3}", 130)])
  func notBegun(_ example: (key: String, code: Int32)) throws {
    let machine = Machine()
    let admin = try machine.start(["start", "--name", "h"])
    #expect(try admin.work { _ in .press(example.key) } == .code(example.code))
    #expect(machine.files("").isEmpty)
  }

  @Test("leads from the menu to practice, and back to it by resuming")
  func menu() throws {
    let machine = Machine()
    let first = try machine.start([])
    var count = 0
    // Where there is no session yet, the program's own words say what to type.
    let exit = try first.work { moment in
      count += 1
      return .type(count == 1 ? "nonsense" : count == 2 ? "practise" : "p")
    }
    #expect(exit == .code(3))
    let second = try machine.start([])
    count = 0
    let resumed = try second.work { _ in
      count += 1
      return .type(count == 1 ? "resume" : "p")
    }
    #expect(resumed == .code(3))
    #expect(try machine.start([]).work { _ in .type("quit") } == .code(0))
    #expect(machine.files("").keys.count { $0.hasSuffix(".session") } == 1)
  }

  @Test("keeps a session where it was told to")
  func elsewhere() throws {
    let machine = Machine()
    let file = "\(machine.folder)/my session.session"
    let admin = try machine.start(["start", "--server", "2012", "--session", file])
    #expect(try admin.work { _ in .type("p") } == .code(3))
    #expect(admin.screen.contains("resume '\(file)'"))
    #expect(try machine.run(["verify", file]).code == 0)
    #expect(try machine.run(["start", "--server", "2012", "--session", file]).code == 73)
    let again = try machine.start(["resume", file])
    #expect(try again.work { _ in .type("p") } == .code(3))
    // Named from another folder, it is shown by its whole path.
    let program = PseudoTerminal.builtProgram("lync-pin-wizard")
    try machine.shell("\(program) resume 'my session.session' </dev/null >said.txt 2>&1 || test $? = 3")
    #expect(try machine.text("said.txt").contains("resume '\(file)'"))
  }
}
