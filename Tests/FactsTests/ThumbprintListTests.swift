// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Facts

@Suite("Thumbprints as PowerShell lists them")
struct ThumbprintListTests {
  static let one = String(repeating: "0a1B", count: 10)
  static let other = String(repeating: "f9", count: 20)

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let thumbprints: [String]
  }

  static let cases: [Case] = [
    Case(testDescription: "alone", text: one, thumbprints: [one]),
    Case(
      testDescription: "in pairs, with the mark of the Details tab",
      text: "\u{200E}"
        + stride(from: 0, to: 40, by: 2).map { other.dropFirst($0).prefix(2) }.joined(separator: " "),
      thumbprints: [other]),
    Case(
      testDescription: "as a list of properties",
      text: """

        Thumbprint : \(one)
        CAStore    : TrustedRootCA

        Thumbprint : \(other)
        CAStore    : IntermediateCA

        """, thumbprints: [one, other]),
    Case(
      testDescription: "as a table",
      text:
        "Thumbprint                               CAStore\r\n----------                               -------"
        + "\r\n\(one) TrustedRootCA\r\n\(other) ThirdPartyRootCA", thumbprints: [one, other]),
    Case(
      testDescription: "in braces, one of them twice",
      text:
        "{Thumbprint=\(one);CAStore=TrustedRootCA, Thumbprint=\(other);CAStore=TrustedRootCA, \(one.uppercased())}",
      thumbprints: [one, other]),
  ]

  @Test("are read, each once, in order", arguments: cases)
  func read(row: Case) throws {
    #expect(
      try ThumbprintList(pasted: row.text).thumbprints == row.thumbprints.compactMap(Thumbprint.init(pasted:))
    )
  }

  static let refused: [(String, ThumbprintList.Refusal)] = [
    ("", .notThumbprint("")), ("TrustedRootCA", .notThumbprint("TrustedRootCA")),
    ("\(one)\n\(other.dropLast())", .notThumbprint(String(other.dropLast()))),
    ("\(one) \(other)0", .notThumbprint("\(other)0")),
    ("\(one)\n\(other.dropLast())g", .notThumbprint("\(other.dropLast())g")),
    ("{\(one), \(other)...}", .cutOff), ("\(one) …", .cutOff),
  ]

  @Test("are refused rather than read with one missing", arguments: refused)
  func refuses(text: String, refusal: ThumbprintList.Refusal) {
    #expect(throws: refusal) { try ThumbprintList(pasted: text) }
  }
}
