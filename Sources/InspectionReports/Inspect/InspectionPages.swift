// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Inspection
import Listings
import Stores
import Texts
import Words

extension InspectionWords {
  func page(_ survey: StoreInspection, against other: Comparand?) -> InspectionPage {
    let groups = groups(survey)
    let against = other.map { self.against($0, survey) }
    return InspectionPage(
      titles: titles, coverage: lines(survey.coverage), path: path(survey), groups: groups,
      legend: legend(groups.flatMap(\.entries) + (against?.parts.flatMap(\.entries) ?? [])),
      rest: rest(survey), advisories: survey.advisories().map(text), against: against)
  }

  private var titles: InspectionPage.Titles {
    InspectionPage.Titles(
      verdict: wording("inspect.column.verdict"), name: wording("inspect.column.name"),
      serial: wording("inspect.column.serial"), validity: wording("inspect.column.validity"),
      store: wording("inspect.column.store"))
  }

  private func path(_ survey: StoreInspection) -> [InspectionPage.PathItem] {
    let noted = zip(survey.noted, survey.outcomes).map { noted, outcome in
      let certificate = noted.certificate
      return InspectionPage.PathItem(
        level: noted.level,
        text: "\(name(certificate)), \(text(certificate.validFrom)) – \(text(certificate.notAfter))",
        outcome: line(outcome, survey.coverage[noted.role.store]))
    }
    let server = survey.server.map { server in
      InspectionPage.PathItem(
        level: (survey.noted.last?.level ?? 0) + 1, text: "\(name(server)) \(wording("inspect.server"))",
        outcome: nil)
    }
    return noted + [server].compactMap(\.self)
  }

  private func legend(_ entries: [InspectionPage.Entry]) -> [InspectionPage.Legend] {
    let standings = Set(entries.lazy.flatMap(\.rows).map(\.standing))
    return Standing.allCases.filter(standings.contains).map {
      // What is removable is not yet recommended to be removed.
      let key = $0 == .removable ? "standing.removable.read" : "standing.\($0.rawValue)"
      return InspectionPage.Legend(mark: $0.mark, text: wording(key))
    }
  }

  private func rest(_ survey: StoreInspection) -> String? {
    let hidden = survey.unrelatedCount - survey.entries.count { $0.verdict == .unrelated }
    if hidden > 0 { return wording("inspect.unrelated", ["count": String(hidden)]) }
    return survey.entries.isEmpty && survey.openRows.isEmpty ? wording("inspect.noEntries") : nil
  }
}

// MARK: - The entries

extension InspectionWords {
  /// One group for each noted certificate, one for entries that none of them decided on, and one for those that
  /// have nothing to do with the path.
  private func groups(_ survey: StoreInspection) -> [InspectionPage.Group] {
    var entries = [[InspectionPage.Entry]](repeating: [], count: survey.noted.count + 2)
    /// Where the copies of a certificate are, of which all the same is said.
    var places: [[String]: (group: Int, index: Int)] = [:]
    for entry in survey.entries {
      let standing = survey.standing(entry)
      let row = row(entry.handed, entry.facts, entry.verdict, standing)
      let sentences = [source(entry)] + self.sentences(entry, standing)
      let key = [row.name, row.serial] + sentences.map(\.text)
      if let place = places[key] {
        entries[place.group][place.index].rows.append(row)
        continue
      }
      let group = entry.verdict == .unrelated ? survey.noted.count + 1 : entry.noted ?? survey.noted.count
      places[key] = (group, entries[group].count)
      entries[group].append(InspectionPage.Entry(rows: [row], sentences: sentences))
    }
    for (row, noted) in survey.openRows { entries[noted].append(entry(row)) }
    let titles =
      survey.noted.map { wording("inspect.group.\($0.role.rawValue)", ["certificate": name($0.certificate)]) }
      + [wording("inspect.group.others"), wording("verdict.unrelated.meaning")]
    return zip(titles, entries).filter { !$1.isEmpty }.map { InspectionPage.Group(title: $0, entries: $1) }
  }

  func row(_ handed: StoreEntry, _ facts: CertificateFacts, _ verdict: Verdict, _ standing: Standing)
    -> InspectionPage.Row
  {
    InspectionPage.Row(
      standing: standing, verdict: wording("verdict.\(verdict.rawValue).name"), name: facts.issuedTo,
      serial: Hexadecimal.text(facts.serial.bytes), validFrom: text(facts.validFrom),
      validTo: validTo(handed),
      store: handed.store.rawValue, physical: StepWords(wording: wording).physicalStore(handed.physical))
  }

  private func source(_ entry: StoreInspection.Entry) -> TonedLine {
    let parts = [entry.handed.file] + [entry.facts.thumbprint?.description].compactMap(\.self)
    return TonedLine(parts.joined(separator: " · "), .quiet)
  }

  /// A row that contains too little to be judged.
  private func entry(_ found: FoundRow) -> InspectionPage.Entry {
    InspectionPage.Entry(
      rows: [row(found)],
      sentences: [
        TonedLine("\(found.file) · \(found.entry.thumbprint)", .quiet),
        TonedLine(wording("found.why"), Standing.review.tone),
      ])
  }

  func row(_ found: FoundRow) -> InspectionPage.Row {
    InspectionPage.Row(
      standing: .review, verdict: wording("found.name"), name: found.entry.name, serial: "",
      validFrom: wording("unknown"), validTo: found.entry.validTo ?? wording("unknown"),
      store: found.store.rawValue, physical: StepWords(wording: wording).physicalStore(found.physical))
  }
}
