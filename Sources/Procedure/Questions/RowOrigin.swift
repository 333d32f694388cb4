// SPDX-License-Identifier: GPL-3.0-or-later

public import Article
public import Facts
public import JSON

/// The physical store that contains a copy.
public struct RowOrigin: Question {
  public let entry: EntryID

  public init(of entry: EntryID) {
    self.entry = entry
  }

  public static var answers: [any AnswerContent.Type] { [OriginReported.self] }
  public var about: Item.About { .entry(entry) }

  public func accept(
    _ answer: Answer, at step: Step, into findings: inout Findings, now: Instant
  ) throws(Refusal) {
    let origin = try answer.only(OriginReported.self)
    try findings.change(entry) { row throws(Refusal) in row.reportedIn = origin.physical }
  }
}

public struct OriginReported: AnswerContent {
  public static let event = "originReported"
  public let physical: PhysicalStore

  public init(_ physical: PhysicalStore) { self.physical = physical }

  public init(_ line: JSONValue) throws(CodingError) { physical = try line.word("physical") }
  public var members: [JSONValue.Member] { [JSONValue.Member("physical", .string(physical.rawValue))] }
  /// What keeps one copy of a certificate keeps another row of it, too.
  public var bringsNews: Bool { true }
}

extension Answer {
  public static func origin(_ physical: PhysicalStore) -> Answer { Answer(OriginReported(physical)) }
}
