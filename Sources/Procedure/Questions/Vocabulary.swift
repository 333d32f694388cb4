// SPDX-License-Identifier: GPL-3.0-or-later

public import JSON

/// The answers that a session file can contain, by the names of their events.
public struct Vocabulary: Sendable {
  private let kinds: [String: any AnswerContent.Type]

  public init(of questions: [any Question.Type]) {
    let kinds = questions.flatMap { $0.answers } + [Skipped.self]
    self.kinds = Dictionary(uniqueKeysWithValues: kinds.map { ($0.event, $0) })
  }

  /// - Returns: `nil` when no answer has this event name.
  public func answer(_ event: String, _ line: JSONValue) throws(CodingError) -> Answer? {
    guard let kind = kinds[event] else { return nil }
    return Answer(try kind.init(line))
  }

  /// All questions of the procedure.
  public static let questions: [any Question.Type] = [
    Confirmation.self, Acknowledgement.self, Check.self, PhoneTrustList.self, Statement.self,
    OffsetCorrection.self, NotedValue.self, RowValue.self, PathBranch.self, RowList.self, RowOrigin.self,
    RowDecision.self, ExportNaming.self, ReadBack.self, RestoreCardWriting.self, DeletionOrder.self,
    DeletionWarning.self, DeletionReport.self, RowRecount.self, MatchPresence.self, IntermediateCopy.self,
  ]

  public static let standard = Vocabulary(of: questions)
}
