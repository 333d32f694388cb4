// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Inspection
import JSON
import Journal
import Listings
import Procedure
import Stores
import TestFiles
import Testing
import Texts
import Words
import X509

@testable import Files
@testable import InspectionReports
@testable import Servers

/// What a table by thumbprint and name is good for: to find and to match, and never to delete.
@Suite("Rows that a text gives too little of")
struct FoundRowsTests {
  private func certificate(_ name: String) throws -> Certificate {
    try Samples.certificate(name)
  }

  private func stores(_ files: String...) throws -> SuppliedStores {
    var stores = SuppliedStores()
    for file in files {
      let path = Samples.path(file)
      _ = stores.add(
        try CertificateFolder(path: path), as: Start.StoreFile(store: .trustedRoot, path: path))
    }
    return stores
  }

  private func survey(_ stores: SuppliedStores) throws -> StoreInspection {
    let entries = stores.entries
    return StoreInspection(
      path: try CertificationPath(from: [certificate("rootA1.cer"), certificate("subB1.cer")]),
      handed: Store.allCases.flatMap { entries[$0] ?? [] }, found: stores.found,
      coverage: stores.coverage,
      now: Instant(secondsSince1970: 1_800_000_000), includesUnrelated: true)
  }

  @Test(
    "the noted thumbprint is the noted certificate; another row of its name is open, and nothing is removed")
  func table() throws {
    let survey = try survey(stores("field/22-powershell-table.txt"))
    #expect(survey.entries.map(\.verdict) == [.matched])
    #expect(survey.entries.map(\.handed.store) == [.trustedRoot])
    #expect(survey.outcomes.first == .duplicates)
    #expect(!survey.isClean)
    #expect(survey.openRows.map(\.row.entry.thumbprint) == [try certificate("rootA2.cer").thumbprint])
    let words = InspectionWords(wording: Wording()).lines(
      survey, in: ReportSpace(isSpoken: true, columns: \.count)
    )
    .map(\.text).joined(separator: "\n")
    #expect(words.contains("not enough to judge: CN=Contoso Root CA, OU=PKI, O=Contoso, C=US"))
    #expect(words.contains(CertificateFacts(try certificate("rootA2.cer")).thumbprint?.description ?? "?"))
    let json = InspectionJSON(wording: Wording()).value(survey, [:]).pretty
    #expect(json.contains("\"notedSha1\": \"\(try certificate("rootA1.cer").thumbprint)\""))
    #expect(json.contains("\"sha1\": \"\(try certificate("rootA2.cer").thumbprint)\""))
  }

  @Test("a row of a certificate that another file holds is that certificate")
  func known() throws {
    let survey = try survey(stores("field/22-powershell-table.txt", "windows/rootA2.cer"))
    #expect(survey.openRows.isEmpty)
    #expect(survey.entries.count { $0.verdict == .matched } == 1)
    #expect(survey.entries.count == 2)
    // In another store it is another copy, of which the table says too little.
    var stores = try stores("field/22-powershell-table.txt")
    let path = Samples.path("windows/rootA2.cer")
    _ = stores.add(
      try CertificateFolder(path: path), as: Start.StoreFile(store: .intermediate, path: path))
    #expect(try self.survey(stores).openRows.count == 1)
  }

  @Test("a list without serial numbers matches by thumbprint")
  func list() throws {
    let survey = try survey(stores("field/21-powershell-fl.txt"))
    #expect(survey.entries.map(\.verdict) == [.matched])
    #expect(survey.outcomes.first == .listedOnce)
    #expect(survey.openRows.isEmpty)
  }

  @Test("the wizard has the admin read what a file only finds, and takes what it matches")
  func wizard() throws {
    let chain = try ["rootA1.cer", "subB1.cer"].map {
      FromFiles.Filed(certificate: try certificate($0), file: $0)
    }
    let noted = CertificateFacts(chain[0].certificate)
    func files(_ names: String...) throws -> FromFiles {
      var all = SuppliedStores()
      for name in names {
        let path = Samples.path(name)
        _ = all.add(
          try CertificateFolder(path: path), as: Start.StoreFile(store: .trustedRoot, path: path))
      }
      return try FromFiles(chain: chain, stores: all)
    }
    let table = try files("field/22-powershell-table.txt")
    #expect(table.rows(for: noted, role: .root) == nil)
    #expect(table.openRows.map(\.name) == ["Contoso Root CA"])
    let list = try files("field/21-powershell-fl.txt")
    #expect(list.rows(for: noted, role: .root)?.map(\.certificate) == [noted])
    #expect(list.openRows.isEmpty)
    let both = try files("field/22-powershell-table.txt", "windows/rootA2.cer")
    #expect(both.rows(for: noted, role: .root)?.count == 2)
  }

  @Test("a chain of text is no chain")
  func chain() throws {
    var files = InspectedFiles(wording: Wording())
    files.readChain(Samples.path("field/22-powershell-table.txt"))
    #expect(files.chain.isEmpty)
    #expect(files.complaints.contains { $0.contains("only describes certificates") })
  }
}
