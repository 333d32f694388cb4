// SPDX-License-Identifier: GPL-3.0-or-later

public import Stores

/// Why a file on this computer does not provide a usable certificate.
public enum FileProblem: Error, Hashable {
  case unreadable(FileError)
  /// The path of a Windows computer that cannot be reached from here.
  case outside(WindowsPath)
  case unusable(FormatError)
  /// One certificate is expected, but the file contains this many.
  case several(Int)
  /// Output of certutil: it only describes certificates.
  case onlyDescribed
  /// OpenSSL does not accept the file's content as a certificate.
  case notWellFormed
}
