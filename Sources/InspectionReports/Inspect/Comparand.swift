// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
public import Inspection
import Listings
import Stores
import Texts
import Words

/// Another server, or the same one at another time, judged against the same path.
public struct Comparand {
  /// As typed.
  public let source: String
  let survey: StoreInspection
  let unreadable: [StorePart: [CertificateFolder.Problem]]
  let difference: StoreDifference

  /// - Parameters:
  ///   - here: the files of the server that is inspected.
  ///   - there: those of the other.
  ///   - survey: the inspection of the other.
  public init(source: String, here: InspectedFiles, there: InspectedFiles, survey: StoreInspection) {
    self.source = source
    self.survey = survey
    unreadable = there.unreadable
    difference = StoreDifference(Self.side(here), Self.side(there))
  }

  private static func side(_ files: InspectedFiles) -> StoreDifference.Side {
    StoreDifference.Side(entries: files.handed, found: files.found, coverage: files.coverage)
  }
}

// MARK: - In sentences

extension InspectionWords {
  func against(_ other: Comparand, _ here: StoreInspection) -> AgainstPage {
    let difference = other.difference
    let (mine, theirs) = (Verdicts(here), Verdicts(other.survey))
    let parts = [
      ("inspect.against.here", difference.onlyHere.map { entry($0, mine) }),
      ("inspect.against.there", difference.onlyThere.map { entry($0, theirs) }),
      ("inspect.against.moved", difference.moved.map { entry($0, mine, theirs) }),
    ]
    let outcomes = zip(other.survey.noted, other.survey.outcomes).map { noted, outcome in
      let line = line(outcome, other.survey.coverage[noted.role.store])
      return TonedLine("\(name(noted.certificate)): \(line.text)", line.tone)
    }
    return AgainstPage(
      title: wording("inspect.against", ["source": other.source]), coverage: lines(other.survey.coverage),
      outcomes: outcomes,
      parts: parts.filter { !$1.isEmpty }.map { AgainstPage.Part(title: wording($0), entries: $1) },
      both: wording("inspect.against.both", ["count": String(difference.bothCount)]))
  }

  private func entry(_ item: StoreDifference.Item, _ verdicts: Verdicts) -> InspectionPage.Entry {
    let isCertain = item.certainty == .absent
    let sentence = TonedLine(wording("inspect.against.\(item.certainty.rawValue)"), .warning)
    return InspectionPage.Entry(
      rows: item.copies.map { row($0, verdicts) },
      sentences: item.copies.prefix(1).map(source) + (isCertain ? [] : [sentence]))
  }

  /// Where it is there, as a row of its own would be mistaken for one that is here.
  private func entry(_ moved: StoreDifference.Moved, _ mine: Verdicts, _ theirs: Verdicts)
    -> InspectionPage.Entry
  {
    let places = moved.there.map { StepWords(wording: wording).physicalStore($0.physical) }.joined(
      separator: ", ")
    return InspectionPage.Entry(
      rows: moved.here.map { row($0, mine) },
      sentences: moved.here.prefix(1).map(source)
        + [TonedLine(wording("inspect.against.places", ["places": places]))])
  }

  private func row(_ content: StoreDifference.Content, _ verdicts: Verdicts) -> InspectionPage.Row {
    switch content {
    case .row(let found): return row(found)
    case .entry(let handed):
      let facts = handed.facts
      let judged = verdicts.of(facts, handed)
      return row(handed, facts, judged?.verdict ?? .unrelated, judged?.standing ?? .unconcerned)
    }
  }

  private func source(_ content: StoreDifference.Content) -> TonedLine {
    let (file, thumbprint) =
      switch content {
      case .entry(let entry): (entry.file, entry.facts.thumbprint)
      case .row(let row): (row.file, row.entry.thumbprint)
      }
    let parts = [file] + [thumbprint?.description].compactMap(\.self)
    return TonedLine(parts.joined(separator: " · "), .quiet)
  }
}

/// The verdicts of one inspection by certificate and place; what is not among them is unrelated.
private struct Verdicts {
  private struct Key: Hashable {
    let mark: CertificateMark
    let store: Store
    let physical: PhysicalStore
  }

  private let judged: [Key: (verdict: Verdict, standing: Standing)]

  init(_ survey: StoreInspection) {
    judged = Dictionary(
      survey.entries.map { entry in
        (Self.key(entry.facts, entry.handed), (entry.verdict, survey.standing(entry)))
      }
    ) { first, _ in first }
  }

  func of(_ facts: CertificateFacts, _ handed: StoreEntry) -> (verdict: Verdict, standing: Standing)? {
    judged[Self.key(facts, handed)]
  }

  private static func key(_ facts: CertificateFacts, _ handed: StoreEntry) -> Key {
    Key(mark: CertificateMark(facts), store: handed.store, physical: handed.physical)
  }
}
