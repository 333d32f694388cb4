// SPDX-License-Identifier: GPL-3.0-or-later

public import Stores

/// Why a file on this computer gives no certificate that can be used here.
public enum FileProblem: Error, Hashable {
  case unreadable(FileError)
  case unusable(FormatError)
  /// One certificate is wanted, and the file holds this many.
  case several(Int)
  /// What certutil printed: no certificate, however many it describes.
  case onlyDescribed
  /// OpenSSL does not accept what the file holds as a certificate.
  case notWellFormed
}
