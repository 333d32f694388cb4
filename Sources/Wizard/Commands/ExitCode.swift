// SPDX-License-Identifier: GPL-3.0-or-later

/// What the process tells a script when it ends. The numbers from 64 on are those of sysexits.h.
public enum ExitCode: Int32, Sendable {
  /// Finished, or nothing to do.
  case finished = 0
  /// Ended without a solution: listed just one time, or stopped for review.
  case unresolved = 1
  /// Parked; the command that resumes it was shown.
  case parked = 3
  /// The command line is not understood.
  case usage = 64
  /// A file's content, or a server's answer, is not what it has to be.
  case badData = 65
  /// A file or session is not there, or a server cannot be reached.
  case noInput = 66
  case cannotCreate = 73
  /// A read, write or sync failed.
  case inputOutput = 74
  /// Another run has the session open.
  case locked = 75
  case permission = 77
  /// Ctrl-C; parked, nothing lost.
  case interrupted = 130
}
