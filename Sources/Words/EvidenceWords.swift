// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Texts

/// Describes what is known about an entry besides its verdict: its connection with the noted certificate, its
/// validity, whose key it has, and what depends on it. What the octets cannot prove is called unknown.
public struct EvidenceWords {
  public let wording: Wording
  /// How far the server's clock is ahead of UTC: dates are written as the server shows them.
  public let offsetMinutes: Int?
  private let writesLongDates: Bool

  /// - Parameter writesLongDates: whether dates are written as in the Details tab, for a text that has others like it.
  public init(wording: Wording, offsetMinutes: Int?, writesLongDates: Bool = false) {
    self.wording = wording
    self.offsetMinutes = offsetMinutes
    self.writesLongDates = writesLongDates
  }

  /// - Parameter warnings: what a warning beside these lines says is not said a second time.
  public func lines(
    _ judgement: Judgement, _ facts: CertificateFacts, _ period: Period, dependants: [Certificate],
    besides warnings: Set<RemovalWarning> = []
  ) -> [String] {
    ties(judgement) + (warnings.contains(.keyUnknown) ? [] : [key(judgement.comparison)].compactMap(\.self))
      + (warnings.contains(.validityUnknown) && facts.validTo == nil ? [] : [validity(facts, period)])
      + (dependants.isEmpty
        ? []
        : [
          wording(
            "evidence.dependants", ["certificates": dependants.map(Self.name).joined(separator: "; ")])
        ])
  }

  /// The same, reduced for readers of many entries: omitted for entries with neither the noted name nor the
  /// noted key.
  public func remarks(
    _ judgement: Judgement, _ facts: CertificateFacts, _ period: Period, dependants: [Certificate]
  ) -> [String] {
    switch judgement.verdict {
    case .matched: ties(judgement)
    case .mismatched, .renewed, .generation, .undecided, .partial, .crossSigned, .alias, .link:
      lines(judgement, facts, period, dependants: dependants)
    case .otherCA, .sibling, .misplaced, .required, .unrelated: []
    }
  }

  /// What connects the entry with the noted certificate.
  public func ties(_ judgement: Judgement) -> [String] {
    let ties = judgement.evidence.map { wording("evidence.\($0.rawValue)") }
    let isForeign = judgement.verdict == .mismatched && !judgement.evidence.contains(.notAllCompared)
    return (isInWrongStore(judgement) ? [wording("evidence.otherStore")] : []) + ties
      + (isForeign ? [wording("evidence.nothing")] : [])
  }

  /// Links and cross-certificates of a root belong in Intermediate.
  private func isInWrongStore(_ judgement: Judgement) -> Bool {
    switch judgement.verdict {
    case .crossSigned, .alias, .link: judgement.isMisplaced
    default: judgement.isInOtherStore
    }
  }

  private func key(_ comparison: Comparison?) -> String? {
    switch comparison?.publicKey {
    case .same?, nil: nil
    case .different?: wording("evidence.otherKey")
    case .unknown?: wording("evidence.keyUnknown")
    }
  }

  public func validity(_ facts: CertificateFacts, _ period: Period) -> String {
    guard let end = facts.certificate?.notAfter else {
      return facts.validTo.map { wording("period.written", ["date": $0.text]) } ?? wording("period.unread")
    }
    let windows = WindowsText(wording: wording)
    let date =
      writesLongDates
      ? windows.longDate(end, offsetMinutes: offsetMinutes ?? 0)
      : windows.day(end, offsetMinutes: offsetMinutes ?? 0)
    return wording("period.\(period.rawValue)", ["date": date])
  }

  /// A certificate as named in Windows lists.
  public static func name(_ certificate: Certificate) -> String {
    "\(certificate.subject.displayLine) (\(certificate.serial))"
  }
}
