// SPDX-License-Identifier: GPL-3.0-or-later

public import Article
import FactCoding
public import Facts
public import JSON

/// The exported file itself, or a report that it was seen on the server.
public struct ReadBack: Question {
  public let entry: EntryID

  public init(of entry: EntryID) {
    self.entry = entry
  }

  public static var answers: [any AnswerContent.Type] { [ExportReadBack.self, ExportSeen.self] }
  public var about: Item.About { .entry(entry) }

  public func accept(
    _ answer: Answer, at step: Step, into findings: inout Findings, now: Instant
  ) throws(Refusal) {
    guard let read = answer.read(as: ExportReadBack.self) else {
      _ = try answer.only(ExportSeen.self)
      try findings.change(entry) { row throws(Refusal) in try row.exportSeen() }
      return
    }
    try check(read.facts, findings)
    try findings.change(entry) { row throws(Refusal) in try row.exportRead(read.facts, path: read.path) }
  }

  /// The exported file must contain exactly the entry to delete, and no certificate of the noted path.
  private func check(_ facts: CertificateFacts, _ findings: Findings) throws(Refusal) {
    guard let expected = findings.entries[entry]?.facts else { throw .notOffered }
    let isSame: (CertificateFacts) -> Bool = {
      Comparison(facts, $0, offsetMinutes: findings.offsetMinutes).isSameCertificate
    }
    if findings.noted.values.compactMap(\.facts).contains(where: isSame) { throw .exportIsNoted }
    guard isSame(expected) else { throw .exportIsAnother }
  }
}

/// The exported file was read.
public struct ExportReadBack: AnswerContent {
  public static let event = "exportReadBack"
  public let facts: CertificateFacts
  /// As typed.
  public let path: String

  public init(_ facts: CertificateFacts, path: String) {
    self.facts = facts
    self.path = path
  }

  public init(_ line: JSONValue) throws(CodingError) {
    facts = try line.member("der") { $0.string.flatMap(CertificateFacts.decode) }
    path = try line.text("path")
  }

  public var members: [JSONValue.Member] {
    [JSONValue.Member("path", .string(path)), JSONValue.Member("der", facts.encoded)]
  }

  public var bringsNews: Bool { true }
}

public struct ExportSeen: AnswerContent {
  public static let event = "exportSeen"

  public init() {}
  public init(_ line: JSONValue) {}
  public var members: [JSONValue.Member] { [] }
}

extension Answer {
  public static let seenOnServer = Answer(ExportSeen())
  public static func readBack(_ facts: CertificateFacts, path: String) -> Answer {
    Answer(ExportReadBack(facts, path: path))
  }
}
