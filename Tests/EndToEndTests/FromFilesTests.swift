// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Foundation
import Procedure
import PseudoTerminal
import TestFiles
import TestSupport
import Testing
import Texts

@Suite("From files, end to end")
struct FromFilesTests {
  /// The files of the path in three forms, in no order; A1 and A3 share their key.
  private func chain(_ machine: Machine) throws -> [String] {
    let samples = Samples.windows
    try machine.shell(
      """
      openssl x509 -inform der -in \(samples)/subB1.cer -out sub.pem
      for root in rootA1 rootA3; do openssl x509 -inform der -in \(samples)/$root.cer -out $root.pem; done
      openssl crl2pkcs7 -nocrl -certfile rootA3.pem -certfile rootA1.pem -outform der -out roots.p7b
      """)
    return ["--chain", "\(samples)/leaf.cer", "--chain", "roots.p7b", "--chain", "sub.pem"].map {
      $0.hasPrefix("-") || $0.hasPrefix("/") ? $0 : "\(machine.folder)/\($0)"
    }
  }

  /// A folder with A1, A2 and junk, and a PKCS#7 file with B1 and B2.
  private func stores(_ machine: Machine) throws -> (root: String, intermediate: String) {
    let samples = Samples.windows
    try machine.shell(
      """
      mkdir -p roots/inner
      cp \(samples)/rootA1.cer roots/a1.cer
      openssl x509 -inform der -in \(samples)/rootA2.cer -out roots/a2.pem
      cat /usr/share/ca-certificates/mozilla/GlobalSign_Root_*.crt >roots/public.pem
      echo 'call Bob' >roots/notes.txt
      head -c 300 \(samples)/rootE.cer >roots/cut.cer
      for sub in subB1 subB2; do openssl x509 -inform der -in \(samples)/$sub.cer; done >subs.pem
      openssl crl2pkcs7 -nocrl -certfile subs.pem -outform der -out subs.p7b
      """)
    return ("\(machine.folder)/roots", "\(machine.folder)/subs.p7b")
  }

  @Test(
    "says that either of two roots with one key can be the one, and takes the admin's word",
    arguments: [0, 1])
  func either(place: Int) throws {
    let machine = Machine()
    let contoso = try ContosoSamples()
    let run = try ByHandRun(
      .windowsServer2012, contoso.sensible(rows: [contoso.rootA1]), try chain(machine), on: machine)
    var asked = 0
    let exit = try run.work { moment, sensible in
      if moment.item?.key == "wizard.7@0:issuer" {
        asked += 1
        #expect(moment.shown.contains("1 to 2"))
        #expect(moment.letters.contains("T"))
        #expect(!moment.letters.contains("D"))
        #expect(moment.shown.contains(Details(of: contoso.rootA1).serial))
        #expect(moment.shown.contains("\n2b") || moment.shown.contains(" 2b"))
        return .type(place == 0 ? "1" : "2")
      }
      return try sensible.act(moment)
    }
    #expect(asked == 1)
    let noted = try run.session.findings.noted
    let chosen = noted[.root]?.certificate?.certificate
    #expect(chosen == (place == 0 ? contoso.rootA1 : contoso.rootA3))
    #expect(noted[NotedID(1)]?.certificate?.certificate == contoso.subB1)
    // Typed from the list, A1 is the one that was chosen, or not to be told from it for sure.
    #expect(exit == .code(1))
    #expect(try run.session.ending != .duplicatesRemoved)
  }

  @Test("offers every certificate of one name and key, however many", arguments: [2, 5])
  func anyOfMany(chosen: Int) throws {
    let machine = Machine()
    try machine.shell(
      """
      openssl ecparam -name prime256v1 -genkey -noout -out key.pem
      for n in 1 2 3 4 5; do
        openssl req -x509 -key key.pem -subj "/O=Contoso/CN=Contoso Root CA" -set_serial 0x21b2c3d$n \\
          -days 365$n -out root$n.pem
      done
      """)
    let chain = (1...5).flatMap { ["--chain", "\(machine.folder)/root\($0).pem"] }
    let run = try ByHandRun(.windowsServer2012, ContosoSamples().sensible(rows: []), chain, on: machine)
    var tries = ["6", "0", "-1", "5 5", String(chosen)]
    var wanted: String?
    try run.work { moment, sensible in
      guard moment.item?.key == "wizard.7@0:issuer" else {
        return moment.item?.step.id == "wizard.8" ? .leave : try sensible.act(moment)
      }
      #expect(moment.shown.contains("1 to 5"))
      if wanted == nil {
        let offer = moment.shown.components(separatedBy: "\n\(chosen). ").last ?? ""
        wanted = offer.firstMatch(of: /root(\d)\.pem/).map { String($0.output.1) }
      }
      return .type(tries.removeFirst())
    }
    #expect(tries.isEmpty)
    let noted = try run.session.findings.noted[.root]
    let number = try #require(wanted)
    #expect(noted?.certificate?.serial.description == "21 b2 c3 d\(number)")
    #expect(noted?.source == .file("root\(number).pem"))
  }

  @Test("says that the noted key lies in a store under another name, which no list shows")
  func alias() throws {
    let machine = Machine()
    try machine.shell(
      """
      openssl ecparam -name prime256v1 -genkey -noout -out key.pem
      mkdir roots
      openssl req -x509 -key key.pem -subj "/O=Contoso/CN=Contoso Root CA" -days 3650 -out roots/noted.pem
      openssl req -x509 -key key.pem -subj "/O=Fabrikam/CN=Fabrikam Root CA" -days 3650 -out roots/alias.pem
      """)
    let files = ["--chain", "\(machine.folder)/roots/noted.pem", "--store", "ROOT=\(machine.folder)/roots"]
    let run = try ByHandRun(.windowsServer2012, ContosoSamples().sensible(rows: []), files, on: machine)
    try run.work { moment, sensible in
      if case .branch? = moment.item?.form { return .type("e") }
      return moment.item?.step.id == "root.9" || moment.item?.step.id == "root.once"
        ? .leave : try sensible.act(moment)
    }
    let shown = run.admin.screen.split { $0.isWhitespace }.joined(separator: " ")
    #expect(
      shown.contains("is also in these stores under another name: Fabrikam Root CA"), "\(shown.suffix(900))"
    )
  }

  @Test("deletes with path and stores from files, and reads on where junk lies")
  func wholeRun() throws {
    let machine = Machine()
    let contoso = try ContosoSamples()
    let (root, intermediate) = try stores(machine)
    let run = try ByHandRun(
      .windowsServer2008, contoso.sensible(rows: []),
      try chain(machine) + ["--store", "ROOT=\(root)", "--store", "CA=\(intermediate)"], on: machine)
    let exit = try run.work { moment, sensible in
      if moment.item?.key == "wizard.7@0:issuer" {
        let offers = moment.shown.components(separatedBy: "\n2. ")
        return .type(offers.first?.contains(Details(of: contoso.rootA1).serial) == true ? "1" : "2")
      }
      return try sensible.act(moment)
    }
    for name in ["notes.txt", "cut.cer"] { #expect(run.admin.screen.contains(name)) }
    let session = try run.session
    #expect(session.findings.noted[.root]?.certificate?.certificate == contoso.rootA1)
    #expect(session.verdicts == ["0/1": .matched, "0/2": .mismatched, "1/1": .matched, "1/2": .partial])
    #expect(session.findings.entries[EntryID(noted: .root, number: 2)]?.isGone == true)
    #expect(session.findings.entries[EntryID(noted: .root, number: 2)]?.physical == .registry)
    #expect(session.ending == .stoppedForReview)
    #expect(exit == .code(1))
  }

  @Test(
    "does not delete a copy that comes back, or of which nobody knows where it lies",
    arguments: ["3", "2", "4", "u"])
  func managed(origin: String) throws {
    let machine = Machine()
    let (root, _) = try stores(machine)
    var sensible = try ContosoSamples().sensible(rows: [])
    sensible.origin = origin
    let run = try ByHandRun(.windowsServer2012, sensible, ["--store", "ROOT=\(root)"], on: machine)
    let exit = try run.work { moment, sensible in
      if case .decision? = moment.item?.form { #expect(!moment.letters.contains("R")) }
      #expect(moment.item?.form != .deletion)
      return try sensible.act(moment)
    }
    #expect(exit == .code(1))
    #expect(try run.session.ending == .stoppedForReview)
  }

  @Test("asks which store a file is from when nothing says it")
  func storeAsked() throws {
    let machine = Machine()
    let (root, _) = try stores(machine)
    let contoso = try ContosoSamples()
    let run = try ByHandRun(.windowsServer2012, contoso.sensible(rows: []), ["--store", root], on: machine)
    var asked = 0
    try run.admin.work { moment in
      if moment.session == nil {
        asked += 1
        #expect(moment.letters == ["root", "ca"])
        return .type(asked == 1 ? "9" : "root")
      }
      return .leave
    }
    #expect(asked == 2)
    #expect(try run.session.start.storeFiles.map(\.store) == [.trustedRoot])
  }

  @Test("begins nothing when nobody says which store it is")
  func storeNotAsked() throws {
    let machine = Machine()
    let (root, _) = try stores(machine)
    let run = try machine.run(["start", "--server", "2012", "--name", "h", "--store", root])
    #expect(run.code == 3)
    #expect(machine.files("").isEmpty)
  }

  @Test("names the missing link of a chain, and has the path noted by hand")
  func missingLink() throws {
    let machine = Machine()
    let contoso = try ContosoSamples()
    let run = try ByHandRun(
      .windowsServer2008, contoso.sensible(rows: [contoso.rootA1]),
      ["--chain", "\(Samples.windows)/subB1.cer"],
      on: machine)
    #expect(try run.work() == .code(1))
    #expect(run.admin.screen.contains("Contoso Root CA"))
    #expect(try run.session.findings.noted[.root]?.source == .typed)
    #expect(try run.session.ending == .listedOnce)
  }

  @Test("goes on when the files are gone at the time of the resumption")
  func filesGone() throws {
    let machine = Machine()
    let contoso = try ContosoSamples()
    let (root, _) = try stores(machine)
    let run = try ByHandRun(
      .windowsServer2012, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]),
      try chain(machine) + ["--store", "ROOT=\(root)"], on: machine)
    try run.work { moment, sensible in
      if moment.item?.form == .listing { return .type("p") }
      if moment.item?.key == "wizard.7@0:issuer", moment.letters.contains("T") { return .type("t") }
      return try sensible.act(moment)
    }
    try machine.shell("rm -r roots roots.p7b sub.pem")
    try run.resume()
    #expect(try run.work() == .code(0))
    #expect(try run.session.ending == .duplicatesRemoved)
  }
}
