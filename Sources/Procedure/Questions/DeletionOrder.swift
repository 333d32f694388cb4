// SPDX-License-Identifier: GPL-3.0-or-later

public import Article
public import Facts
public import JSON

/// The last characters of the serial number, as many as distinguish it from the others.
public struct DeletionOrder: Question {
  public let entry: EntryID

  public init(of entry: EntryID) {
    self.entry = entry
  }

  public static var answers: [any AnswerContent.Type] { [DeletionOrdered.self] }
  public var about: Item.About { .entry(entry) }

  public func mayKeep(_ answer: Answer) -> Bool { false }

  public func accept(
    _ answer: Answer, at step: Step, into findings: inout Findings, now: Instant
  ) throws(Refusal) {
    let order = try answer.only(DeletionOrdered.self)
    if let objection = Interlock.objection(to: entry, in: findings, now: now) { throw .interlock(objection) }
    guard findings.isEnd(order.lastFour, ofSerialOf: entry) else {
      throw .wrongLastDigits(findings.orderDigits(entry))
    }
    try findings.change(entry) { row throws(Refusal) in try row.order() }
  }
}

public struct DeletionOrdered: AnswerContent {
  public static let event = "deletionOrdered"
  /// As typed.
  public let lastFour: String

  public init(lastFour: String) {
    self.lastFour = lastFour
  }

  public init(_ line: JSONValue) throws(CodingError) { lastFour = try line.text("lastFour") }
  public var members: [JSONValue.Member] { [JSONValue.Member("lastFour", .string(lastFour))] }
}

/// The warning that Windows shows before deleting. Once it is confirmed, the certificate may be gone.
public struct DeletionWarning: Question {
  public let entry: EntryID

  public init(of entry: EntryID) {
    self.entry = entry
  }

  public var about: Item.About { .entry(entry) }

  public func mayKeep(_ answer: Answer) -> Bool { false }

  public func accept(
    _ answer: Answer, at step: Step, into findings: inout Findings, now: Instant
  ) throws(Refusal) {
    _ = try answer.only(Confirmed.self)
    try findings.change(entry) { row throws(Refusal) in try row.warningConfirmed() }
  }
}

extension Answer {
  public static func deletionOrdered(lastFour: String) -> Answer {
    Answer(DeletionOrdered(lastFour: lastFour))
  }
}
