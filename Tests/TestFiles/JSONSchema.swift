// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// The few keywords of JSON Schema that the schemas of `Tests/Schemas` use. A keyword that it does not know is an
/// error: nothing is passed over in silence.
///
/// Source: JSON Schema draft 2020-12, Core and Validation.
public struct JSONSchema {
  private let root: [String: Any]

  /// - Parameter name: of a file in `Tests/Schemas`.
  public init(_ name: String) throws {
    let schema = try WholeFile.bytes("\(Checkout.path)/Tests/Schemas/\(name)")
    let value = try JSONSerialization.jsonObject(with: Data(schema))
    guard let root = value as? [String: Any] else { throw Unexpected("\(name) is no object") }
    self.root = root
  }

  /// What is wrong with a value; nothing when it fits.
  public func objections(to value: Any) throws -> [String] { try objections(value, root, at: "$") }

  private func objections(_ value: Any, _ schema: [String: Any], at place: String) throws -> [String] {
    try schema.keys.sorted().flatMap { keyword in
      try objections(value, keyword, schema[keyword] ?? NSNull(), at: place)
    }
  }

  private func objections(
    _ value: Any, _ keyword: String, _ rule: Any, at place: String
  ) throws -> [String] {
    switch (keyword, rule) {
    case ("$schema", _), ("$defs", _), ("title", _), ("description", _): return []
    case ("$ref", let name as String): return try objections(value, definition(name), at: place)
    case ("type", let type as String):
      return Self.type(of: value) == type ? [] : ["\(place): \(Self.type(of: value)) instead of \(type)"]
    case ("const", _):
      return Self.isEqual(value, rule) ? [] : ["\(place): \(value) instead of \(rule)"]
    case ("enum", let choices as [Any]):
      return choices.contains { Self.isEqual(value, $0) } ? [] : ["\(place): \(value) is none of \(choices)"]
    case ("minimum", let least as NSNumber):
      guard let number = value as? NSNumber, Self.type(of: value) == "integer" else { return [] }
      return number.intValue >= least.intValue ? [] : ["\(place): \(number) is below \(least)"]
    case ("pattern", let pattern as String):
      guard let text = value as? String else { return [] }
      let isFound = text.range(of: pattern, options: .regularExpression) != nil
      return isFound ? [] : ["\(place): “\(text)” does not match \(pattern)"]
    case ("required", let names as [String]):
      guard let object = value as? [String: Any] else { return [] }
      return names.filter { object[$0] == nil }.map { "\(place): \($0) is missing" }
    case ("properties", let properties as [String: [String: Any]]):
      guard let object = value as? [String: Any] else { return [] }
      return try properties.sorted { $0.key < $1.key }.flatMap { name, schema in
        try object[name].map { try objections($0, schema, at: "\(place).\(name)") } ?? []
      }
    case ("items", let schema as [String: Any]):
      guard let list = value as? [Any] else { return [] }
      return try list.enumerated().flatMap { try objections($1, schema, at: "\(place)[\($0)]") }
    case ("allOf", let schemas as [[String: Any]]):
      return try schemas.flatMap { try objections(value, $0, at: place) }
    case ("anyOf", let schemas as [[String: Any]]):
      let all = try schemas.map { try objections(value, $0, at: place) }
      return all.contains(where: \.isEmpty) ? [] : all.flatMap { $0 }
    default: throw Unexpected("the schema's keyword \(keyword) is not known in this form")
    }
  }

  private func definition(_ reference: String) throws -> [String: Any] {
    let definitions = root["$defs"] as? [String: [String: Any]]
    let name = reference.split(separator: "/").last.map(String.init) ?? ""
    guard reference == "#/$defs/\(name)", let schema = definitions?[name] else {
      throw Unexpected("\(reference) is not defined")
    }
    return schema
  }

  private static func type(of value: Any) -> String {
    switch value {
    case is NSNull: "null"
    case is String: "string"
    case is [Any]: "array"
    case is [String: Any]: "object"
    case let number as NSNumber:
      switch String(cString: number.objCType) {
      case "c", "B": "boolean"
      case "d", "f": "number"
      default: "integer"
      }
    default: "\(Swift.type(of: value))"
    }
  }

  private static func isEqual(_ one: Any, _ other: Any) -> Bool {
    switch (one, other) {
    case (is NSNull, is NSNull): true
    case (let one as String, let other as String): one == other
    default: false
    }
  }
}
