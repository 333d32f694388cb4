// SPDX-License-Identifier: GPL-3.0-or-later

import Servers

/// The word that may follow a command's name.
public struct Operand: Sendable {
  /// Its name in the help.
  let placeholder: String
  let isRequired: Bool
  /// The allowed words; empty if any word is allowed.
  let choices: [String]
  /// The key of the message for a missing required operand.
  let missing: String

  init(
    _ placeholder: String, isRequired: Bool, choices: [String] = [], missing: String = "usage.operandMissing"
  ) {
    self.placeholder = placeholder
    self.isRequired = isRequired
    self.choices = choices
    self.missing = missing
  }

  static let session = Operand("SESSION", isRequired: true)
  static let anySession = Operand("SESSION", isRequired: false)
  static let server = Operand("HOST[:PORT]", isRequired: true, missing: "usage.targetMissing")
  static let scenario = Operand(
    "SCENARIO", isRequired: false, choices: Scenario.allCases.map(\.rawValue))
  static let command = Operand("COMMAND", isRequired: false)
}
