// SPDX-License-Identifier: GPL-3.0-or-later

import PseudoTerminal
import TestFiles
import Testing

/// Blocks of text from the server, pasted at a prompt.
@Suite("Pasting a block")
struct PasteTests {
  /// Two certificates in PEM, which is a block by its content.
  static let block: String = {
    let bytes = (try? Samples.bytes("rootA1.cer")) ?? []
    return PEM.block("CERTIFICATE", bytes) + PEM.block("CERTIFICATE", bytes)
  }()

  static var lines: Int { block.split(separator: "\n", omittingEmptySubsequences: false).count }

  private let echo = PseudoTerminal.builtProgram("EchoConsole")

  private func start(environment: [String: String] = [:]) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal.spawn(
      echo, environment: ["INPUTRC": "/dev/null"].merging(environment) { $1 })
    try terminal.waitFor("ask>")
    return terminal
  }

  /// What EchoConsole prints of an answer: pasted lines, without line feeds at the end.
  private func reply(_ text: String) -> String {
    "reply line \(String(text.reversed().drop { $0 == "\n" }.reversed()).debugDescription)"
  }

  @Test("is one answer after Enter, and does not appear on the screen")
  func bracketed() throws {
    let terminal = try start()
    try terminal.paste(Self.block)
    try terminal.waitFor("[\(Self.lines) lines]")
    #expect(!terminal.plainScreen.contains("BEGIN CERTIFICATE"))
    try terminal.send("\r")
    try terminal.waitFor(reply(Self.block))
  }

  @Test("leaves no blank line after later answers")
  func later() throws {
    let terminal = try start()
    try terminal.paste(Self.block)
    try terminal.send("\r")
    try terminal.waitFor(reply(Self.block))
    try terminal.send("next\r")
    try terminal.waitFor("reply line \"next\"")
    #expect(terminal.plainScreen.filter { $0 != "\r" }.contains("next\nreply line"))
  }

  @Test("keeps what is typed around it, and what is typed ahead")
  func around() throws {
    let terminal = try start()
    try terminal.send("<")
    try terminal.paste(Self.block)
    try terminal.send(">\rnext\r")
    try terminal.waitFor(">\"\r\n")
    #expect(terminal.plainScreen.contains("reply line \"<-----BEGIN CERTIFICATE-----\\n"))
    try terminal.waitFor("reply line \"next\"")
  }

  @Test("does not count once its mark is deleted")
  func deleted() throws {
    let terminal = try start()
    try terminal.paste(Self.block)
    try terminal.waitFor("lines]")
    try terminal.send("\u{15}other\r")
    try terminal.waitFor("reply line \"other\"")
  }

  /// How a terminal delivers a paste.
  enum Manner: CaseIterable { case bracketed, plain }

  private func paste(_ text: String, in manner: Manner, at terminal: PseudoTerminal) throws {
    try terminal.paste(text, isBracketed: manner == .bracketed)
  }

  /// What the line for the server prints, with lines that are longer than any terminal collects in one piece.
  private static func stores(lines: Int) -> String {
    let head = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\SystemCertificates\\ROOT\\Certificates\\"
    return (0..<lines / 2).map { number in
      "\(head)\(number)\n    Blob    REG_BINARY    " + String(repeating: "0123456789ABCDEF", count: 330)
    }.joined(separator: "\n")
  }

  @Test("of two megabytes arrives without loss, and shows one line of 80 columns", arguments: Manner.allCases)
  func large(manner: Manner) throws {
    let terminal = try start()
    let text = Self.stores(lines: 800)
    #expect(text.utf8.count > 2_000_000)
    try paste(text, in: manner, at: terminal)
    try terminal.waitFor("[800 lines]", timeoutSeconds: 60)
    #expect(!terminal.plainScreen.contains("0123456789ABCDEF"))
    #expect(terminal.screen.utf8.count < 5_000)
    try terminal.send("\r")
    let sum = text.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    try terminal.waitFor("reply of \(text.utf8.count) octets, \(sum)", timeoutSeconds: 60)
  }

  @Test(
    "of more than four megabytes is refused, nothing of it counts or is shown, whatever it is",
    arguments: Manner.allCases, [true, false])
  func tooLong(manner: Manner, isOfStores: Bool) throws {
    let terminal = try start()
    let text = isOfStores ? Self.stores(lines: 2000) : String(repeating: "0123456789abcde\n", count: 5 << 16)
    #expect(text.utf8.count > 5_000_000)
    try paste(text, in: manner, at: terminal)
    if manner == .plain {
      try terminal.waitFor("lines]", timeoutSeconds: 60)
      try terminal.send("\r")
    }
    try terminal.waitFor("too long", timeoutSeconds: 60)
    #expect(!terminal.plainScreen.contains("0123456789"))
    #expect(terminal.screen.utf8.count < 10_000)
    try terminal.send("next\r")
    try terminal.waitFor("reply line \"next\"")
  }

  @Test("that follows another is added to it, in a line of its own", arguments: Manner.allCases)
  func twice(manner: Manner) throws {
    let terminal = try start()
    let text = String(Self.block.dropLast())
    try paste(text, in: manner, at: terminal)
    try terminal.waitFor("[\(Self.lines - 1) lines]")
    try paste(text, in: manner, at: terminal)
    // Of a mark that is there already, readline writes what differs.
    try terminal.waitFor(manner == .bracketed ? "lines]" : "\(2 * (Self.lines - 1))")
    try terminal.send("\r")
    try terminal.waitFor(reply(text + "\n" + text))
  }

  @Test(
    "is one answer at a terminal that does not bracket it, also when its first line does not tell what it is",
    arguments: ["certutil", "prompt", "table"])
  func untold(kind: String) throws {
    let terminal = try start()
    let listing = try String(
      decoding: Samples.bytes("certutil-english-2008r2.txt", in: "text"), as: UTF8.self
    )
    .replacing("\r\n", with: "\n")
    let text =
      switch kind {
      case "certutil": listing
      case "prompt": "C:\\>certutil -store root\n\(listing)"
      default:
        "\n\nThumbprint                                Subject\n----------                                -------\n"
          + "0123456789ABCDEF0123456789ABCDEF01234567  CN=Contoso"
      }
    try paste(text, in: .plain, at: terminal)
    try terminal.waitFor("lines]")
    try terminal.send("\r")
    try terminal.waitFor(reply(text))
  }

  @Test("what is typed ahead stays what it is, line by line")
  func typedAhead() throws {
    let terminal = try start()
    try terminal.send(
      "one\rtwo\r\rthree\u{1B}[200~\(Self.block.replacing("\n", with: "\r"))\u{1B}[201~\rfour\r")
    for answer in ["one", "two", ""] { try terminal.waitFor("reply line \"\(answer)\"") }
    try terminal.waitFor("reply line \"three-----BEGIN")
    try terminal.waitFor("reply line \"four\"")
  }

  @Test("is one answer where the terminal does not bracket a paste", arguments: ["dumb", "xterm"])
  func plain(type: String) throws {
    let terminal = try start(environment: ["TERM": type])
    try terminal.send(String(Self.block.map { $0 == "\n" ? "\r" : $0 }))
    try terminal.waitFor("[\(Self.lines) lines]")
    try terminal.send("\r")
    try terminal.waitFor(reply(Self.block))
  }

  @Test("that comes line by line can be dismissed")
  func dismissed() throws {
    let terminal = try start()
    try terminal.send("-----BEGIN CERTIFICATE-----\rMIIC\r")
    try terminal.waitFor("lines]")
    try terminal.send("\u{15}")
    try terminal.send("other\r")
    try terminal.waitFor("reply line \"other\"")
  }

  @Test("that comes line by line is ended by Ctrl-C")
  func interrupted() throws {
    let terminal = try start()
    try terminal.send("-----BEGIN CERTIFICATE-----\rMIIC\r")
    try terminal.waitFor("lines]")
    try terminal.send("\u{3}")
    try terminal.waitFor("reply interrupted")
    try terminal.send("next\r")
    try terminal.waitFor("reply line \"next\"")
  }

  @Test(
    "from Windows has single line ends, whatever the terminal makes of them",
    arguments: ["\r", "\r\r", "\r\n"])
  func lineEnds(end: String) throws {
    let terminal = try start()
    try terminal.send(
      "\u{1B}[200~"
        + String(Self.block.map { $0 == "\n" ? Character("\u{1}") : $0 })
        .split(separator: "\u{1}", omittingEmptySubsequences: false).joined(separator: end) + "\u{1B}[201~\r")
    try terminal.waitFor(reply(Self.block))
  }
}
