// SPDX-License-Identifier: GPL-3.0-or-later

public import Article
public import Facts
public import JSON

/// Whether the path continues below a noted certificate.
public struct PathBranch: Question {
  public let noted: NotedID

  public init(below noted: NotedID) {
    self.noted = noted
  }

  public static var answers: [any AnswerContent.Type] { [PathContinues.self, PathEnds.self] }
  public var about: Item.About { .noted(noted) }

  public func accept(
    _ answer: Answer, at step: Step, into findings: inout Findings, now: Instant
  ) throws(Refusal) {
    guard answer == .pathContinues || answer == .pathEnds else { throw .notOffered }
  }
}

public struct PathContinues: AnswerContent {
  public static let event = "pathContinues"

  public init() {}
  public init(_ line: JSONValue) {}
  public var members: [JSONValue.Member] { [] }
}

public struct PathEnds: AnswerContent {
  public static let event = "pathEnds"

  public init() {}
  public init(_ line: JSONValue) {}
  public var members: [JSONValue.Member] { [] }
}

extension Answer {
  public static let pathContinues = Answer(PathContinues())
  public static let pathEnds = Answer(PathEnds())
}
