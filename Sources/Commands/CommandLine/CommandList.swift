// SPDX-License-Identifier: GPL-3.0-or-later

import ProgramParts
import Usage

/// All commands, in the order of the help.
public enum CommandList {
  public static let all: [any Command.Type] = [
    StartCommand.self, PracticeCommand.self, ResumeCommand.self, ExportCommandsCommand.self,
    RecheckCommand.self, RestoreCommand.self, HandoverCommand.self, RequestCommand.self,
    ApproveCommand.self,
    SessionsCommand.self, StatusCommand.self,
    TranscriptCommand.self, VerifyCommand.self, InspectCommand.self, CollectCommand.self, ProbeCommand.self,
    HelpCommand.self, VersionCommand.self,
  ]
}

extension [any Command.Type] {
  func named(_ name: String) throws(Misuse) -> any Command.Type {
    guard let command = first(where: { $0.name == name }) else {
      throw Misuse(unknownCommand: name, among: map { $0.name })
    }
    return command
  }
}
