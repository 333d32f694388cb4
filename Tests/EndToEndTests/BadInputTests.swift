// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Foundation
import Glibc
import Journal
import Procedure
import PseudoTerminal
import Servers
import Stores
import TestFiles
import TestSupport
import Testing

@Suite("Bad input, end to end")
struct BadInputTests {
  // MARK: - The command line

  static let misuses: [[String]] = [
    ["repair"], ["--frobnicate"], ["practice", "--frobnicate"], ["practice", "no-such-scenario"],
    ["practice", "--seed", "x"], ["practice", "--name"], ["start", "--server", "2003"],
    ["start", "--server", "2012", "--store", "MY=/tmp"], ["start", "--server", "2012", "--store", "ROOT="],
    ["status"], ["verify"], ["transcript", "p", "--format", "pdf"], ["resume", "a", "b"],
    ["verify", "p", "--prune"], ["recheck", "p", "--max-age", "1"],
    ["practice", "--name", "../p"], ["practice", "--name", "a/b"], ["practice", "--name", ".."],
    ["practice", "--name", ""], ["practice", "--name", "-p"], ["practice", "--name", "p.session"],
    ["start", "--server", "2012", "--name", "a\nb"],
  ]

  @Test("refuses what it does not understand, and begins nothing", arguments: misuses)
  func misuse(_ arguments: [String]) throws {
    let machine = Machine()
    let run = try machine.run(arguments)
    #expect(run.code == 64)
    #expect(run.output.isEmpty)
    #expect(!run.messages.isEmpty)
    #expect(machine.files("").isEmpty)
  }

  @Test("says that a session is unknown", arguments: ["resume", "status", "verify", "transcript"])
  func unknown(_ command: String) throws {
    let machine = Machine()
    #expect(try machine.run([command, "nobody"]).code == 66)
    #expect(try machine.run([command, "/nowhere/at-all.session"]).code == 66)
    #expect(try machine.run([command, "..%2fnobody!"]).code == 64)
  }

  @Test("does not begin a session over another one, and not beside its lock")
  func locked() throws {
    let run = try Practice(.listedOnce)
    try run.work { _ in .leave }
    let before = try run.machine.bytes(run.machine.sessionFile(run.name))
    #expect(try run.machine.run(["resume", run.name]).code == 75)
    #expect(try run.machine.run(["practice", "--name", run.name]).code == 73)
    // To look is always allowed.
    #expect(try run.machine.run(["status", run.name]).code == 0)
    #expect(try run.machine.run(["verify", run.name]).code == 0)
    #expect(try run.machine.run(["transcript", run.name]).code == 0)
    #expect(try run.machine.bytes(run.machine.sessionFile(run.name)) == before)
    _ = run.admin.terminal.processIdentifier
  }

  // MARK: - Files at the prompts

  @Test("takes no key and nothing broken for a certificate, and keeps nothing of it")
  func keys() throws {
    let machine = Machine()
    let contoso = try ContosoSamples()
    try machine.shell(
      """
      openssl genrsa -out key.pem 2048
      openssl rsa -in key.pem -outform der -out key.der
      openssl req -new -x509 -key key.pem -subj '/CN=Contoso Root CA' -days 10 -out own.pem
      cat own.pem key.pem >both.pem
      openssl pkcs12 -export -inkey key.pem -in own.pem -passout pass:x -out bag.pfx
      openssl req -new -key key.pem -subj '/CN=x' -out request.pem
      head -c 500 \(Samples.windows)/rootA1.cer >cut.cer
      : >empty.cer
      head -c 4096 /dev/zero >zeros.cer
      cp key.der renamed.cer
      cp bag.pfx renamed-bag.cer
      mkfifo fifo.cer
      """)
    let files = [
      "key.pem", "key.der", "both.pem", "bag.pfx", "request.pem", "cut.cer", "empty.cer", "zeros.cer",
      "renamed.cer",
      "renamed-bag.cer", "fifo.cer", ".", "missing.cer",
    ]
    let run = try ByHandRun(
      .windowsServer2012, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]), on: machine)
    var offered: [String: [String]] = [
      "wizard.7@0:issuer": files, "root.11@0/2:serial": files, "root.readback@0/2": files,
    ]
    let exit = try run.work { moment, sensible in
      if let key = moment.item?.key, let next = offered[key]?.first {
        offered[key]?.removeFirst()
        return .type("\(machine.folder)/\(next)")
      }
      return try sensible.act(moment)
    }
    #expect(exit == .code(0))
    #expect(offered.allSatisfy { $0.value.isEmpty })
    #expect(try run.session.findings.noted[.root]?.source == .typed)
    #expect(try run.session.findings.entries[EntryID(noted: .root, number: 2)]?.proof == .seenOnServer)

    try expectNothing(of: machine.bytes("key.der"), on: machine, run.admin.screen)
  }

  @Test("takes no key from a folder of files, and keeps nothing of it")
  func keysInFolders() throws {
    let machine = Machine()
    let contoso = try ContosoSamples()
    try machine.shell(
      """
      mkdir roots
      openssl genrsa -out roots/key.pem 2048
      openssl rsa -in roots/key.pem -outform der -out key.der
      openssl req -new -x509 -key roots/key.pem -subj '/CN=Contoso Root CA' -days 10 -out own.pem
      cat own.pem roots/key.pem >roots/both.pem
      cp \(Samples.windows)/rootA1.cer roots
      """)
    let run = try ByHandRun(
      .windowsServer2008, contoso.sensible(rows: [contoso.rootA1]),
      ["--store", "ROOT=\(machine.folder)/roots"],
      on: machine)
    #expect(try run.work() == .code(1))
    #expect(run.admin.screen.contains("key.pem"))
    try expectNothing(of: machine.bytes("key.der"), on: machine, run.admin.screen)
  }

  /// No run of bytes of a key stands in any file of the session, as octets, hexadecimal or Base64.
  private func expectNothing(of key: [UInt8], on machine: Machine, _ screen: String) {
    let files = machine.files("")
    #expect(!files.isEmpty)
    // The middle of a prime; nothing public has it.
    let piece = Array(key[400..<460])
    let hexadecimal = piece.map { String(format: "%02x", $0) }.joined().prefix(24)
    let spellings =
      (0..<3).map { Data(piece[$0...]).base64EncodedString().dropFirst(2).prefix(24) } + [hexadecimal]
    for (name, bytes) in files.merging(["screen": Array(screen.utf8)], uniquingKeysWith: { $1 }) {
      let text = String(decoding: bytes, as: UTF8.self).lowercased()
      for spelling in spellings { #expect(!text.contains(spelling.lowercased()), "\(name)") }
      #expect(Data(bytes).range(of: Data(piece.prefix(16))) == nil, "\(name)")
    }
  }

  static let unusable: [(arguments: [String], code: Int32)] = [
    (["--chain", "missing.cer"], 66), (["--store", "ROOT=missing"], 66), (["--chain", "cut.cer"], 65),
    (["--chain", "key.pem"], 65), (["--store", "CA=bag.pfx"], 65), (["--chain", "empty.cer"], 65),
    (["--chain", "two.pem"], 65),
  ]

  @Test("does not begin with files that cannot be used", arguments: unusable)
  func beginsNothing(_ example: (arguments: [String], code: Int32)) throws {
    let machine = Machine()
    // Two paths that have nothing to do with each other make no chain.
    try machine.shell(
      """
      head -c 500 \(Samples.windows)/rootA1.cer >cut.cer
      openssl genrsa -out key.pem 2048
      openssl req -new -x509 -key key.pem -subj '/CN=x' -days 10 -out own.pem
      openssl pkcs12 -export -inkey key.pem -in own.pem -passout pass:x -out bag.pfx
      : >empty.cer
      cat /usr/share/ca-certificates/mozilla/GlobalSign_Root_CA_-_R[36].crt >two.pem
      """)
    let arguments = example.arguments.map { argument in
      if argument.hasPrefix("--") { return argument }
      let parts = argument.split(separator: "=")
      return parts.count == 2 ? "\(parts[0])=\(machine.folder)/\(parts[1])" : "\(machine.folder)/\(argument)"
    }
    let run = try machine.run(["start", "--server", "2012", "--name", "h"] + arguments)
    #expect(run.code == example.code)
    #expect(machine.files("").isEmpty)
  }

  @Test("warns of a store without certificates, and stops because the noted one is not in it")
  func emptyStore() throws {
    let machine = Machine()
    try machine.shell("mkdir none")
    let run = try ByHandRun(
      .windowsServer2012, try ContosoSamples().sensible(rows: []),
      ["--store", "ROOT=\(machine.folder)/none"],
      on: machine)
    #expect(try run.work() == .code(1))
    #expect(run.admin.screen.contains("\(machine.folder)/none"))
    #expect(try run.session.ending == .notInStore)
  }

  // MARK: - Files that are in the way

  @Test("exports over nothing: another file of that name stays, and nothing is deleted")
  func exportExists() throws {
    let run = try Practice(.duplicateRoot)
    var other = ""
    var tries = 0
    try run.work { moment in
      switch moment.item?.form {
      case .exportName:
        // The name that is proposed is taken by something else.
        let entry = moment.session?.findings.entries.values.first { $0.decision != nil }
        let serial = (entry?.facts?.serial.hexadecimal).map { String($0.suffix(8)) } ?? "?"
        let name = moment.shown.split(whereSeparator: { $0.isWhitespace }).last {
          $0.contains(serial) && $0.hasSuffix(".cer")
        }
        guard let name else { throw Unexpected("no name is proposed") }
        other = "\(run.machine.state)/\(run.name).exports/\(name.split(separator: "/").last ?? "")"
        if tries == 0 { try run.machine.write("somebody else's", to: other) }
        return .type("d")
      case .readBack:
        tries += 1
        #expect(run.removed.isEmpty)
        return tries == 1 ? .type("d") : .leave
      default: return try Sensible().act(moment)
      }
    }
    #expect(tries == 2)
    #expect(try run.machine.text(other) == "somebody else's")
    #expect(run.removed.isEmpty)
    run.admin.terminal.kill()

    // Once the file is out of the way, the work goes on.
    try FileManager.default.removeItem(atPath: other)
    try run.resume()
    #expect(try run.work(Sensible().act) == .code(0))
    #expect(run.removed.count == 1)
  }

  @Test("writes a transcript over nothing")
  func transcriptExists() throws {
    let run = try Practice(.listedOnce)
    try run.work { _ in .type("p") }
    let file = try run.machine.write("mine", to: "mine.txt")
    let written = try run.machine.run(["transcript", run.name, "--output", file])
    #expect(written.code == 73)
    #expect(try run.machine.text("mine.txt") == "mine")
    #expect(
      try run.machine.run(["transcript", run.name, "--output", "\(run.machine.folder)/no/such/folder"]).code
        == 73)
    let fresh = "\(run.machine.folder)/fresh.txt"
    #expect(try run.machine.run(["transcript", run.name, "--output", fresh]).code == 0)
    #expect(try run.machine.text("fresh.txt").contains("PRACTICE"))
  }

  @Test("says that the folder of sessions cannot be made")
  func noFolder() throws {
    let machine = Machine()
    try machine.write("a file in its place", to: "state")
    #expect(try machine.run(["practice", "--name", "p"]).code == 73)
    #expect(try machine.run(["sessions"]).code == 0)
  }
}
