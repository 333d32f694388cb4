// SPDX-License-Identifier: GPL-3.0-or-later

public import Texts

/// Describes the command line, as a whole or for one command.
public struct UsageWords {
  /// The commands with their own help, in the order in which it is shown.
  public static let commands = [
    "start", "practice", "resume", "commands", "recheck", "restore", "sessions", "status", "transcript",
    "verify", "inspect", "probe",
  ]

  let wording: Wording

  public init(wording: Wording) {
    self.wording = wording
  }

  public func text(_ command: String?) -> String {
    let what =
      command.map { [wording("usage.command.\($0)")] } ?? [
        wording("usage.about"),
        ([wording("usage.commands")] + Self.commands.map { wording("usage.command.\($0)") })
          .joined(separator: "\n"),
      ]
    return (what + [wording("usage.options"), wording("usage.exitCodes")]).joined(separator: "\n\n")
  }
}
