// SPDX-License-Identifier: GPL-3.0-or-later

public import Article
public import Facts
public import JSON

/// The card that explains how to restore a certificate. The wizard writes it without asking.
public struct RestoreCardWriting: Question {
  public let entry: EntryID

  public init(of entry: EntryID) {
    self.entry = entry
  }

  public static var answers: [any AnswerContent.Type] { [RestoreCardWritten.self] }
  public var about: Item.About { .entry(entry) }

  public func mayKeep(_ answer: Answer) -> Bool { false }

  public func accept(
    _ answer: Answer, at step: Step, into findings: inout Findings, now: Instant
  ) throws(Refusal) {
    let card = try answer.only(RestoreCardWritten.self)
    guard !card.path.isEmpty else { throw .empty }
    try findings.change(entry) { row throws(Refusal) in try row.cardWritten(card.path) }
  }
}

public struct RestoreCardWritten: AnswerContent {
  public static let event = "restoreCardWritten"
  public let path: String

  public init(path: String) {
    self.path = path
  }

  public init(_ line: JSONValue) throws(CodingError) { path = try line.text("path") }
  public var members: [JSONValue.Member] { [JSONValue.Member("path", .string(path))] }
  public var isAutomatic: Bool { true }
}

extension Answer {
  public static func restoreCard(path: String) -> Answer { Answer(RestoreCardWritten(path: path)) }
}
