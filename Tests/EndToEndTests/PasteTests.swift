// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Digests
import Facts
import Foundation
import Procedure
import PseudoTerminal
import Stores
import TestFiles
import TestSupport
import Testing

@testable import Servers

/// Whole sessions by hand in which the server's stores are pasted.
@Suite("Text from the server, pasted")
struct PasteTests {
  /// What `PasteLine` prints on a server with these stores.
  static func printed(_ stores: [(String, [Certificate])]) -> String {
    var text = "\(PasteLine.opening)\r\n"
    for (store, certificates) in stores {
      let key = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\SystemCertificates\\\(store)\\Certificates"
      text += "\r\n\(key)\r\n"
      for certificate in certificates {
        let name = certificate.thumbprint.description.uppercased()
        let blob = Hexadecimal.text(blob(certificate)).uppercased()
        text += "\r\n\(key)\\\(name)\r\n    Blob    REG_BINARY    \(blob)\r\n"
      }
    }
    let digest = Hexadecimal.text(Digest.sha1(Array(text.utf8)))
    return text + "SHA1 hash of file lpw:\r\n\(digest)\r\n"
      + "CertUtil: -hashfile command completed successfully.\r\n"
  }

  /// One record of a certificate: identifier 32, encoding 1, length, DER.
  static func blob(_ certificate: Certificate) -> [UInt8] {
    let count = (0..<4).map { UInt8(truncatingIfNeeded: certificate.der.count >> (8 * $0)) }
    return [32, 0, 0, 0, 1, 0, 0, 0] + count + certificate.der
  }

  private static func server() throws -> String {
    let contoso = try ContosoSamples()
    return try printed([
      ("ROOT", [contoso.rootA1, contoso.rootA2]), ("CA", [contoso.subB1]),
      ("MY", [Samples.certificate("leaf.cer")]),
    ])
  }

  /// A session in which `text` is pasted when the root's issuer is asked for.
  private func run(
    pasting text: String, _ policy: ((Admin.Moment) throws -> Admin.Act?)? = nil
  ) throws -> (run: ByHandRun, pasted: Int) {
    let contoso = try ContosoSamples()
    let run = try ByHandRun(.windowsServer2012, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]))
    var pasted = 0
    try run.work { moment, sensible in
      if moment.item?.key == "wizard.7@0:issuer", pasted == 0 {
        pasted += 1
        return .paste(text.replacing("\r\n", with: "\n"))
      }
      return try policy?(moment) ?? sensible.act(moment)
    }
    return (run, pasted)
  }

  @Test("fills in the path and the rows, and the duplicate is removed as with files")
  func whole() throws {
    let (run, pasted) = try run(pasting: Self.server())
    #expect(pasted == 1)
    let session = try run.session
    #expect(session.ending == .duplicatesRemoved)
    let contoso = try ContosoSamples()
    #expect(session.findings.noted[.root]?.certificate?.certificate == contoso.rootA1)
    #expect(session.findings.noted[NotedID(1)]?.certificate?.certificate == contoso.subB1)
    #expect(run.admin.screen.contains("The text is complete"))
    #expect(run.admin.screen.contains("from what was pasted (kept in pasted.txt)"))
    #expect(session.findings.noted[.root]?.source == .pasted("pasted.txt"))
    // Only the order to delete, the exports and the owner are typed.
    let values = run.admin.moments.filter { moment in
      if case .value? = moment.item?.form, moment.item?.about != .session {
        return !moment.letters.contains("D")
      }
      return false
    }
    #expect(values.count == 1)
  }

  @Test("that is cut off or changed is refused, and the question stays", arguments: ["cut", "changed"])
  func damaged(kind: String) throws {
    let text = try Self.server()
    let damaged =
      kind == "cut"
      ? String(text.prefix(text.count / 2)) : text.replacing("REG_BINARY    20", with: "REG_BINARY    30")
    var asked = 0
    let (run, _) = try run(pasting: damaged) { moment in
      guard moment.item?.key == "wizard.7@0:issuer" else { return nil }
      asked += 1
      return asked > 1 ? .leave : nil
    }
    #expect(try run.session.findings.noted[.root]?.certificate == nil)
    #expect(run.admin.screen.contains(kind == "cut" ? "The text is cut off" : "does not match the checksum"))
    #expect(try run.session.records.contains { if case .pasted = $0.event { true } else { false } } == false)
  }

  @Test("is read again when the session is resumed")
  func resumed() throws {
    let (run, _) = try run(pasting: Self.server()) { moment in
      moment.item?.key == "wizard.7@0:issuer" ? .type("p") : nil
    }
    #expect(try run.session.ending == nil)
    try run.resume()
    try run.work { moment, sensible in
      if moment.item?.key == "wizard.7@0:issuer" { #expect(moment.letters.contains("D")) }
      return try sensible.act(moment)
    }
    #expect(try run.session.ending == .duplicatesRemoved)
    try run.machine.shell("test -n \"$(find . -path '*/h.pasted/pasted.txt')\"")
  }

  @Test("of one certificate is the answer where a certificate is asked for")
  func one() throws {
    let contoso = try ContosoSamples()
    let (run, _) = try run(pasting: PEM.block("CERTIFICATE", contoso.rootA1.der)) { moment in
      moment.item?.about == .noted(NotedID(1)) ? .type("p") : nil
    }
    #expect(try run.session.findings.noted[.root]?.certificate?.certificate == contoso.rootA1)
  }

  @Test("of certificates that do not form one path is refused, and spoils nothing that comes later")
  func severalPaths() throws {
    let contoso = try ContosoSamples()
    let roots = [contoso.rootA1, try Samples.certificate("rootE.cer")]
    var pastes = 0
    let (run, _) = try run(pasting: roots.map { PEM.block("CERTIFICATE", $0.der) }.joined()) { moment in
      guard moment.item?.key == "wizard.7@0:issuer", pastes == 0 else { return nil }
      pastes += 1
      return .paste(try Self.server().replacing("\r\n", with: "\n"))
    }
    let pasted = try run.session.records.filter { if case .pasted = $0.event { true } else { false } }
    #expect(pasted.count == 1)
    #expect(try run.session.ending == .duplicatesRemoved)
  }

  @Test("of two megabytes arrives whole at 80 columns where the terminal does not bracket it")
  func plain() throws {
    let contoso = try ContosoSamples()
    let machine = Machine()
    // A store that the procedure does not look at, with lines that are longer than a terminal collects in one piece.
    let bulk = [Certificate](repeating: contoso.rootA3, count: 1100)
    let text = PasteTests.printed([
      ("ROOT", [contoso.rootA1, contoso.rootA2]), ("CA", [contoso.subB1]), ("SmartCardRoot", bulk),
    ]).replacing("\r\n", with: "\n")
    #expect(text.utf8.count > 2_000_000)
    let admin = try machine.start(
      ["start", "--server", "2012", "--name", "h"], session: "h", environment: [:], columns: 80)
    let sensible = contoso.sensible(rows: [])
    var isPasted = false
    try admin.work { moment in
      guard moment.item?.key == "wizard.7@0:issuer" else { return try sensible.act(moment) }
      if isPasted { return .leave }
      isPasted = true
      return .pasteLines(text)
    }
    #expect(admin.screen.contains("The text is complete"))
    #expect(!admin.screen.contains("REG_BINARY"))
    let kept = try machine.text("\(machine.state)/h.pasted/pasted.txt")
    #expect(kept.split(separator: "\n") == text.split(separator: "\n"))
  }

  @Test("that was cut off and is pasted again in the same answer is taken, once")
  func again() throws {
    let text = try Self.server()
    let (run, _) = try run(pasting: "\(text.prefix(text.count / 2))\r\n\(text)") { moment in
      moment.item?.about == .noted(NotedID(1)) ? .type("p") : nil
    }
    let contoso = try ContosoSamples()
    #expect(run.admin.screen.contains("The text is complete"))
    #expect(try run.session.findings.noted[.root]?.certificate?.certificate == contoso.rootA1)
  }

  @Test("says what it was taken for, of the text that came last and of nothing that was said before")
  func saidOnce() throws {
    let listing = try String(
      decoding: Samples.bytes("certutil-english-2008r2.txt", in: "text"), as: UTF8.self)
    var texts = [try Self.server(), listing].map { $0.replacing("\r\n", with: "\n") }
    let contoso = try ContosoSamples()
    let run = try ByHandRun(.windowsServer2012, contoso.sensible(rows: []))
    var shown: [String] = []
    try run.work { moment, sensible in
      guard moment.item?.key == "wizard.7@0:issuer" else { return try sensible.act(moment) }
      shown.append(moment.shown)
      return texts.isEmpty ? .leave : .paste(texts.removeLast())
    }
    #expect(shown.count == 3)
    #expect(shown[1].contains("pasted.txt is text that describes"))
    #expect(!shown[2].contains("describes"))
  }

  @Test("without a certificate is told from a value: the keys of a store, and what services use")
  func nothingIn() throws {
    let keys = #"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\SystemCertificates\ROOT"#
    let services = try String(decoding: Samples.bytes("31-get-cscertificate.txt", in: "field"), as: UTF8.self)
    for (text, says) in [
      ("\n\(keys)\\Certificates\n\n\(keys)\\CRLs\n", "lists registry keys, but no certificate"),
      (services, "of the store “My” skipped"),
    ] {
      var asked = 0
      let (run, _) = try run(pasting: text) { moment in
        guard moment.item?.key == "wizard.7@0:issuer" else { return nil }
        asked += 1
        return .leave
      }
      #expect(asked == 1)
      #expect(run.admin.screen.contains(says))
      #expect(run.admin.screen.contains("contains no certificate, list or event"))
    }
  }

  @Test("that says nothing is named, and the line for the server is shown on request")
  func useless() throws {
    var keys: [String] = ["paste", "p"]
    let (run, _) = try run(pasting: "-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----\n") {
      moment in
      guard moment.item?.key == "wizard.7@0:issuer" else { return nil }
      return .type(keys.removeFirst())
    }
    let screen = run.admin.screen.filter { !$0.isNewline }
    #expect(screen.contains("contains no certificate, list or event"))
    #expect(screen.contains(PasteLine.commandPrompt))
    #expect(screen.contains(PasteLine.powerShell))
  }
}
