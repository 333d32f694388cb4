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

  func name(_ certificate: Certificate) -> String {
    "\(certificate.subject.displayLine) (\(certificate.serial))"
  }

  func name(_ facts: CertificateFacts) -> String { "\(facts.issuedTo) (\(facts.serial))" }

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

  /// One line per store: how much of it was read.
  func lines(_ coverage: [Store: Coverage]) -> [TonedLine] {
    let words = CoverageWords(wording: wording)
    return Store.allCases.map { store in
      let coverage = coverage[store] ?? Coverage(store)
      return TonedLine(words.line(coverage, store.rawValue), coverage.isWhole ? .body : .warning)
    }
  }

  func line(_ outcome: Outcome, _ coverage: Coverage?) -> TonedLine {
    TonedLine(text(outcome, coverage), outcome.tone)
  }

  private func text(_ outcome: Outcome, _ coverage: Coverage?) -> String {
    if outcome == .unknown, coverage?.state ?? .absent == .absent { return wording("outcome.unknown.absent") }
    let text = wording("outcome.\(outcome.rawValue)")
    guard outcome != .unknown, coverage?.isWhole != true else { return text }
    return "\(text) \(wording("outcome.inPart"))"
  }

  func text(_ instant: Instant?) -> String { instant?.description ?? wording("date.unreadable") }

  /// As written, if it is from a text.
  func validTo(_ handed: StoreEntry) -> String {
    switch handed.content {
    case .certificate(let certificate): text(certificate.notAfter)
    case .described(_, let validTo): validTo.isEmpty ? wording("unknown") : validTo
    }
  }

  /// What is known about an entry besides what its row shows, and what to do about it.
  func sentences(_ entry: StoreInspection.Entry, _ standing: Standing) -> [TonedLine] {
    let handed = entry.handed
    var lines: [TonedLine] = []
    if handed.certificate == nil { lines.append(TonedLine(wording("inspect.described"))) }
    // Said once, of all of them.
    if entry.verdict != .unrelated { lines.append(TonedLine(why(entry))) }
    lines += evidence(entry).map { TonedLine($0) }
    if let source = entry.managedBy, entry.verdict.allowsRemoval {
      lines.append(TonedLine(wording("managed.\(source.rawValue)"), standing.tone))
    } else if standing == .blocked {
      lines.append(TonedLine(wording("inspect.blocked"), standing.tone))
    } else if entry.isOpen {
      lines.append(TonedLine(wording("recommend.\(recommended(entry).rawValue)"), standing.tone))
    }
    if !entry.impact.isEmpty {
      let certificates = entry.impact.map(name).joined(separator: ", ")
      lines.append(TonedLine(wording("inspect.impact", ["certificates": certificates])))
    }
    return lines
  }
}

extension Outcome {
  var tone: Tone {
    switch self {
    case .listedOnce, .listedTwice: .good
    case .duplicates, .unknown: .warning
    case .noneMatches, .notInStore: .danger
    }
  }
}

extension Standing {
  var tone: Tone {
    switch self {
    case .needed: .good
    case .removable, .managed, .review: .warning
    case .blocked: .danger
    case .unconcerned: .body
    }
  }

  /// Stands before a row; of ASCII, so that every terminal shows it, and a search finds it.
  var mark: String {
    switch self {
    case .needed: "="
    case .removable: "x"
    case .blocked: "!"
    case .managed: "~"
    case .review: "?"
    case .unconcerned: "-"
    }
  }
}
