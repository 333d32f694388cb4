// SPDX-License-Identifier: GPL-3.0-or-later

import PseudoTerminal
import Testing

@Suite("Inspect, on a screen")
struct InspectScreenTests {
  @Test("breaks its lines between words in a terminal, and nowhere in a pipe", arguments: [40, 80])
  func wrapped(columns: Int) throws {
    let machine = Machine()
    let arguments =
      ["inspect"] + InspectTests.chain + ["--store", "ROOT=\(InspectTests.sample("duplicates.sst"))"]
    let piped = try machine.run(arguments)
    #expect(piped.output.split(separator: "\n").contains { $0.count > 80 })

    let terminal = try machine.terminal(arguments, columns: columns)
    #expect(try terminal.waitForExit() == .code(0))
    let lines = terminal.plainScreen.split(whereSeparator: \.isNewline)
    #expect(lines.allSatisfy { $0.count <= columns })
    let words = { (text: String) in text.split(whereSeparator: \.isWhitespace) }
    #expect(words(terminal.plainScreen).suffix(words(piped.output).count) == words(piped.output)[...])
  }
}
