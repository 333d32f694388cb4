// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
public import Procedure
public import Texts

/// Describes answers in the transcript, one sentence each.
public struct AnswerWords {
  public let wording: Wording
  /// The admin who works on the server, and who may have decided alone.
  let administrator: String?

  public init(wording: Wording, administrator: String? = nil) {
    self.wording = wording
    self.administrator = administrator
  }

  public func text(_ answer: Answer) -> String {
    (answer.content as? any ToldAnswer)?.told(self) ?? answer.event
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
