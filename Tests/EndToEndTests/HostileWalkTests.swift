// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Foundation
import Procedure
import PseudoTerminal
import TestCertificates
import TestFiles
import TestSupport
import Testing

/// Whole runs over certificates whose names mean harm to whatever shows or stores them.
@Suite("Hostile names in a whole run, end to end")
struct HostileWalkTests {
  /// A word that stands in every name, and nowhere else.
  static let mark = "HOSTILE"

  /// A name by its values: what the octets are written as, and the octets.
  struct Name: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Organization, unit, common name.
    let values: [(tag: UInt8, octets: [UInt8])]

    init(_ description: String, _ values: (tag: UInt8, octets: [UInt8])...) {
      testDescription = description
      self.values = values
    }

    /// Text in UTF-8.
    init(_ description: String, _ texts: String...) {
      testDescription = description
      values = texts.map { (0x0C, Array($0.utf8)) }
    }

    var der: [UInt8] {
      let types: [UInt8] = [0x0A, 0x0B, 0x03]
      return DER.sequence(
        zip(types, values).flatMap { type, value in
          DER.set(DER.sequence(DER.oid([0x55, 0x04, type]), DER.element(value.tag, value.octets)))
        })
    }

    /// Another authority of the same common name, in octets that are no text.
    var namesake: Name {
      Name(
        "a namesake", (0x0C, [0xFF, 0xC0, 0x9B, 0x1B] + Array("[35m\(mark)".utf8) + [0xED, 0xA0, 0x80]),
        (0x1E, [0xD8, 0x00] + wide("\u{1B}[35m\(mark)") + [0x00]), values[2])
    }

    /// What is signed of a root of this name.
    func toBeSigned(serial: [UInt8], year: Int, key: [UInt8]) -> [UInt8] {
      let dates = [year, year + 3].map { DER.generalizedTime("\($0)0607080910Z") }
      let constraints = DER.sequence(
        DER.oid([0x55, 0x1D, 0x13]), DER.octets(DER.sequence([0x01, 0x01, 0xFF])))
      return DER.sequence(
        DER.element(0xA0, DER.integer([2])), DER.integer(serial), Self.algorithm, der,
        DER.sequence(dates[0], dates[1]), der, key, DER.element(0xA3, DER.sequence(constraints)))
    }

    /// ecdsa-with-SHA256.
    private static let algorithm = DER.sequence(DER.oid([0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02]))

    static func certificate(_ toBeSigned: [UInt8], _ signature: [UInt8]) throws -> Certificate {
      try Certificate(der: DER.sequence(toBeSigned, algorithm, DER.bits(signature)))
    }

    /// A server's root, a stray one of its name, and the namesake, whose signature signs nothing: OpenSSL reads no
    /// certificate with such a name.
    func hostileCase(_ machine: Machine) throws -> HostileCase {
      try machine.shell(
        """
        for n in noted stray; do
          openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out $n.key
          openssl pkey -in $n.key -pubout -outform der -out $n.pub
        done
        """)
      let noted = toBeSigned(serial: [0x11, 0x22, 0x33], year: 2020, key: try machine.bytes("noted.pub"))
      let stray = toBeSigned(serial: [0x44, 0x55, 0x66], year: 2009, key: try machine.bytes("stray.pub"))
      try machine.write(noted, to: "noted.tbs")
      try machine.write(stray, to: "stray.tbs")
      try machine.shell("for n in noted stray; do openssl dgst -sha256 -sign $n.key -out $n.sig $n.tbs; done")
      let other = namesake.toBeSigned(
        serial: [0x77, 0x08, 0x19], year: 2010, key: try machine.bytes("stray.pub"))
      return HostileCase(
        noted: try Self.certificate(noted, machine.bytes("noted.sig")),
        stray: try Self.certificate(stray, machine.bytes("stray.sig")),
        others: [try Self.certificate(other, [0x5A])])
    }
  }

  static func wide(_ text: String) -> [UInt8] {
    text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
  }

  static let plain = Name("nothing but letters", "Contoso", "Root", "\(mark) Root CA")
  static let names = [
    Name(
      "terminal escapes", "\u{1B}[2J\u{1B}[35;45m\(mark)\u{1B}c\u{1B}[6n",
      "\u{1B}]0;\(mark)\u{7}\u{1B}]8;;http://\(mark)/\u{1B}\\\u{1B}P1$q\(mark)\u{1B}\\",
      "\u{9B}35m\(mark)\u{8}\u{8}\u{7F}\u{1B}[1;1H"),
    Name(
      "lines, NUL and directions", "a\n\(mark)-LINE: gone\r\n\(mark)-LINE\r\(mark)",
      "\(mark)\0\u{85}\u{2028}\u{2029}\u{B}\u{C}end", "\u{202E}\u{2066}\(mark)\n\(mark)-LINE\u{200F}\u{FEFF}"),
    Name(
      "markup", "</td></dl><script>alert('\(mark)')</script><img src=x onerror=\"\(mark)\">&amp;",
      "\(mark) | a | `code` **bold** [x](http://\(mark)) ![i](j) <!-- # h ~~gone~~ |\u{301} `\u{301}c`\u{301}",
      "# \(mark)\n# \(mark)-LINE\n- \(mark)-LINE </h3><style>\u{0}<\u{338}script>"),
    Name(
      "what shells and programs read", "%PATH%%s%n%x{0}{issuedTo}\\u{1B}\(mark)",
      "$(touch \(mark)) `touch \(mark)` ; touch \(mark) & del *.* | ^! > \(mark) < x ' \" \\ \(mark)",
      "../../..\\..\\\(mark)/../etc/passwd\" & del \(mark) %CD% !x! ^& echo"),
    Name("64 KB", "\(mark)", "Root", "\(mark) " + String(repeating: "%n\u{1B}[35m|<b>", count: 5_400)),
    Name(
      "older kinds of strings", (0x13, Array("\(mark) Ltd".utf8)),
      (0x14, [0x9B] + Array("35m\(mark)".utf8) + [0x1B, 0x63, 0x85, 0x0A] + Array("\(mark)-LINE".utf8)),
      (0x1E, wide("\u{1B}[35m\(mark)\u{202E}\n\(mark)-LINE"))),
  ]

  struct Seen: Sendable {
    let noted: Certificate
    let session: Session
    /// Everything that the terminal was sent.
    let screens: String
    /// What commands wrote, by their words.
    let outputs: [(command: String, run: Machine.Run)]
    /// The home of the sessions, and the names beside it.
    let files: [String: [UInt8]]
    let around: [String]
  }

  /// The same with names of letters: what a harmless run shows and writes.
  static let usual = Result { try walk(plain) }

  /// From start to end, with command files, transcripts and all that looks at the session.
  static func walk(_ name: Name) throws -> Seen {
    let machine = Machine()
    let hostile = try name.hostileCase(machine)
    let first = try hostile.run(machine)
    guard try hostile.commands(machine).code == 0 else { throw Unexpected("no command files") }
    let export = try machine.write(hostile.stray.der, to: "export.cer")
    let run = try machine.start(["resume", "h"], session: "h")
    var sensible = first.sensible
    sensible.readBack = export
    let exit = try run.work { try sensible.act($0) }
    guard exit == .code(0) else { throw Unexpected("\(exit as Any): \(run.screen.suffix(500))") }

    let files = ["--chain", "\(machine.folder)/noted.cer", "--store", "\(machine.folder)/stores.reg"]
    let commands =
      ["text", "markdown", "html", "json"].map { ["transcript", "h", "--format", $0] } + [
        ["status", "h"], ["status", "h", "--json"], ["sessions"], ["verify", "h"], ["inspect"] + files,
        ["inspect", "--json"] + files,
        ["recheck", "h", "--store", "\(machine.folder)/stores.reg"],
      ]
    return Seen(
      noted: hostile.noted, session: try machine.session("h"),
      screens: first.admin.terminal.screen + run.terminal.screen,
      outputs: try commands.map { ($0.joined(separator: " "), try machine.run($0)) },
      files: machine.files(""), around: try FileManager.default.contentsOfDirectory(atPath: machine.folder))
  }

  // MARK: - What is harmless

  /// The control sequences of a screen, each once.
  private static func sequences(_ screen: String) -> Set<String> {
    Set(screen.matches(of: /\x1B(\[[0-9;?]*[@-~]|\][^\x07\x1B]*|[^\[\]])/).map { String($0.output.0) })
  }

  private static func expectHarmless(_ text: String, _ what: String) {
    for scalar in text.unicodeScalars where scalar != "\n" {
      let isLoud =
        [.control, .format, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
      if isLoud { Issue.record("U+\(String(scalar.value, radix: 16)) stands in \(what)") }
    }
    // A long name goes on in its column of a table, far from the edge.
    for line in text.split(separator: "\n")
    where !line.hasPrefix("          ")
      && line.drop(while: { "# -".contains($0) }).hasPrefix("\(mark)-LINE")
    {
      Issue.record("a name begins a line of its own in \(what): \(line)")
    }
  }

  @Test("show, write and order nothing that the names say", arguments: names)
  func harmless(name: Name) throws {
    let usual = try Self.usual.get()
    let seen = try Self.walk(name)
    #expect(seen.session.ending == .duplicatesRemoved)

    // The screen: only the sequences that readline and the wizard send anyway.
    let screen = PseudoTerminal.withoutControls(seen.screens)
    #expect(screen.contains(Self.mark))
    #expect(Self.sequences(seen.screens).subtracting(Self.sequences(usual.screens)) == [])
    Self.expectHarmless(screen, "the screen")

    for (output, plain) in zip(seen.outputs, usual.outputs) {
      #expect(output.run.code == plain.run.code, "\(output.command)")
      #expect(output.run.output.contains(Self.mark) == plain.run.output.contains(Self.mark))
      Self.expectHarmless(output.run.output, output.command)
      Self.expectHarmless(output.run.messages, output.command)
      if output.command.hasSuffix("markdown") { expectPlainMarkdown(output.run.output) }
      if output.command.hasSuffix("html") {
        #expect(Self.tags(output.run.output) == Self.tags(plain.run.output))
      }
      guard output.command.hasSuffix("json") || output.command.contains("--json") else { continue }
      let value = try JSONSerialization.jsonObject(with: Data(output.run.output.utf8))
      guard !output.command.hasPrefix("status") else { continue }
      #expect(Self.holds(seen.noted.subject.simpleDisplayName, value), "\(output.command)")
      #expect(Self.holds(seen.noted.subject.rfc4514, value), "\(output.command)")
    }
    try expectHarmlessFiles(seen, usual)
  }

  /// Files of the session, by name and content, and the export that the wizard proposed.
  private func expectHarmlessFiles(_ seen: Seen, _ usual: Seen) throws {
    let export = try #require(seen.session.findings.entries[HostileCase.id]?.exportName)
    #expect(export.file.wholeMatch(of: /[a-z0-9-]{1,120}\.cer/) != nil, "\(export.file)")
    #expect(export.folder == usual.session.findings.entries[HostileCase.id]?.exportName?.folder)
    #expect(seen.files.count == usual.files.count)
    for (path, bytes) in seen.files {
      #expect(path.wholeMatch(of: /[A-Za-z0-9._\/-]{1,160}/) != nil, "\(path)")
      guard !path.hasSuffix(".session") else { continue }
      let text = try #require(String(validating: bytes, as: UTF8.self))
      guard path.hasSuffix(".cmd") else {
        Self.expectHarmless(text, path)
        continue
      }
      #expect(bytes.allSatisfy { (0x20...0x7E).contains($0) || $0 == 0x0D || $0 == 0x0A }, "\(path)")
      // But for hashes, times, and the letters of the issuer's name, they are the same whatever a certificate is called.
      let other = String(decoding: try #require(usual.files[path]), as: UTF8.self)
      #expect(!Self.withoutHashes(text).contains(Self.mark), "\(path)")
      #expect(Self.withoutHashes(text) == Self.withoutHashes(other), "\(path)")
    }
    #expect(seen.around.allSatisfy { !$0.contains(Self.mark) })
  }

  private static func withoutHashes(_ text: String) -> String {
    let hashes = #/[0-9A-Fa-f]{40,64}|([0-9a-f]{2} ){19}[0-9a-f]{2}/#
    let times = #/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z|-[0-9]{8} /#
    let issuer = #/(# "#" [0-9a-f]+ )"(?:[A-Za-z0-9 ]{1,60}|-)"/#
    return text.replacing(hashes, with: "#").replacing(times, with: "#")
      .replacing(issuer) { String($0.output.1) }
  }

  /// The kinds of tags of a page, and how often each is opened; but for the marks of digits that differ, because every
  /// run has other keys.
  private static func tags(_ html: String) -> [String: Int] {
    html.matches(of: /<([^\s>]{1,20})/).map { String($0.output.1) }.filter { !$0.hasSuffix("mark") }
      .reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }

  /// What the names hold that Markdown would act on has a backslash before it.
  private func expectPlainMarkdown(_ text: String) {
    // The first row of a table says how many columns it has.
    var bars: Int?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let scalars = line.unicodeScalars[...]
      let found = line.hasPrefix("|") ? Self.bare("|", in: scalars) : nil
      #expect(found == nil || bars == nil || bars == found, "\(line)")
      bars = found.map { bars ?? $0 }
      guard line.contains(Self.mark) else { continue }
      for mark in ["`", "<", "[", "]"] as [Unicode.Scalar] {
        let breaks = mark == "<" ? line.components(separatedBy: "<br>").count - 1 : 0
        #expect(Self.bare(mark, in: scalars) == breaks, "\(mark) in \(line)")
      }
    }
  }

  /// How often a scalar stands without a backslash.
  private static func bare(_ wanted: Unicode.Scalar, in text: Substring.UnicodeScalarView) -> Int {
    var count = 0
    var isEscaped = false
    for scalar in text {
      if scalar == wanted && !isEscaped { count += 1 }
      isEscaped = scalar == "\\" && !isEscaped
    }
    return count
  }

  private static func holds(_ wanted: String, _ value: Any) -> Bool {
    switch value {
    case let text as String: Array(text.utf8) == Array(wanted.utf8)
    case let list as [Any]: list.contains { holds(wanted, $0) }
    case let object as [String: Any]: object.values.contains { holds(wanted, $0) }
    default: false
    }
  }
}
