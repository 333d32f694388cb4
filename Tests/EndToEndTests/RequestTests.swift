// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Foundation
import Procedure
import PseudoTerminal
import TestFiles
import TestSupport
import Testing

@Suite("Asking the owner, end to end")
struct RequestTests {
  @Test("the decision says whom to ask, what to send, and that leaving it is a good end")
  func decision() throws {
    let contoso = try ContosoSamples()
    let sensible = contoso.sensible(rows: [contoso.rootA1, contoso.rootA2])
    let run = try ByHandRun(.windowsServer2012, sensible)
    var request: Machine.Run?
    _ = try run.work { moment, sensible in
      guard case .decision? = moment.item?.form, moment.letters.contains("O") else {
        return try sensible.act(moment)
      }
      let shown = moment.shown.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(shown.contains("Whom to ask: the owner of this certification authority"))
      #expect(shown.contains("lync-pin-wizard request h"))
      #expect(shown.contains("That is a good outcome"))
      // In a second window, while this one waits.
      request = try run.machine.run(["request", "h"])
      return .leave
    }
    let text = try #require(request)
    #expect(text.code == 0)
    for certificate in [contoso.rootA1, contoso.rootA2] {
      let digits = Details(of: certificate).serial.filter { $0 != " " }
      #expect(text.output.filter { $0 != " " }.contains(digits))
    }
    for part in [
      "fe01.contoso.com", "Alex Admin", "session h", "Contoso Root CA", "Needed; it stays:", "[ ] keep",
    ] { #expect(text.output.contains(part), "\(part)") }
    // Valid from of both, and the day of the question: all as the Details tab writes them.
    let date = /[A-Z][a-z]+day, [A-Z][a-z]+ \d{1,2}, \d{4} \d{1,2}:\d\d:\d\d [AP]M/
    #expect(text.output.matches(of: date).count >= 3)
    #expect(!text.output.replacing(date, with: "").contains(/\b(19|20)\d\d\b/), "\(text.output)")
    let needed = try #require(text.output.range(of: "Needed; it stays:"))
    let asked = try #require(text.output.range(of: "it is deleted only if you agree:"))
    let kept = text.output[needed.upperBound..<asked.lowerBound].filter { $0 != " " }
    #expect(kept.contains(Details(of: contoso.rootA1).serial.filter { $0 != " " }))
    #expect(!kept.contains(Details(of: contoso.rootA2).serial.filter { $0 != " " }))

    let path = "\(run.machine.folder)/request.txt"
    #expect(try run.machine.run(["request", "h", "--output", path]).code == 0)
    // The same but for the second in which it was asked.
    let saved = try run.machine.text("request.txt")
    #expect(saved.replacing(date, with: "") == text.output.replacing(date, with: ""))
    try run.machine.write("older", to: "request.txt")
    #expect(try run.machine.run(["request", "h", "--output", path]).code == 73)
  }

  @Test("a session in which nothing waits for agreement has nothing to send")
  func nothing() throws {
    let contoso = try ContosoSamples()
    let run = try ByHandRun(.windowsServer2008, contoso.sensible(rows: [contoso.rootA1]))
    _ = try run.work { moment, sensible in
      moment.item?.key == "wizard.1" ? .type("p") : try sensible.act(moment)
    }
    let request = try run.machine.run(["request", "h"])
    #expect(request.code == 0)
    #expect(request.output.isEmpty)
    #expect(request.says("Nothing in session h is waiting for anyone's agreement."))
  }
}
