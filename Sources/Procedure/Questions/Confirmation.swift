// SPDX-License-Identifier: GPL-3.0-or-later

public import Article
public import Facts
public import JSON

/// Whether a step is done.
public struct Confirmation: Question {
  public let about: Item.About

  public init(about: Item.About = .session) {
    self.about = about
  }

  public static var answers: [any AnswerContent.Type] { [Confirmed.self] }

  public func accept(
    _ answer: Answer, at step: Step, into findings: inout Findings, now: Instant
  ) throws(Refusal) {
    _ = try answer.only(Confirmed.self)
  }
}

/// Read and understood; then the procedure ends or leaves this certificate.
public struct Acknowledgement: Question {
  public let about: Item.About

  public init(about: Item.About = .session) {
    self.about = about
  }

  public func accept(
    _ answer: Answer, at step: Step, into findings: inout Findings, now: Instant
  ) throws(Refusal) {
    _ = try answer.only(Confirmed.self)
  }
}

public struct Confirmed: AnswerContent {
  public static let event = "confirmed"

  public init() {}
  public init(_ line: JSONValue) {}
  public var members: [JSONValue.Member] { [] }
}

/// Skipped, with a reason; possible for every skippable step.
public struct Skipped: AnswerContent {
  public static let event = "skipped"
  /// Empty when the question is optional.
  public let reason: String

  public init(reason: String) {
    self.reason = reason
  }

  public init(_ line: JSONValue) throws(CodingError) { reason = try line.text("reason") }
  public var members: [JSONValue.Member] { [JSONValue.Member("reason", .string(reason))] }
  /// Skipping the thumbprint may have completed the attributes.
  public var bringsNews: Bool { true }
}

extension Answer {
  public static let confirmed = Answer(Confirmed())
  public static func skipped(reason: String) -> Answer { Answer(Skipped(reason: reason)) }
}
