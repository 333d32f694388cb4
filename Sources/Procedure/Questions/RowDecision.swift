// SPDX-License-Identifier: GPL-3.0-or-later

public import Article
public import Facts
public import JSON

/// What to do with an entry that has this verdict.
///
/// The verdict is part of the question, so that a decision lapses when the verdict changes.
public struct RowDecision: Question {
  public let entry: EntryID
  public let verdict: Verdict

  public init(of entry: EntryID, _ verdict: Verdict) {
    self.entry = entry
    self.verdict = verdict
  }

  public static var answers: [any AnswerContent.Type] { [EntryDecided.self] }
  public var about: Item.About { .entry(entry) }
  public var mark: String? { verdict.rawValue }

  public func mayKeep(_ answer: Answer) -> Bool { false }

  public func accept(
    _ answer: Answer, at step: Step, into findings: inout Findings, now: Instant
  ) throws(Refusal) {
    let decision = try answer.only(EntryDecided.self).decision
    guard findings.entries[entry] != nil else { throw .notOffered }
    try check(decision, findings, now)
    try findings.change(entry) { row throws(Refusal) in row.decide(decision, on: verdict) }
  }

  private func check(_ decision: Decision, _ findings: Findings, _ now: Instant) throws(Refusal) {
    switch decision {
    case .setAside: return
    case .keep(let reason):
      guard findings.mayLeave(verdict) else { throw .notOffered }
      guard !reason.isEmpty else { throw .reasonMissing }
      return
    case .remove, .removeAgreed: break
    }
    if let obstacle = Interlock.obstacle(to: entry, in: findings, now: now) { throw .interlock(obstacle) }
    let needsName = findings.gate(entry, now: now).needsName
    if let name = decision.agreedBy {
      guard needsName else { throw .notOffered }
      guard !name.isEmpty else { throw .ownerMissing }
    } else if needsName {
      throw .interlock(.ownerDidNotAgree)
    }
    let needed = findings.warnings(entry, now: now).subtracting(decision.acknowledged)
    if let warning = RemovalWarning.allCases.first(where: needed.contains) {
      throw .interlock(.warningNotConfirmed(warning))
    }
  }
}

public struct EntryDecided: AnswerContent {
  public static let event = "entryDecided"
  public let decision: Decision

  public init(_ decision: Decision) {
    self.decision = decision
  }

  public init(_ line: JSONValue) throws(CodingError) { decision = try Decision.decode(line) }
  public var members: [JSONValue.Member] { decision.encoded }
}

extension Answer {
  public static func decided(_ decision: Decision) -> Answer { Answer(EntryDecided(decision)) }
}
