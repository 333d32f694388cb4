// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Procedure
import Stores
import TestFiles
import TestSupport
import Testing

@Suite("Exported stores, end to end")
struct ExportedStoresTests {
  private let export = "\(Samples.windows)/synthetic-windowslike.reg"

  private func start(_ machine: Machine, _ stores: String...) throws -> Machine.Run {
    try machine.run(["start", "--server", "2012", "--name", "h"] + stores.flatMap { ["--store", $0] })
  }

  /// What was said, without the breaks of its lines.
  private func messages(_ run: Machine.Run) -> String {
    run.messages.split { $0.isWhitespace }.joined(separator: " ")
  }

  @Test("asks nothing about an export of the registry, and lists every physical copy")
  func registry() throws {
    let machine = Machine()
    let contoso = try ContosoSamples()
    let run = try ByHandRun(
      .windowsServer2012, contoso.sensible(rows: []), ["--store", export], on: machine)
    try run.work { moment, sensible in
      if case .decision? = moment.item?.form { return .leave }
      return try sensible.act(moment)
    }
    let session = try run.session
    #expect(session.start.storeFiles.map(\.store) == [nil])
    let listed = session.findings.entries.filter { $0.key.noted == .root }
      .sorted { $0.key.number < $1.key.number }.map(\.value)
    #expect(
      listed.map(\.physical) == [.registry, .registry, .registry, .registry, .groupPolicy, .enterprise])
    #expect(
      listed.map { $0.facts?.certificate } == [
        contoso.rootA1, contoso.rootA2, contoso.rootA3, contoso.subB1, contoso.rootA1, contoso.rootA2,
      ])
  }

  @Test("counts a physical copy once that two files hold, and takes the file's word for the store")
  func overlapping() throws {
    let machine = Machine()
    let contoso = try ContosoSamples()
    let run = try ByHandRun(
      .windowsServer2012, contoso.sensible(rows: []),
      ["--store", export, "--store", "CA=\(Samples.windows)/samba-net-rpc-export-Root.reg"], on: machine)
    try run.work { moment, sensible in
      if case .decision? = moment.item?.form { return .leave }
      return try sensible.act(moment)
    }
    #expect(run.admin.screen.contains("itself says that 7 certificates"))
    #expect(try run.session.findings.entries.keys.filter { $0.noted == .root }.count == 6)
  }

  @Test("takes AUTHROOT for the part of ROOT that it is, and says that a part is not all")
  func authRoot() throws {
    let machine = Machine()
    let run = try start(machine, "AUTHROOT=\(Samples.windows)/duplicates.sst")
    #expect(run.code == 3)
    #expect(messages(run).contains("read in part (Registry: not handed over"))
    let file = try machine.session("h").start.storeFiles[0]
    #expect((file.store, file.physical) == (.trustedRoot, .authRoot))
  }

  @Test("refuses a damaged export with its name and line, and begins nothing")
  func damaged() throws {
    let machine = Machine()
    let cut = try machine.write(try machine.bytes(export).prefix(4002), to: "cut.reg")
    let run = try start(machine, cut)
    #expect(run.code == 65)
    #expect(
      messages(run).contains("cut.reg: the registry key 6D5F3E09568D201779BC7DE3789A67B0CB6B3A7B (entry 1, "))
    #expect(messages(run).contains("cannot be read: line 30 is not a line of a registry export"))
    #expect(machine.files("").isEmpty)
  }

  @Test("remarks on a key that is not named after its certificate")
  func misnamed() throws {
    let machine = Machine()
    let samba = try machine.text("\(Samples.windows)/samba-net-rpc-export-Root.reg")
    let name = try ContosoSamples().rootA1.thumbprint.description.uppercased()
    let path = try machine.write(
      samba.replacing(name, with: String(name.reversed())), to: "renamed.reg")
    let run = try start(machine, path)
    #expect(run.code == 3)
    #expect(messages(run).contains("the registry key \(String(name.reversed())) holds another"))
  }
}
