// SPDX-License-Identifier: GPL-3.0-or-later

public import JSON

/// What one kind of answer says. Each is an event of its own in the session file.
public protocol AnswerContent: Hashable, Sendable {
  /// The event's name. Names and members are part of the file's format: new ones may come, none may change its meaning.
  static var event: String { get }
  /// What the event says, beside the item that was answered.
  var members: [JSONValue.Member] { get }
  /// Reads the members of a line back.
  init(_ line: JSONValue) throws(CodingError)

  /// Whether what is known of certificates may be more with it.
  var bringsNews: Bool { get }
  /// Whether the wizard gave it without asking: “back” goes past it.
  var isAutomatic: Bool { get }
  /// Whether it tells of something that has been done, and that not writing it down would not undo.
  var tellsOfDeed: Bool { get }
}

extension AnswerContent {
  public var bringsNews: Bool { false }
  public var isAutomatic: Bool { false }
  public var tellsOfDeed: Bool { false }
}

/// What was said about one item.
public struct Answer: Sendable {
  public let content: any AnswerContent

  public init(_ content: any AnswerContent) {
    self.content = content
  }

  /// What it says, if it is of this kind.
  public func read<Content: AnswerContent>(as kind: Content.Type) -> Content? { content as? Content }

  /// What it says, where only this kind is an answer.
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
