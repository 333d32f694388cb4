// SPDX-License-Identifier: GPL-3.0-or-later

public import Article
public import Facts

/// An attribute of a listed certificate, or the certificate itself.
public struct RowValue: TypedQuestion {
  public let entry: EntryID
  public let field: Field

  public init(_ field: Field, of entry: EntryID) {
    self.entry = entry
    self.field = field
  }

  public var about: Item.About { .entry(entry) }
  public var isOptional: Bool { field == .thumbprint }

  public func accept(
    _ answer: Answer, at step: Step, into findings: inout Findings, now: Instant
  ) throws(Refusal) {
    guard var row = findings.entries[entry] else { throw .notOffered }
    if let given = answer.read(as: CertificateNoted.self) {
      try row.typed.check(against: given.facts, offsetMinutes: findings.offsetMinutes)
      row.given = given.facts
      row.source = given.source
    } else {
      if answer.content is Skipped, findings.needsThumbprint(entry) { throw .thumbprintNeeded }
      try row.typed.take(
        answer, field, same: findings.pattern(for: entry), takesPeriods: findings.rules >= 4)
    }
    findings.entries[entry] = row
    if findings.rules >= 3, field == .thumbprint { try findings.checkThumbprint(of: entry) }
  }
}

extension Findings {
  /// The noted certificate whose names a row can have; `nil` in a move, where no row has them.
  public func pattern(for id: EntryID) -> CertificateFacts? {
    course == .move ? nil : noted[id.noted]?.facts
  }

  /// Whether the verdict allows the entry's deletion, so that its thumbprint must be checked against those
  /// that phones trust.
  fileprivate func needsThumbprint(_ id: EntryID) -> Bool {
    // A move recognizes it by its thumbprint in the other store.
    if course == .move { return verdict(id).map(mayLeave) == true }
    guard case .listed(let trusted) = phoneTrust, !trusted.isEmpty else { return false }
    return verdict(id)?.allowsRemoval == true
  }
}
