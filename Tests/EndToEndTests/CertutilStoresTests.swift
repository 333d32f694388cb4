// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Foundation
import Procedure
import PseudoTerminal
import Stores
import TestFiles
import TestSupport
import Testing
import Texts

@Suite("What certutil printed, end to end")
struct CertutilStoresTests {
  /// What `certutil -store Root` prints of these certificates, dates on the clock of a server.
  private func listing(
    _ entries: [(name: String, certificate: Certificate)], offsetMinutes: Int = 60
  ) -> String {
    let blocks = entries.enumerated().map { number, entry in
      let details = Details(of: entry.certificate, offsetMinutes: offsetMinutes)
      return """
        ================ Certificate \(number) ================
        Serial Number: \(details.serial.filter { $0 != " " })
        Issuer: \(entry.name)
         NotBefore: \(details.validFrom)
         NotAfter: 11/20/2036 7:34 PM
        Subject: \(entry.name)
        Signature matches Public Key
        Root Certificate: Subject matches Issuer
        Cert Hash(sha1): \(entry.certificate.thumbprint)

        """
    }
    return "Root\n" + blocks.joined(separator: "\n") + "CertUtil: -store command completed successfully.\n"
  }

  private static let name = "CN=Contoso Root CA, OU=PKI, O=Contoso, C=US"
  private let chain = ["rootA1.cer", "subB1.cer"].flatMap { ["--chain", "\(Samples.windows)/\($0)"] }

  private func contosoListing(_ machine: Machine, offsetMinutes: Int = 60) throws -> String {
    let contoso = try ContosoSamples()
    return try machine.write(
      listing([(Self.name, contoso.rootA1), (Self.name, contoso.rootA2)], offsetMinutes: offsetMinutes),
      to: "root.txt")
  }

  private static let a2 = EntryID(noted: .root, number: 2)

  @Test("lead to a deletion through the warnings and the read-back")
  func wholeRun() throws {
    let machine = Machine()
    let contoso = try ContosoSamples()
    let store = try contosoListing(machine)
    let run = try ByHandRun(
      .windowsServer2012, contoso.sensible(rows: []), chain + ["--store", store], on: machine)
    var wrong = ["rootA1.cer", "rootA3.cer", "../text/certutil-seconds.txt"]
    var hasWarned = false
    let exit = try run.work { moment, sensible in
      if moment.item?.form == .readBack {
        #expect(moment.session?.findings.entries[Self.a2]?.proof == nil)
        return .type("\(Samples.windows)/\(wrong.popLast() ?? "rootA2.cer")")
      }
      if [.decision(.undecided), .decision(.mismatched)].contains(moment.item?.form), !moment.isAside {
        let warnings = moment.session?.findings.warnings(
          Self.a2, now: moment.session?.records.last?.at ?? Instant(secondsSince1970: 0))
        if moment.session?.findings.entries[Self.a2]?.exported == nil {
          #expect(warnings == [.keyUnknown, .validityUnknown])
          hasWarned = true
        } else {
          #expect(warnings?.contains(.keyUnknown) == false)
        }
      }
      return try sensible.act(moment)
    }
    #expect(exit == .code(0))
    #expect(hasWarned && wrong.isEmpty)
    let session = try run.session
    #expect(session.ending == .duplicatesRemoved)
    #expect(session.verdicts == ["0/1": .matched, "0/2": .mismatched])
    let entry = try #require(session.findings.entries[Self.a2])
    #expect(entry.listed?.certificate == nil)
    #expect(entry.listed?.thumbprint == contoso.rootA2.thumbprint)
    #expect(entry.exported?.certificate == contoso.rootA2)
    #expect(entry.proof == .readBack(path: "\(Samples.windows)/rootA2.cer"))
    #expect(session.start.storeFiles.map(\.store) == [nil])
    let card = try #require(machine.files("h.cards").values.first)
    #expect(String(decoding: card, as: UTF8.self).contains(Details(of: contoso.rootA2).serial))
    // The written session gives the same again.
    #expect(try machine.run(["verify", "h"]).code == 0)
    #expect(try machine.run(["transcript", "h"]).output.contains("rootA2.cer"))
  }

  @Test("ask for the server's clock again when it is said to be another, and conclude nothing before")
  func otherZone() throws {
    let machine = Machine()
    var sensible = try ContosoSamples().sensible(rows: [])
    sensible.offsetMinutes = 330
    let run = try ByHandRun(
      .windowsServer2012, sensible, chain + ["--store", try contosoListing(machine)], on: machine)
    var zones = ["8", "+05:30", "+01:00"]
    try run.work { moment, sensible in
      #expect(moment.item?.form != .deletion)
      if moment.item?.key == "root.clock@0:timeZone", !moment.isAside, !zones.isEmpty {
        let findings = try #require(moment.session?.findings)
        #expect(findings.isOffsetDisproved && findings.offsetByRows == 60)
        #expect(findings.entries(of: .root).map(findings.verdict) == [.matched, .partial])
        return .type(zones.removeFirst())
      }
      if case .decision? = moment.item?.form { return .type("p") }
      return try sensible.act(moment)
    }
    #expect(zones.isEmpty)
    #expect(try run.session.findings.offsetMinutes == 60)
    #expect(try run.session.verdicts == ["0/1": .matched, "0/2": .undecided])
  }

  @Test("are parked and taken up again")
  func resumed() throws {
    let machine = Machine()
    let store = try contosoListing(machine)
    let run = try ByHandRun(
      .windowsServer2008, ContosoSamples().sensible(rows: []), chain + ["--store", store], on: machine)
    try run.work { moment, sensible in
      if case .decision? = moment.item?.form { return .type("p") }
      return try sensible.act(moment)
    }
    let listed = try run.session.findings.entries
    #expect(listed.count == 2)
    try machine.shell("rm root.txt")
    try run.resume()
    #expect(try run.work() == .code(0))
    #expect(try run.session.ending == .duplicatesRemoved)
  }

  @Test("leave an entry for review whose name is not certain")
  func uncertain() throws {
    let machine = Machine()
    for (name, days) in [("one", 900), ("other", 800)] {
      try machine.shell(
        """
        openssl req -x509 -newkey rsa:2048 -nodes -keyout \(name).key -utf8 -days \(days) \
          -subj '/C=FR/O=Contoso/CN=Autorité racine' -addext basicConstraints=critical,CA:TRUE \
          -outform der -out \(name).cer; rm \(name).key
        """)
    }
    let one = try Certificate(der: machine.bytes("one.cer"))
    let other = try Certificate(der: machine.bytes("other.cer"))
    let name = "CN=Autorit? racine, O=Contoso, C=FR"
    // The other one's date is of another year: a certain name would be mismatched.
    let text = listing([(name, one), (name, other)])
    let date = Details(of: other).validFrom
    let last = try #require(text.range(of: date, options: .backwards))
    let store = try machine.write(
      text.replacingCharacters(in: last, with: "Monday, March 1, 2010 7:34:26 PM"), to: "root.txt")
    let run = try ByHandRun(
      .windowsServer2012, Sensible(path: [one], rows: [:]),
      ["--chain", "\(machine.folder)/one.cer", "--store", store], on: machine)
    let exit = try run.work { moment, sensible in
      #expect(moment.item?.form != .deletion)
      if case .decision? = moment.item?.form { #expect(!moment.letters.contains("R")) }
      return try sensible.act(moment)
    }
    #expect(exit == .code(1))
    let session = try run.session
    #expect(session.verdicts == ["0/1": .matched, "0/2": .partial])
    #expect(session.ending == .stoppedForReview)
    #expect(session.findings.entries[Self.a2]?.listed?.subject.isUncertain == true)
  }

  // MARK: - Without questions

  private func inspect(_ machine: Machine, _ arguments: String...) throws -> Machine.Run {
    try machine.run(["inspect"] + chain + arguments)
  }

  /// What was said, without the breaks of its lines.
  private func words(_ run: Machine.Run) -> String {
    run.messages.split { $0.isWhitespace }.joined(separator: " ")
  }

  @Test("are judged by inspect with the server's clock, and not without")
  func inspected() throws {
    let machine = Machine()
    let store = try contosoListing(machine)
    let without = try inspect(machine, "--store", store, "--check")
    #expect(without.code == 1)
    #expect(!without.output.contains("  undecided  "))
    #expect(without.messages.contains("--zone"))
    let with = try inspect(machine, "--store", store, "--zone", "+01:00", "--check")
    #expect(with.code == 1)
    #expect(with.output.contains("  undecided  "))
    #expect(with.output.contains("from text: no certificate"))
    #expect(!with.messages.contains("--zone"))
    #expect(try inspect(machine, "--store", store, "--zone", "noon").code == 64)
    let json = try inspect(
      machine, "--store", store, "--store", "ROOT=\(Samples.windows)/rootA1.cer", "--zone", "+01:00", "--json"
    )
    let value = try JSONSerialization.jsonObject(with: Data(json.output.utf8))
    #expect(try JSONSchema("inspect-1.schema.json").objections(to: value) == [])
    #expect(json.output.components(separatedBy: "\"validFromAsWritten\"").count == 2)
    // As a file of a pool, too.
    try machine.shell("mkdir -p pool/fe01 pool/fe02; cp root.txt pool/fe01; cp root.txt pool/fe02/ROOT.log")
    let pool = try inspect(machine, "--pool", "\(machine.folder)/pool", "--zone", "+01:00", "--json")
    #expect(pool.code == 0)
    #expect(pool.output.components(separatedBy: "\"undecided\"").count == 3)
    #expect(pool.output.contains("\"validFromAsWritten\""))
  }

  @Test("are read on behind what cannot be read, and end with 65")
  func damaged() throws {
    let machine = Machine()
    let text = Samples.path("text")
    let run = try inspect(machine, "--store", "\(text)/certutil-damaged.txt", "--json")
    #expect(run.code == 65)
    #expect(run.output.contains("\"partial\""))
    let path = try machine.run(
      ["inspect", "--chain", "\(text)/certutil-seconds.txt", "--store", "ROOT=\(Samples.windows)/rootA1.cer"])
    #expect(path.code == 65)
    #expect(words(path).contains("only describes certificates"))
    #expect(words(run).contains("line 37"))
  }
}
