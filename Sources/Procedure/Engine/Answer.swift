// SPDX-License-Identifier: GPL-3.0-or-later

public import JSON

/// The content of one kind of answer. Each kind has its own event in the session file.
public protocol AnswerContent: Hashable, Sendable {
  /// The event's name. Names and members are part of the file format: new ones may be added; existing ones
  /// never change their meaning.
  static var event: String { get }
  /// The event's members, apart from the answered item.
  var members: [JSONValue.Member] { get }
  /// Reads the members from a line.
  init(_ line: JSONValue) throws(CodingError)

  /// Whether the answer may add information about certificates.
  var bringsNews: Bool { get }
  /// Whether the wizard gave it without asking; “back” skips such answers.
  var isAutomatic: Bool { get }
  /// Whether it reports something already done, which leaving out the record would not undo.
  var tellsOfDeed: Bool { get }
}

extension AnswerContent {
  public var bringsNews: Bool { false }
  public var isAutomatic: Bool { false }
  public var tellsOfDeed: Bool { false }
}

/// The answer to one item.
public struct Answer: Sendable {
  public let content: any AnswerContent

  public init(_ content: any AnswerContent) {
    self.content = content
  }

  /// The content, if it is of this kind.
  public func read<Content: AnswerContent>(as kind: Content.Type) -> Content? { content as? Content }

  /// The content, where only this kind of answer is accepted.
  ///
  /// - Throws: `Refusal.notOffered`.
  func only<Content: AnswerContent>(_ kind: Content.Type) throws(Refusal) -> Content {
    guard let content = content as? Content else { throw .notOffered }
    return content
  }

  public var event: String { type(of: content).event }
}

extension Answer: Hashable {
  public static func == (one: Answer, other: Answer) -> Bool { one.content.isSame(as: other.content) }
  public func hash(into hasher: inout Hasher) { hasher.combine(content) }
}

extension AnswerContent {
  fileprivate func isSame(as other: any AnswerContent) -> Bool { other as? Self == self }
}
