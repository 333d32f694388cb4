// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

// What is known about an entry besides its verdict, and what is required before it may be removed.

extension Findings {
  /// The moment, if the clock is reliable.
  private func believed(_ now: Instant) -> Instant? { clock == .plausible ? now : nil }

  /// Whether an entry is valid at a moment.
  public func period(_ id: EntryID, now: Instant) -> Period {
    Period(entries[id]?.facts?.certificate, at: believed(now))
  }

  /// Whether a noted certificate is valid at a moment.
  public func period(_ id: NotedID, now: Instant) -> Period {
    Period(noted[id]?.facts?.certificate, at: believed(now))
  }

  /// The available unexpired certificates that verify under an entry's key.
  public func dependants(_ id: EntryID, now: Instant) -> [Certificate] {
    guard let certificate = entries[id]?.facts?.certificate else { return [] }
    return hand.dependants(of: certificate, at: believed(now))
  }

  private func mayHaveDependants(_ id: EntryID, now: Instant) -> Bool {
    entries[id]?.facts?.certificate.map { hand.mayHaveDependants($0, at: believed(now)) } ?? false
  }

  /// What is required before an entry may be removed.
  public func gate(_ id: EntryID, now: Instant) -> Gate {
    guard let judged = judgement(id) else { return .never }
    let verdict = judged.judgement.verdict
    guard rules >= Self.evidenceRules else {
      return verdict.allowsRemoval ? verdict == .renewed ? .owner : .none : .never
    }
    return judged.judgement.gate(
      period(id, now: now), noted: judged.noted.map { period($0, now: now) } ?? .unknown,
      hasDependants: mayHaveDependants(id, now: now))
  }
}
