// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
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
    #expect(screen.contains("the noted “Contoso Root CA”"))
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
