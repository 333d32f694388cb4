// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Files
import Foundation
import Listings
import Procedure
import PseudoTerminal
import Stores
import TestFiles
import TestSupport
import Testing

@testable import Servers
@testable import Words

/// The command files, run by a cmd.exe. They share one Windows, and so one registry.
@Suite(
  "Command files in Wine",
  .enabled(if: WineComputer.isInstalled, "NOT RUN: Wine is missing (apt-get install wine64 wine)"),
  .serialized)
struct CommandFilesInWineTests {
  struct Setting {
    let machine: Machine
    let wine: WineComputer
    let hostile: HostileCase
    let run: ByHandRun
    /// Where the files lie “on the server”: a folder that cmd.exe has to take literally. A percent sign is left out,
    /// because Wine's cmd expands what it has just expanded.
    let folder: String

    init() throws {
      machine = Machine()
      wine = try WineComputer(machine)
      hostile = try HostileCase()
      run = try hostile.run(machine, server: "\(wine.name().lowercased()).contoso.com")
      guard try hostile.commands(machine).code == 0 else { throw Unexpected("no command files") }
      folder = "\(machine.folder)/on server & (x) ^!"
      try FileManager.default.copyItem(atPath: "\(machine.state)/h.commands", toPath: folder)
      try wine.install(hostile.noted)
      try wine.install(hostile.stray)
    }

    var print: String { hostile.stray.thumbprint.description }
    var file: String { "root-\(print).cer" }

    func receipt() throws -> ServerReceipt { try ServerReceipt(machine.bytes("\(folder)/receipt.txt")) }

    func touch(_ name: String) throws { try machine.write("", to: "tools/\(name)") }
  }

  @Test("export first, delete at the word, restore; and the wizard reads what they wrote")
  func wholeWay() throws {
    let setting = try Setting()
    let (machine, wine, hostile) = (setting.machine, setting.wine, setting.hostile)

    let looked = try wine.run("remove.cmd", in: setting.folder)
    #expect(looked.code == 0, "\(looked.output)")
    #expect(wine.calls.allSatisfy { !$0.hasPrefix("-del") })
    #expect(wine.calls.contains("-store ROOT \(setting.print) \"\(setting.file)\""))
    #expect(try machine.bytes("\(setting.folder)/\(setting.file)") == hostile.stray.der)
    #expect(try setting.receipt().runs.map { $0.entries.map(\.state) } == [[.checked]])

    let deleted = try wine.run("remove.cmd", ["delete"], in: setting.folder)
    #expect(deleted.code == 0, "\(deleted.output)")
    #expect(wine.calls.filter { $0.hasPrefix("-del") } == ["-delstore ROOT \(setting.print)"])
    #expect(try !wine.registryHas(hostile.stray))
    #expect(try wine.registryHas(hostile.noted))
    // Once more finds it done, and deletes nothing.
    #expect(try wine.run("remove.cmd", ["DELETE"], in: setting.folder).code == 0)
    #expect(wine.calls.count { $0.hasPrefix("-del") } == 1)
    let runs = try setting.receipt().runs
    #expect(runs.map { $0.entries.map(\.state) } == [[.checked], [.deleted], [.gone]])
    #expect(runs.map(\.end) == [0, 0, 0])

    let admin = try machine.start(["resume", "h", "--receipt", setting.folder], session: "h")
    #expect(try admin.work { try setting.run.sensible.act($0) } == .code(0))
    let proof = try setting.run.session.findings.entries[HostileCase.id]?.proof
    #expect(proof == .readBack(path: "\(setting.folder)/\(setting.file)"))

    let restored = try wine.run("restore.cmd", in: setting.folder)
    #expect(restored.code == 0, "\(restored.output)")
    #expect(wine.calls.filter { $0.hasPrefix("-add") } == ["-addstore ROOT \"\(setting.file)\""])
    #expect(try wine.registryHas(hostile.stray))
    #expect(try machine.run(["restore", "h", "--receipt", setting.folder]).code == 0)
    #expect(try setting.run.session.removed.isEmpty)
  }

  struct Obstacle: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let says: String
    let put: @Sendable (Setting) throws -> Void
  }

  static let obstacles = [
    Obstacle(testDescription: "the export fails", says: "the export failed") { try $0.touch("export-fails") },
    Obstacle(testDescription: "the exported file is another certificate", says: "is not this certificate") {
      let other = "Cert Hash(sha1): \(WineComputer.spaced($0.hostile.noted))\r\n"
      try $0.machine.write(other, to: "tools/dump-\($0.file).txt")
    },
    Obstacle(
      testDescription: "a file of that name lies there, and is another", says: "is not this certificate"
    ) {
      try $0.machine.write("x", to: "\($0.folder)/\($0.file)")
      try $0.machine.write("nothing\r\n", to: "tools/dump-\($0.file).txt")
    },
    Obstacle(
      testDescription: "the exported certificate has another serial number", says: "another serial number"
    ) {
      let block = WineComputer.block($0.hostile.stray).replacing("445566", with: "44556677")
      try $0.machine.write(block.replacing("\n", with: "\r\n"), to: "tools/dump-\($0.file).txt")
    },
    Obstacle(testDescription: "the exported certificate has another issuer", says: "another issuer") {
      let block = "Serial Number: 445566\nCert Hash(sha1): \(WineComputer.spaced($0.hostile.stray))\n"
      try $0.machine.write(block.replacing("\n", with: "\r\n"), to: "tools/dump-\($0.file).txt")
    },
    Obstacle(
      testDescription: "certutil does not find the certificate that has to stay",
      says: "does not find the certificate"
    ) {
      try FileManager.default.removeItem(atPath: "\($0.wine.tools)/ROOT-\($0.hostile.noted.thumbprint).txt")
    },
    Obstacle(testDescription: "a policy has a copy", says: "a Group Policy keeps a copy") {
      try $0.wine.install($0.hostile.stray, policy: true)
    },
    Obstacle(testDescription: "the thumbprint finds two", says: "not exactly one") { try $0.touch("twice") },
    Obstacle(testDescription: "it is not in the list", says: "does not list it") {
      try FileManager.default.removeItem(atPath: "\($0.wine.tools)/ROOT-\($0.print).txt")
    },
  ]

  @Test("stop before anything is deleted", arguments: obstacles)
  func stops(_ obstacle: Obstacle) throws {
    let setting = try Setting()
    try obstacle.put(setting)
    let stopped = try setting.wine.run("remove.cmd", ["delete"], in: setting.folder)
    #expect(stopped.code == 1)
    #expect(stopped.output.contains(obstacle.says), "\(stopped.output)")
    #expect(setting.wine.calls.allSatisfy { !$0.hasPrefix("-del") })
    #expect(try setting.wine.registryHas(setting.hostile.stray))
    #expect(try setting.receipt().runs.map { $0.entries.map(\.state) } == [[.failed]])
    #expect(try setting.receipt().runs.map(\.end) == [1])
  }

  @Test("stop when the certificate that the server needs is not there")
  func nothingStays() throws {
    let machine = Machine()
    let wine = try WineComputer(machine)
    let hostile = try HostileCase()
    _ = try hostile.run(machine, server: wine.name())
    #expect(try hostile.commands(machine).code == 0)
    try wine.install(hostile.stray)
    let stopped = try wine.run("remove.cmd", ["delete"], in: "\(machine.state)/h.commands")
    #expect(stopped.code == 1)
    #expect(stopped.output.contains("the certificate that the server needs is not in the store"))
    #expect(try wine.registryHas(hostile.stray))
  }

  @Test("say so when the deletion fails, or only pretends", arguments: ["delete-fails", "delete-lies"])
  func deletionFails(how: String) throws {
    let setting = try Setting()
    try setting.touch(how)
    let stopped = try setting.wine.run("remove.cmd", ["delete"], in: setting.folder)
    #expect(stopped.code == 1)
    #expect(try setting.receipt().runs.map { $0.entries.map(\.state) } == [[.failed]])
    let steps = try setting.receipt().runs.flatMap(\.entries).flatMap(\.steps).map { "\($0.word) \($0.code)" }
    // Wine's cmd makes every exit code that comes through a `call` a 1.
    #expect(steps.contains("delete 0") == (how == "delete-lies"))
    #expect(steps.contains("left 0"))
    #expect(steps.contains("listedAfter 0"))
  }

  @Test("do nothing on another server, or at another word", arguments: [true, false])
  func elsewhere(isOther: Bool) throws {
    let machine = Machine()
    let wine = try WineComputer(machine)
    let hostile = try HostileCase()
    _ = try hostile.run(machine, server: isOther ? "\(wine.name()).fabrikam.com" : wine.name())
    #expect(try hostile.commands(machine).code == 0)
    try wine.install(hostile.noted)
    try wine.install(hostile.stray)
    let folder = "\(machine.state)/h.commands"
    for file in isOther ? ["remove.cmd", "restore.cmd"] : ["remove.cmd"] {
      let stopped = try wine.run(file, [isOther ? "delete" : "everything"], in: folder)
      #expect(stopped.code == (isOther ? 1 : 64))
      #expect(stopped.output.contains(isOther ? "another server" : "only word"))
    }
    #expect(wine.calls.isEmpty)
    #expect(access("\(folder)/receipt.txt", F_OK) != 0)
  }

  struct Clock: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let code: Int32
    var says = ""
    /// Minutes since the files were written, by WMI and by PowerShell; `nil` where it does not answer.
    var wmic: Int? = 0
    var powerShell: Int?
    var aheadMinutes = 0
  }

  static let clocks = [
    Clock(testDescription: "23 hours later", code: 0, wmic: 23 * 60 + 50),
    Clock(testDescription: "a day later", code: 1, says: "more than 24 hours ago", wmic: 24 * 60 + 10),
    Clock(testDescription: "a year later", code: 1, says: "more than 24 hours ago", wmic: 366 * 24 * 60),
    Clock(testDescription: "ahead of UTC", code: 0, aheadMinutes: 14 * 60),
    Clock(testDescription: "behind UTC", code: 0, aheadMinutes: -12 * 60),
    Clock(
      testDescription: "a day later, behind UTC", code: 1, says: "more than 24 hours ago", wmic: 24 * 60 + 10,
      aheadMinutes: -570),
    Clock(testDescription: "half an hour before", code: 0, wmic: -30),
    Clock(testDescription: "two hours before", code: 1, says: "still to come", wmic: -120),
    Clock(testDescription: "no wmic", code: 0, wmic: nil, powerShell: 10),
    Clock(
      testDescription: "no wmic, a day later", code: 1, says: "more than 24 hours ago", wmic: nil,
      powerShell: 24 * 60 + 10),
    Clock(testDescription: "nobody tells the time", code: 1, says: "Neither WMI nor PowerShell", wmic: nil),
  ]

  @Test("run only within a day, on any clock, and not when the time cannot be told")
  func inTime() throws {
    let setting = try Setting()
    for clock in Self.clocks {
      let at = { (minutes: Int) in WineComputer.now.adding(seconds: minutes * 60) }
      try setting.wine.setClock(
        clock.wmic.map(at), aheadMinutes: clock.aheadMinutes, powerShell: clock.powerShell.map(at))
      let run = try setting.wine.run("remove.cmd", in: setting.folder)
      #expect(run.code == clock.code, "\(clock): \(run.output)")
      #expect(clock.says.isEmpty || run.output.contains(clock.says), "\(clock): \(run.output)")
    }
    #expect(try setting.receipt().runs.count == Self.clocks.count { $0.code == 0 })
    // The way back is open for ever.
    try setting.wine.setClock(nil)
    #expect(try setting.wine.run("restore.cmd", in: setting.folder).code == 0)
  }

  @Test("do nothing once they are void")
  func void() throws {
    let machine = Machine()
    let wine = try WineComputer(machine)
    try machine.write(CommandFiles.void(.duplicates, session: "h"), to: "void/remove.cmd")
    let run = try wine.run("remove.cmd", ["delete"], in: "\(machine.folder)/void")
    #expect(run.code == 1)
    #expect(run.output.contains("This remove.cmd is void"))
    #expect(wine.calls.isEmpty)
  }

  @Test("collect what the wizard reads")
  func collect() throws {
    let machine = Machine()
    let wine = try WineComputer(machine)
    let hostile = try HostileCase()
    try wine.install(hostile.noted)
    #expect(try machine.run(["commands", "--output", "\(machine.folder)/c d"]).code == 0)
    let folder = "\(machine.folder)/c d"
    let run = try wine.run("collect.cmd", in: folder)
    #expect(run.code == 0, "\(run.output)")
    let found = try CertificateFolder(path: "\(folder)/collected")
    #expect(found.receipts.map(\.file) == ["receipt.txt"])
    #expect(found.events.map(\.file) == ["events.xml"])
    #expect(found.events.map(\.reading) == [nil])
    #expect(found.parts.contains(StorePart(.trustedRoot, .registry)))
    let receipt = try ServerReceipt(try #require(found.receipts.first).bytes)
    #expect(receipt.runs.map(\.end) == [0])
    #expect(try receipt.runs.map(\.server) == [wine.name()])
    #expect(receipt.runs.first?.parts[.registry] == .exported)
    #expect(wine.calls.contains { $0.hasPrefix("wevtutil qe \"Lync Server\"") })
    // What is there already is not touched.
    #expect(try wine.run("collect.cmd", in: folder).code == 1)
  }
}
