// SPDX-License-Identifier: GPL-3.0-or-later

import Guide
public import ProgramParts
import Reports
import Words

extension Program {
  /// Runs a command.
  ///
  /// - Returns: the exit status of the process: an `ExitCode`, or for a monitoring plugin a `PluginStatus`.
  public func status(of command: any Command) -> Int32 {
    let code = run(command)
    return pluginStatus?.rawValue ?? code.rawValue
  }

  public func run(_ command: any Command) -> ExitCode {
    do throws(Failure) { return try command.run(in: self) } catch {
      console.show(error.text, as: .error)
      return error.code
    }
  }
}
