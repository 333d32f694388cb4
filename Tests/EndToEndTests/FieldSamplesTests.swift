// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestFiles
import Testing

/// Every file of `Tests/Samples/field`: files of the shapes that people really carry, each with what `inspect` has to
/// make of it.
///
/// The noted path is `rootA1.cer` and `subB1.cer` of `Tests/Samples/windows`. Where a file does not say whose store it is,
/// a row names it, as `--store ROOT=FILE` does.
@Suite("Files of the shapes that people carry")
struct FieldSamplesTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let file: String
    /// The store that is named on the command line; empty where the file says it itself.
    var store = ""
    /// How `inspect` ends: 0 judged, 65 some of it could not be read, 66 no entry of a store was read.
    let code: Int32
    /// What was looked at, and how many entries were read; what is not listed was not handed over.
    var read: [String] = []
    /// The verdict of each entry that has to do with the path.
    var verdicts: [String] = []
    /// What the root's store says, then the intermediate's.
    var outcomes = ["unknown", "unknown"]
    /// What a message has to say.
    var says: [String] = []
    var arguments: [String] = []

    var testDescription: String { file }
  }

  static let twins = ["matched", "mismatched"]
  /// The intermediates of the path lie in ROOT as well, where they are not wanted.
  static let five = ["matched", "mismatched", "renewed", "matched", "partial"]

  static let rows: [Row] = [
    // The registry, in its many forms.
    Row(
      file: "08-reg-no-indent.reg", code: 0, read: ["ROOT registry part 2"], verdicts: twins,
      outcomes: ["duplicates", "unknown"]),
    Row(
      file: "02-registry.pol", code: 0, read: ["ROOT groupPolicy part 1"], verdicts: ["mismatched"],
      says: ["is a file of Group Policy"]),
    Row(
      file: "10-reg-blob-is-der.reg", code: 0, read: ["ROOT registry part 2"], verdicts: twins,
      says: ["without the frame that Windows puts around it"]),
    Row(
      file: "13-reg-query.txt", code: 0, read: ["ROOT registry part 2"], verdicts: twins,
      outcomes: ["duplicates", "unknown"]),
    Row(
      file: "10-reg-value-named-by-thumbprint.reg", code: 66,
      says: ["has no value “Blob”, but one that is named like a thumbprint", "nothing can be concluded"]),
    Row(
      file: "11-wow6432-enterprise.reg", code: 0, read: ["ROOT enterprise part 1"], verdicts: ["mismatched"]),
    Row(
      file: "12-current-user.reg", code: 66,
      says: ["of the account of the user who exported them", "nothing can be concluded"]),
    Row(
      file: "14-system-account-hku.reg", code: 66,
      says: ["of the account Local System (S-1-5-18)", "nothing can be concluded"]),
    Row(
      file: "15-disallowed.reg", code: 0, read: ["ROOT registry part 2"], verdicts: twins,
      outcomes: ["duplicates", "unknown"], says: ["1 certificate is in the store of untrusted certificates"]
    ),
    Row(
      file: "39-same-thumbprint-twice.reg", code: 0, read: ["ROOT registry part 1", "ROOT authRoot part 1"],
      verdicts: ["matched", "matched"], outcomes: ["listedTwice", "unknown"]),
    Row(file: "40-empty.reg", code: 66, says: ["holds no certificates", "nothing can be concluded"]),
    // Certificates and messages in odd clothes.
    Row(
      file: "30-bare-base64.p7b", store: "ROOT", code: 0, read: ["ROOT unknown read 5"], verdicts: five,
      outcomes: ["duplicates", "unknown"]),
    Row(
      file: "30-pkcs7-labelled-cert.p7b", store: "ROOT", code: 0, read: ["ROOT unknown read 5"],
      verdicts: five,
      outcomes: ["duplicates", "unknown"]),
    Row(
      file: "30-pkcs7-labelled-cms.p7b", store: "ROOT", code: 0, read: ["ROOT unknown read 5"],
      verdicts: five,
      outcomes: ["duplicates", "unknown"]),
    Row(
      file: "30-pkcs7-labelled-pkcs7.p7b", store: "ROOT", code: 0, read: ["ROOT unknown read 5"],
      verdicts: five, outcomes: ["duplicates", "unknown"]),
    Row(
      file: "30-pem-one-line.cer", store: "ROOT", code: 0, read: ["ROOT unknown part 1"],
      verdicts: ["matched"], outcomes: ["listedOnce", "unknown"]),
    Row(
      file: "30-pem-utf16.cer", store: "ROOT", code: 0, read: ["ROOT unknown part 1"],
      verdicts: ["matched"], outcomes: ["listedOnce", "unknown"]),
    Row(
      file: "36-signed-message.p7m", store: "ROOT", code: 66,
      says: ["is a signed message (PKCS#7), not a certificate store", "nothing can be concluded"]),
    // Text: found and matched, and without the server's time zone no date is a reason.
    Row(
      file: "21-powershell-fl.txt", store: "ROOT", code: 0, read: ["ROOT unknown part 1"],
      verdicts: ["matched"],
      outcomes: ["listedOnce", "unknown"], says: ["by thumbprint and name only"]),
    Row(
      file: "21-uclobby-fl.txt", store: "CA", code: 0, read: ["CA unknown part 1"], verdicts: ["matched"],
      outcomes: ["unknown", "listedOnce"], says: ["by thumbprint and name only"]),
    Row(
      file: "22-powershell-table.txt", code: 0, read: ["ROOT unknown part 2"], verdicts: ["matched"],
      outcomes: ["duplicates", "unknown"], says: ["by thumbprint and name only"]),
    Row(
      file: "31-get-cscertificate.txt", code: 66,
      says: ["1 certificate of the store “My” skipped", "nothing can be concluded"]),
    Row(
      file: "32-export-csv.csv", code: 0, read: ["ROOT unknown part 2"], verdicts: ["matched", "partial"],
      outcomes: ["duplicates", "unknown"], says: ["without the certificates themselves"]),
    Row(
      file: "34-certutil-four-stores.txt", code: 0,
      read: ["ROOT authRoot read 1", "ROOT unknown read 1", "CA unknown empty 0"],
      verdicts: ["matched", "partial"], outcomes: ["duplicates", "notInStore"]),
    Row(
      file: "34-certutil-no-access.txt", code: 66,
      says: ["certutil was not allowed to open the store", "nothing can be concluded"]),
    Row(
      file: "34-console-wrapped.txt", code: 0, read: ["ROOT unknown read 1"], verdicts: ["matched"],
      outcomes: ["listedOnce", "unknown"]),
    Row(
      file: "34-enterprise-header.txt", code: 0, read: ["ROOT unknown read 1"], verdicts: ["partial"],
      outcomes: ["noneMatches", "unknown"]),
    Row(
      file: "34-mail-quoted.txt", code: 0, read: ["ROOT unknown read 2"], verdicts: ["matched", "partial"],
      outcomes: ["duplicates", "unknown"]),
    Row(
      file: "34-psremoting.txt", code: 0, read: ["ROOT unknown read 2"], verdicts: ["matched", "partial"],
      outcomes: ["duplicates", "unknown"]),
    Row(
      file: "34-indented.txt", code: 0, read: ["ROOT unknown read 2"], verdicts: ["matched", "partial"],
      outcomes: ["duplicates", "unknown"], says: ["without the certificates themselves"]),
    Row(
      file: "35-same-thumbprint-no-zone.txt", code: 0, read: ["ROOT unknown read 1"], verdicts: ["matched"],
      outcomes: ["listedOnce", "unknown"], says: ["without the certificate itself"]),
    Row(file: "30-hex.txt", store: "ROOT", code: 66, says: ["30-hex.txt is not a certificate file"]),
  ]

  static let folder = Samples.path("field")

  @Test("give what they hold, and say what they do not", arguments: rows)
  func row(_ row: Row) throws {
    let store = (row.store.isEmpty ? "" : "\(row.store)=") + "\(Self.folder)/\(row.file)"
    let result = try InspectTests.json(
      ["--store", store] + row.arguments, on: Machine(), code: row.code)
    #expect(StoreCoverageTests.coverage(result.list("coverage")) == row.read)
    #expect(result.verdicts == row.verdicts)
    #expect(result.outcomes == row.outcomes)
    let messages = result.messages.split { $0.isWhitespace }.joined(separator: " ")
    for text in row.says { #expect(messages.contains(text), "\(messages)") }
  }

  @Test("all of them are in the table")
  func complete() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder)
    #expect(Set(files).subtracting(["README.md", "V"]) == Set(Self.rows.map(\.file)))
  }
}

// MARK: - Certificates

extension FieldSamplesTests {
  /// Pairs of certificates that look like a duplicate and are something else, in `Tests/Samples/field/V`.
  struct Pair: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// The noted path.
    let chain: [String]
    let roots: [String]
    let intermediates: [String]
    /// What each entry is, and what has to be said before it may be removed; roots first.
    let entries: [String]
    let outcomes: [String]
  }

  static let pairs: [Pair] = [
    Pair(
      testDescription: "the root's twin, signed by another authority", chain: ["v1-root", "v1-sub"],
      roots: ["v1-root"], intermediates: ["v1-root-cross-signed"],
      entries: ["matched never", "crossSigned never"], outcomes: ["listedOnce", "unknown"]),
    Pair(
      testDescription: "a stray root of the noted name, in the wrong store", chain: ["v1-root", "v1-sub"],
      roots: ["v1-root"], intermediates: ["v1b-stray-root"], entries: ["matched never", "mismatched never"],
      outcomes: ["listedOnce", "unknown"]),
    Pair(
      testDescription: "a copy of the noted root among the intermediates", chain: ["v1-root", "v1-sub"],
      roots: ["v1-root"], intermediates: ["v1-root", "v1-sub"],
      entries: ["matched never", "matched never", "matched never"], outcomes: ["listedOnce", "listedOnce"]),
    Pair(
      testDescription: "the root that once signed the noted one's twin", chain: ["v1-root", "v1-sub"],
      roots: ["v1-root", "v1-old-root"], intermediates: ["v1-sub"],
      entries: ["matched never", "matched never"],
      outcomes: ["listedOnce", "listedOnce"]),
    Pair(
      testDescription: "an issuing authority with a new key: both certificates are good",
      chain: ["v1-root", "v3-agency-2026"], roots: ["v1-root"],
      intermediates: ["v3-agency-2022", "v3-agency-2026"],
      entries: ["matched never", "generation owner", "matched never"], outcomes: ["listedOnce", "duplicates"]),
    Pair(
      testDescription: "a root of AD CS that was renewed with a new key", chain: ["v4-adcs-root-1"],
      roots: ["v4-adcs-root-0", "v4-adcs-root-1"], intermediates: [],
      entries: ["generation owner", "matched never"], outcomes: ["duplicates"]),
    Pair(
      testDescription: "what links the two keys of AD CS", chain: ["v4-adcs-root-1"],
      roots: ["v4-adcs-root-1"], intermediates: ["v4-adcs-cross-0-1", "v4-adcs-cross-1-0"],
      entries: ["matched never", "link never", "link never"], outcomes: ["listedOnce"]),
    Pair(
      testDescription: "what links the two keys of AD CS, where it is not wanted", chain: ["v4-adcs-root-1"],
      roots: ["v4-adcs-root-1", "v4-adcs-cross-0-1", "v4-adcs-cross-1-0"], intermediates: [],
      entries: ["matched never", "link move", "link move"], outcomes: ["duplicates"]),
    Pair(
      testDescription: "one key under two names", chain: ["v1-root", "v5-x1"], roots: ["v1-root"],
      intermediates: ["v5-x1", "v5-x3"], entries: ["matched never", "matched never", "alias never"],
      outcomes: ["listedOnce", "listedOnce"]),
    Pair(
      testDescription: "one key under two names, the other one noted", chain: ["v1-root", "v5-x3"],
      roots: ["v1-root"], intermediates: ["v5-x1", "v5-x3"],
      entries: ["matched never", "alias never", "matched never"], outcomes: ["listedOnce", "listedOnce"]),
  ]

  @Test("of certificates are told from a duplicate by what the bytes prove", arguments: pairs)
  func pair(_ pair: Pair) throws {
    let path = { (name: String) in "\(Self.folder)/V/\(name).cer" }
    let stores = pair.roots.map { "ROOT=\(path($0))" } + pair.intermediates.map { "CA=\(path($0))" }
    let result = try InspectTests.json(
      stores.flatMap { ["--store", $0] }, chain: pair.chain.flatMap { ["--chain", path($0)] }, on: Machine())
    let gates = result.texts("entries", "gate")
    #expect(zip(result.verdicts, gates).map { "\($0) \($1)" } == pair.entries)
    #expect(result.outcomes == pair.outcomes)
  }

  @Test("the certificates are all among the pairs")
  func completePairs() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: "\(Self.folder)/V")
    let used = Self.pairs.flatMap { $0.chain + $0.roots + $0.intermediates }
    #expect(Set(files) == Set(used.map { "\($0).cer" }))
  }
}
