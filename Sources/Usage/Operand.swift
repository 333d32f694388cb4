// SPDX-License-Identifier: GPL-3.0-or-later

/// The word that may follow a command's name.
public struct Operand: Sendable {
  /// Its name in the help.
  public let placeholder: String
  public let isRequired: Bool
  /// The allowed words; empty if any word is allowed.
  public let choices: [String]
  /// The key of the message for a missing required operand.
  public let missing: String

  public init(
    _ placeholder: String, isRequired: Bool, choices: [String] = [], missing: String = "usage.operandMissing"
  ) {
    self.placeholder = placeholder
    self.isRequired = isRequired
    self.choices = choices
    self.missing = missing
  }
}
