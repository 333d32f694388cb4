// SPDX-License-Identifier: GPL-3.0-or-later

/// JSON that is well-formed but says nothing that this version understands.
public struct CodingError: Error {
  /// The member that is missing or has a value it cannot have.
  public let member: String

  public init(member: String) {
    self.member = member
  }
}

extension JSONValue {
  /// The member with this name, which has to be there and of the kind that `read` takes.
  public func member<Value>(_ name: String, _ read: (JSONValue) -> Value?) throws(CodingError) -> Value {
    guard let value = self[name].flatMap(read) else { throw CodingError(member: name) }
    return value
  }

  public func text(_ name: String) throws(CodingError) -> String { try member(name, \.string) }

  /// A text, or null where it is not known.
  public func textIfKnown(_ name: String) throws(CodingError) -> String? {
    self[name] == .null ? nil : try text(name)
  }

  /// What an array holds; `nil` unless every element is of the kind that `read` takes.
  public func elements<Value>(_ read: (JSONValue) -> Value?) -> [Value]? {
    guard let values = array else { return nil }
    let read = values.compactMap(read)
    return read.count == values.count ? read : nil
  }

  /// A member whose text is one of an enumeration's raw values.
  public func word<Word: RawRepresentable<String>>(_ name: String) throws(CodingError) -> Word {
    try member(name) { $0.string.flatMap(Word.init(rawValue:)) }
  }
}
