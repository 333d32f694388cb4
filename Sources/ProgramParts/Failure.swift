// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a command cannot continue, in a sentence.
public struct Failure: Error {
  package let code: ExitCode
  package let text: String

  package init(code: ExitCode, text: String) {
    self.code = code
    self.text = text
  }
}
