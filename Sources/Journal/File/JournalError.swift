// SPDX-License-Identifier: GPL-3.0-or-later

/// Errors of session files. `code` is the system's error number.
public enum JournalError: Error, Hashable, Sendable {
  case missing(path: String)
  case alreadyExists(path: String)
  /// Another run of the wizard has the session open.
  case locked(path: String)
  case permission(path: String)
  /// A symbolic link, a folder or a device, not a session file.
  case notARegularFile(path: String)
  /// Not even the first line is valid.
  case notASession(path: String)
  /// A line is damaged; everything before it is intact.
  case damaged(path: String, line: Int, damage: Damage)
  case newerFormat(path: String, format: Int)
  case cannotCreate(path: String, code: Int32)
  /// A read, write or sync failed; no confirmed record is lost.
  case inputOutput(path: String, code: Int32)
  /// Larger than a session can be.
  case tooLarge(path: String)
  /// The next record would make the file too large to read; it was not written.
  case full(path: String)
  /// Another program changed the file, or what its name refers to, while it was open.
  ///
  /// - Parameter kept: a new file with all records, including the one about to be written; `nil` when it
  ///   could not be written either.
  case changed(path: String, FileChange, kept: String?)
}
