// SPDX-License-Identifier: GPL-3.0-or-later

import ProgramParts
import Servers
import Usage

/// The operands of the commands.
extension Operand {
  static let session = Operand("SESSION", isRequired: true)
  static let anySession = Operand("SESSION", isRequired: false)
  static let request = Operand("FILE", isRequired: true)
  static let server = Operand("HOST[:PORT]", isRequired: true, missing: "usage.targetMissing")
  static let scenario = Operand(
    "SCENARIO", isRequired: false, choices: Scenario.allCases.map(\.rawValue))
  static let command = Operand("COMMAND", isRequired: false)
}
