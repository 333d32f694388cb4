// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Inspection
import Listings
import Procedure
import Stores
public import Texts
import Words

/// Describes an inspection in sentences.
public struct InspectionWords {
  public let wording: Wording
  /// The offset of the server's clock from UTC; `nil` if unknown.
  public var offsetMinutes: Int?

  public init(wording: Wording, offsetMinutes: Int? = nil) {
    self.wording = wording
    self.offsetMinutes = offsetMinutes
  }

  /// Why an entry has its verdict, in one sentence.
  public func why(_ entry: StoreInspection.Entry) -> String {
    if entry.handed.certificate == nil, let text = whyDescribed(entry) { return text }
    let key = entry.judgement.comparison.map { difference($0, entry.verdict) } ?? ""
    return wording.text(ifPresent: "why.\(entry.verdict.rawValue)\(key)")
      ?? wording("verdict.\(entry.verdict.rawValue).meaning")
  }

  /// What cannot be concluded without the certificate itself; `nil` if the usual sentence is enough.
  private func whyDescribed(_ entry: StoreInspection.Entry) -> String? {
    guard let comparison = entry.judgement.comparison else { return nil }
    switch entry.verdict {
    case .matched:
      return wording(comparison.certificate == .same ? "why.text.thumbprint" : "why.text.matched")
    case .partial:
      if comparison.validFrom == .unclear { return wording("why.text.unclear") }
      if comparison.certificate == .same { return wording("why.text.misread") }
      if comparison.isNameUncertain { return wording("why.text.uncertain") }
      return comparison.serial.looksMisread ? wording("why.text.serial") : nil
    default: return nil
    }
  }

  private func difference(_ comparison: Comparison, _ verdict: Verdict) -> String {
    guard verdict == .partial else { return "" }
    if comparison.validFrom == .unclear { return ".unreadable" }
    switch (comparison.serial.isSameNumber, comparison.validFrom.isSame) {
    case (true, true): return ".certificate"
    case (true, false): return ".validFrom"
    case (false, _): return ".serial"
    }
  }

  public func text(_ advisory: Advisory) -> String {
    wording(
      "advisory.\(advisory.id.rawValue)",
      [
        "figure": advisory.figure.map(String.init) ?? "",
        "certificates": (advisory.certificates.map(name) + advisory.described.map(name))
          .joined(separator: ", "),
      ])
  }

  /// Evidence, apart from the verdict, about a certificate that is not the noted one, but has its name or
  /// key.
  private func evidence(_ entry: StoreInspection.Entry) -> [String] {
    EvidenceWords(wording: wording, offsetMinutes: offsetMinutes)
      .remarks(entry.judgement, entry.facts, entry.period, dependants: entry.dependants)
  }

  /// The recommendation: anything in the wrong store is moved, even the noted certificate itself.
  private func recommended(_ entry: StoreInspection.Entry) -> Gate {
    entry.judgement.isMisplaced ? .move : entry.gate
  }

  private func name(_ certificate: Certificate) -> String {
    "\(certificate.subject.displayLine) (\(certificate.serial))"
  }

  private func name(_ facts: CertificateFacts) -> String { "\(facts.issuedTo) (\(facts.serial))" }

  public func text(_ validFrom: ValidFrom) -> String {
    switch validFrom {
    case .exact(let instant): instant.description
    case .written(let date): date.text
    case .unreadable: wording("date.unreadable")
    }
  }

  /// The files whose dates do not match the offset.
  public func clocks(_ survey: StoreInspection) -> [String] {
    survey.disprovedClocks.map { file, offset in
      guard let offset else { return wording("inspect.zoneWrong", ["file": file]) }
      return wording("inspect.zoneWrong.fits", ["file": file, "offset": UTCOffset.text(offset)])
    }
  }

  /// The verdicts for users, line by line.
  public func lines(_ survey: StoreInspection) -> [String] {
    var lines = coverage(survey.coverage) + ["", wording("inspect.path")]
    for (noted, outcome) in zip(survey.noted, survey.outcomes) {
      let indent = String(repeating: "  ", count: noted.level + 1)
      let certificate = noted.certificate
      lines.append(
        "\(indent)\(name(certificate)), \(text(certificate.validFrom)) – \(text(certificate.notAfter))")
      lines.append("\(indent)  \(text(outcome, survey.coverage[noted.role.store]))")
    }
    if let server = survey.server {
      let depth = (survey.noted.last?.level ?? 0) + 2
      lines.append(String(repeating: "  ", count: depth) + "\(name(server)) \(wording("inspect.server"))")
    }
    lines += ["", wording("inspect.entries")]
    for entry in survey.entries { lines += self.lines(entry) }
    for (row, _) in survey.openRows {
      lines += [
        "  \(wording("found.name")): \(row.entry.name)",
        "    \(place(row.store, row.physical, row.file))", "    \(row.entry.thumbprint)",
        "    \(wording("found.why"))",
      ]
    }
    let hidden = survey.unrelatedCount - survey.entries.count { $0.verdict == .unrelated }
    if hidden > 0 { lines.append("  " + wording("inspect.unrelated", ["count": String(hidden)])) }
    if survey.entries.isEmpty, survey.openRows.isEmpty, hidden == 0 {
      lines.append("  " + wording("inspect.noEntries"))
    }
    return lines
  }

  /// One line per store: how much of it was read.
  private func coverage(_ coverage: [Store: Coverage]) -> [String] {
    let words = CoverageWords(wording: wording)
    return [wording("inspect.stores")]
      + Store.allCases.map { "  " + words.line(coverage[$0] ?? Coverage($0), $0.rawValue) }
  }

  private func text(_ outcome: Outcome, _ coverage: Coverage?) -> String {
    if outcome == .unknown, coverage?.state ?? .absent == .absent { return wording("outcome.unknown.absent") }
    let text = wording("outcome.\(outcome.rawValue)")
    guard outcome != .unknown, coverage?.isWhole != true else { return text }
    return "\(text) \(wording("outcome.inPart"))"
  }

  /// The advisories, as they follow the verdicts.
  public func lines(_ advisories: [Advisory]) -> [String] {
    guard !advisories.isEmpty else { return [] }
    return ["", wording("inspect.advisories")] + advisories.map { "  ! \(text($0))" }
  }

  private func text(_ instant: Instant?) -> String { instant?.description ?? wording("date.unreadable") }

  /// As written, if it is from a text.
  private func validTo(_ handed: StoreEntry) -> String {
    switch handed.content {
    case .certificate(let certificate): text(certificate.notAfter)
    case .described(_, let validTo): validTo.isEmpty ? wording("unknown") : validTo
    }
  }

  private func place(_ store: Store, _ physical: PhysicalStore, _ file: String) -> String {
    "\(store.rawValue) · \(wording("physical.\(physical.rawValue)")) · \(file)"
  }

  private func lines(_ entry: StoreInspection.Entry) -> [String] {
    let handed = entry.handed
    let place = place(handed.store, handed.physical, handed.file)
    var lines = [
      "  \(wording("verdict.\(entry.verdict.rawValue).name")): \(name(entry.facts))",
      "    \(text(entry.facts.validFrom)) – \(validTo(handed)) · \(place)",
    ]
    if let thumbprint = entry.facts.thumbprint { lines.append("    \(thumbprint)") }
    if handed.certificate == nil { lines.append("    \(wording("inspect.described"))") }
    lines.append("    \(why(entry))")
    lines += evidence(entry).map { "    \($0)" }
    if let source = entry.managedBy, entry.verdict.allowsRemoval {
      lines.append("    \(wording("managed.\(source.rawValue)"))")
    } else if entry.isOpen {
      lines.append("    \(wording("recommend.\(recommended(entry).rawValue)"))")
    }
    if !entry.impact.isEmpty {
      lines.append(
        "    \(wording("inspect.impact", ["certificates": entry.impact.map(name).joined(separator: ", ")]))")
    }
    return lines
  }
}
