// SPDX-License-Identifier: GPL-3.0-or-later

public import Article
public import Facts
public import JSON

/// Whether something is correct, or what was found instead.
public struct Check: Question {
  public init() {}

  public static var answers: [any AnswerContent.Type] { [ProblemFound.self] }
  public var about: Item.About { .session }

  public func accept(
    _ answer: Answer, at step: Step, into findings: inout Findings, now: Instant
  ) throws(Refusal) {
    if answer == .confirmed { return }
    let problem = try answer.only(ProblemFound.self)
    guard !problem.text.isEmpty else { throw .reasonMissing }
    findings.problems.append(Item(step, self))
  }
}

public struct ProblemFound: AnswerContent {
  public static let event = "problemFound"
  public let text: String

  public init(text: String) {
    self.text = text
  }

  public init(_ line: JSONValue) throws(CodingError) { text = try line.text("text") }
  public var members: [JSONValue.Member] { [JSONValue.Member("text", .string(text))] }
}

extension Answer {
  public static func problem(_ text: String) -> Answer { Answer(ProblemFound(text: text)) }
}
