// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PseudoTerminal
import TestFiles
import Testing
import Texts

@Suite("The command line, end to end")
struct CommandLineTests {
  static let commands = [
    "start", "practice", "resume", "sessions", "status", "transcript", "inspect", "verify", "probe",
    "commands",
    "recheck", "restore",
  ]

  @Test("shows one command alone, with what every command takes and how it ends", arguments: commands)
  func oneCommand(command: String) throws {
    let machine = Machine()
    let whole = try machine.run(["--help"])
    #expect(whole.code == 0)
    let help = try machine.run([command, "--help"])
    #expect(help.code == 0)
    #expect(help.output == (try machine.run(["help", command])).output)
    #expect(help.output.hasPrefix("  \(command)"))
    #expect(help.output.contains("--language LANG") && help.output.contains("77"))
    for other in Self.commands where other != command {
      #expect(!help.output.contains("\n  \(other) "), "\(other)")
    }
    // Beside its own options, choices and examples, it says nothing that the whole help does not say.
    let parts = help.output.components(separatedBy: "\n\n").filter {
      !$0.hasPrefix("Options\n") && !$0.hasPrefix("Choices\n") && !$0.hasPrefix("Examples\n")
    }
    for line in parts.flatMap({ $0.split(separator: "\n") }) {
      #expect(whole.output.contains(line), "\(line)")
    }
  }

  @Test("shows one command in every language", arguments: Wording.languages)
  func everyLanguage(language: String) throws {
    let help = try Machine().run(["inspect", "--help", "--language", language])
    #expect(help.code == 0)
    #expect(help.output.hasPrefix("  inspect"))
    #expect(!help.output.contains("\n  probe "))
    #expect(help.output.contains("130"))
  }

  @Test("says the version in each way")
  func version() throws {
    let machine = Machine()
    let version = try machine.run(["--version"]).output
    #expect(version.hasPrefix("lync-pin-wizard "))
    for word in ["version", "-V"] { #expect(try machine.run([word]).output == version, "\(word)") }
    #expect(try machine.run(["help"]).output == (try machine.run(["-h"])).output)
  }

  @Test(
    "refuses what is no command, and says what would be understood",
    arguments: [
      ("nonsense --help", "There is no command"), ("help nonsense", "There is no command"),
      ("help start start", "unexpected argument"), ("version 1", "unexpected argument"),
      ("start --server 2019R2", "Accepted values: 2008, 2012, 2012R2, 2016, 2019."),
      ("start --product sfb2019", "Lync Phone Edition is not supported with Skype for Business Server 2019"),
      ("transcript x --format pdf", "Accepted values: text, markdown, html, json, ticket."),
      ("practice nothing", "duplicate-root, "), ("status x --language xx", "zh-Hans"),
      ("inspect a.cer --chain b.cer", "unexpected argument"),
      ("resume x --receipt a b", "unexpected argument"),
    ])
  func misuse(_ arguments: String, _ says: String) throws {
    let run = try Machine().run(arguments.split(separator: " ").map(String.init))
    #expect(run.code == 64)
    #expect(run.says(says), "\(run.messages)")
  }

  @Test("takes several files behind one option, as a shell makes them of a pattern")
  func several() throws {
    let machine = Machine()
    let samples = Samples.windows
    let chain = ["rootA1.cer", "subB1.cer", "leaf.cer"].map { "\(samples)/\($0)" }
    let stores = ["ROOT=\(samples)/rootA1.cer", "ROOT=\(samples)/rootA2.cer", "CA=\(samples)/subB1.cer"]
    let once = try machine.run(["inspect", "--json", "--chain"] + chain + ["--store"] + stores)
    let each = try machine.run(
      ["inspect", "--json"] + chain.flatMap { ["--chain", $0] } + stores.flatMap { ["--store", $0] })
    #expect(once.code == 0)
    #expect(once.output == each.output)
  }
}
