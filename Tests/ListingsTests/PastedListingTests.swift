// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import TestFiles
import Testing

@testable import Files
@testable import Listings
@testable import Stores

/// Listings as they come to this computer: out of a window, a mail, a remote session, several in one file.
@Suite("Listings that were pasted")
struct PastedListingTests {
  static func sample(_ name: String) throws -> [UInt8] {
    try Samples.bytes(name, in: "field")
  }

  static let a1 = CertutilListingTests.rootA1
  static let a2 = CertutilListingTests.rootA2

  static let samples: [(file: String, stores: [String], hashes: [String], whole: Set<StorePart>)] = [
    (
      "34-certutil-four-stores.txt", ["Root", "AuthRoot"], [a1, a2],
      [
        StorePart(.trustedRoot, .unknown), StorePart(.trustedRoot, .authRoot),
        StorePart(.intermediate, .unknown),
      ]
    ),
    ("34-console-wrapped.txt", ["Root"], [a1], [StorePart(.trustedRoot, .unknown)]),
    ("34-enterprise-header.txt", ["Root"], [a2], [StorePart(.trustedRoot, .unknown)]),
    ("34-indented.txt", ["Root", "Root"], [a1, a2], [StorePart(.trustedRoot, .unknown)]),
    ("34-mail-quoted.txt", ["Root", "Root"], [a1, a2], [StorePart(.trustedRoot, .unknown)]),
    ("34-psremoting.txt", ["Root", "Root"], [a1, a2], [StorePart(.trustedRoot, .unknown)]),
    ("35-same-thumbprint-no-zone.txt", ["Root"], [a1], [StorePart(.trustedRoot, .unknown)]),
  ]

  @Test("are read whole", arguments: samples.indices)
  func read(_ index: Int) throws {
    let row = Self.samples[index]
    let bytes = try Self.sample(row.file)
    #expect(TextListing.looksLike(bytes))
    let listing = try CertutilListing(bytes)
    #expect(listing.entries.map(\.store) == row.stores)
    #expect(listing.entries.map { $0.thumbprint?.description } == row.hashes)
    #expect(listing.entries.allSatisfy { !$0.subject.isUncertain && !$0.issuer.isUncertain })
    #expect(!listing.remarks.contains { if case .passedOver = $0 { false } else { true } })
    #expect(try ListingContents(bytes).whole == row.whole)
  }

  @Test("PowerShell's are found or described")
  func powerShell() throws {
    let list = try ListingContents(Self.sample("21-powershell-fl.txt"))
    #expect(list.found.map(\.thumbprint.description) == [Self.a1])
    #expect(
      list.found[0].name
        == "CN=Contoso Root CA, OU=Public Key Infrastructure of the Contoso Group of Companies, "
        + "O=Contoso Holding Company Limited, C=US")
    #expect(
      try ListingContents(Self.sample("21-uclobby-fl.txt")).found.map(\.name) == [
        "CN=Contoso Issuing CA 1, DC=contoso, DC=com"
      ])
    let table = try ListingContents(Self.sample("22-powershell-table.txt"))
    #expect(table.entries.isEmpty && table.found.map(\.thumbprint.description) == [Self.a1, Self.a2])
    #expect(table.found.map(\.part) == Array(repeating: StorePart(.trustedRoot, .unknown), count: 2))
    let values = try ListingContents(Self.sample("32-export-csv.csv"))
    #expect(values.entries.map { $0.thumbprint?.description } == [Self.a1, Self.a2])
    #expect(values.found.isEmpty && values.remarks == [.onlyDescribed(count: 2)])
    // What services use lies in the store of server certificates.
    let services = try ListingContents(Self.sample("31-get-cscertificate.txt"))
    #expect(services.entries.isEmpty && services.found.isEmpty && services.problems.isEmpty)
    #expect(services.remarks == [.storePassedOver(name: "My", certificates: 1)])
  }

  @Test("no right to open a store is said, alone and among others")
  func noAccess() throws {
    let bytes = try Self.sample("34-certutil-no-access.txt")
    #expect(TextListing.looksLike(bytes))
    #expect(throws: CertutilListing.Refusal.failed(code: 0x8007_0005)) { try CertutilListing(bytes) }
    let contents = try ListingContents(
      TextSamples.listing() + Array("C:\\>certutil -store CA\r\n".utf8) + bytes)
    #expect(contents.entries.count == 1)
    #expect(contents.problems == [.failedListing(store: "ca", line: 12, code: 0x8007_0005)])
    #expect(contents.whole == [StorePart(.trustedRoot, .unknown)])
    // One that stopped within a store does not show all of it.
    let text =
      String(decoding: TextSamples.listing(), as: UTF8.self)
      .split(separator: "CertUtil: ")[0] + "CertUtil: -store-Befehl ist fehlgeschlagen: 0x80092004"
    let stopped = try ListingContents(Array(text.utf8))
    #expect(stopped.entries.count == 1 && stopped.whole.isEmpty)
    #expect(stopped.problems == [.failedListing(store: "Root", line: 2, code: 0x8009_2004)])
  }

  @Test("the command in front says what the listing does not")
  func commands() throws {
    func listing(_ command: String, store: String = "Root") throws -> CertutilListing {
      try CertutilListing(Array("\(command)\r\n".utf8) + TextSamples.listing(store: store))
    }
    let plain = try listing("C:\\>certutil -store Root")
    #expect(plain.entries.map(\.physicalStore) == [.unknown])
    let enterprise = try listing("C:\\Windows\\system32>certutil.exe -enterprise -store Root >x.txt")
    #expect(enterprise.entries.map(\.physicalStore) == [.enterprise])
    #expect(enterprise.wholeSections.compactMap(\.part) == [StorePart(.trustedRoot, .enterprise)])
    let policy = try listing("PS C:\\> certutil -grouppolicy -store CA", store: "")
    #expect(policy.entries.map(\.physicalStore) == [.groupPolicy])
    #expect(policy.entries.map(\.logicalStore) == [.intermediate])
    let user = try listing("C:\\>certutil -user -store Root")
    #expect(
      user.entries.isEmpty && user.userStores == ["Root"] && user.wholeSections.compactMap(\.part).isEmpty)
    let contents = try ListingContents(
      Array("C:\\>certutil -user -store Root\r\n".utf8) + TextSamples.listing())
    #expect(contents.remarks == [.account(.currentUser, store: "Root", certificates: 1)])
  }

  @Test("an empty store is read, and a last line that was lost makes no store another's")
  func sections() throws {
    let end = "CertUtil: -store command completed successfully.\r\n"
    let empty = Array(("CA \"Intermediate Certification Authorities\"\r\n" + end).utf8)
    #expect(TextListing.looksLike(empty))
    let contents = try ListingContents(empty)
    #expect(contents.entries.isEmpty && contents.whole == [StorePart(.intermediate, .unknown)])
    #expect(!TextListing.looksLike(Array(end.utf8)))
    let lost = String(decoding: TextSamples.listing(), as: UTF8.self).split(separator: "CertUtil: ")[0]
    let listing = try CertutilListing(
      Array(lost.utf8) + TextSamples.listing(serial: "Serial: 06", store: "CA \"Intermediate\""))
    #expect(listing.entries.map(\.store) == ["Root", "CA"])
    #expect(listing.wholeSections.map(\.store) == ["CA"])
    #expect(listing.remarks == [.noEnd(line: 8)])
  }

  // MARK: - Windows of a console

  static let long =
    "CN=Contoso Root CA, OU=Public Key Infrastructure of the Contoso Group of Companies, O=Contoso, C=US"

  /// Lines as a window of 80 columns breaks them.
  private func console(_ lines: [String], isPadded: Bool) -> [UInt8] {
    let broken = lines.flatMap { line -> [String] in
      stride(from: 0, to: max(line.count, 1), by: 80).map { start in
        let piece = String(line.dropFirst(start).prefix(80))
        guard isPadded else { return PastedText.line(piece).isEmpty ? "" : piece.trimmedEnd }
        return piece + String(repeating: " ", count: 80 - piece.count)
      }
    }
    return Array(broken.joined(separator: "\r\n").utf8)
  }

  private func lines(issuer: String, subject: String) -> [String] {
    String(
      decoding: TextSamples.listing(issuer: "Issuer: \(issuer)", subject: "Subject: \(subject)"),
      as: UTF8.self
    ).split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test(
    "lines that a window broke are put together, with and without blanks at the edge",
    arguments: [true, false])
  func windows(isPadded: Bool) throws {
    let entry = try #require(
      try CertutilListing(console(lines(issuer: Self.long, subject: Self.long), isPadded: isPadded)).entries
        .first)
    #expect(entry.issuer.isSame(as: try TextSamples.name(Self.long)) && !entry.issuer.isUncertain)
    #expect(entry.subject.isSame(as: try TextSamples.name(Self.long)) && !entry.subject.isUncertain)
  }

  @Test("a name that may go on behind the edge is uncertain")
  func edge() throws {
    // Only the subject reaches the edge: nothing in the block shows that it goes on.
    let cut = try #require(
      try CertutilListing(console(lines(issuer: "CN=a", subject: Self.long), isPadded: false)).entries.first)
    #expect(cut.subject.isUncertain && !cut.issuer.isUncertain)
    // The edge took the blank with it: “… of the Contoso” ends in column 79.
    let start = "CN=Contoso Root CA, OU="
    let name = start + String(repeating: "x", count: 79 - 9 - start.count) + " Group, C=US"
    #expect(("Subject: " + name).dropFirst(79).first == " ")
    for isPadded in [true, false] {
      let entry = try #require(
        try CertutilListing(console(lines(issuer: "CN=a", subject: name), isPadded: isPadded)).entries.first)
      #expect(entry.subject.isUncertain)
    }
  }

  @Test("the work of putting lines together does not grow with what was put together")
  func bounded() {
    let line = String(repeating: "a", count: 80)
    let text = WrittenText(
      Array(repeating: line, count: 4000).joined(separator: "\n").utf8.map { $0 }, otherwise: .console)
    let lines = text.lines
    let joined = ConsoleCopy(lines).map { $0.joined(lines) } ?? []
    #expect(!joined.isEmpty)
    #expect(joined.allSatisfy { $0.raw.utf8.count <= CertutilBlock.longestLineOctets + 80 })
    #expect(joined.reduce(0) { $0 + $1.raw.utf8.count } == 80 * 4000)
  }
}

extension String {
  fileprivate var trimmedEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
