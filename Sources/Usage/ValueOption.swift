// SPDX-License-Identifier: GPL-3.0-or-later

/// An option with a value, and how to parse the value.
public struct ValueOption<Value: Sendable>: Option {
  public let name: String
  public let placeholder: String?
  public let takesSeveral: Bool
  public private(set) var isNeeded = false
  public let file: FileUse
  public let text: String
  private let path: @Sendable (String) -> String
  private let parse: @Sendable (_ value: String, _ option: String) throws(Misuse) -> Value

  /// - Parameters:
  ///   - path: extracts the file name from a value that contains more than that.
  ///   - parse: parses a value; the option as typed is for the error.
  public init(
    _ name: String, _ placeholder: String, takesSeveral: Bool = false, file: FileUse = .none,
    text: String? = nil, path: @escaping @Sendable (String) -> String = { $0 },
    parse: @escaping @Sendable (_ value: String, _ option: String) throws(Misuse) -> Value
  ) {
    self.name = name
    self.placeholder = placeholder
    self.takesSeveral = takesSeveral
    self.file = file
    self.text = text ?? name
    self.path = path
    self.parse = parse
  }

  public func path(of value: String) -> String { path(value) }

  public func read(_ value: String) throws(Misuse) -> Value { try parse(value, typed) }

  /// The same option, for a command that refuses to run without it.
  public var needed: ValueOption {
    var option = self
    option.isNeeded = true
    return option
  }
}

extension ValueOption where Value == String {
  /// Takes any text.
  public init(
    _ name: String, _ placeholder: String, takesSeveral: Bool = false, file: FileUse = .none,
    text: String? = nil
  ) {
    self.init(name, placeholder, takesSeveral: takesSeveral, file: file, text: text) { value, _ in value }
  }
}

extension ValueOption where Value: RawRepresentable<String> & CaseIterable {
  /// Takes one of a few words, in capitals or not.
  public init(oneOf name: String, text: String? = nil) {
    let words = Value.allCases.map(\.rawValue)
    self.init(name, words.joined(separator: "|"), text: text) { text, option throws(Misuse) in
      let named = Value.allCases.first { $0.rawValue.lowercased() == text.lowercased() }
      guard let value = named else {
        throw Misuse("usage.badValue", "\(option) \(text)", understood: words)
      }
      return value
    }
  }
}
