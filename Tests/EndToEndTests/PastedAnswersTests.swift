// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Procedure
import PseudoTerminal
import TestFiles
import TestSupport
import Testing

@Suite("Answers as people paste them, end to end")
struct PastedAnswersTests {
  @Test("a label with its value, a broken path, and a Windows path that is not here")
  func pasted() throws {
    let contoso = try ContosoSamples()
    let machine = Machine()
    let export = try machine.write(
      WholeFile.bytes("\(Samples.windows)/rootA2.cer"), to: "a folder/root.cer")
    let run = try ByHandRun(
      .windowsServer2012, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]),
      ["--windows-language", "de"], on: machine)
    var elsewhere = ""
    var isAsked = false
    let exit = try run.work { moment, sensible in
      guard !moment.isAside, let item = moment.item else { return try sensible.act(moment) }
      if item.form == .value(.issuer), item.about == .noted(.root) {
        if isAsked {
          elsewhere = moment.shown
          return try sensible.act(moment)
        }
        isAsked = true
        return .type(#""Q:\certs\root.cer""#)
      }
      switch (item.form, item.about) {
      case (.value(.serial), .noted), (.value(.serial), .entry):
        return .paste("Seriennummer: \(Details(of: try sensible.certificate(item)).serial)")
      case (.value(.validFrom), .entry):
        return .paste("Valid from \(Details(of: try sensible.certificate(item)).validFrom)")
      case (.readBack, _):
        let middle = export.index(export.endIndex, offsetBy: -6)
        return .paste("'\(export[..<middle])\n\(export[middle...])'")
      case (.deletion, _): return .type("p")
      default: return try sensible.act(moment)
      }
    }
    #expect(exit == .code(3))
    let told = elsewhere.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(told.contains(#"Q:\certs\root.cer is on drive Q: of a Windows computer"#))
    let entry = try #require(try run.session.findings.entries[EntryID(noted: .root, number: 2)])
    #expect(entry.proof == .readBack(path: export))
    #expect(entry.facts?.serial == contoso.rootA2.serial)
  }
}
