// SPDX-License-Identifier: GPL-3.0-or-later

import Servers

/// The word that may follow a command's name.
public struct Operand: Sendable {
  /// What stands for it in the help.
  let placeholder: String
  let isRequired: Bool
  /// The words that it can be; empty when there is no list of them.
  let choices: [String]
  /// The key of the sentence for a required one that is missing.
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
