// SPDX-License-Identifier: GPL-3.0-or-later

public import JSON

/// A value that the admin types.
public enum Field: String, Hashable, Sendable, CaseIterable {
  case server
  case administrator
  /// The server clock's offset from UTC, such as `+01:00`.
  case timeZone
  case issuer
  case serial
  case subject
  case validFrom
  /// Optional.
  case thumbprint
}

/// A question for one value. A step may ask for several.
public protocol TypedQuestion: Question {
  var field: Field { get }
}

extension TypedQuestion {
  public var mark: String? { field.rawValue }
}

public struct ValueGiven: AnswerContent {
  public static let event = "valueGiven"
  /// As typed; the engine reads it.
  public let text: String

  public init(text: String) {
    self.text = text
  }

  public init(_ line: JSONValue) throws(CodingError) { text = try line.text("text") }
  public var members: [JSONValue.Member] { [JSONValue.Member("text", .string(text))] }
  /// Once the last attribute of a noted certificate is typed, it may match an available certificate.
  public var bringsNews: Bool { true }
}

extension Answer {
  public static func value(_ text: String) -> Answer { Answer(ValueGiven(text: text)) }
}
