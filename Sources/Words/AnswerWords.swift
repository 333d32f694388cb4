// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
public import Occurrences
public import Procedure
public import Texts

/// Describes answers in the transcript, one sentence each.
public struct AnswerWords {
  public let wording: Wording
  /// The admin who works on the server, and who may have made decisions alone.
  let administrator: String?

  public init(wording: Wording, administrator: String? = nil) {
    self.wording = wording
    self.administrator = administrator
  }

  /// - Parameter item: what was answered; a check is described with its own answers.
  public func text(_ answer: Answer, to item: Item? = nil) -> String {
    if let item, item.question is Check {
      let words = CheckWords(wording: wording, step: item.step)
      if answer == .confirmed { return words.yes }
      if let problem = answer.read(as: ProblemFound.self) { return "\(words.no): \(problem.text)" }
    }
    if let item, let look = answer.read(as: MatchReported.self), look.isThere, item.step.kind == .stop {
      return wording(look.byWizard ? "said.backSeen" : "said.back")
    }
    if case .noted(let id) = item?.about, item?.step == StoreSection(role: id.role).listedOnce,
      answer == .confirmed
    {
      return wording("said.once")
    }
    if item?.step == DeploymentWizardSection.lookOver, answer == .confirmed {
      return wording("path.compared")
    }
    return text(answer.content)
  }

  private func text(_ content: any AnswerContent) -> String {
    (content as? any ToldAnswer)?.told(self) ?? type(of: content).event
  }

  public func text(_ restoration: Restoration) -> String {
    switch restoration {
    case .byWizard: wording("said.restored")
    case .byWord: wording("said.restoredByWord")
    case .seenIn(let file): wording("said.restoredIn", ["file": file])
    }
  }
}

/// An answer that can be described in the transcript; all answers of the procedure can.
protocol ToldAnswer: AnswerContent {
  func told(_ words: AnswerWords) -> String
}
