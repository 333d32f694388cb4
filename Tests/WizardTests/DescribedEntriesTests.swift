// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Foundation
import Inspection
import JSON
import Journal
import Procedure
import TestFiles
import Testing
import Texts
import Words
import X509

@testable import Files
@testable import InspectionReports
@testable import Servers
@testable import Stores
@testable import Words

/// What certutil printed, among the stores that were handed over.
@Suite("Described entries")
struct DescribedEntriesTests {
  private func folder(_ path: String) throws -> CertificateFolder {
    try CertificateFolder(path: Samples.path(path))
  }

  private func certificate(_ name: String) throws -> Certificate {
    try Samples.certificate(name)
  }

  private func handed(_ files: [(path: String, store: Store?)]) throws -> [Store: [StoreEntry]] {
    try stores(files).entries
  }

  private func stores(_ files: [(path: String, store: Store?)]) throws -> SuppliedStores {
    var stores = SuppliedStores()
    for file in files {
      _ = stores.add(try folder(file.path), as: Start.StoreFile(store: file.store, path: file.path))
    }
    return stores
  }

  private func survey(_ stores: SuppliedStores, offsetMinutes: Int?) throws -> StoreInspection {
    StoreInspection(
      path: try CertificationPath(from: [certificate("rootA1.cer"), certificate("subB1.cer")]),
      handed: Store.allCases.flatMap { stores.entries[$0] ?? [] }, coverage: stores.coverage,
      now: Instant(secondsSince1970: 1_800_000_000),
      offsetMinutes: offsetMinutes, includesUnrelated: true)
  }

  // MARK: - The samples against A1

  static let listings: [(file: String, offset: Int?, verdicts: [Verdict], root: Outcome)] = [
    ("certutil-english-2008r2", nil, [.matched, .partial, .required, .unrelated], .duplicates),
    ("certutil-english-2008r2", 60, [.matched, .partial, .required, .unrelated], .duplicates),
    // The matched row disproves the offset: no other row is mismatched by it.
    ("certutil-english-2008r2", 330, [.matched, .partial, .required, .unrelated], .duplicates),
    ("certutil-english-newer", nil, [.matched, .partial], .duplicates),
    ("certutil-english-newer", 60, [.matched, .partial], .duplicates),
    ("certutil-french-oem", 60, [.unrelated, .unrelated], .notInStore),
    ("certutil-french-utf16", 60, [.unrelated, .unrelated], .notInStore),
    ("certutil-german-utf8", 60, [.unrelated], .unknown),
    ("certutil-seconds", nil, [.matched], .listedOnce), ("certutil-seconds", 60, [.matched], .listedOnce),
    ("certutil-gmt-seconds", nil, [.matched], .listedOnce),
    ("certutil-gmt-seconds", 330, [.matched], .listedOnce),
    ("certutil-verbose", nil, [.matched, .partial], .duplicates),
    ("certutil-verbose", 60, [.matched, .partial], .duplicates),
    ("certutil-list-first", 60, [.matched], .unknown),
    ("certutil-damaged", nil, [.partial], .unknown), ("certutil-damaged", 60, [.partial], .unknown),
  ]

  @Test("are judged as far as a text allows, and say that they are from text", arguments: listings.indices)
  func table(index: Int) throws {
    let row = Self.listings[index]
    let survey = try survey(stores([("text/\(row.file).txt", nil)]), offsetMinutes: row.offset)
    #expect(survey.entries.map(\.verdict) == row.verdicts)
    #expect(survey.outcomes.first == row.root)
    #expect(survey.entries.allSatisfy { $0.handed.certificate == nil && $0.impact.isEmpty })
    // Without the offset a date of the server's clock is never a reason.
    if row.offset == nil { #expect(!survey.entries.contains { $0.verdict.allowsRemoval }) }
    let text = InspectionWords(wording: Wording()).lines(survey, in: ReportSpace(columns: \.count))
      .map(\.text).joined(separator: "\n")
    #expect(text.components(separatedBy: "from text: no certificate").count == row.verdicts.count + 1)
    let entries = InspectionJSON(wording: Wording()).value(survey, [:])["entries"]?.array ?? []
    #expect(entries.count == row.verdicts.count)
    for entry in entries {
      for name in ["validFrom", "validTo", "sha256", "impact"] { #expect(entry[name] == .null) }
      for name in ["validFromAsWritten", "validToAsWritten", "subject", "issuer", "serial", "sha1"] {
        #expect(entry[name]?.string?.isEmpty == false, "\(name)")
      }
    }
  }

  @Test("come from the store that the first line names, else from the one that was said")
  func stores() throws {
    #expect(
      try handed([("text/certutil-german-utf8.txt", .trustedRoot)]).keys.sorted { $0.rawValue < $1.rawValue }
        == [.intermediate])
    #expect(try folder("text/certutil-german-utf8.txt").saysItsStores)
    #expect(
      try handed([("text/certutil-english-newer.txt", nil)])[.trustedRoot]?.map(\.physical) == [
        .unknown, .authRoot,
      ])
    #expect(
      try handed([("text/certutil-verbose.txt", nil)])[.trustedRoot]?.map(\.physical) == [
        .unknown, .groupPolicy,
      ])
  }

  // MARK: - Beside certificates

  @Test("give way to the certificate itself, and add only where it lies")
  func certificatesCount() throws {
    let text = (path: "text/certutil-verbose.txt", store: Store?.none)
    let (a1, a2) = (
      (path: "windows/rootA1.cer", store: Store?.some(.trustedRoot)),
      (path: "windows/rootA2.cer", store: Store?.some(.trustedRoot))
    )
    for files in [[text, a1, a2], [a2, text, a1], [a1, a2, text, text]] {
      let entries = try handed(files)[.trustedRoot] ?? []
      #expect(entries.count == 2)
      #expect(entries.first { $0.certificate == (try? certificate("rootA1.cer")) }?.physical == .unknown)
      #expect(entries.first { $0.certificate == (try? certificate("rootA2.cer")) }?.physical == .groupPolicy)
    }
    // One of them alone: the other stays what it is.
    let entries = try handed([text, a1])[.trustedRoot] ?? []
    #expect(entries.map(\.physical) == [.unknown, .groupPolicy])
    #expect(entries.map { $0.certificate == nil } == [false, true])
  }

  @Test("are one entry when two listings have them, and two when one listing has them twice")
  func overlap() throws {
    let (brief, long) = ("text/certutil-english-2008r2.txt", "text/certutil-verbose.txt")
    let entries = try handed([(brief, nil), (long, nil)])[.trustedRoot] ?? []
    #expect(entries.count == 4)
    #expect(entries.map(\.physical) == [.unknown, .groupPolicy, .unknown, .unknown])
    #expect(
      try handed([(long, nil), (brief, nil)])[.trustedRoot]?.map(\.physical) == [
        .unknown, .groupPolicy, .unknown, .unknown,
      ])
    #expect(try handed([(brief, nil), (brief, nil)])[.trustedRoot]?.count == 4)
  }

  @Test("lie beside the certificates of an export, every physical copy once")
  func besideAnExport() throws {
    let export = try handed([("windows/synthetic-windowslike.reg", nil)])
    let both = try handed([
      ("text/certutil-english-2008r2.txt", nil), ("windows/synthetic-windowslike.reg", nil),
    ])
    let isDescribed: (StoreEntry) -> Bool = { $0.certificate == nil }
    #expect(both[.trustedRoot]?.filter { !isDescribed($0) } == export[.trustedRoot])
    #expect(both[.trustedRoot]?.filter(isDescribed).map(\.facts.issuedTo).count == 2)
    #expect(both[.intermediate] == export[.intermediate])
  }

  @Test("are left out when MMC hides the certificate itself")
  func archived() throws {
    let number: (Int) -> [UInt8] = { [UInt8($0 & 0xFF), UInt8($0 >> 8), 0, 0] }
    let der = try certificate("rootA2.cer").encoded
    let records: [(Int, [UInt8])] = [(19, []), (32, Array(der))]
    let body = records.flatMap { number($0.0) + number(1) + number($0.1.count) + $0.1 }
    let scratch = TemporaryFolder()
    let path = try scratch.write(
      [0, 0, 0, 0] + Array("CERT".utf8) + body + [UInt8](repeating: 0, count: 12), to: "archived.sst")
    var stores = SuppliedStores()
    for (folder, store) in [
      (try folder("text/certutil-verbose.txt"), Store?.none),
      (try CertificateFolder(path: path), Store.trustedRoot),
    ] {
      _ = stores.add(folder, as: Start.StoreFile(store: store, path: ""))
    }
    let a1 = try certificate("rootA1.cer").thumbprint
    #expect(stores.entries[.trustedRoot]?.map(\.facts.thumbprint) == [a1])
  }

  // MARK: - The wizard's rows

  @Test("are rows without a certificate")
  func rows() throws {
    let files = try FromFiles(chain: [], stores: stores([("text/certutil-verbose.txt", nil)]))
    let noted = try CertificateFacts(certificate("rootA1.cer"))
    let rows = try #require(files.rows(for: noted, role: .root))
    #expect(rows.map(\.physical) == [.unknown, .groupPolicy])
    #expect(
      rows.allSatisfy { $0.certificate.certificate == nil && $0.source == .file("certutil-verbose.txt") })
    #expect(rows.first?.certificate.thumbprint == noted.thumbprint)
    #expect(files.rows(for: noted, role: .intermediate) == nil)
  }

  // MARK: - Words

  @Test("are named, line by line, when they cannot be read")
  func damaged() throws {
    let folder = try folder("text/certutil-damaged.txt")
    let words = FileWords(wording: Wording())
    let texts = folder.problems.map(words.text) + folder.remarks.map(words.text)
    for line in ["(line 3)", "line 29", "line 37", "line 38"] {
      #expect(texts.contains { $0.contains(line) && $0.hasPrefix("certutil-damaged.txt") }, "\(line)")
    }
    #expect(folder.listed.count == 1)
    #expect(!texts.contains { $0.contains("{") })
  }

  @Test("of another store are passed over by its name", arguments: ["My", "Disallowed", "WebHosting"])
  func otherStore(name: String) throws {
    let lines = [
      name, "================ Certificate 0 ================", "Serial Number: 05", "Issuer: CN=a",
      " NotBefore: 1/13/2009 12:05 AM", " NotAfter: 1/13/2029 12:05 AM", "Subject: CN=a",
      "Cert Hash(sha1): 0102030405060708090a0b0c0d0e0f1011121314", "CertUtil: -store",
    ]
    let contents = try ListingContents(Array(lines.joined(separator: "\r\n").utf8))
    #expect(contents.entries.isEmpty)
    #expect(
      contents.remarks == [
        name == "Disallowed" ? .disallowed(certificates: 1) : .storePassedOver(name: name, certificates: 1)
      ])
  }

  @Test("of many unreadable blocks only the first are named")
  func many() throws {
    let blocks = (0..<40).map {
      "================ Certificate \($0) ================\nSerial Number: 05\nIssuer: CN=a"
    }
    let contents = try ListingContents(Array(("Root\n" + blocks.joined(separator: "\n")).utf8))
    #expect(contents.problems.count == 11)
    #expect(contents.problems.last == .moreUnreadableBlocks(count: 30))
  }
}
