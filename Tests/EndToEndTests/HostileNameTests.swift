// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Foundation
import TestFiles
import Testing
import X509

@Suite("Hostile names in inspect, end to end")
struct HostileNameTests {
  static let names = [
    "quote \" backslash \\ slash /", "line\nbreak\r\ttab", "\u{1B}[31mred\u{1B}[0m", "bell\u{7} del\u{7F}",
    "C1 \u{9B}31m", "\u{202E}gnp.exe", "a\u{2028}b\u{2029}c", "emoji 💩 中文 ẞ", "}],\"verdict\":\"matched\"",
    "#not hex", " blanks at both ends ", "", "\u{FEFF}mark", "e\u{301}\u{301}\u{301}",
  ]

  private static func make(_ name: String, serial: UInt8) throws -> Certificate {
    let start = Instant(secondsSince1970: 1_500_000_000)
    return try PracticeCertificate.make(
      subject: [("O", "Contoso")] + (name.isEmpty ? [] : [("CN", name)]), serial: [serial], notBefore: start,
      notAfter: start.adding(seconds: 1_000_000_000), key: PracticeKey(), isAuthority: true)
  }

  /// What the program writes, octet by octet.
  private func output(_ machine: Machine, _ arguments: [String]) throws -> [UInt8] {
    let run = try machine.run(["inspect"] + arguments)
    #expect(run.code == 0)
    return run.outputBytes
  }

  private func expectHarmless(_ octets: [UInt8]) throws {
    let text = try #require(String(validating: octets, as: UTF8.self))
    for scalar in text.unicodeScalars where scalar != "\n" {
      let isLoud = scalar.properties.generalCategory == .control || [0x2028, 0x2029].contains(scalar.value)
      if isLoud { Issue.record("U+\(String(scalar.value, radix: 16)) stands in the output") }
    }
  }

  @Test("writes names so that every reader of JSON gets them back, and none acts on a terminal")
  func names() throws {
    let machine = Machine()
    let noted = try Self.make(Self.names[4], serial: 1)
    let chain = try ["--chain", machine.write(noted.der, to: "noted.cer")]
    var certificates: [Certificate] = []
    for (index, name) in Self.names.enumerated() {
      certificates.append(try Self.make(name, serial: UInt8(index + 10)))
      try machine.write(certificates[index].der, to: "store/\(index + 10).cer")
    }
    let store = ["--all", "--store", "ROOT=\(machine.folder)/store"]

    let octets = try output(machine, ["--json"] + chain + store)
    try expectHarmless(octets)
    let value = try JSONSerialization.jsonObject(with: Data(octets))
    #expect(try JSONSchema("inspect-1.schema.json").objections(to: value) == [])
    let entries = (value as? [String: Any])?["entries"] as? [[String: Any]] ?? []
    #expect(entries.count == certificates.count)
    for (entry, certificate) in zip(entries, certificates) {
      let name = certificate.subject
      #expect((entry["issuedTo"] as? String).map { Array($0.utf8) } == Array(name.simpleDisplayName.utf8))
      #expect((entry["subject"] as? String).map { Array($0.utf8) } == Array(name.rfc4514.utf8))
    }
    try expectHarmless(try output(machine, chain + store))
  }

  @Test("shows octets that are no text, in certificates and names of files")
  func octets() throws {
    let machine = Machine()
    let root = try Self.make("Contoso Root", serial: 1)
    let chain = try ["--chain", machine.write(root.der, to: "noted.cer")]
    var der = root.der
    let name = Array("Contoso Root".utf8)
    for place in der.indices where der[place...].starts(with: name) {
      der.replaceSubrange(place..<place + 4, with: [0xFF, 0xC0, 0x9B, 0x1B])
    }
    try machine.write(der, to: "made.cer")
    try machine.shell(#"mkdir store; mv made.cer "$(printf 'store/a\377\033[31m\n\302\233.cer')""#)
    let store = ["--all", "--store", "ROOT=\(machine.folder)/store"]
    let octets = try output(machine, ["--json"] + chain + store)
    try expectHarmless(octets)
    let value = try JSONSerialization.jsonObject(with: Data(octets))
    #expect(try JSONSchema("inspect-1.schema.json").objections(to: value) == [])
    try expectHarmless(try output(machine, chain + store))
  }
}
