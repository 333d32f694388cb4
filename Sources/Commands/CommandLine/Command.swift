// SPDX-License-Identifier: GPL-3.0-or-later

public import ProgramParts
public import Usage

/// A command of the command line: its form, and what it does.
public protocol Command: CommandForm {
  /// Whether its questions can be answered from a file.
  var takesAnswers: Bool { get }
  /// Whether a password for a live server may be entered.
  var mayHoldPassword: Bool { get }
  /// Whether it must clean up when a signal ends it; otherwise a signal ends it at once.
  var endsInOrder: Bool { get }

  func run(in program: Program) throws(Failure) -> ExitCode
}

extension Command {
  public var takesAnswers: Bool { true }
  public var mayHoldPassword: Bool { false }
  public var endsInOrder: Bool { false }
}
