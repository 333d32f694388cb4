// SPDX-License-Identifier: GPL-3.0-or-later

/// The form of a command: what it takes on the command line, and what the help shows about it.
///
/// A value is a request: the command with all its arguments.
public protocol CommandForm: Hashable, Sendable {
  /// The name as typed; its texts are `usage.summary.<name>` and `usage.example.<name>.…`.
  static var name: String { get }
  static var operand: Operand? { get }
  /// Its own options, in the order of the help.
  static var options: [any Option] { get }
  static var examples: [Example] { get }

  /// Parses the request; the reader has already checked that nothing is missing and nothing is unexpected.
  init(_ arguments: Arguments) throws(Misuse)
}

/// An example command line in the help.
public struct Example: Sendable {
  /// The text after the program's name.
  public let arguments: String
  /// The end of the key of the text that explains it, `usage.example.<command>.<text>`.
  public let text: String

  public init(_ arguments: String, _ text: String) {
    self.arguments = arguments
    self.text = text
  }
}

extension CommandForm {
  public static var operand: Operand? { nil }
  public static var options: [any Option] { [] }
}
