// SPDX-License-Identifier: GPL-3.0-or-later

/// What can go wrong with a session file. `code` is the system's error number.
public enum LedgerError: Error, Hashable, Sendable {
  case missing(path: String)
  case alreadyExists(path: String)
  /// Another run of the wizard has the session open.
  case locked(path: String)
  case permission(path: String)
  /// A symbolic link, a folder, a device: no session file of ours.
  case notARegularFile(path: String)
  /// Not even the first line is one of ours.
  case notASession(path: String)
  /// A line is damaged; what is before it is whole.
  case damaged(path: String, line: Int, damage: Damage)
  case newerFormat(path: String, format: Int)
  case cannotCreate(path: String, code: Int32)
  /// A read, write or sync failed; nothing that was confirmed before is lost.
  case inputOutput(path: String, code: Int32)
  /// Too large for a session of ours.
  case tooLarge(path: String)
  /// One more record would make the file too large to be read again; it was not written.
  case full(path: String)
  /// Somebody else changed the file, or what its name leads to, while it was open.
  ///
  /// - Parameter kept: a new file with all records, the one that was to be written included; `nil` when that could not
  ///   be written either.
  case changed(path: String, FileChange, kept: String?)
}
