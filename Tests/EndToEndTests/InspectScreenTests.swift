// SPDX-License-Identifier: GPL-3.0-or-later

import PseudoTerminal
import Testing

@Suite("Inspect, on a screen")
struct InspectScreenTests {
  private static let arguments =
    ["inspect"] + InspectTests.chain + ["--store", "ROOT=\(InspectTests.sample("duplicates.sst"))"]

  @Test("fits a terminal, and breaks nothing in a pipe", arguments: [40, 80])
  func wrapped(columns: Int) throws {
    let machine = Machine()
    let piped = try machine.run(Self.arguments)
    let row = #/\n= +matched +Contoso Root CA +[0-9a-f]{32} +\S+Z – \S+Z +ROOT · .*/#
    #expect(piped.output.contains(row))
    // Whatever the terminal is that started it.
    #expect(try machine.run(Self.arguments, under: ["/usr/bin/env", "COLUMNS=40"]).output == piped.output)

    let terminal = try machine.terminal(
      Self.arguments, environment: ["NO_COLOR": "1"], columns: columns)
    #expect(try terminal.waitForExit() == .code(0))
    let lines = terminal.plainScreen.split(whereSeparator: \.isNewline)
    #expect(lines.allSatisfy { $0.count <= columns })
    #expect(lines.contains { $0.hasPrefix("   Verdict  ") } == (columns == 80))
    // A serial number may be in two halves, and titles stand only over a table.
    let words = { (text: String) in Set(text.split { $0.isWhitespace || $0 == ":" }) }
    let missing = words(piped.output).subtracting(words(terminal.plainScreen))
    #expect(
      missing.allSatisfy { $0.wholeMatch(of: /[0-9a-f]{32}|Verdict|Name|number|Serial|to|Store|·|–/) != nil },
      "\(missing)")
  }

  @Test("colors a terminal that takes colors, and nothing else")
  func colored() throws {
    let machine = Machine()
    func screen(_ environment: [String: String]) throws -> String {
      let terminal = try machine.terminal(Self.arguments, environment: environment, columns: 80)
      #expect(try terminal.waitForExit() == .code(0))
      return terminal.screen
    }
    // The whole row, in the color of what it means.
    #expect(try screen([:]).contains("\u{1B}[32m=  matched"))
    for refusal in [["NO_COLOR": "1"], ["TERM": "dumb"], ["CLICOLOR": "0"]] {
      #expect(!(try screen(refusal).contains("\u{1B}[32m")), "\(refusal)")
    }
    #expect(!(try machine.run(Self.arguments).output.contains("\u{1B}")))
  }

  @Test("puts nothing side by side for a screen reader")
  func spoken() throws {
    let terminal = try Machine().terminal(Self.arguments, environment: ["ACCESSIBLE": "1"], columns: 200)
    #expect(try terminal.waitForExit() == .code(0))
    #expect(terminal.plainScreen.contains("= matched: Contoso Root CA"))
    #expect(!terminal.plainScreen.contains("Verdict  "))
  }
}
