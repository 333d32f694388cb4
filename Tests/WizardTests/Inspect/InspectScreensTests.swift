// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Foundation
import Inspection
import Procedure
import Terminal
import TestFiles
import Testing
import Texts
import Words
import X509

@testable import Files
@testable import InspectionReports

/// What `inspect` shows on terminals of several widths, compared with `Tests/InspectScreens`.
///
/// `Scripts/screens` writes those files anew; the difference is for a person to read.
@Suite("Screens of inspect")
struct InspectScreensTests {
  enum Report: String, Sendable, CaseIterable {
    case server, pool, against, issuers
  }

  struct Kind: Sendable, CustomTestStringConvertible {
    let report: Report
    let language: String
    /// `nil` for a pipe.
    let columns: Int?

    var testDescription: String { "\(report.rawValue)-\(language)-\(columns.map(String.init) ?? "pipe")" }
  }

  static let kinds: [Kind] =
    Report.allCases.flatMap { report in
      ["en", "de", "ja"].flatMap { language in
        [40, 80, 200].map { Kind(report: report, language: language, columns: $0) }
      } + [Kind(report: report, language: "en", columns: nil)]
    }

  private static let now = Instant(secondsSince1970: 1_800_000_000)
  static let pool = Samples.path("pool")

  private static func path() throws -> CertificationPath {
    try CertificationPath(from: ["rootA1.cer", "subB1.cer"].map { try Samples.certificate($0) })
  }

  private static func survey(_ files: InspectedFiles) throws -> StoreInspection {
    StoreInspection(
      path: try path(), handed: files.handed, found: files.found, coverage: files.coverage, now: now)
  }

  static func poolInspection(_ wording: Wording) throws -> PoolInspection {
    try PoolInspection(
      folder: pool, path: path(), now: now, isClockBelieved: true, offsetMinutes: nil, wording: wording,
      progress: { _, _ in })
  }

  static func files(_ path: String, _ wording: Wording) -> InspectedFiles {
    var files = InspectedFiles(wording: wording)
    files.readServer(path)
    return files
  }

  /// The samples as a server, and another one beside it.
  static func inspection(_ wording: Wording, isCompared: Bool) throws -> (StoreInspection, Comparand?) {
    let here = files("\(Samples.windows)/synthetic-windowslike.reg", wording)
    guard isCompared else { return (try survey(here), nil) }
    let there = files("\(pool)/fe04", wording)
    let other = Comparand(source: "fe04", here: here, there: there, survey: try survey(there))
    return (try survey(here), other)
  }

  private static func lines(_ kind: Kind) throws -> [TonedLine] {
    let wording = Wording(language: kind.language)
    let space = ReportSpace(width: kind.columns, columns: Columns.ofTable.count)
    if kind.report == .pool {
      return PoolWords(wording: wording).lines(try poolInspection(wording), in: space)
    }
    let (survey, other) = try inspection(wording, isCompared: kind.report == .against)
    let issuers = kind.report == .issuers ? survey.issuerList() : nil
    return InspectionWords(wording: wording).lines(survey, against: other, issuers: issuers, in: space)
  }

  private static func screen(_ kind: Kind) throws -> [String] {
    let wrapper = kind.columns.map { LineWrapper(widthColumns: $0, columns: .ofTable) }
    return try lines(kind).flatMap { wrapper?.lines(of: $0.text) ?? [$0.text] }
  }

  @Test("are as they were looked at", arguments: kinds)
  func golden(_ kind: Kind) throws {
    let shown = try Self.screen(kind).joined(separator: "\n") + "\n"
    try GoldenScreen.check(shown, "InspectScreens/\(kind.testDescription).txt")
  }

  @Test("are there for every kind, and for no other")
  func complete() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: "\(Checkout.path)/Tests/InspectScreens")
    #expect(Set(files) == Set(Self.kinds.map { "\($0.testDescription).txt" }))
  }

  @Test("have no line that is wider than the terminal", arguments: kinds.filter { $0.columns != nil })
  func widths(_ kind: Kind) throws {
    for line in try Self.screen(kind) {
      #expect(Columns.ofTable.count(line) <= kind.columns ?? 0, "\(line)")
    }
  }

  @Test("leave no text out that another width has", arguments: Wording.languages)
  func sentences(_ language: String) throws {
    for report in Report.allCases {
      let texts = try [40, nil].map { columns in
        Set(try Self.lines(Kind(report: report, language: language, columns: columns)).map(\.text))
      }
      // Rows are laid out in another way; what is said below them is the same.
      let sentences = texts.map { $0.filter { $0.hasPrefix("    ") && !$0.hasPrefix("      ") } }
      if report != .pool, report != .issuers { #expect(sentences[1].subtracting(sentences[0]) == []) }
      #expect(texts.allSatisfy { !$0.contains { $0.contains("‹") || $0.contains("{") } })
    }
  }
}
