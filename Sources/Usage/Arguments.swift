// SPDX-License-Identifier: GPL-3.0-or-later

/// The arguments of a command: its operand, and its options with their values as typed.
public struct Arguments: Sendable {
  public let operand: String?
  let words: [String: [String]]
  /// All commands.
  public let commands: [any CommandForm.Type]

  public init(operand: String?, words: [String: [String]], commands: [any CommandForm.Type]) {
    self.operand = operand
    self.words = words
    self.commands = commands
  }

  public func has(_ option: any Option) -> Bool { words[option.name] != nil }

  /// The value of an option; the last one counts.
  public func value<Value>(_ option: ValueOption<Value>) throws(Misuse) -> Value? {
    guard let text = words[option.name]?.last else { return nil }
    return try option.read(text)
  }

  /// All values of an option that takes several.
  public func values<Value>(_ option: ValueOption<Value>) throws(Misuse) -> [Value] {
    try (words[option.name] ?? []).map { text throws(Misuse) in try option.read(text) }
  }

  /// The operand of a command that requires one: the reader has already refused a line without it.
  public var requiredOperand: String {
    guard let operand else { preconditionFailure("a command without its operand was let through") }
    return operand
  }
}
