// SPDX-License-Identifier: GPL-3.0-or-later

public import Article
public import Facts
public import JSON

/// Whether the certificate that matches the noted one is still in its store after others with its name were
/// deleted; and if it was not, whether it is there again.
public struct MatchPresence: Question {
  public let noted: NotedID

  public init(of noted: NotedID) {
    self.noted = noted
  }

  public static var answers: [any AnswerContent.Type] { [MatchReported.self] }
  public var about: Item.About { .noted(noted) }

  public func mayKeep(_ answer: Answer) -> Bool { false }

  public func accept(
    _ answer: Answer, at step: Step, into findings: inout Findings, now: Instant
  ) throws(Refusal) {
    let look = try answer.only(MatchReported.self)
    findings.problems.removeAll { $0.question as? Self == self }
    if !look.isThere { findings.problems.append(Item(step, self)) }
  }
}

public struct MatchReported: AnswerContent {
  public static let event = "matchReported"
  public let isThere: Bool
  /// Whether the wizard itself checked, rather than the admin reporting it.
  public let byWizard: Bool

  public init(isThere: Bool, byWizard: Bool) {
    self.isThere = isThere
    self.byWizard = byWizard
  }

  public init(_ line: JSONValue) throws(CodingError) {
    isThere = try line.member("there", \.boolean)
    byWizard = try line.member("byWizard", \.boolean)
  }

  public var members: [JSONValue.Member] {
    [JSONValue.Member("there", .boolean(isThere)), JSONValue.Member("byWizard", .boolean(byWizard))]
  }

  public var isAutomatic: Bool { byWizard }
}

extension Answer {
  public static func stays(_ isThere: Bool, byWizard: Bool) -> Answer {
    Answer(MatchReported(isThere: isThere, byWizard: byWizard))
  }
}
