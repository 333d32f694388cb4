// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Foundation
import Stores
import TestFiles
import Testing

@Suite("Bad entries and odd files, end to end")
struct BadEntryTests {
  private static func field(_ name: String) -> String { Samples.path("field/\(name)") }

  private static let export = InspectTests.sample("samba-net-rpc-export-Root.reg")

  /// A registry export with one octet more in the certificate of a key.
  private static func damaged(_ certificate: Certificate, on machine: Machine) throws -> String {
    let text = try machine.text(export)
    let key = certificate.thumbprint.description.uppercased()
    let start = try #require(text.range(of: "\\\(key)]"))
    let place = try #require(text.range(of: "30,82,03", range: start.upperBound..<text.endIndex))
    return try machine.write(text.replacingCharacters(in: place, with: "30,82,02"), to: "damaged.reg")
  }

  @Test("the other entries keep their verdicts, and the bad one is named: exit 65")
  func inspect() throws {
    let machine = Machine()
    let stray = try Samples.certificate("rootA2.cer")
    let damaged = try Self.damaged(stray, on: machine)
    let found = try InspectTests.json(["--store", damaged], on: machine, code: 65)
    let whole = try InspectTests.json(["--store", Self.export], on: machine)
    #expect(
      found.texts("entries", "sha1")
        == whole.texts("entries", "sha1").filter { $0 != stray.thumbprint.description })
    #expect(found.texts("entries", "sha1").count == whole.texts("entries", "sha1").count - 1)
    let message = found.messages.split(separator: "\n").joined(separator: " ")
    #expect(
      message.contains("damaged.reg: the registry key \(stray.thumbprint.description.uppercased()) (entry "))
    #expect(message.contains("the certificate in it is damaged"))
    #expect(!message.contains("xport it again"))
  }

  @Test("a matched entry that Windows passes over is none that stays")
  func bare() throws {
    let machine = Machine()
    let found = try InspectTests.json(["--store", Self.field("10-reg-blob-is-der.reg")], on: machine)
    #expect(found.verdicts == ["matched", "mismatched"])
    #expect(!found.outcomes.contains("duplicates") && !found.outcomes.contains("listedOnce"))
    #expect(found.messages.contains("Windows passes over"))
  }

  @Test("Group Policy's file is read, and its entries are Group Policy's")
  func policy() throws {
    let found = try InspectTests.json(["--store", Self.field("02-registry.pol")], on: Machine())
    #expect(found.texts("entries", "physical") == ["groupPolicy"])
    #expect(found.texts("entries", "managedBy") == ["groupPolicy"])
    #expect(found.messages.contains("a file of Group Policy"))
  }

  @Test("what reg query prints is read")
  func query() throws {
    let found = try InspectTests.json(["--store", Self.field("13-reg-query.txt")], on: Machine())
    #expect(found.verdicts == ["matched", "mismatched"])
    #expect(found.texts("entries", "physical") == ["registry", "registry"])
  }

  @Test("a signed message is refused with a word on what it is")
  func signed() throws {
    let machine = Machine()
    let run = try machine.run(
      ["inspect"] + InspectTests.chain + ["--store", "ROOT=\(Self.field("36-signed-message.p7m"))"])
    #expect(run.code == 66)
    let message = run.messages.split(separator: "\n").joined(separator: " ")
    #expect(message.contains("36-signed-message.p7m is a signed message (PKCS#7), not a certificate store"))
    #expect(!run.output.contains("Fabrikam Signing Root"))
  }

  @Test("the stores of an account are named as that account's, and not called skipped")
  func accounts() throws {
    let machine = Machine()
    for (file, account) in [
      ("14-system-account-hku.reg", "Local System (S-1-5-18)"),
      ("12-current-user.reg", "(HKEY_CURRENT_USER)"),
    ] {
      let run = try machine.run(["inspect"] + InspectTests.chain + ["--store", Self.field(file)])
      let message = run.messages.split(separator: "\n").joined(separator: " ")
      #expect(message.contains(account), "\(file)")
      #expect(!message.contains("skipped"), "\(file)")
    }
  }
}
