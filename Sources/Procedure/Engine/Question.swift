// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

/// One kind of question: what it is about, and what each of its answers does to what is known.
///
/// How it is asked is its conformance in `Guide`, how its answers are told afterwards theirs in `Words`. What one answer
/// says, and how it is written into the session file, is an `AnswerContent` beside the question that takes it.
public protocol Question: Hashable, Sendable {
  /// The answers that only this kind takes, or that it is the first to take; `Vocabulary` collects them.
  static var answers: [any AnswerContent.Type] { get }

  var about: Item.About { get }
  /// What tells it from another question of the same step and place, in the session file.
  var mark: String? { get }
  /// Whether it may be left out without a reason.
  var isOptional: Bool { get }

  /// Takes an answer into the findings, or refuses it; what does not fit is never guessed or mended.
  ///
  /// - Parameters:
  ///   - step: where it is asked.
  ///   - now: when the answer was given.
  func accept(
    _ answer: Answer, at step: Step, into findings: inout Findings, now: Instant
  ) throws(Refusal)
  /// Notes that nobody could answer it.
  func skip(in findings: inout Findings)
  /// Whether an answer may be given again as it was, after an earlier one was corrected. Whatever decides on a deletion or
  /// reports one is asked anew.
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

/// One thing to be answered: a step, and its question. The procedure's loops show a step several times.
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

  /// Whether it asks what became of a deletion that may have been carried out.
  public var isReport: Bool { question is DeletionReport }

  /// What identifies the item in the session file: `root.11@0/2:serial`.
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
