// SPDX-License-Identifier: GPL-3.0-or-later

public import Glibc

/// What readdir tells of one file in a folder.
public enum FolderEntry {
  /// Its name in octets, in no particular encoding, without a terminating NUL.
  ///
  /// Read where readdir put it: the record ends behind the name, so whoever copies the whole `dirent`, or its `d_name`,
  /// reads past the end of readdir's buffer.
  public static func name(_ entry: UnsafeMutablePointer<dirent>) -> [UInt8] {
    withUnsafeMutablePointer(to: &entry.pointee.d_name) { name in
      Array(
        UnsafeRawBufferPointer(
          start: name, count: strlen(UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self))))
    }
  }
}
