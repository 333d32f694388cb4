// SPDX-License-Identifier: GPL-3.0-or-later

public import Article
import FactCoding
public import Facts
public import JSON

/// The rows found in step 8 for a noted certificate.
public struct RowList: Question {
  public let noted: NotedID

  public init(of noted: NotedID) {
    self.noted = noted
  }

  public static var answers: [any AnswerContent.Type] { [EntriesCounted.self, EntriesListed.self] }
  public var about: Item.About { .noted(noted) }

  /// Rows listed by a file or a server are read again.
  public func mayKeep(_ answer: Answer) -> Bool { answer.content is EntriesCounted }

  public func accept(
    _ answer: Answer, at step: Step, into findings: inout Findings, now: Instant
  ) throws(Refusal) {
    if let counted = answer.read(as: EntriesCounted.self) {
      findings.listings[noted] = .counted(try counted.inRange())
      for entry in findings.entries(of: noted) { findings.entries[entry] = EntryFindings() }
      return
    }
    let listed = try answer.only(EntriesListed.self)
    guard EntriesCounted.range.contains(listed.rows.count) else { throw .countOutOfRange }
    guard listed.coverage == nil || listed.coverage?.store == noted.role.store else { throw .notOffered }
    findings.listings[noted] = .listed(listed.rows.count)
    findings.coverage[noted] = listed.coverage
    for (entry, row) in zip(findings.entries(of: noted), listed.rows) {
      findings.entries[entry] = EntryFindings(listed: row)
    }
  }
}

/// The number of rows left after the deletions.
///
/// Not a second `RowList`: the answer makes no rows, whose facts would be asked for, but is compared with the number
/// that has to be left; and it never outlives a change of what was answered before it.
public struct RowRecount: Question {
  public let noted: NotedID

  public init(of noted: NotedID) {
    self.noted = noted
  }

  public var about: Item.About { .noted(noted) }

  public func mayKeep(_ answer: Answer) -> Bool { false }

  public func accept(
    _ answer: Answer, at step: Step, into findings: inout Findings, now: Instant
  ) throws(Refusal) {
    findings.recounts[noted] = try answer.only(EntriesCounted.self).inRange()
  }
}

/// Counted by the admin.
public struct EntriesCounted: AnswerContent {
  public static let event = "entriesCounted"
  public let count: Int

  public init(count: Int) {
    self.count = count
  }

  public init(_ line: JSONValue) throws(CodingError) { count = try line.member("count", \.integer) }
  public var members: [JSONValue.Member] { [JSONValue.Member("count", .integer(count))] }

  /// No store has more rows with the same name; a larger number is a typing error.
  static let range = 0...99

  fileprivate func inRange() throws(Refusal) -> Int {
    guard Self.range.contains(count) else { throw .countOutOfRange }
    return count
  }
}

/// Listed by a file or a server.
public struct EntriesListed: AnswerContent {
  public static let event = "entriesListed"
  public let rows: [ListedEntry]
  /// How much of the store was read; `nil` in sessions that do not record it.
  public let coverage: Coverage?

  public init(_ rows: [ListedEntry], _ coverage: Coverage?) {
    self.rows = rows
    self.coverage = coverage
  }

  public init(_ line: JSONValue) throws(CodingError) {
    rows = try line.member("entries") { $0.elements(ListedEntry.init(encoded:)) }
    coverage = line["coverage"] == nil ? nil : try line.member("coverage", Coverage.init(encoded:))
  }

  public var members: [JSONValue.Member] {
    [JSONValue.Member("entries", .array(rows.map(\.encoded)))]
      + (coverage.map { [JSONValue.Member("coverage", $0.encoded)] } ?? [])
  }

  public var bringsNews: Bool { true }
}

extension Answer {
  public static func counted(_ count: Int) -> Answer { Answer(EntriesCounted(count: count)) }
  public static func listed(_ rows: [ListedEntry], _ coverage: Coverage? = nil) -> Answer {
    Answer(EntriesListed(rows, coverage))
  }
}
