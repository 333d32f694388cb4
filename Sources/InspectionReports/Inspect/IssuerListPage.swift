// SPDX-License-Identifier: GPL-3.0-or-later

import FactCoding
import Facts
import Inspection
import JSON
import Pages
import Stores
import Texts
import Words

/// Schannel's list of trusted issuers in words, for a terminal and for an HTML page.
struct IssuerListPage {
  struct Row {
    let octets: String
    let name: String
    let places: [String]
    let use: String
  }

  let title: String
  let sentences: [TonedLine]
  /// Of the columns: bytes, name, place, use.
  let titles: [String]
  let rows: [Row]
}

extension InspectionWords {
  func page(_ list: IssuerList) -> IssuerListPage {
    let steps = StepWords(wording: wording)
    return IssuerListPage(
      title: wording("issuerList.title"), sentences: sentences(list),
      titles: [
        wording("issuerList.column.bytes"), wording("inspect.column.name"), wording("inspect.column.store"),
        wording("issuerList.column.use"),
      ],
      rows: list.entries.map { entry in
        IssuerListPage.Row(
          octets: String(entry.octets), name: CertificateFacts(entry.certificate).issuedTo,
          places: entry.places.map(steps.physicalStore), use: wording("issuerList.use.\(entry.use.rawValue)"))
      })
  }

  private func sentences(_ list: IssuerList) -> [TonedLine] {
    let spare = list.couldGo
    func count(_ key: String, _ count: Int, _ octets: Int = 0) -> TonedLine {
      TonedLine(
        wording(key, ["count": String(count), "bytes": String(octets), "limit": String(IssuerList.limit)]))
    }
    var lines = [count("issuerList.sum", list.entries.count, list.octets)]
    if list.unmeasured > 0 { lines.append(count("issuerList.unmeasured", list.unmeasured)) }
    if !list.isWhole { lines.append(TonedLine(wording("issuerList.partly"))) }
    if list.excess > 0 {
      lines.append(TonedLine(count("issuerList.over", 0, list.excess).text, .warning))
    } else if list.unmeasured == 0, list.isWhole {
      lines.append(TonedLine(count("issuerList.fits", 0, IssuerList.limit - list.octets).text, .good))
    }
    lines.append(count("issuerList.spare", spare.count, spare.reduce(0) { $0 + $1.octets }))
    if list.excess > 0 {
      lines.append(
        list.fewest.map { count("issuerList.fewest", $0.count) } ?? TonedLine(wording("issuerList.tooFew")))
    }
    if !list.strangers.isEmpty { lines.append(count("issuerList.strangers", list.strangers.count)) }
    return lines + ["issuerList.versions", "issuerList.advice"].map { TonedLine(wording($0), .quiet) }
  }
}

// MARK: - Forms

extension IssuerListPage {
  func lines(in space: ReportSpace) -> [TonedLine] {
    let table = space.isSpoken ? nil : table(in: space)
    let head = rows.isEmpty ? [] : table?.head ?? []
    return [TonedLine(""), TonedLine(title, .heading)] + sentences.map { TonedLine("  \($0.text)", $0.tone) }
      + (rows.isEmpty ? [] : [TonedLine("")]) + head.map { TonedLine($0, .quiet) }
      + rows.flatMap { row in
        table.map { table in table.lines(cells(row)).map { TonedLine($0) } } ?? block(row)
      }
  }

  private func table(in space: ReportSpace) -> TextTable? {
    TextTable(
      [
        TextTable.Column(titles[0], .number), TextTable.Column(titles[1], .words),
        TextTable.Column(titles[2], glue: " · ", .stacked), TextTable.Column(titles[3], .words),
      ],
      rows.map(cells), limit: space.width, width: space.columns)
  }

  private func cells(_ row: Row) -> [TextTable.Cell] {
    // As it will be shown, so that it is measured like that.
    [[row.octets], [SafeText.harmless(row.name, escape: .json)], row.places, [row.use]]
  }

  private func block(_ row: Row) -> [TonedLine] {
    [
      TonedLine("\(titles[0]) \(row.octets): \(row.name)"),
      TonedLine("    \(row.places.joined(separator: " · "))"), TonedLine("    \(row.use)"),
    ]
  }

  var html: String {
    HTMLParts.section(
      title,
      HTMLParts.joined([
        HTMLParts.list(sentences),
        HTMLTable(
          titles: titles,
          rows: rows.map { row in
            [
              HTMLTable.Cell(row.octets, isDigits: true), HTMLTable.Cell(row.name),
              HTMLTable.Cell(row.places.joined(separator: " · ")), HTMLTable.Cell(row.use),
            ]
          }
        ).text,
      ]))
  }
}

extension InspectionJSON {
  func value(_ list: IssuerList) -> JSONValue {
    [
      "limit": .integer(IssuerList.limit), "bytes": .integer(list.octets), "excess": .integer(list.excess),
      "unmeasured": .integer(list.unmeasured), "whole": .boolean(list.isWhole),
      "fewest": list.fewest.map { .integer($0.count) } ?? .null,
      "entries": .array(
        list.entries.map { entry in
          .object(
            CertificateMembers.of(entry.certificate) + [
              JSONValue.Member("bytes", .integer(entry.octets)),
              JSONValue.Member("places", .array(entry.places.map { .string($0.rawValue) })),
              JSONValue.Member("use", .string(entry.use.rawValue)),
              JSONValue.Member("thirdParty", .boolean(entry.isThirdParty)),
              JSONValue.Member("couldGo", .boolean(entry.couldGo)),
            ])
        }),
    ]
  }
}
