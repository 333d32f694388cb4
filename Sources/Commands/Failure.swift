// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a command cannot continue, in a sentence.
public struct Failure: Error {
  let code: ExitCode
  let text: String
}
