// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import FoundationEssentials
import Journal
import Procedure
import PseudoTerminal
import TestFiles
import TestSupport
import Testing
import Texts

/// Typed values do not show a key: at the decision, the certificates' files can be given after all.
@Suite("Files at a decision")
struct CertificateFilesTests {
  @Test("take the place of what was typed, and the verdict is given anew")
  func decide() throws {
    let contoso = try ContosoSamples()
    let run = try ByHandRun(.windowsServer2012R2, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]))
    var files = ["/nowhere/at-all.cer", "nonsense", "rootA3.cer", "rootA2.cer", "rootA1.cer"]
    var verdicts: [Verdict?] = []
    let exit = try run.work { moment, sensible in
      guard case .decision? = moment.item?.form, !files.isEmpty else { return try sensible.act(moment) }
      verdicts.append(try run.session.verdicts["0/2"])
      let file = files.removeFirst()
      return .type(file.hasPrefix("root") ? Samples.path("windows/\(file)") : file)
    }
    #expect(exit == .code(0))
    #expect(files.isEmpty)
    #expect(verdicts == [.undecided, .undecided, .undecided, .undecided, .undecided])
    let session = try run.session
    #expect(session.verdicts == ["0/1": .matched, "0/2": .mismatched])
    #expect(session.findings.noted[.root]?.certificate?.certificate == contoso.rootA1)
    #expect(session.findings.entries[EntryID(noted: .root, number: 2)]?.given?.certificate == contoso.rootA2)
    #expect(session.decision("0/2")?.isRemoval == true)
    let screen = run.admin.screen
    #expect(screen.contains("rootA3.cer is not one of these certificates"))
    #expect(screen.contains("the one in line 2"))
    #expect(screen.contains("the noted “Contoso Root CA” (serial number 1f a4 "))
    // Once the keys are compared, no file is needed.
    let last = screen.components(separatedBy: "Verdict: mismatched").last ?? ""
    #expect(last.contains("You can decide now.") && !last.contains("still missing"))
  }

  @Test("pasted text with the certificates takes the place of all that was typed at once")
  func paste() throws {
    let contoso = try ContosoSamples()
    let run = try ByHandRun(.windowsServer2012R2, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]))
    let text = PasteTests.printed([("ROOT", [contoso.rootA1, contoso.rootA2]), ("CA", [contoso.subB1])])
    var verdicts: [Verdict?] = []
    var looks = 0
    let exit = try run.work { moment, sensible in
      if moment.item?.step.id == "wizard.chain", !moment.isAside { looks += 1 }
      guard case .decision? = moment.item?.form, !moment.isAside else { return try sensible.act(moment) }
      verdicts.append(try run.session.verdicts["0/2"])
      return verdicts.count == 1 ? .paste(text.replacing("\r\n", with: "\n")) : try sensible.act(moment)
    }
    #expect(exit == .code(0))
    #expect(verdicts == [.undecided, .mismatched])
    // The path has other values now.
    #expect(looks == 2)
    #expect(try run.session.findings.listings[.root] == .listed(2))
    let session = try run.session
    #expect(session.verdicts == ["0/1": .matched, "0/2": .mismatched, "1/1": .matched])
    #expect(session.findings.noted[.root]?.certificate?.certificate == contoso.rootA1)
    #expect(session.findings.noted[NotedID(1)]?.certificate?.certificate == contoso.subB1)
    #expect(session.decision("0/2")?.isRemoval == true)
    #expect(run.admin.screen.contains("you confirm the path once more"))
  }

  @Test("pasted text that comes while a line is typed shows the list again, and a miscount is gone")
  func pasteAtLine() throws {
    let contoso = try ContosoSamples()
    let rows = [contoso.rootA1, contoso.rootA2, contoso.rootA3]
    let run = try ByHandRun(.windowsServer2012R2, contoso.sensible(rows: rows))
    let text = PasteTests.printed([("ROOT", rows), ("CA", [contoso.subB1])])
    var pasted = 0
    _ = try run.work { moment, sensible in
      guard let item = moment.item, !moment.isAside else { return try sensible.act(moment) }
      if item.question is RowList, pasted == 0 { return .type("2") }
      if case .entry = item.about, item.question is RowValue {
        pasted += 1
        return pasted == 1 ? .paste(text.replacing("\r\n", with: "\n")) : .leave
      }
      return item.question is RowDecision ? .leave : try sensible.act(moment)
    }
    #expect(pasted == 1)
    let findings = try run.session.findings
    #expect(findings.listings[.root] == .listed(3))
    #expect(findings.entries.values.compactMap { $0.facts?.certificate }.count == 3)
    #expect(findings.noted[.root]?.certificate?.certificate == contoso.rootA1)
    #expect(run.admin.screen.contains("The list is now known from the pasted text"))
  }

  @Test("a corrected value of the path has the whole path looked at again")
  func lookedAtAgain() throws {
    let contoso = try ContosoSamples()
    let run = try ByHandRun(.windowsServer2012, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]))
    var looks = 0
    var isCorrected = false
    _ = try run.work { moment, sensible in
      if moment.item?.step.id == "wizard.chain" { looks += 1 }
      if case .decision? = moment.item?.form, !isCorrected {
        isCorrected = true
        return .type(Samples.path("windows/rootA1.cer"))
      }
      return try sensible.act(moment)
    }
    #expect(isCorrected)
    #expect(looks == 2)
  }

  @Test("Valid to after Valid from is shown wherever the line is meant, and decides nothing")
  func validTo() throws {
    let contoso = try ContosoSamples()
    let run = try ByHandRun(.windowsServer2012, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]))
    let exit = try run.work { moment, sensible in
      guard case .value(.validFrom)? = moment.item?.form, let item = moment.item, !moment.isAside else {
        return try sensible.act(moment)
      }
      let end = item.about == .noted(.root) ? "3/1/2031 10:00:00 AM" : "4/2/2035 10:00:00 AM"
      return .type("\(Details(of: try sensible.certificate(item)).validFrom) – \(end)")
    }
    #expect(exit == .code(0))
    let findings = try run.session.findings
    #expect(findings.noted[.root]?.facts?.validTo?.text == "3/1/2031 10:00:00 AM")
    #expect(try run.session.verdicts == ["0/1": .matched, "0/2": .undecided])
    #expect(run.admin.screen.contains("expires 4/2/2035 10:00:00 AM"))
    #expect(run.admin.screen.contains("valid until 4/2/2035 10:00:00 AM"))
  }
}

extension Session {
  fileprivate func decision(_ place: String) -> Decision? {
    findings.entries.keys.first { $0.description == place }.flatMap(findings.decision)
  }
}
