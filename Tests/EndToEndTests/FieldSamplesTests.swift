// SPDX-License-Identifier: GPL-3.0-or-later

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
  static let five = ["matched", "mismatched", "renewed", "misplaced", "misplaced"]

  static let rows: [Row] = [
    // The registry, in its many forms.
    Row(
      file: "08-reg-no-indent.reg", code: 0, read: ["ROOT registry part 2"], verdicts: twins,
      outcomes: ["duplicates", "unknown"]),
    Row(
      file: "10-reg-value-named-by-thumbprint.reg", code: 66,
      says: ["the registry key f9ec262d8d79da8fb3d8363748d0ee0c5e151c1a", "nothing can be concluded"]),
    Row(
      file: "11-wow6432-enterprise.reg", code: 0, read: ["ROOT enterprise part 1"], verdicts: ["mismatched"]),
    Row(file: "12-current-user.reg", code: 66, says: ["nothing can be concluded"]),
    Row(file: "14-system-account-hku.reg", code: 66, says: ["nothing can be concluded"]),
    Row(
      file: "15-disallowed.reg", code: 0, read: ["ROOT registry part 2"], verdicts: twins,
      outcomes: ["duplicates", "unknown"], says: ["1 certificates lie in the store of untrusted certificates"]
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
    Row(file: "30-hex.txt", store: "ROOT", code: 66, says: ["30-hex.txt is no certificate file"]),
  ]

  static let folder = Samples.folder.replacing("/windows", with: "/field")

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
}
