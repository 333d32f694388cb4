// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Glibc
import Procedure
import PseudoTerminal
import TestFiles
import TestSupport
import Testing

@Suite("Hives, event logs, archives and whole folders, end to end")
struct CarriedTests {
  static func carried(_ name: String) -> String { "\(Samples.path("carried"))/\(name)" }

  /// A command that runs the wizard with these folders in `PATH`.
  static func path(_ folder: String) -> [String] { ["/usr/bin/env", "PATH=\(folder)"] }

  /// A folder as collect.cmd makes it, with the certification path in it.
  static func collect(on machine: Machine) throws {
    try machine.write(try machine.bytes(InspectTests.export), to: "collected/registry.reg")
    try machine.write(
      try Samples.bytes("events-wevtutil.xml", in: "text"), to: "collected/events.xml")
    try machine.write(
      "lync-pin-wizard receipt 1\r\nbegin collect\r\nserver \"FE01\"\r\npart registry exported\r\nend 0\r\n",
      to: "collected/receipt.txt")
    for name in ["rootA1.cer", "subB1.cer"] {
      try machine.write(try Samples.bytes(name), to: "collected/chain/\(name)")
    }
  }

  static let verdicts = "matched mismatched renewed matched matched mismatched matched partial"

  @Test("an offline SOFTWARE gives what the export of its keys gives")
  func hive() throws {
    let machine = Machine()
    let hive = try InspectTests.json(["--store", Self.carried("software.hiv")], on: machine)
    let text = try InspectTests.json(["--store", InspectTests.export], on: machine)
    #expect(hive.verdicts.sorted() == text.verdicts.sorted())
    #expect(hive.texts("entries", "physical").sorted() == text.texts("entries", "physical").sorted())
    #expect(hive.outcomes == text.outcomes)
  }

  @Test(
    "says which package is missing, and what to type on the server",
    arguments: [
      (
        "software.hiv",
        [
          "apt install libwin-hivex-perl",
          #"reg export HKLM\SOFTWARE\Microsoft\SystemCertificates stores.reg"#,
        ]
      ),
      ("stores.cab", ["apt install libarchive-tools", "unpack the archive and give the folder"]),
    ])
  func missing(name: String, says: [String]) throws {
    let run = try Machine().run(
      ["inspect"] + InspectTests.chain + ["--store", Self.carried(name)], under: Self.path("/nonexistent"))
    #expect(run.code == 66)
    for line in says { #expect(run.messages.contains(line), "\(run.messages)") }
  }

  @Test("a program that fails is named, and the exit code says that something was not read")
  func failing() throws {
    let machine = Machine()
    let programs = TemporaryFolder()
    try FakeProgram.write("hivexregedit", "echo 'no hive \u{1B}[31m' >&2; exit 1", to: programs)
    let run = try machine.run(
      ["inspect"] + InspectTests.chain
        + ["--store", Self.carried("software.hiv"), "--store", InspectTests.export],
      under: Self.path(programs.path))
    #expect(run.code == 65)
    #expect(run.says("software.hiv was not read: hivexregedit stopped with an error. It says: no hive"))
    #expect(!run.messages.contains("\u{1B}[31m"))
  }

  @Test(
    "a whole folder, and its archive, are sorted into path, stores and events",
    arguments: ["", ".zip", ".tar"])
  func from(ending: String) throws {
    let machine = Machine()
    try Self.collect(on: machine)
    if !ending.isEmpty { try machine.shell("bsdtar -a -c -f collected\(ending) collected") }
    let result = try InspectTests.json(
      ["--from", "\(machine.folder)/collected\(ending)"], chain: [], on: machine)
    #expect(result.verdicts.joined(separator: " ") == Self.verdicts)
    #expect(result.list("noted").count == 2)
    let messages = result.messages.split { $0.isWhitespace }.joined(separator: " ")
    let front = ending.isEmpty ? "" : "collected\(ending): collected/"
    for text in [
      "Used as the certification path: \(front)chain/rootA1.cer, \(front)chain/subB1.cer",
      "Used as the contents of the stores: \(front)registry.reg", "Used as events: \(front)events.xml",
      "Used as the receipt: \(front)receipt.txt", "Event 47067",
    ] { #expect(messages.contains(text), "\(messages)") }
  }

  @Test("what --from does not use is named, and no stray certificate becomes one of the path")
  func unused() throws {
    let machine = Machine()
    try Self.collect(on: machine)
    try machine.write(try Samples.bytes("rootA2.cer"), to: "collected/stray.cer")
    try machine.write(Array("%PDF-1.7 a letter".utf8), to: "collected/letter.pdf")
    let run = try machine.run(["inspect", "--from", "\(machine.folder)/collected"])
    #expect(run.code == 65)
    #expect(run.says("Not used, because nothing says which store these certificates are from:"))
    #expect(run.says("stray.cer"))
    #expect(run.says("letter.pdf is a PDF document."))
    #expect(run.says("The certification path is missing"))
    // With the path given, the rest is judged.
    let given = try machine.run(["inspect"] + InspectTests.chain + ["--from", "\(machine.folder)/collected"])
    #expect(given.code == 65)
    #expect(given.output.contains(/mismatched +Contoso Root CA/))
  }

  @Test("--from refuses a single file and says what to give instead")
  func singleFile() throws {
    let machine = Machine()
    let inspect = try machine.run(["inspect"] + InspectTests.chain + ["--from", InspectTests.export])
    #expect(inspect.says("--from takes only those"))
    let start = try machine.run(["start", "--server", "2012", "--from", InspectTests.export])
    #expect(start.code == 64)
    #expect(start.says("--from takes only those"))
  }

  @Test("a session that began with an archive takes the same from it when it is resumed")
  func session() throws {
    let machine = Machine()
    try Self.collect(on: machine)
    try machine.shell("bsdtar -a -c -f all.zip collected")
    let zip = "\(machine.folder)/all.zip"
    let run = try ByHandRun(
      .windowsServer2012, try ContosoSamples().sensible(rows: []), ["--from", zip], on: machine)
    try run.work { moment, sensible in
      if case .decision? = moment.item?.form { return .leave }
      return try sensible.act(moment)
    }
    let session = try run.session
    #expect(session.start.chainFiles == [zip])
    #expect(session.start.storeFiles == [Start.StoreFile(store: nil, path: zip)])
    #expect(session.findings.noted.count == 2)
    #expect(session.findings.entries.keys.filter { $0.noted == .root }.count == 6)
    #expect(run.admin.screen.contains("all.zip: collected/chain/rootA1.cer"))
    run.admin.terminal.sendSignal(SIGTERM)
    #expect(try run.admin.terminal.waitForExit() == .code(3))

    // The same walk, from the archive again: nothing is asked that was answered.
    let resumed = try machine.run(["resume", run.name])
    #expect(resumed.code == 3)
    #expect(!resumed.says("more than one path"))
    #expect(try run.session.findings == session.findings)

    let again = try machine.run(["recheck", run.name, "--from", zip])
    #expect(again.says("Used as the contents of the stores: all.zip: collected/registry.reg"))
    #expect(!again.says("does not say which store"))
  }

  @Test("events of a binary log are those that evtxexport prints")
  func eventLog() throws {
    let machine = Machine()
    try Self.collect(on: machine)
    try machine.shell("rm collected/events.xml")
    try machine.write(
      try Samples.bytes("lync.evtx", in: "carried"), to: "collected/Ereignisse für FE 01.evtx")
    let run = try machine.run(["inspect", "--from", "\(machine.folder)/collected"])
    #expect(run.code == 0)
    #expect(run.says("Used as events: Ereignisse für FE 01.evtx"))
    #expect(run.says("server01.contoso.com"))
    #expect(run.says("Event 47067"))
  }

  @Test("a program that hangs ends with the wizard, however that ends")
  func killed() throws {
    let machine = Machine()
    let programs = TemporaryFolder()
    // A child may not write to files, so it reports itself by the name of a folder.
    try FakeProgram.write("bsdtar", "mkdir \(programs.path)/$$; exec sleep 1000", to: programs)
    for signal in [SIGKILL, SIGTERM, SIGINT] {
      let terminal = try machine.terminal(
        ["inspect"] + InspectTests.chain + ["--store", Self.carried("stores.cab")],
        under: Self.path("\(programs.path):/usr/bin:/bin"))
      let process = try waitForChild(in: programs)
      terminal.sendSignal(signal)
      #expect(try terminal.waitForExit() == .signal(signal))
      for _ in 0..<1000 where kill(process, 0) == 0 { usleep(10_000) }
      #expect(kill(process, 0) != 0, "\(signal)")
      rmdir(programs.file(String(process)))
    }
  }

  /// The number of the process that made a folder of its name.
  private func waitForChild(in folder: TemporaryFolder) throws -> pid_t {
    for _ in 0..<3000 {
      if let process = WholeFile.names(in: folder.path).compactMap({ pid_t($0) }).first { return process }
      usleep(10_000)
    }
    throw Unexpected("no child was started")
  }
}
