// SPDX-License-Identifier: GPL-3.0-or-later

public import Procedure
public import RemoteRegistry

/// What was run, as the session keeps it.
extension Event {
  public init(_ run: NetRun) {
    switch run {
    case .begins(let command): self = .ran(command: command, outcome: .begun)
    case .done(let command): self = .ran(command: command, outcome: .done)
    case .failed(let command, let error): self = .ran(command: command, outcome: .failed(reason: error.word))
    }
  }
}
