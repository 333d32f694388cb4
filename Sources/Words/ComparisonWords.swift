// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
import Procedure
public import Texts

/// Certificates and comparisons as lines of text. Details have one field below the other, so that they fit
/// any width.
public struct ComparisonWords {
  public let wording: Wording
  public let offsetMinutes: Int?

  public init(wording: Wording, offsetMinutes: Int?) {
    self.wording = wording
    self.offsetMinutes = offsetMinutes
  }

  private var windows: WindowsText { WindowsText(wording: wording) }

  /// What the Details tab shows of a certificate, from what is known.
  public func details(_ facts: CertificateFacts) -> String {
    var lines: [String] = []
    lines += field("subject", facts.subject.detailLines)
    lines += field("issuer", facts.issuer.detailLines)
    lines += field("serialNumber", [facts.serial.description])
    lines += field("validFrom", [windows.validFrom(facts.validFrom, offsetMinutes: offsetMinutes)])
    if let thumbprint = facts.thumbprint {
      lines += field("thumbprint", [spaced(thumbprint.description)])
    }
    return lines.map { "│ \($0)" }.joined(separator: "\n")
  }

  private func field(_ label: String, _ values: [String]) -> [String] {
    [wording("label.\(label)")] + values.map { "  \($0)" }
  }

  private func spaced(_ digits: String) -> String {
    stride(from: 0, to: digits.count, by: 2).map { String(digits.dropFirst($0).prefix(2)) }
      .joined(separator: " ")
  }

  /// The noted certificate and the entry, field by field, each with the result of the comparison in words.
  public func table(noted: CertificateFacts, entry: CertificateFacts) -> ComparisonTable {
    let comparison = Comparison(entry, noted, offsetMinutes: offsetMinutes)
    func row(_ label: String, _ noted: [String], _ entry: [String], _ result: String) -> ComparisonTable.Row {
      ComparisonTable.Row(
        label: wording("label.\(label)"), noted: noted, entry: entry,
        result: wording("compare.\(result)", serial(comparison)),
        isDifferent: !Self.agreeing.contains(result))
    }
    let isRenewal = comparison.publicKey == .same && !comparison.serial.isSameNumber
    let publicKey = isRenewal ? "renewal" : key(comparison.publicKey)
    var number = row(
      "serialNumber", [noted.serial.description], [entry.serial.description], key(comparison.serial))
    number.marksDifferences = !comparison.serial.isSameNumber
    return ComparisonTable(
      notedTitle: wording("compare.noted"), entryTitle: wording("compare.entry"),
      rows: [
        row(
          "subject", noted.subject.detailLines, entry.subject.detailLines,
          comparison.isSameSubject ? "same" : "different"),
        row(
          "issuer", noted.issuer.detailLines, entry.issuer.detailLines,
          comparison.isSameIssuer ? "same" : "different"),
        number,
        row(
          "validFrom", [windows.validFrom(noted.validFrom, offsetMinutes: offsetMinutes)],
          [windows.validFrom(entry.validFrom, offsetMinutes: offsetMinutes)], key(comparison.validFrom)),
      ] + validTo(noted, entry) + [
        ComparisonTable.Row(
          label: wording("compare.key"), noted: [], entry: [], result: wording("compare.key.\(publicKey)"),
          // What nobody can know by hand is nothing to worry about.
          isDifferent: !["same", "unknown"].contains(publicKey))
      ] + thumbprint(noted.thumbprint, entry.thumbprint))
  }

  /// The same with Valid to wherever it is known, and with marks in thumbprints, for a reader who sees no window of
  /// the server beside it.
  public func wholeTable(noted: CertificateFacts, entry: CertificateFacts) -> ComparisonTable {
    let table = table(noted: noted, entry: entry)
    let end = validTo(noted, entry).isEmpty ? [unknownEnd(noted, entry)] : []
    let rows = table.rows.flatMap { row -> [ComparisonTable.Row] in
      switch row.label {
      case wording("label.validFrom"): return [row] + end
      case wording("label.thumbprint"): return [row.markingDifferences]
      default: return [row]
      }
    }
    return ComparisonTable(
      notedTitle: wording("transcript.needed"), entryTitle: wording("transcript.thisOne"), rows: rows)
  }

  /// Valid to, if it is known of both. No verdict rests on it.
  private func validTo(_ noted: CertificateFacts, _ entry: CertificateFacts) -> [ComparisonTable.Row] {
    guard let end = noted.end, let other = entry.end else { return [] }
    let result = key(ValidFromRelation(end, other, offsetMinutes: offsetMinutes))
    return [
      ComparisonTable.Row(
        label: wording("transcript.validTo"), noted: [windows.validFrom(end, offsetMinutes: offsetMinutes)],
        entry: [windows.validFrom(other, offsetMinutes: offsetMinutes)],
        result: wording("compare.\(result)"), isDifferent: !Self.agreeing.contains(result))
    ]
  }

  /// Valid to, known of one at most.
  private func unknownEnd(_ noted: CertificateFacts, _ entry: CertificateFacts) -> ComparisonTable.Row {
    let dates = [noted, entry].map { facts in
      [facts.end.map { windows.validFrom($0, offsetMinutes: offsetMinutes) } ?? wording("unknown")]
    }
    return ComparisonTable.Row(
      label: wording("transcript.validTo"), noted: dates[0], entry: dates[1],
      result: wording("compare.key.unknown"), isDifferent: false)
  }

  /// The thumbprints, if at least one was given.
  private func thumbprint(_ noted: Thumbprint?, _ entry: Thumbprint?) -> [ComparisonTable.Row] {
    guard noted != nil || entry != nil else { return [] }
    let result =
      if let noted, let entry { noted == entry ? "compare.same" : "compare.different" } else {
        "compare.thumbprint.one"
      }
    return [
      ComparisonTable.Row(
        label: wording("label.thumbprint"), noted: [noted.map { spaced($0.description) } ?? "–"],
        entry: [entry.map { spaced($0.description) } ?? "–"], result: wording(result),
        isDifferent: noted != nil && entry != nil && noted != entry)
    ]
  }

  /// Results that need no further attention.
  private static let agreeing: Set = ["same", "leadingZeros", "oneHour"]

  private func serial(_ comparison: Comparison) -> [String: String] {
    if case .oneDigit(let position) = comparison.serial { return ["position": String(position)] }
    return [:]
  }

  private func key(_ relation: SerialRelation) -> String {
    switch relation {
    case .same: "same"
    case .sameButLeadingZeros: "leadingZeros"
    case .byteReversed: "byteReversed"
    case .decimal: "decimal"
    case .oneDigit: "oneDigit"
    case .cutOff: "cutOff"
    case .different: "different"
    }
  }

  private func key(_ relation: ValidFromRelation) -> String {
    switch relation {
    case .same: "same"
    case .sameButOneHour: "oneHour"
    case .different: "different"
    case .unclear: "unclear"
    }
  }

  private func key(_ knowledge: Comparison.Knowledge) -> String {
    switch knowledge {
    case .same: "same"
    case .different: "different"
    case .unknown: "unknown"
    }
  }
}

extension CertificateFacts {
  /// Valid to, compared as Valid from is.
  fileprivate var end: ValidFrom? {
    certificate.map { $0.notAfter.map(ValidFrom.exact) ?? .unreadable } ?? validTo.map(ValidFrom.written)
  }
}
