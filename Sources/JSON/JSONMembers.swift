// SPDX-License-Identifier: GPL-3.0-or-later

/// Well-formed JSON that this version does not understand.
public struct CodingError: Error {
  /// The member that is missing or has an invalid value.
  public let member: String

  public init(member: String) {
    self.member = member
  }
}

extension JSONValue {
  /// The member with this name, which must exist and be of the kind that `read` accepts.
  public func member<Value>(_ name: String, _ read: (JSONValue) -> Value?) throws(CodingError) -> Value {
    guard let value = self[name].flatMap(read) else { throw CodingError(member: name) }
    return value
  }

  public func text(_ name: String) throws(CodingError) -> String { try member(name, \.string) }

  /// A text, or `nil` if the member is null.
  public func textIfKnown(_ name: String) throws(CodingError) -> String? {
    self[name] == .null ? nil : try text(name)
  }

  /// The elements of an array; `nil` unless `read` accepts every element.
  public func elements<Value>(_ read: (JSONValue) -> Value?) -> [Value]? {
    guard let values = array else { return nil }
    let read = values.compactMap(read)
    return read.count == values.count ? read : nil
  }

  /// A member whose text is a raw value of an enumeration.
  public func word<Word: RawRepresentable<String>>(_ name: String) throws(CodingError) -> Word {
    try member(name) { $0.string.flatMap(Word.init(rawValue:)) }
  }
}
