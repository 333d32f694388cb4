// SPDX-License-Identifier: GPL-3.0-or-later

public import Journal
public import Stores

/// Why a session cannot be packed or unpacked.
public enum HandoverProblem: Error {
  /// A file that belongs to the session cannot be read.
  case file(FileError)
  /// The record is not that of a session, or a file cannot be written.
  case journal(JournalError)
  case archive(TapeArchive.Problem)
  /// Where the session would be unpacked, there is something already.
  case exists(path: String)
}
