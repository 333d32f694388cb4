// SPDX-License-Identifier: GPL-3.0-or-later

public import Article
import FactCoding
public import Facts
public import JSON

/// An attribute of a certificate of the path, or the certificate itself.
public struct NotedValue: TypedQuestion {
  public let noted: NotedID
  public let field: Field

  public init(_ field: Field, of noted: NotedID) {
    self.noted = noted
    self.field = field
  }

  public static var answers: [any AnswerContent.Type] { [SameGiven.self, CertificateNoted.self] }
  public var about: Item.About { .noted(noted) }
  public var isOptional: Bool { field == .thumbprint }

  public func accept(
    _ answer: Answer, at step: Step, into findings: inout Findings, now: Instant
  ) throws(Refusal) {
    var one = findings.noted[noted] ?? NotedFindings()
    if let given = answer.read(as: CertificateNoted.self) {
      try one.typed.check(against: given.facts, offsetMinutes: findings.offsetMinutes)
      one.certificate = given.facts
      one.source = given.source
    } else {
      // Only a root is self-issued.
      if answer == .same, noted != .root { throw .notOffered }
      try one.typed.take(answer, field, same: nil, takesPeriods: findings.rules >= 4)
    }
    try findings.check(one, at: noted)
    findings.noted[noted] = one
  }
}

extension Findings {
  /// The path must be consistent: a root is self-issued, every other certificate is issued by the one above.
  fileprivate func check(_ one: NotedFindings, at id: NotedID) throws(Refusal) {
    let issuer = one.certificate?.issuer ?? one.typed.issuer
    let subject = one.certificate?.subject ?? one.typed.subject
    if let above = id.above.flatMap({ noted[$0]?.facts }) {
      if let issuer, !issuer.isSame(as: above.subject) { throw .brokenPath(expectedIssuer: above.subject) }
    } else if let issuer, let subject, !issuer.isSame(as: subject) {
      throw .rootNotSelfIssued
    }
    guard let facts = one.facts else { return }
    for other in noted where other.key != id {
      if let known = other.value.facts, known.subject.isSame(as: facts.subject), known.serial == facts.serial
      {
        throw .alreadyNoted
      }
    }
    if rules >= 3 { try checkThumbprint(of: facts, at: id) }
  }
}

/// The same as the issuer (for a root's subject) or as the noted certificate (for an entry).
public struct SameGiven: AnswerContent {
  public static let event = "sameGiven"

  public init() {}
  public init(_ line: JSONValue) {}
  public var members: [JSONValue.Member] { [] }
  public var bringsNews: Bool { true }
}

public struct CertificateNoted: AnswerContent {
  public static let event = "certificateNoted"
  public let facts: CertificateFacts
  public let source: FactSource

  public init(_ facts: CertificateFacts, from source: FactSource) {
    self.facts = facts
    self.source = source
  }

  public init(_ line: JSONValue) throws(CodingError) {
    facts = try line.member("der") { $0.string.flatMap(CertificateFacts.decode) }
    source = try line.member("source", FactSource.init(encoded:))
  }

  public var members: [JSONValue.Member] {
    [JSONValue.Member("der", facts.encoded), JSONValue.Member("source", source.encoded)]
  }

  public var bringsNews: Bool { true }
}

extension Answer {
  public static let same = Answer(SameGiven())
  public static func certificate(_ facts: CertificateFacts, _ source: FactSource) -> Answer {
    Answer(CertificateNoted(facts, from: source))
  }
}
