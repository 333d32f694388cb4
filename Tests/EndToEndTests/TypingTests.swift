// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Journal
import Procedure
import PseudoTerminal
import Stores
import TestFiles
import TestSupport
import Testing
import Texts

/// What is typed and pasted, and what cannot be right.
extension ByHandTests {
  @Test("takes values as they are pasted from the Details tab")
  func pastes() throws {
    let contoso = try ContosoSamples()
    let run = try ByHandRun(.windowsServer2012, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]))
    var lines: [String] = []
    let exit = try run.work { moment, sensible in
      guard case .value(let field)? = moment.item?.form, let item = moment.item, item.about != .session else {
        return try sensible.act(moment)
      }
      if moment.isAside { return .type(lines.isEmpty ? "" : lines.removeFirst()) }
      let certificate = try sensible.certificate(item)
      let details = Details(of: certificate)
      switch (field, item.about) {
      case (.serial, _): return .paste("\u{200E}\(details.serial)")
      case (.issuer, .noted(.root)):
        // Pasted whole, with the blank lines that a mail client puts between.
        return .paste(details.lines(certificate.issuer).joined(separator: "\n\n") + "\n")
      case (.issuer, .noted):
        lines = details.lines(certificate.issuer)
        return .type(lines.removeFirst())
      case (.subject, .noted(.root)): return .type("same")
      case (.subject, .entry), (.issuer, .entry): return .type("=")
      case (.thumbprint, .entry): return .paste("\u{200E}\(certificate.thumbprint)")
      case (.validFrom, .entry): return .paste("\u{200E}\(details.validFrom)\u{200E}")
      default: return try sensible.act(moment)
      }
    }
    #expect(exit == .code(0))
    #expect(lines.isEmpty)
    #expect(try run.session.verdicts == ["0/1": .matched, "0/2": .undecided])
    let noted = try run.session.findings.noted
    #expect(noted[.root]?.facts?.subject.isSame(as: contoso.rootA1.subject) == true)
    #expect(noted[NotedID(1)]?.facts?.issuer.isSame(as: contoso.subB1.issuer) == true)
  }

  @Test("asks again for what cannot be right")
  func askedAgain() throws {
    let contoso = try ContosoSamples()
    let run = try ByHandRun(.windowsServer2012, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]))
    var wrong: [String: [String]] = [
      "start.server:server": ["", "   "],
      "start.zone:timeZone": ["CET", "+27:00", "8", ""],
      "wizard.7@0:issuer": ["Contoso Root CA", "CN =", "XYZ = 1", "", "/nowhere/at-all.cer"],
      "wizard.7@0:serial": ["xyz", "1f a", "", Details(of: contoso.rootA1).validFrom],
      "wizard.more@0:subject": ["CN = Another Root CA, O = Contoso"],
      "wizard.more@0:validFrom": ["yesterday", "3/1/2011", ""],
      "wizard.more@0:thumbprint": ["12", "not at all"],
      "wizard.7@1:serial": ["\(contoso.rootA1.serial)"],
      "wizard.7@1:issuer": ["CN = Another Root CA, O = Contoso", "=", "\(Samples.windows)/rootE.cer"],
      "root.8@0": ["many", "100", "-1", ""],
      "root.11@0/1:serial": ["q"],
    ]
    let count = wrong.values.reduce(0) { $0 + $1.count }
    var given = 0
    let exit = try run.work { moment, sensible in
      if let key = moment.item?.key, !moment.isAside, let next = wrong[key]?.first {
        wrong[key]?.removeFirst()
        given += 1
        return .type(next)
      }
      return try sensible.act(moment)
    }
    #expect(exit == .code(0))
    #expect(wrong.allSatisfy { $0.value.isEmpty }, "\(count - given) were not asked for")
    #expect(try run.session.records.filter { if case .withdrawn = $0.event { true } else { false } }.isEmpty)
  }

  @Test("explains and takes notes at any prompt, and asks the same again")
  func helpAndNotes() throws {
    let contoso = try ContosoSamples()
    let run = try ByHandRun(.windowsServer2008, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]))
    var seen: Set<String> = []
    var isNote = false
    let exit = try run.work { moment, sensible in
      if isNote {
        isNote = false
        #expect(moment.isAside)
        return .type("looks odd <here> & there")
      }
      if let key = moment.item?.key, !moment.isAside {
        #expect(moment.letters.isSuperset(of: ["B", "N", "P", "?"]))
        if seen.insert(key).inserted { return .type("?") }
        if seen.insert("note \(key)").inserted, key.hasPrefix("root.1") {
          isNote = true
          return .type("note")
        }
      }
      return try sensible.act(moment)
    }
    #expect(exit == .code(0))
    let remarks = try run.session.records.count { if case .remarked = $0.event { true } else { false } }
    #expect(remarks > 10)
    let html = try run.machine.text("\(run.machine.state)/\(run.name).transcript.html")
    #expect(html.contains("looks odd &lt;here&gt; &amp; there"))
    #expect(!html.contains("<here>"))
  }
}
