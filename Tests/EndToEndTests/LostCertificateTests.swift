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

/// The wrong row was deleted in MMC: the certificate that the server needs is gone.
@Suite("A certificate that the server needs is lost")
struct LostCertificateTests {
  /// - Parameter answers: what is typed at the step that has it brought back.
  private static func run(_ answers: [String]) throws -> (run: ByHandRun, exit: PseudoTerminal.Exit?) {
    let contoso = try ContosoSamples()
    let run = try ByHandRun(.windowsServer2012, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]))
    var answers = answers
    let exit = try run.work { moment, sensible in
      switch moment.item?.step.id {
      case "root.stays": return .type("g")
      case "root.lost":
        #expect(moment.letters.contains("Y") && !moment.letters.contains("D"))
        return .type(answers.removeFirst())
      default: return try sensible.act(moment)
      }
    }
    #expect(answers.isEmpty)
    return (run, exit)
  }

  @Test("says so before all else, and never that the certificates are in order")
  func isMissing() throws {
    let (run, exit) = try Self.run(["", "n"])
    #expect(exit == .code(1))
    #expect(try run.session.ending == .neededMissing)
    let screen = run.admin.screen
    #expect(screen.contains(Wording()("ending.neededMissing.title")))
    #expect(screen.contains("Missing: Contoso Root CA"))
    #expect(!screen.contains(Wording()("ending.problemRemains.title")))
    let transcript = try run.machine.run(["transcript", run.name]).output
    #expect(transcript.contains(Wording()("banner.alarm.missing")))
    // It says to restart nothing; so nothing asks for a restart.
    #expect(!screen.contains(Wording()("step.after.services.title")))
  }

  @Test("goes on once it is back")
  func isBack() throws {
    let (run, exit) = try Self.run(["y"])
    #expect(exit == .code(0))
    #expect(try run.session.ending == .duplicatesRemoved)
    #expect(try run.session.findings.problems.isEmpty)
    #expect(!run.admin.screen.contains("Missing: "))
    let transcript = try run.machine.run(["transcript", run.name]).output
    #expect(transcript.contains(Wording()("said.back")))
    #expect(transcript.contains(Wording()("said.lost")))
  }
}
