// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Foundation
import Glibc
import Procedure
import PseudoTerminal
import Stores
import TestFiles
import Testing

/// Runs every command that README.md shows, as it is written there, and those of the man pages.
@Suite("Commands of the documents")
struct DocumentedCommandsTests {
  /// A command, and what has to come of it. Where nothing answers its questions, a session is parked with 3.
  struct Row: Sendable, CustomTestStringConvertible {
    let command: String
    let code: Int32
    let says: String
    var answers = ""
    var computer: @Sendable () throws -> Computer = { try Computer() }
    var testDescription: String { command }
  }

  static let rows = [
    Row(command: "sudo apt-get install ./lync-pin-wizard_*.deb", code: 0, says: "Inst lync-pin-wizard"),
    Row(command: "lync-pin-wizard practice", code: 3, says: "PRACTICE: duplicate-root"),
    Row(command: "Scripts/wizard practice", code: 3, says: "PRACTICE: duplicate-root"),
    Row(
      command: "lync-pin-wizard start --server 2012 --product lync2013", code: 3,
      says: "lync-pin-wizard resume"),
    Row(
      command: "lync-pin-wizard start --server 2012 --product lync2013 --chain chain.p7b --store stores.reg",
      code: 3,
      says: "lync-pin-wizard resume"),
    Row(
      command: "lync-pin-wizard start --server 2012 --product lync2013 --from collected.zip", code: 3,
      says: "lync-pin-wizard resume"),
    Row(command: "lync-pin-wizard commands", code: 0, says: "collect.cmd"),
    Row(
      command: "lync-pin-wizard commands fe01", code: 0, says: "remove.cmd", answers: "5566\n",
      computer: Computer.marked),
    Row(
      command: "lync-pin-wizard resume fe01 --receipt receipt/", code: 3, says: "receipt.txt",
      computer: Computer.deletedThere),
    Row(
      command: "lync-pin-wizard start --server 2012 --product lync2013 --live fe01.contoso.com --dry-run",
      code: 66,
      says: "NT_STATUS_HOST_UNREACHABLE", answers: "alex\nsecret\n"),
    Row(
      command: "lync-pin-wizard start --server 2012 --product lync2013 --live fe01.contoso.com --kerberos",
      code: 66,
      says: "NT_STATUS_HOST_UNREACHABLE"),
    Row(
      command: "lync-pin-wizard recheck fe01 --store stores.reg", code: 0, says: "In place",
      computer: Computer.removed),
    Row(
      command: "lync-pin-wizard restore fe01", code: 3, says: "HOW TO BRING THIS CERTIFICATE BACK",
      computer: Computer.removed),
    Row(
      command: "lync-pin-wizard transcript fe01 --format html --output fe01.html", code: 0,
      says: "fe01.html", computer: Computer.removed),
  ]

  @Test("each command of README.md does what it is there for", arguments: rows)
  func runs(_ row: Row) throws {
    let result = try row.computer().run(row.command, answers: row.answers)
    #expect(result.code == row.code, "\(result.messages)")
    let said = "\(result.output) \(result.messages)".filter { !$0.isWhitespace }
    #expect(said.contains(row.says.filter { !$0.isWhitespace }), "\(result.output)\(result.messages)")
  }

  /// It needs a build of its own, and is run by every run of `.ci/run`.
  private static let package = "Scripts/package"

  @Test("and these are all of its commands")
  func all() throws {
    #expect(try Document.readme.commands() == Self.rows.map(\.command).inserting(Self.package, after: 2))
    #expect(try WholeFile.text("\(Checkout.path)/.ci/run").contains("\(Self.package) --check"))
    let check = try WholeFile.text("\(Checkout.path)/\(Self.package).d/check")
    #expect(check.contains("./lync-pin-wizard_*.deb"))
  }

  static let fromManPages: [String] = Document.manPages.flatMap { (try? $0.commands()) ?? [] }
    .filter { $0.hasPrefix("lync-pin-wizard ") }

  @Test("each command of a man page is understood", arguments: fromManPages)
  func understood(command: String) throws {
    let result = try Computer().run(command)
    #expect(result.exit != .code(64), "\(result.messages)")
  }

  @Test("there are commands in the man pages")
  func some() { #expect(Self.fromManPages.count > 15) }
}

extension Array {
  fileprivate func inserting(_ element: Element, after index: Int) -> [Element] {
    self[...index] + [element] + self[(index + 1)...]
  }
}

/// A computer with the files that the documents name, in the folder where their commands are run.
final class Computer {
  private let machine = Machine()

  init() throws {
    try CarriedTests.collect(on: machine)
    try machine.write(try machine.bytes(InspectTests.export), to: "stores.reg")
    try machine.write(try Samples.bytes("events-wevtutil.xml", in: "text"), to: "events.xml")
    try machine.write(try WholeFile.bytes("\(Checkout.path)/Scripts/wizard"), to: "Scripts/wizard")
    try machine.shell(
      """
      mkdir -p subs bin .build-release/release
      : >Package.swift; mkdir Sources Locales; chmod 755 Scripts/wizard
      cp "\(PseudoTerminal.builtProgram("lync-pin-wizard"))" .build-release/release/
      ln -s ../.build-release/release/lync-pin-wizard bin/
      cd "\(Samples.path("windows"))"
      for name in rootA1 subB1; do openssl x509 -inform der -in $name.cer; done >\(machine.folder)/path.pem
      cp duplicates.sst \(machine.folder)/roots.sst; cp subB1.cer \(machine.folder)/subs/; cd -
      openssl crl2pkcs7 -nocrl -certfile path.pem -out chain.p7b; cp chain.p7b roots.p7b
      bsdtar -a -c -f collected.zip collected
      mkdir -p tree/DEBIAN
      printf 'Package: lync-pin-wizard\\nVersion: 999\\nArchitecture: all\\n' >tree/DEBIAN/control
      printf 'Maintainer: a <a@b.invalid>\\nDescription: stands in for the package\\n' >>tree/DEBIAN/control
      dpkg-deb --build tree lync-pin-wizard_999_all.deb >/dev/null
      """)
    try program("sudo", #"[ "$1" = apt-get ] && shift && exec apt-get --simulate "$@""#)
    try program("mail", "exec cat >/dev/null")
    try program("net", "echo 'Connection failed: NT_STATUS_HOST_UNREACHABLE'; exit 255")
  }

  private func program(_ name: String, _ script: String) throws {
    chmod(try machine.write("#!/bin/sh\n\(script)\n", to: "bin/\(name)"), 0o755)
  }

  /// - Parameter command: a line for a shell. The session of the other tests, `h`, is what documents call `fe01`.
  func run(_ command: String, answers: String? = nil) throws -> FinishedRun {
    let line = command.replacing(#/ fe01( |$)/#) { " h\($0.1)" }
    let environment = machine.environment.merging([
      "PATH": "\(machine.folder)/bin:/usr/bin:/bin:/usr/sbin:/sbin", "XDG_RUNTIME_DIR": machine.folder,
    ]) { $1 }
    return try PseudoTerminal.run(
      ["/bin/sh", "-c", line], input: answers ?? "", in: machine.folder, environment: environment)
  }

  /// With a session in which a certificate is marked for removal.
  @Sendable static func marked() throws -> Computer {
    let computer = try Computer()
    _ = try HostileCase().run(computer.machine)
    return computer
  }

  /// With what the command files of that session left on the server, back from there.
  @Sendable static func deletedThere() throws -> Computer {
    let computer = try Computer()
    let hostile = try HostileCase()
    let run = try hostile.run(computer.machine)
    guard try hostile.commands(computer.machine).code == 0 else { throw Unexpected("no command files") }
    try computer.machine.write(try run.session.receipt("delete", "deleted"), to: "receipt/receipt.txt")
    try computer.machine.write(hostile.stray.der, to: "receipt/root-\(hostile.stray.thumbprint).cer")
    return computer
  }

  /// With a session that has removed a certificate, and new files from the server.
  @Sendable static func removed() throws -> Computer {
    let computer = try Computer()
    let hostile = try HostileCase()
    let run = try hostile.run(computer.machine)
    try run.resume()
    guard try run.work() == .code(0) else { throw Unexpected("\(run.admin.screen.suffix(500))") }
    var registry = Registry()
    registry.add(.local, "ROOT", hostile.noted)
    registry.add(.local, "AuthRoot")
    registry.add(.policy, "ROOT")
    registry.add(.enterprise, "ROOT")
    try computer.machine.write(registry.text, to: "stores.reg")
    return computer
  }
}
