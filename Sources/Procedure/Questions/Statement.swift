// SPDX-License-Identifier: GPL-3.0-or-later

public import Article
public import Facts

/// Which server, who works on it, or the offset of its clock.
public struct Statement: TypedQuestion {
  public let field: Field

  public init(_ field: Field) {
    self.field = field
  }

  public static var answers: [any AnswerContent.Type] { [ValueGiven.self] }
  public var about: Item.About { .session }

  public func accept(
    _ answer: Answer, at step: Step, into findings: inout Findings, now: Instant
  ) throws(Refusal) {
    let line = PastedText.line(try answer.only(ValueGiven.self).text)
    guard !line.isEmpty else { throw .empty }
    switch field {
    case .server: findings.server = line
    case .administrator: findings.administrator = line
    case .timeZone: findings.offsetMinutes = try UTCOffset.typed(line)
    case .issuer, .serial, .subject, .validFrom, .thumbprint: throw .notOffered
    }
  }
}

/// Asks for the server clock's offset again, because a row disproves the typed one.
public struct OffsetCorrection: TypedQuestion {
  public let noted: NotedID

  public init(_ noted: NotedID) {
    self.noted = noted
  }

  public var field: Field { .timeZone }
  public var about: Item.About { .noted(noted) }

  public func accept(
    _ answer: Answer, at step: Step, into findings: inout Findings, now: Instant
  ) throws(Refusal) {
    findings.offsetMinutes = try UTCOffset.typed(PastedText.line(try answer.only(ValueGiven.self).text))
    if findings.isOffsetDisproved { throw .offsetDisproved }
  }
}

extension UTCOffset {
  fileprivate static func typed(_ line: String) throws(Refusal) -> Int {
    guard let minutes = minutes(line) else { throw .unreadableTimeZone }
    return minutes
  }
}
