// SPDX-License-Identifier: GPL-3.0-or-later

public import Procedure
public import RemoteRegistry

/// A command that ran, as recorded in the session.
extension Event {
  public init(_ run: NetRun) {
    switch run {
    case .begins(let command): self = .ran(command: command, outcome: .begun)
    case .done(let command): self = .ran(command: command, outcome: .done)
    case .failed(let command, let error): self = .ran(command: command, outcome: .failed(reason: error.word))
    }
  }
}
