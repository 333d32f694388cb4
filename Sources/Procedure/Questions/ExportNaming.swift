// SPDX-License-Identifier: GPL-3.0-or-later

public import Article
public import Facts
public import JSON

/// A file name and a folder on the server.
public struct ExportNaming: Question {
  public let entry: EntryID

  public init(of entry: EntryID) {
    self.entry = entry
  }

  public static var answers: [any AnswerContent.Type] { [ExportNamed.self] }
  public var about: Item.About { .entry(entry) }

  public func accept(
    _ answer: Answer, at step: Step, into findings: inout Findings, now: Instant
  ) throws(Refusal) {
    let name = try answer.only(ExportNamed.self).name
    guard !name.file.isEmpty else { throw .empty }
    guard ExportName.isFileName(name.file) else { throw .notAFileName }
    try findings.change(entry) { row throws(Refusal) in try row.name(name) }
  }
}

public struct ExportNamed: AnswerContent {
  public static let event = "exportNamed"
  public let name: ExportName

  public init(_ name: ExportName) {
    self.name = name
  }

  public init(_ line: JSONValue) throws(CodingError) {
    name = ExportName(file: try line.text("file"), folder: try line.text("folder"))
  }

  public var members: [JSONValue.Member] {
    [JSONValue.Member("file", .string(name.file)), JSONValue.Member("folder", .string(name.folder))]
  }
}

extension Answer {
  public static func exportNamed(file: String, folder: String) -> Answer {
    Answer(ExportNamed(ExportName(file: file, folder: folder)))
  }
}
