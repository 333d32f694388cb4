// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Paths
public import Stores

/// Who may approve deletions on this computer, and whether somebody has to.
///
/// The file has the format of ssh-keygen's allowed signers (ssh-keygen(1), ALLOWED SIGNERS), a line for each key:
///
///     alex@contoso.com namespaces="lync-pin-wizard" ssh-ed25519 AAAA…
///
/// and perhaps a line with nothing but `require`, which ssh-keygen never sees.
public struct ApproverList: Sendable {
  public enum Problem: Error, Hashable, Sendable {
    case file(FileError)
    /// Others than its owner can change the file, and so could anybody.
    case writableByOthers(path: String)
  }

  public static let directive = "require"

  /// The file; `nil` if there is none.
  public let path: String?
  /// Whether nothing may be deleted without an approval.
  public let isRequired: Bool
  /// The lines for ssh-keygen.
  let signers: String

  /// Reads the first of these files that exists: the computer's comes before the user's.
  public init(_ places: [String]) throws(Problem) {
    for path in places {
      let bytes: [UInt8]
      do throws(FileError) { bytes = try BoundedFile.read(path, limit: 1 << 20) } catch {
        if case .missing = error { continue }
        throw .file(error)
      }
      var status = stat()
      guard stat(path.pathOctets, &status) == 0, status.st_mode & (S_IWGRP | S_IWOTH) == 0 else {
        throw .writableByOthers(path: path)
      }
      let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
      let words = lines.map { $0.filter { !$0.isWhitespace } }
      self.path = path
      isRequired = words.contains(Self.directive)
      signers = zip(lines, words).filter { $1 != Self.directive }.map { $0.0 + "\n" }.joined()
      return
    }
    path = nil
    isRequired = false
    signers = ""
  }

  /// Where the list is: `/etc/lync-pin-wizard/approvers`, and the user's own in the folder for settings.
  ///
  /// - Parameter environment: returns a variable (`XDG_CONFIG_HOME`, `HOME`).
  public static func places(environment: (String) -> String?) -> [String] {
    let settings =
      environment("XDG_CONFIG_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
      ?? environment("HOME").map { "\($0)/.config" }
    return ["/etc/lync-pin-wizard/approvers"] + (settings.map { ["\($0)/lync-pin-wizard/approvers"] } ?? [])
  }
}
