// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Digests
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

@Suite(
  "Live, end to end", .serialized,
  .enabled(if: SambaServer.isInstalled, "Samba is not installed here: Scripts/setup --tests installs it"))
struct LiveTests {
  @Test(
    "ends right for a sensible admin, and keeps an exact copy of what it deletes",
    arguments: RightEnding.all.filter { $0.scenario.course == .duplicates })
  func right(_ example: RightEnding) throws {
    let run = try LiveRun(example.scenario)
    let exit = try run.work(Sensible().act)
    #expect(try run.session.ending == example.ending)
    #expect(exit == .code(example.ending == .duplicatesRemoved ? 0 : 1))

    let removed = try run.server.removed()
    #expect(removed.keys.count { $0.hasPrefix("ROOT/registry/") } == example.roots)
    #expect(removed.keys.count { $0.hasPrefix("CA/registry/") } == example.intermediates)
    #expect(removed.count == example.roots + example.intermediates)
    #expect(try run.server.blobs().allSatisfy { run.server.filled[$0.key] == $0.value })

    // A certificate for people, and everything that Windows keeps beside it.
    let copies = run.exports.filter { $0.key.hasSuffix(".reg") }
    #expect(Set(try copies.values.map { try RegistryEntry.all(of: $0)[0].blob }) == Set(removed.values))
    #expect(run.exports.count == 2 * removed.count)
    #expect(run.exports.keys.count { $0.hasSuffix(".cer") } == removed.count)
    #expect(try run.calls.count { $0 == "deletekey" } == removed.count)
    #expect(try !run.calls.contains("import"))

    let transcript = try run.machine.text("\(run.machine.state)/\(run.name).transcript.txt")
    #expect(transcript.contains("from the registry of 127.0.0.1"))
    for name in removed.keys {
      #expect(transcript.contains("\(name.split(separator: "/")[2])' -S 127.0.0.1"))
    }
    #expect(try run.machine.run(["verify", run.name]).code == 0)
    let password = try #require(run.server.account["password"])
    #expect(try run.leftovers().allSatisfy { !$0.contains(password) })
  }

  @Test("tells nobody to click in MMC what the wizard does itself")
  func clicks() throws {
    let run = try LiveRun(.both)
    var told: [String: String] = [:]
    try run.work { moment in
      if let item = moment.item, [.export, .delete].contains(item.step.kind) {
        told[item.key, default: ""] += moment.shown.split(separator: "\n").joined(separator: " ")
      }
      return try Sensible().act(moment)
    }
    // Export and deletion are one step each, for the root and for the intermediate.
    #expect(told.keys.sorted() == ["ca.12@1/2", "ca.18@1/2", "root.12@0/2", "root.18@0/2"])
    for (key, text) in told {
      #expect(!["right-click", "Right-click", "Click “"].contains { text.contains($0) }, "\(key): \(text)")
    }
    #expect(told.values.contains { $0.contains("Do not click “Delete” in MMC") })
  }

  struct Place: Sendable, CustomTestStringConvertible {
    let physical: PhysicalStore
    let key: String
    let says: String
    var testDescription: String { physical.rawValue }
  }

  static let managedPlaces = [
    Place(
      physical: .groupPolicy, key: #"Policies\Microsoft\SystemCertificates\Root"#,
      says: "This copy comes from Group Policy."),
    Place(
      physical: .enterprise, key: #"Microsoft\EnterpriseCertificates\Root"#,
      says: "This copy comes from Active Directory"),
    Place(
      physical: .authRoot, key: #"Microsoft\SystemCertificates\AuthRoot"#,
      says: "This copy belongs to Microsoft's list"),
  ]

  @Test(
    "never deletes what something else keeps there, and says where to remove it", arguments: managedPlaces)
  func managed(_ place: Place) throws {
    let run = try LiveRun(.duplicateRoot)
    // The stray root lies there, and nowhere else.
    let stray = try run.server.stray()
    try run.server.put(stray, below: place.key)
    try run.server.local(["deletekey", SambaServer.rootKey(stray.name)])
    let before = try run.server.blobs()
    #expect(before.keys.contains("ROOT/\(place.physical.rawValue)/\(stray.name)"))
    #expect(try run.work(Sensible().act) == .code(1))
    #expect(try run.session.ending == .stoppedForReview)
    #expect(run.admin.screen.contains(place.says))
    #expect(
      run.admin.moments.allSatisfy { moment in
        if case .decision? = moment.item?.form { return !moment.letters.contains("R") }
        return true
      })
    #expect(try run.server.blobs() == before)
    #expect(try Set(run.calls) == ["enumerate", "export"])
  }

  @Test("reads one export for each physical store, however many certificates lie there")
  func manyEntries() throws {
    let folder = Machine()
    defer { withExtendedLifetime(folder) {} }
    let many = try folder.write(try Self.export(of: 400), to: "many.reg")
    let run = try LiveRun(.duplicateRoot, more: many)
    #expect(run.server.filled.count > 400)
    #expect(try run.work(Sensible().act) == .code(0))
    #expect(try run.server.removed().count == 1)
    let calls = try run.machine.text("calls").split(separator: "\n")
    let located = calls.prefix { !$0.contains(" deletekey ") }
    // Greeting; four physical stores of ROOT; three of CA, for evidence; the exact copy; all physical stores right before
    // the deletion. Each time the server is asked who it is.
    let verbs = located.map { $0.split(separator: " ")[2] }
    #expect(
      verbs.filter { $0 != "getvalueraw" } == ["enumerate"] + Array(repeating: "export", count: 4 + 3 + 1 + 7)
    )
    #expect(verbs.count { $0 == "getvalueraw" } == 2 * 5)
  }

  /// A registry export of certificates that nobody can verify, each another one.
  private static func export(of count: Int) throws -> String {
    var der = try Samples.bytes("rootO.cer")
    let entries = (0..<count).map { number in
      der[der.count - 2] = UInt8(number >> 8)
      der[der.count - 1] = UInt8(number & 0xFF)
      let blob = [0x20, 0, 0, 0, 1, 0, 0, 0, UInt8(der.count & 0xFF), UInt8(der.count >> 8), 0, 0] + der
      return (Hexadecimal.text(Digest.sha1(der)).uppercased(), blob)
    }
    return export(entries)
  }

  /// A registry export of entries of the store of trusted roots.
  static func export(_ entries: [(name: String, blob: [UInt8])]) -> String {
    entries.reduce("Windows Registry Editor Version 5.00\n\n") { text, entry in
      let digits = entry.blob.map { String(format: "%02x", $0) }.joined(separator: ",")
      let key = #"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\SystemCertificates\ROOT\Certificates\\#(entry.name)"#
      return text + "[\(key)]\n\"Blob\"=hex:\(digits)\n\n"
    }
  }

  @Test("writes nothing in a dry run, and says what it would run")
  func dryRun() throws {
    let server = try SambaServer.holding(.both)
    let run = try LiveRun(.both, ["--auth-file", server.authFile, "--dry-run"])
    // Parked at the first order to delete, and resumed: it stays a dry run.
    let parked = try run.work { moment in
      moment.item?.form == .deletion ? .type("p") : try Sensible().act(moment)
    }
    #expect(parked == .code(3))
    try run.resume()
    #expect(try run.work(Sensible().act) == .code(1))
    #expect(try run.session.ending == .stoppedForReview)
    #expect(try run.server.blobs() == run.server.filled)
    #expect(try Set(run.calls) == ["enumerate", "export"])
    #expect(
      run.admin.screen.contains("DRY RUN: not deleted. This was not run: net rpc registry deletekey 'HKLM"))
    let transcript = try run.machine.text("\(run.machine.state)/\(run.name).transcript.txt")
    #expect(transcript.contains("DRY RUN"))
    #expect(transcript.contains("not deleted: dry run"))
    #expect(run.exports.count == 4)
    // Nor does it lead to a deletion, or have anything to bring back.
    let commands = try run.run(["commands", run.name])
    #expect(commands.code == 1)
    #expect(commands.says("This session is a dry run"))
    #expect(try run.run(["restore", run.name] + run.signIn).code == 1)
    #expect(try run.run(["recheck", run.name] + run.signIn).code == 0)
    #expect(try Set(run.calls) == ["enumerate", "export"])
  }

  @Test("what was deleted comes back octet for octet, by the command on its card")
  func restore() throws {
    let run = try LiveRun(.duplicateRoot)
    #expect(try run.work(Sensible().act) == .code(0))
    let removed = try run.server.removed()
    let card = try #require(run.machine.files("\(run.name).cards").values.first)
    let command = try #require(
      String(decoding: card, as: UTF8.self).firstMatch(of: /net rpc registry import .*/)?.output)
    try run.machine.shell("\(command) -A \(run.server.authFile) >import.log 2>&1")
    #expect(removed.count == 1)
    #expect(try run.server.blobs() == run.server.filled)
  }
}
