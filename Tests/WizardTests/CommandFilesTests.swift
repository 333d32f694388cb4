// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Foundation
import Procedure
import Testing

@testable import Servers
@testable import Words

@Suite("Command files")
struct CommandFilesTests {
  static let folder = SourceText.root.appendingPathComponent("Tests/Samples/commands")

  private static func print(_ octet: UInt8) throws -> Thumbprint {
    try #require(Thumbprint(bytes: [UInt8](repeating: octet, count: 20)))
  }

  private static func serial(_ octets: [UInt8]) throws -> SerialNumber {
    try #require(SerialNumber(content: octets))
  }

  private static func name(_ text: String) -> DistinguishedName {
    DistinguishedName(typed: [[.init(type: .commonName, typed: text)]], isUncertain: false)
  }

  private static func files(_ course: Course = .duplicates) throws -> CommandFiles {
    try CommandFiles(
      course: course, session: "night", head: String(repeating: "0f", count: 32),
      written: try #require(Instant(iso8601: "2026-11-29T11:12:13Z")),
      server: try #require(ComputerName("fe01.contoso.com")),
      entries: course == .move ? [moved()] : removed())
  }

  private static func removed() throws -> [CommandFiles.Entry] {
    [
      CommandFiles.Entry(
        store: .trustedRoot, thumbprint: try print(0xAB), serial: try serial([0x00, 0xE1, 0xB2, 0x02]),
        issuer: name("Contoso Root CA"), keep: try print(0x01),
        known: .init(
          verdict: .generation, validity: .valid, evidence: [.keySignedByNoted],
          dependants: [try print(0x0D)])),
      CommandFiles.Entry(
        store: .intermediate, thumbprint: try print(0xCD), serial: try serial([0x02]), issuer: name("根"),
        keep: try print(0x02),
        known: .init(verdict: .mismatched, validity: .expired, evidence: [], dependants: [])),
    ]
  }

  private static func moved() throws -> CommandFiles.Entry {
    CommandFiles.Entry(
      store: .trustedRoot, thumbprint: try print(0xAB), serial: try serial([0x00, 0xE1, 0xB2, 0x02]),
      issuer: name("Partner Root CA"), keep: nil,
      known: .init(verdict: .misplaced, validity: .valid, evidence: [], dependants: []))
  }

  /// Set `RECORD_COMMAND_FILES=1` to write them anew; the test fails then, so that nobody does so unseen.
  @Test(
    "are these, word by word",
    arguments: ["remove.cmd", "relocate.cmd", "restore.cmd", "collect.cmd", "void.cmd"])
  func golden(name: String) throws {
    let files = try Self.files()
    let bytes =
      switch name {
      case "remove.cmd": files.work
      case "relocate.cmd": try Self.files(.move).work
      case "restore.cmd": files.restore
      case "void.cmd": CommandFiles.void(.duplicates, session: "night")
      default: CommandFiles.collect
      }
    let golden = Self.folder.appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["RECORD_COMMAND_FILES"] != nil {
      try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
      try Data(bytes).write(to: golden)
      Issue.record("\(name) was written; read it")
    }
    #expect(try Array(Data(contentsOf: golden)) == bytes)
  }

  @Test("compare exit codes as text, start tools by their path, and redirect in front of the command")
  func rules() throws {
    for bytes in try Self.all() {
      for line in String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n") {
        let words = line.lowercased()
        #expect(!words.contains("if errorlevel"), "\(line)")
        #expect(!words.contains("enabledelayedexpansion"), "\(line)")
        #expect(line.firstMatch(of: /^(certutil|reg|find|findstr|wevtutil|powershell)\b/) == nil, "\(line)")
        #expect(line.firstMatch(of: /echo .*[0-9%]>>/) == nil, "\(line)")
        if words.contains("-delstore") { #expect(line.hasPrefix("%CERTUTIL% -delstore %STORE% %PRINT% >")) }
      }
    }
  }

  private static func all() throws -> [[UInt8]] {
    let (removing, moving) = (try files(), try files(.move))
    return [removing.work, removing.restore, moving.work, moving.restore, CommandFiles.collect]
  }

  /// Every `goto` and `call` has its label, and every tool's exit code is looked at in the line below.
  @Test("go nowhere that is not there, and leave no exit code unread")
  func labels() throws {
    for bytes in try Self.all() {
      let lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
      let labels = Set(lines.filter { $0.hasPrefix(":") }.map { String($0.dropFirst()) })
      #expect(labels.count == lines.count { $0.hasPrefix(":") })
      for line in lines {
        for match in line.matches(of: /(?:goto |call :)(\w+)/) {
          #expect(labels.contains(String(match.output.1)), "\(line)")
        }
      }
      for (line, next) in zip(lines, lines.dropFirst()) {
        // A list of events or lines that cannot be searched or counted shows in what is made of it.
        guard line.firstMatch(of: /^%(CERTUTIL|REG|WEVTUTIL)%/) != nil, !line.contains("/v Domain") else {
          continue
        }
        #expect(next.contains("%ERRORLEVEL%"), "\(line)")
      }
    }
  }

  @Test(
    "search for the longest part of an issuer's name that means nothing to cmd.exe",
    arguments: [
      ("Contoso Root CA", "Contoso Root CA"), ("Müller & Söhne Root CA", "hne Root CA"),
      ("A\" & del *.* %PATH% ^x", "PATH"), ("根 CA", "CA"), ("根", nil), ("", nil), (" ! ", nil),
      ("GlobalSign-R4 (2012)", "GlobalSign"),
      (String(repeating: "a", count: 70), String(repeating: "a", count: 60)),
    ] as [(String, String?)])
  func searchable(name: String, part: String?) {
    #expect(CommandFiles.Entry.searchable(name) == part)
  }

  @Test(
    "count minutes in UTC",
    arguments: [
      ("2000-01-01T00:00:00Z", 0), ("2000-01-01T00:01:59Z", 1), ("2000-03-01T00:00:00Z", 86_400),
      ("2026-11-29T11:12:13Z", 14_154_432), ("2100-03-01T00:00:00Z", 52_680_960),
    ])
  func minutes(time: String, minutes: Int) throws {
    #expect(WorkCommands.minutes(try #require(Instant(iso8601: time))) == minutes)
  }

  @Test(
    "know a computer's name from anything else",
    arguments: [
      ("fe01.contoso.com", "FE01", "contoso.com"), ("FE01", "FE01", nil),
      ("a-name-that-is-too-long.x", "A-NAME-THAT-IS-", "x"),
    ] as [(String, String, String?)])
  func names(text: String, computer: String, domain: String?) throws {
    let name = try #require(ComputerName(text))
    #expect(name.computer == computer)
    #expect(name.domain == domain)
  }

  @Test(
    "take no other names",
    arguments: [
      "", ".", "fe01.", "10.1.2.3", "fe 01", "fe01&calc", "fe%1", "fe01\n", "fé01", "fe01/x", "\"fe01\"",
    ])
  func otherNames(text: String) { #expect(ComputerName(text) == nil) }

  @Test("write a session's name in plain characters")
  func plain() {
    #expect(ComputerName.plain("night-1.a_b") == "night-1.a_b")
    #expect(ComputerName.plain("a & %b%\n\"") == "a____b___")
    #expect(ComputerName.plain("ä").utf8.allSatisfy { $0 == UInt8(ascii: "_") })
  }
}
