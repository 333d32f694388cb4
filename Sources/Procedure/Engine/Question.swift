// SPDX-License-Identifier: GPL-3.0-or-later

public import Article
public import Facts

/// One kind of question: its subject, and how each of its answers changes what is known.
///
/// Its conformance in `Guide` defines how it is asked; the conformances of its answers in `Words` define how
/// they are described. What an answer contains, and how it is written to the session file, is defined by an
/// `AnswerContent` next to the question that takes it.
public protocol Question: Hashable, Sendable {
  /// The answers that only this kind of question takes, or that it declares for others; `Vocabulary` collects
  /// them.
  static var answers: [any AnswerContent.Type] { get }

  var about: Item.About { get }
  /// Distinguishes it in the session file from other questions with the same step and place.
  var mark: String? { get }
  /// Whether it can be skipped without a reason.
  var isOptional: Bool { get }

  /// Applies an answer to the findings, or refuses it; invalid input is never guessed at or corrected.
  ///
  /// - Parameters:
  ///   - step: where the question is asked.
  ///   - now: when the answer was given.
  func accept(
    _ answer: Answer, at step: Step, into findings: inout Findings, now: Instant
  ) throws(Refusal)
  /// Records that the question could not be answered.
  func skip(in findings: inout Findings)
  /// Whether an answer may be repeated unchanged after an earlier one was corrected. Questions that decide on
  /// or report a deletion are always asked again.
  func mayKeep(_ answer: Answer) -> Bool
}

extension Question {
  public static var answers: [any AnswerContent.Type] { [] }
  public var mark: String? { nil }
  public var isOptional: Bool { false }
  public func skip(in findings: inout Findings) {}
  public func mayKeep(_ answer: Answer) -> Bool { true }

  fileprivate func isSame(as other: any Question) -> Bool { other as? Self == self }
}

/// One thing to answer: a step and its question. A step can occur several times in the procedure's loops.
public struct Item: Sendable {
  public enum About: Hashable, Sendable {
    case session
    case noted(NotedID)
    case entry(EntryID)
  }

  public let step: Step
  public let question: any Question

  public init(_ step: Step, _ question: any Question) {
    self.step = step
    self.question = question
  }

  public var about: About { question.about }

  /// Whether it asks for the result of a deletion that may have been carried out.
  public var isReport: Bool { question is DeletionReport }

  /// The item's key in the session file: `root.11@0/2:serial`.
  public var key: String {
    let place =
      switch about {
      case .session: ""
      case .noted(let id): "@\(id)"
      case .entry(let id): "@\(id)"
      }
    return step.id + place + (question.mark.map { ":\($0)" } ?? "")
  }
}

extension Item: Hashable {
  public static func == (one: Item, other: Item) -> Bool {
    one.step == other.step && one.question.isSame(as: other.question)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(step)
    hasher.combine(question)
  }
}

extension Item {
  /// Whether it checks the effect of deletions from a list.
  func isAskedAfterDeletion(from id: NotedID) -> Bool {
    switch question {
    case let recount as RowRecount: recount.noted == id
    case let presence as MatchPresence: presence.noted == id
    default: ClosingSection.all.contains(step)
    }
  }
}
