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

  @Test("of two megabytes arrives without loss")
  func large() throws {
    let terminal = try start()
    let head = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\SystemCertificates\\ROOT\\Certificates\\"
    let text = (0..<400).map { number in
      "\(head)\(number)\n    Blob    REG_BINARY    " + String(repeating: "0123456789ABCDEF", count: 330)
    }.joined(separator: "\n")
    #expect(text.utf8.count > 2_000_000)
    try terminal.paste(text)
    try terminal.waitFor("[800 lines]", timeoutSeconds: 60)
    #expect(!terminal.plainScreen.contains("0123456789ABCDEF"))
    try terminal.send("\r")
    let sum = text.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    try terminal.waitFor("reply of \(text.utf8.count) octets, \(sum)", timeoutSeconds: 60)
  }

  @Test("of more than four megabytes is refused, and nothing of it counts")
  func tooLong() throws {
    let terminal = try start()
    try terminal.paste(String(repeating: "0123456789abcde\n", count: 5 << 16))
    try terminal.waitFor("too long", timeoutSeconds: 60)
    try terminal.send("next\r")
    try terminal.waitFor("reply line \"next\"")
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
