// SPDX-License-Identifier: GPL-3.0-or-later

/// A command of the command line: what it takes, what the help shows about it, and what it does.
///
/// A value is a request: the command with all its arguments.
public protocol Command: Hashable, Sendable {
  /// The name as typed; its texts are `usage.summary.<name>` and `usage.example.<name>.…`.
  static var name: String { get }
  static var operand: Operand? { get }
  /// Its own options, in the order of the help.
  static var options: [any Option] { get }
  static var examples: [Example] { get }

  /// Parses the request; the reader has already checked that nothing is missing and nothing is unexpected.
  init(_ arguments: Arguments) throws(Misuse)

  /// Whether its questions can be answered from a file.
  var takesAnswers: Bool { get }
  /// Whether a password for a live server may be entered.
  var mayHoldPassword: Bool { get }
  /// Whether it must clean up when a signal ends it; otherwise a signal ends it at once.
  var endsInOrder: Bool { get }

  func run(in program: Program) throws(Failure) -> ExitCode
}

/// An example command line in the help.
public struct Example: Sendable {
  /// The text after the program's name.
  let arguments: String
  /// The end of the key of the text that explains it, `usage.example.<command>.<text>`.
  let text: String

  init(_ arguments: String, _ text: String) {
    self.arguments = arguments
    self.text = text
  }
}

extension Command {
  public static var operand: Operand? { nil }
  public static var options: [any Option] { [] }
  public var takesAnswers: Bool { true }
  public var mayHoldPassword: Bool { false }
  public var endsInOrder: Bool { false }
}
