// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Ledger
import Procedure
import PseudoTerminal
import Stores
import Testing
import Texts

@Suite("By hand, end to end")
struct ByHandTests {
  @Test("walks the article's own steps for each server", arguments: WindowsServer.allCases)
  func paths(_ server: WindowsServer) throws {
    let contoso = try Contoso()
    let run = try ByHandRun(server, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]))
    #expect(try run.work() == .code(0))

    let steps = Set(try run.session.given.map(\.item.step))
    for section in ArticleSection.allCases {
      let numbers = steps.compactMap { step -> Int? in
        if case .article(section, let number) = step.origin { return number }
        return nil
      }
      let isOther = section == (server == .windowsServer2008 ? .windowsServer2012 : .windowsServer2008)
      // The intermediate is listed just one time: its section ends at step 8.
      let count = isOther ? 0 : section == .intermediateStore ? 8 : section.stepCount
      #expect(numbers.sorted() == Array(1..<(count + 1)), "\(section)")
    }
    #expect(steps.contains { $0.id == "before.tickets" } == (server == .windowsServer2012))
  }

  @Test("does not delete what phones are told to trust, and asks for the thumbprint that tells")
  func trustedByPhones() throws {
    let contoso = try Contoso()
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
    let contoso = try Contoso()
    let run = try ByHandRun(.windowsServer2012, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]))
    let exit = try run.work { moment, sensible in
      moment.item?.form == .phoneTrust && !moment.isAside ? .type("s") : try sensible.act(moment)
    }
    #expect(exit == .code(0))
    #expect(try run.session.findings.phoneTrust == .unknown)
    #expect(run.admin.screen.contains("Nobody looked whether phones are told to trust it"))
    let decision = try run.session.findings.decision(EntryID(noted: .root, number: 2))
    #expect(decision?.acknowledged.contains(.phoneTrustUnknown) == true)
  }

  @Test("deletes by hand with an export that was only seen on the server, and says so")
  func seenOnServer() throws {
    let contoso = try Contoso()
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
    let contoso = try Contoso()
    var files = ["rootA1.cer", "subB1.cer", "rootE.cer", "rootA3.cer"].map { "\(Samples.folder)/\($0)" }
    files.append("/nowhere/at-all.cer")
    let run = try ByHandRun(.windowsServer2008, contoso.sensible(rows: [contoso.rootA2, contoso.rootA1]))
    var wrong = files
    let exit = try run.work { moment, sensible in
      if moment.item?.form == .readBack {
        #expect(moment.session?.findings.entries.values.contains { $0.proof != nil } == false)
        return .type(wrong.isEmpty ? "\(Samples.folder)/rootA2.cer" : wrong.removeFirst())
      }
      return try sensible.act(moment)
    }
    #expect(exit == .code(0))
    let session = try run.session
    #expect(session.ending == .duplicatesRemoved)
    let proof = session.findings.entries[EntryID(noted: .root, number: 1)]?.proof
    #expect(proof == .readBack(path: "\(Samples.folder)/rootA2.cer"))
    #expect(wrong.isEmpty)
    let transcript = try run.machine.run(["transcript", run.name]).output
    #expect(transcript.contains("\(Samples.folder)/rootA2.cer"))
    #expect(!transcript.contains(Wording()("transcript.notReadBack")))
  }

  @Test("asks anew when the export shows that the certificate is a renewal")
  func readBackShowsRenewal() throws {
    let contoso = try Contoso()
    let run = try ByHandRun(.windowsServer2012, contoso.sensible(rows: [contoso.rootA1, contoso.rootA3]))
    let exit = try run.work { moment, sensible in
      if moment.item?.key == "wizard.7@0:issuer" { return .type("\(Samples.folder)/rootA1.cer") }
      if moment.item?.form == .readBack { return .type("\(Samples.folder)/rootA3.cer") }
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
    let contoso = try Contoso()
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
    let contoso = try Contoso()
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
    let contoso = try Contoso()
    let run = try ByHandRun(.windowsServer2012, contoso.sensible(rows: [contoso.rootA1]))
    #expect(try run.work() == .code(1))
    #expect(try run.session.ending == .listedOnce)
    #expect(try run.session.findings.entries.values.allSatisfy { $0.exportName == nil })
  }

  @Test("stops when the noted certificate is not in the list at all")
  func notInStore() throws {
    let run = try ByHandRun(.windowsServer2008, try Contoso().sensible(rows: []))
    #expect(try run.work() == .code(1))
    #expect(try run.session.ending == .notInStore)
  }

  @Test("stops when none of the listed certificates is the noted one")
  func noneMatches() throws {
    let contoso = try Contoso()
    let run = try ByHandRun(.windowsServer2008, contoso.sensible(rows: [contoso.rootA2, contoso.rootA3]))
    #expect(try run.work() == .code(1))
    #expect(try run.session.ending == .noneMatches)
    #expect(try run.session.findings.entries.values.allSatisfy { $0.decision == nil })
  }

  @Test("ends at the first check that finds another cause")
  func otherCause() throws {
    let run = try ByHandRun(.windowsServer2012, try Contoso().sensible(rows: []))
    let exit = try run.work { moment, sensible in
      guard moment.item?.step.id == "before.pin" else { return try sensible.act(moment) }
      return .type(moment.isAside ? "the PIN is locked" : "f")
    }
    #expect(exit == .code(1))
    #expect(try run.session.ending == .otherCause)
    #expect(try run.machine.run(["transcript", run.name]).output.contains("the PIN is locked"))
  }

  @Test("says when a certificate is still listed after its deletion")
  func stillListed() throws {
    let contoso = try Contoso()
    let run = try ByHandRun(.windowsServer2012, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]))
    let exit = try run.work { moment, sensible in
      if moment.item?.form == .report { return .type(moment.isAside ? "access denied" : "l") }
      return try sensible.act(moment)
    }
    #expect(exit == .code(1))
    #expect(try run.session.ending != .duplicatesRemoved)
    #expect(try run.machine.run(["transcript", run.name]).output.contains("access denied"))
  }

  // MARK: - Genuine roots

  @Test("calls two roots of one name and key renewed when their files are given")
  func renewedFromFiles() throws {
    let roots = try ["", "_2"].map {
      try Samples.public("Autoridad_de_Certificacion_Firmaprofesional_CIF_A62634068\($0)")
    }
    let run = try ByHandRun(.windowsServer2012, Sensible(path: [roots[0].1], rows: [.root: roots.map(\.1)]))
    let exit = try run.work { moment, sensible in
      guard case .value? = moment.item?.form, let item = moment.item, item.about != .session else {
        return try sensible.act(moment)
      }
      let certificate = try sensible.certificate(item)
      return .type(roots.first { $0.1 == certificate }?.0 ?? "")
    }
    #expect(exit == .code(1))
    #expect(try run.session.verdicts == ["0/1": .matched, "0/2": .renewed])
    #expect(try run.session.ending == .stoppedForReview)
  }

  @Test("warns that the key is not known when the same two roots are typed")
  func renewedTyped() throws {
    let roots = try ["", "_2"].map {
      try Samples.public("Autoridad_de_Certificacion_Firmaprofesional_CIF_A62634068\($0)").1
    }
    let run = try ByHandRun(.windowsServer2012, Sensible(path: [roots[0]], rows: [.root: roots]))
    var warned = false
    let exit = try run.work { moment, sensible in
      if case .decision? = moment.item?.form {
        let entry = EntryID(noted: .root, number: 2)
        #expect(
          moment.session?.findings.warnings(entry, now: Instant(secondsSince1970: 0)).contains(.keyUnknown)
            == true)
        // Anything but the word marks nothing.
        if moment.isAside { return .type("yes") }
        defer { warned = true }
        return .type(warned ? "v" : "o")
      }
      return try sensible.act(moment)
    }
    #expect(exit == .code(1))
    #expect(try run.session.verdicts == ["0/1": .matched, "0/2": .undecided])
    #expect(try run.session.ending == .stoppedForReview)
    #expect(run.admin.screen.contains(Wording()("warning.keyUnknown").prefix(40)))
  }

  @Test("keeps the roots of another authority with the same display name", arguments: [true, false])
  func otherAuthority(fromFiles: Bool) throws {
    let roots = try ["R3", "R6"].map { try Samples.public("GlobalSign_Root_CA_-_\($0)") }
    let run = try ByHandRun(.windowsServer2008, Sensible(path: [roots[0].1], rows: [.root: roots.map(\.1)]))
    let exit = try run.work { moment, sensible in
      guard fromFiles, case .value? = moment.item?.form, let item = moment.item, item.about != .session else {
        return try sensible.act(moment)
      }
      let certificate = try sensible.certificate(item)
      return .type(roots.first { $0.1 == certificate }?.0 ?? "")
    }
    #expect(exit == .code(1))
    #expect(try run.session.verdicts == ["0/1": .matched, "0/2": .otherCA])
    #expect(try run.session.ending == .listedOnce)
  }

  // MARK: - Typing and pasting

  @Test("takes values as they are pasted from the Details tab")
  func pastes() throws {
    let contoso = try Contoso()
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
    let contoso = try Contoso()
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
      "wizard.7@1:issuer": ["CN = Another Root CA, O = Contoso", "=", "\(Samples.folder)/rootE.cer"],
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
    let contoso = try Contoso()
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
