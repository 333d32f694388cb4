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

@Suite("By hand, end to end")
struct ByHandTests {
  @Test("walks the article's own steps for each server", arguments: WindowsServer.allCases)
  func paths(_ server: WindowsServer) throws {
    let contoso = try ContosoSamples()
    let run = try ByHandRun(server, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]))
    #expect(try run.work() == .code(0))

    let steps = Set(try run.session.given.map(\.item.step))
    let opening: [WindowsServer: ArticleSection] = [
      .windowsServer2008: .windowsServer2008, .windowsServer2012: .windowsServer2012,
      .windowsServer2012R2: .windowsServer2012,
    ]
    for section in ArticleSection.allCases {
      let numbers = steps.compactMap { step -> Int? in
        if case .article(section, let number) = step.origin { return number }
        return nil
      }
      let isOther = [.windowsServer2008, .windowsServer2012].contains(section) && section != opening[server]
      // The intermediate is listed just one time: its section ends at step 8.
      let count = isOther ? 0 : section == .intermediateStore ? 8 : section.stepCount
      #expect(numbers.sorted() == Array(1..<(count + 1)), "\(section)")
    }
    #expect(steps.contains { $0.id == "before.tickets" } == (server == .windowsServer2012R2))
    #expect(steps.contains { $0.id == "ws2016.console" } == (opening[server] == nil))
  }

  @Test("knows when a typed line ends that is the noted certificate, and of no other typed line")
  func typedEnds() throws {
    let contoso = try ContosoSamples()
    let run = try ByHandRun(.windowsServer2012, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]))
    let exit = try run.work { moment, sensible in
      guard moment.item?.key == "wizard.7@0:issuer" else { return try sensible.act(moment) }
      return .type("\(Samples.windows)/rootA1.cer")
    }
    #expect(exit == .code(0))
    let transcript = try run.machine.run(["transcript", run.name]).output
    #expect(transcript.contains("[*] 1. Contoso Root CA (\(contoso.rootA1.serial)), Valid to: 11/20/2036"))
    #expect(transcript.contains("[x] 2. Contoso Root CA (\(contoso.rootA2.serial)), Valid to: not known"))
  }

  @Test("does not delete what phones are told to trust, and asks for the thumbprint that tells")
  func trustedByPhones() throws {
    let contoso = try ContosoSamples()
    let stray = try #require(CertificateFacts(contoso.rootA2).thumbprint)
    let other = try #require(CertificateFacts(contoso.subB1).thumbprint)
    let run = try ByHandRun(.windowsServer2012, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]))
    var thumbprints = [
      "d", "abc123", "\(other) ... \(stray)", "Thumbprint=\(other) CAStore=TrustedRootCA; \(stray)",
    ]
    let exit = try run.work { moment, sensible in
      if moment.item?.form == .phoneTrust { return .type(thumbprints.removeFirst()) }
      if moment.item?.key == "root.11@0/2:thumbprint" {
        return .type(moment.last == "s" ? "\(stray)" : "s")
      }
      if case .decision? = moment.item?.form { #expect(!moment.letters.contains("R")) }
      #expect(moment.item?.form != .deletion)
      return try sensible.act(moment)
    }
    #expect(exit == .code(1))
    let session = try run.session
    #expect(session.findings.phoneTrust == .listed([stray, other]))
    #expect(session.ending == .stoppedForReview)
    #expect(run.admin.screen.contains("“TrustedCACerts”. It is not deleted"))
    #expect(
      try run.machine.run(["transcript", run.name, "--format", "json"]).output.contains("\(other), \(stray)"))
  }

  @Test("warns before a removal when nobody could look what phones are told to trust")
  func phoneTrustUnknown() throws {
    let contoso = try ContosoSamples()
    let run = try ByHandRun(.windowsServer2012, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]))
    let exit = try run.work { moment, sensible in
      moment.item?.form == .phoneTrust && !moment.isAside ? .type("s") : try sensible.act(moment)
    }
    #expect(exit == .code(0))
    #expect(try run.session.findings.phoneTrust == .unknown)
    #expect(run.admin.screen.contains("It was not checked whether phones are told to trust it"))
    let decision = try run.session.findings.decision(EntryID(noted: .root, number: 2))
    #expect(decision?.acknowledged.contains(.phoneTrustUnknown) == true)
  }

  @Test("deletes by hand with an export that was only seen on the server, and says so")
  func seenOnServer() throws {
    let contoso = try ContosoSamples()
    let run = try ByHandRun(.windowsServer2012, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]))
    #expect(try run.work() == .code(0))
    let session = try run.session
    #expect(session.ending == .duplicatesRemoved)
    #expect(session.verdicts == ["0/1": .matched, "0/2": .undecided])
    #expect(session.findings.entries[EntryID(noted: .root, number: 2)]?.proof == .seenOnServer)
    let transcript = try run.machine.run(["transcript", run.name]).output
    #expect(transcript.contains(Wording()("transcript.notReadBack")))
    #expect(!transcript.contains("PRACTICE"))
    #expect(
      try run.machine.run(["transcript", run.name, "--format", "json"]).output.contains("\"notReadBack\""))
    let cards = run.machine.files("\(run.name).cards")
    #expect(cards.count == 1)
    let card = String(decoding: cards.values.first ?? [], as: UTF8.self)
    #expect(card.contains(#"C:\LyncCertificates\"#))
    #expect(card.contains(Details(of: contoso.rootA2).serial))
  }

  @Test("takes only the very certificate as its export")
  func readBack() throws {
    let contoso = try ContosoSamples()
    var files = ["rootA1.cer", "subB1.cer", "rootE.cer", "rootA3.cer"].map { "\(Samples.windows)/\($0)" }
    files.append("/nowhere/at-all.cer")
    let run = try ByHandRun(.windowsServer2008, contoso.sensible(rows: [contoso.rootA2, contoso.rootA1]))
    var wrong = files
    let exit = try run.work { moment, sensible in
      if moment.item?.form == .readBack {
        #expect(moment.session?.findings.entries.values.contains { $0.proof != nil } == false)
        return .type(wrong.isEmpty ? "\(Samples.windows)/rootA2.cer" : wrong.removeFirst())
      }
      return try sensible.act(moment)
    }
    #expect(exit == .code(0))
    let session = try run.session
    #expect(session.ending == .duplicatesRemoved)
    let proof = session.findings.entries[EntryID(noted: .root, number: 1)]?.proof
    #expect(proof == .readBack(path: "\(Samples.windows)/rootA2.cer"))
    #expect(wrong.isEmpty)
    let transcript = try run.machine.run(["transcript", run.name]).output
    #expect(transcript.contains("\(Samples.windows)/rootA2.cer"))
    #expect(!transcript.contains(Wording()("transcript.notReadBack")))
  }

  @Test("asks anew when the export shows that the certificate is a renewal")
  func readBackShowsRenewal() throws {
    let contoso = try ContosoSamples()
    let run = try ByHandRun(.windowsServer2012, contoso.sensible(rows: [contoso.rootA1, contoso.rootA3]))
    let exit = try run.work { moment, sensible in
      if moment.item?.key == "wizard.7@0:issuer" { return .type("\(Samples.windows)/rootA1.cer") }
      if moment.item?.form == .readBack { return .type("\(Samples.windows)/rootA3.cer") }
      #expect(moment.item?.form != .deletion)
      return try sensible.act(moment)
    }
    #expect(exit == .code(1))
    #expect(try run.session.verdicts == ["0/1": .matched, "0/2": .renewed])
    #expect(try run.session.ending == .stoppedForReview)
  }

  // MARK: - Endings

  @Test("leaves an entry for review of which only the serial number differs")
  func partial() throws {
    let contoso = try ContosoSamples()
    var sensible = contoso.sensible(rows: [contoso.rootA1])
    sensible.rows[NotedID(1)] = [contoso.subB2, contoso.subB1]
    let run = try ByHandRun(.windowsServer2008, sensible)
    #expect(try run.work() == .code(1))
    #expect(try run.session.ending == .stoppedForReview)
    // Both are valid from the same second; the numbers are 6101 and 6102.
    #expect(try run.session.verdicts == ["1/1": .partial, "1/2": .matched])
  }

  @Test("is partial when the clock is read without its seconds")
  func withoutSeconds() throws {
    let contoso = try ContosoSamples()
    let run = try ByHandRun(.windowsServer2012, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]))
    let exit = try run.work { moment, sensible in
      guard case .value(.validFrom)? = moment.item?.form, let item = moment.item else {
        return try sensible.act(moment)
      }
      let text = Details(of: try sensible.certificate(item)).validFrom
      return .type(text.replacing(#/:\d\d (AM|PM)/#) { " \($0.output.1)" })
    }
    #expect(exit == .code(1))
    #expect(try run.session.verdicts == ["0/1": .matched, "0/2": .partial])
  }

  @Test("ends when every noted certificate is listed just one time")
  func listedOnce() throws {
    let contoso = try ContosoSamples()
    let run = try ByHandRun(.windowsServer2012, contoso.sensible(rows: [contoso.rootA1]))
    #expect(try run.work() == .code(1))
    #expect(try run.session.ending == .listedOnce)
    #expect(try run.session.findings.entries.values.allSatisfy { $0.exportName == nil })
  }

  @Test("stops when the noted certificate is not in the list at all")
  func notInStore() throws {
    let run = try ByHandRun(.windowsServer2008, try ContosoSamples().sensible(rows: []))
    #expect(try run.work() == .code(1))
    #expect(try run.session.ending == .notInStore)
  }

  @Test("stops when none of the listed certificates is the noted one")
  func noneMatches() throws {
    let contoso = try ContosoSamples()
    let run = try ByHandRun(.windowsServer2008, contoso.sensible(rows: [contoso.rootA2, contoso.rootA3]))
    #expect(try run.work() == .code(1))
    #expect(try run.session.ending == .noneMatches)
    #expect(try run.session.findings.entries.values.allSatisfy { $0.decision == nil })
  }

  @Test("ends at the first check that finds another cause")
  func otherCause() throws {
    let run = try ByHandRun(.windowsServer2012, try ContosoSamples().sensible(rows: []))
    let exit = try run.work { moment, sensible in
      guard moment.item?.step.id == "before.ports" else { return try sensible.act(moment) }
      return .type(moment.isAside ? "port 444 is closed" : "n")
    }
    #expect(exit == .code(1))
    #expect(try run.session.ending == .otherCause)
    #expect(run.admin.screen.contains("Checked in this session, and found to be all right: 1."))
    #expect(try run.machine.run(["transcript", run.name]).output.contains("port 444 is closed"))
  }

  @Test("says when a certificate is still listed after its deletion")
  func stillListed() throws {
    let contoso = try ContosoSamples()
    let run = try ByHandRun(.windowsServer2012, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]))
    let exit = try run.work { moment, sensible in
      if moment.item?.form == .report { return .type(moment.isAside ? "access denied" : "l") }
      return try sensible.act(moment)
    }
    #expect(exit == .code(1))
    #expect(try run.session.ending != .duplicatesRemoved)
    let transcript = try run.machine.run(["transcript", run.name]).output
    #expect(transcript.contains("access denied"))
    #expect(transcript.contains("\n- Not done: Contoso Root CA ("))
  }
}
