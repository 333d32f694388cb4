// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Inspection
import Listings
import Pages
import Stores
import Texts
import Words

/// The pictures of an inspection: the path, and what has to do with it in each store.
struct InspectionPicture {
  let wording: Wording

  private var words: InspectionWords { InspectionWords(wording: wording) }

  func path(_ survey: StoreInspection) -> PathPicture {
    let presences = survey.presences
    let noted = survey.noted.map { noted in
      PathPicture.Link(
        role: wording("role.\(noted.role.rawValue)"), name: noted.certificate.subject.displayLine,
        serialEnd: end(noted.facts.serial), validity: validity(words.text(noted.certificate.notAfter)),
        isNoted: true, alarm: presences[noted.level] == .missing ? wording("pool.column.missing") : "")
    }
    let server = survey.server.map { server in
      PathPicture.Link(
        role: wording("inspect.page.server"), name: server.subject.displayLine,
        serialEnd: end(server.serial), validity: validity(words.text(server.notAfter)), isNoted: false)
    }
    return PathPicture(title: wording("inspect.path"), links: noted + [server].compactMap(\.self))
  }

  /// The stores side by side; the table that follows says the same.
  func drawings(_ survey: StoreInspection) -> String {
    let shelves = Store.allCases.map { shelf($0, survey) }
    let picture = StorePicture(
      headings: StorePicture.Headings(
        number: "", name: wording("inspect.column.name"), serial: wording("inspect.column.serial"),
        validTo: wording("inspect.column.validity"), moments: [wording("inspect.page.now")]),
      shelves: shelves, nothing: wording("inspect.noEntries"))
    let figures = shelves.enumerated().map { index, shelf in
      """
      <figure><figcaption>\(HTMLText.escaped(shelf.title))</figcaption>
      \(HTMLParts.paragraph(shelf.note, isNote: true))
      \(StoreDrawing(picture: picture, shelf: shelf, moment: 0, id: "store\(index)").svg)
      </figure>
      """
    }
    return "<div class=\"moments\">\n\(figures.joined(separator: "\n"))\n</div>"
  }

  private func shelf(_ store: Store, _ survey: StoreInspection) -> StorePicture.Shelf {
    let coverage = survey.coverage[store] ?? Coverage(store)
    let entries = survey.entries.filter { $0.handed.store == store && $0.verdict != .unrelated }
    return StorePicture.Shelf(
      title: wording(store == .trustedRoot ? "label.trustedRoot" : "label.intermediate"),
      note: CoverageWords(wording: wording).line(coverage, store.rawValue),
      rows: absent(store, survey) + entries.map { row($0, survey) }
        + survey.openRows.filter { $0.row.store == store }.map { row($0.row) })
  }

  /// The noted certificates that were not found where they have to be.
  private func absent(_ store: Store, _ survey: StoreInspection) -> [StorePicture.Row] {
    let presences = survey.presences
    return survey.noted.filter { $0.role.store == store && presences[$0.level] != .present }.map { noted in
      let isMissing = presences[noted.level] == .missing
      return row(
        noted.certificate.subject.displayLine, noted.facts.serial, words.text(noted.certificate.notAfter), "",
        isMissing ? .missing : .unknown, wording(isMissing ? "pool.column.missing" : "pool.column.unread"))
    }
  }

  private func row(_ entry: StoreInspection.Entry, _ survey: StoreInspection) -> StorePicture.Row {
    let standing = survey.standing(entry)
    let words =
      "\(wording("verdict.\(entry.verdict.rawValue).name")): \(wording("standing.\(standing.rawValue)"))"
    return row(
      entry.facts.issuedTo, entry.facts.serial, self.words.validTo(entry.handed),
      StepWords(wording: wording).physicalStore(entry.handed.physical), standing.pictureMark, words)
  }

  private func row(_ found: FoundRow) -> StorePicture.Row {
    StorePicture.Row(
      number: "", name: found.entry.name, serial: "", validTo: found.entry.validTo ?? wording("unknown"),
      details: StepWords(wording: wording).physicalStore(found.physical),
      validity: found.entry.validTo.map(validity) ?? "",
      states: [StorePicture.State(mark: .unknown, words: wording("found.name"))])
  }

  private func row(
    _ name: String, _ serial: SerialNumber, _ validTo: String, _ place: String, _ mark: PictureMark,
    _ words: String
  ) -> StorePicture.Row {
    StorePicture.Row(
      number: "", name: name, serial: Hexadecimal.text(serial.bytes), validTo: validTo,
      details: [place, end(serial)].filter { !$0.isEmpty }.joined(separator: " · "),
      validity: validity(validTo),
      states: [StorePicture.State(mark: mark, words: words)])
  }

  /// What tells it from others of its name: the end of the serial number, and until when it is valid, to the day.
  private func end(_ serial: SerialNumber) -> String {
    let digits = Hexadecimal.text(serial.bytes)
    return digits.count > 8 ? "… \(digits.suffix(8))" : digits
  }
  private func validity(_ validTo: String) -> String { "– \(validTo.prefix { $0 != "T" })" }
}

extension Standing {
  var pictureMark: PictureMark {
    switch self {
    case .needed: .matched
    case .removable: .removable
    case .blocked: .review
    case .managed: .managed
    case .review: .review
    case .unconcerned: .left
    }
  }
}
