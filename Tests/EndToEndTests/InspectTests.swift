// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Foundation
import Glibc
import TestFiles
import Testing
import X509

@Suite("Inspect, end to end")
struct InspectTests {
  static let chain = ["--chain", "\(Samples.windows)/rootA1.cer", "--chain", "\(Samples.windows)/subB1.cer"]
  static let export = "\(Samples.windows)/synthetic-windowslike.reg"

  static func sample(_ name: String) -> String { "\(Samples.windows)/\(name)" }

  /// Runs `inspect --json` and holds what it writes against the schema.
  static func json(
    _ arguments: [String], chain: [String] = chain, on machine: Machine, code: Int32 = 0,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Surveyed {
    let run = try machine.run(["inspect", "--json"] + chain + arguments)
    #expect(run.code == code, sourceLocation: sourceLocation)
    let value = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    #expect(
      try JSONSchema("inspect-1.schema.json").objections(to: value) == [], sourceLocation: sourceLocation)
    return Surveyed(value: value as? [String: Any] ?? [:], messages: run.messages)
  }

  /// What `inspect --json` wrote.
  struct Surveyed {
    let value: [String: Any]
    let messages: String

    func list(_ name: String) -> [[String: Any]] { value[name] as? [[String: Any]] ?? [] }
    func texts(_ list: String, _ name: String) -> [String] {
      self.list(list).map { $0[name] as? String ?? "–" }
    }
    var verdicts: [String] { texts("entries", "verdict") }
    var outcomes: [String] { texts("outcomes", "outcome") }
  }

  // MARK: - What the files hold

  /// The two intermediates of the samples differ in their serial numbers and not in Valid from: partial.
  static let stores: [([String], verdicts: String)] = [
    (
      ["--store", export],
      "matched mismatched renewed matched matched mismatched matched partial"
    ),
    (["--store", sample("samba-net-rpc-export-Root.reg")], "mismatched renewed matched"),
    (
      ["--store", "ROOT=\(sample("duplicates.sst"))"],
      "partial matched renewed mismatched matched"
    ),
    (["--store", "CA=\(sample("duplicates.sst"))"], "partial matched renewed mismatched matched"),
    (
      ["--store", "AUTHROOT=\(sample("openssl-dups.p7b"))"],
      "matched mismatched renewed matched partial"
    ),
    // What Windows exported there is no root.
    (["--store", "ROOT=\(sample("windows-net-export.sst"))"], "misplaced"),
    (["--store", "ROOT=\(sample("windows-net-export.p7b"))"], "misplaced"),
    (["--store", "CA=\(sample("windows-net-serialized-cert.bin"))"], ""),
    (["--store", "ROOT=\(sample("p7-empty.p7b"))"], ""),
    (
      ["--store", "ROOT=\(sample("rootA2.cer"))", "--store", "CA=\(sample("subB2.cer"))"],
      "mismatched partial"
    ),
  ]

  /// No Windows is without roots: of a file without entries, nothing was read.
  static func code(_ arguments: [String]) -> Int32 { arguments.joined().contains("p7-empty") ? 66 : 0 }

  @Test("writes what the schema says, for every kind of file", arguments: stores)
  func files(_ arguments: [String], verdicts: String) throws {
    let machine = Machine()
    let code = Self.code(arguments)
    let related = try Self.json(arguments, on: machine, code: code)
    #expect(related.verdicts.joined(separator: " ") == verdicts)
    let all = try Self.json(arguments + ["--all"], on: machine, code: code)
    let unrelated = try #require(related.value["unrelated"] as? Int)
    #expect(all.value["unrelated"] as? Int == unrelated)
    #expect(all.verdicts.filter { $0 == "unrelated" }.count == unrelated)
    #expect(all.verdicts.filter { $0 != "unrelated" } == related.verdicts)
    #expect(all.outcomes == related.outcomes)
  }

  @Test("judges an export of the registry, copy by copy")
  func registry() throws {
    let result = try Self.json(["--store", Self.export], on: Machine())
    let rows = result.list("entries").map { entry in
      ["store", "physical", "verdict", "managedBy"].map { entry[$0] as? String ?? "–" }
        .joined(separator: " ")
    }
    #expect(
      Array(rows.prefix(6)) == [
        "ROOT registry matched groupPolicy", "ROOT registry mismatched enterprise",
        "ROOT registry renewed –", "ROOT registry matched –", "ROOT groupPolicy matched groupPolicy",
        "ROOT enterprise mismatched enterprise",
      ])
    #expect(Set(result.texts("entries", "source")) == ["synthetic-windowslike.reg"])
    #expect(result.texts("noted", "role") == ["root", "intermediate"])
    #expect(result.value["server"] is NSNull)
    #expect(result.outcomes.first == "duplicates")
    let advisories = Set(result.texts("advisories", "id"))
    #expect(advisories.isSuperset(of: ["nonSelfSignedInRoot", "sameCertificateTwice", "managedDuplicate"]))
  }

  @Test("says whether the signature of every root was verified")
  func signatures() throws {
    let store = ["--store", Self.export]
    #expect(try Self.json(store, on: Machine()).value["signatures"] as? String == "needed")
    #expect(try Self.json(store + ["--signatures"], on: Machine()).value["signatures"] as? String == "all")
  }

  @Test("judges a folder, and takes the server's certificate for what it is")
  func folder() throws {
    let machine = Machine()
    try machine.shell(
      "mkdir roots; cp \(Self.sample("rootA1.cer")) \(Self.sample("rootA2.cer")) \(Self.sample("rootOU.cer")) roots"
    )
    let result = try Self.json(
      ["--store", "ROOT=\(machine.folder)/roots"], chain: Self.chain + ["--chain", Self.sample("leaf.cer")],
      on: machine)
    #expect(result.verdicts == ["matched", "mismatched"])
    #expect(result.texts("entries", "source") == ["rootA1.cer", "rootA2.cer"])
    #expect((result.value["server"] as? [String: Any])?["issuedBy"] as? String == "Contoso Issuing CA 1")
    #expect(result.outcomes == ["duplicates", "unknown"])
  }

  @Test("says the same to people, without a character that acts on a terminal")
  func text() throws {
    let run = try Machine().run(["inspect"] + Self.chain + ["--store", Self.export])
    #expect(run.code == 0)
    #expect(run.messages.isEmpty)
    for word in ["Certification path", "Contoso Root CA", "synthetic-windowslike.reg"] {
      #expect(run.output.contains(word))
    }
    #expect(run.output.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
  }

  // MARK: - How it ends

  @Test("ends with 1 when it is to check and something needs attention")
  func check() throws {
    let machine = Machine()
    let root = "ROOT=\(Self.sample("rootA1.cer"))"
    let intermediate = "CA=\(Self.sample("subB1.cer"))"
    let bad: [[String]] = [
      ["--store", "ROOT=\(Self.sample("rootA2.cer"))"], ["--store", "ROOT=\(Self.sample("rootA3.cer"))"],
      ["--store", "ROOT=\(Self.sample("subB1.cer"))"], ["--store", Self.export],
      // The intermediate's store was not read, or was and does not hold it.
      [], ["--store", "CA=\(Self.sample("rootOU.cer"))"],
    ]
    for arguments in bad {
      _ = try Self.json(["--check", "--store", root] + arguments, on: machine, code: 1)
      _ = try Self.json(["--store", root] + arguments, on: machine, code: 0)
    }
    for name in ["rootA1", "rootOU", "rootO"] {
      let store = "ROOT=\(Self.sample("\(name).cer"))"
      _ = try Self.json(
        ["--check", "--store", root, "--store", store, "--store", intermediate], on: machine, code: 0)
    }
  }

  @Test("refuses to guess a store, and writes no result")
  func usage() throws {
    let machine = Machine()
    let store = ["--store", Self.export]
    let misuses: [[String]] = [
      Self.chain + ["--store", Self.sample("duplicates.sst")],
      Self.chain + store + ["--store", Self.sample("rootA1.cer")], Self.chain, store, [],
      Self.chain + ["--store", "MY=\(Self.export)"], Self.chain + store + ["--all", "extra"],
    ]
    for arguments in misuses {
      let run = try machine.run(["inspect", "--json"] + arguments)
      #expect(run.code == 64, "\(arguments)")
      #expect(run.output.isEmpty)
      #expect(!run.messages.isEmpty)
    }
    #expect(machine.files("").isEmpty)
  }

  @Test("names a damaged file, judges the others, and ends with 65 even when it is to check")
  func damaged() throws {
    let machine = Machine()
    let cut = try machine.write(try machine.bytes(Self.export).prefix(4002), to: "cut.reg")
    try machine.shell("mkdir roots; cp \(Self.sample("rootA1.cer")) roots; echo hello >roots/notes.txt")
    for check in [[], ["--check"]] {
      let result = try Self.json(
        check + ["--store", cut, "--store", Self.export], on: machine, code: 65)
      #expect(result.verdicts.count == 8)
      #expect(result.messages.contains("cut.reg"))
      let folder = try Self.json(
        check + ["--store", "ROOT=\(machine.folder)/roots"], on: machine, code: 65)
      #expect(folder.verdicts == ["matched"])
      #expect(folder.messages.contains("notes.txt"))
    }
  }

  @Test("says that a file is missing, judges the others, and ends with 66")
  func missing() throws {
    let machine = Machine()
    let result = try Self.json(
      ["--check", "--store", "/nowhere/a.reg", "--store", Self.export], on: machine, code: 66)
    #expect(result.verdicts.count == 8)
    #expect(result.messages.contains("/nowhere/a.reg"))
    let chain = try Self.json(
      ["--store", Self.export], chain: Self.chain + ["--chain", "/nowhere/b.cer"], on: machine, code: 66)
    #expect(chain.messages.contains("/nowhere/b.cer"))
    let none = try machine.run(["inspect", "--json", "--chain", "/nowhere/b.cer", "--store", Self.export])
    #expect(none.code == 66)
    #expect(none.output.isEmpty)
  }

  @Test("says that a file cannot be read", .enabled(if: geteuid() != 0))
  func permission() throws {
    let machine = Machine()
    try machine.shell("cp \(Self.export) a.reg; chmod 000 a.reg")
    _ = try Self.json(["--store", "\(machine.folder)/a.reg"], on: machine, code: 77)
  }

  @Test("has no result for a chain that is none or several, and a part of one without its root")
  func chains() throws {
    let machine = Machine()
    let store = ["--store", Self.export]
    for chain in [["p7-empty.p7b"], ["rootA1.cer", "rootA2.cer"], ["README.md"]] {
      let run = try machine.run(
        ["inspect", "--json"] + store + chain.flatMap { ["--chain", Self.sample($0)] })
      #expect(run.code == 65, "\(chain)")
      #expect(run.output.isEmpty)
    }
    let part = try Self.json(store, chain: ["--chain", Self.sample("subB1.cer")], on: machine, code: 65)
    #expect(part.texts("noted", "role") == ["intermediate"])
    #expect(part.outcomes == ["duplicates"])
    let messages = part.messages.split { $0.isWhitespace }.joined(separator: " ")
    #expect(messages.contains("the certificate of CN = Contoso Root CA"))
  }
}
