// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Paths

/// What authenticates the wizard to a server. Kept only in memory, while the program runs.
public enum Credentials: Sendable {
  /// An existing Kerberos ticket (`kinit`).
  case ticket
  /// The content of what Samba calls an authentication file: lines `username = …`, `password = …`, `domain =
  /// …`.
  case authentication([UInt8])

  /// - Parameter user: `NAME`, `DOMAIN\NAME` or `NAME@REALM`.
  /// - Throws: `CredentialRefusal`; accepted credentials reach the server exactly as typed.
  public init(user: String, password: String) throws(CredentialRefusal) {
    let scalars = (user + password).unicodeScalars
    guard !scalars.contains(where: { ["\n", "\r", "\0"].contains($0) }) else { throw .lineEnd }
    guard !scalars.contains(where: { $0 == "\u{FFFD}" || PathText.octet(of: $0) != nil }) else {
      throw .notUTF8
    }
    // Samba's reader of authentication files removes blanks and tabs before a value, but not after it
    // (cli_credentials_parse_file of auth/credentials; tested with 4.17).
    guard password.first != " ", password.first != "\t" else { throw .blankInFront }
    let parts = user.split(separator: "\\", maxSplits: 1, omittingEmptySubsequences: false)
    var lines = ["username = \(parts.last ?? "")", "password = \(password)"]
    if parts.count == 2 { lines.append("domain = \(parts[0])") }
    self = .authentication(Array((lines.joined(separator: "\n") + "\n").utf8))
  }
}

/// Why a typed name and password are not sent to a server.
public enum CredentialRefusal: Error, Hashable, Sendable {
  /// A line end or a NUL.
  case lineEnd
  /// The terminal did not send UTF-8, so the typed text is unknown.
  case notUTF8
  /// The password starts with a blank or a tab, which would not reach the server.
  case blankInFront
}

/// Why a credentials file is not used.
public enum CredentialFileError: Error, Hashable, Sendable {
  case missing
  /// `code` is the system's error number.
  case unreadable(code: Int32)
  /// A folder, a device, a pipe, a link.
  case notARegularFile
  /// It belongs to another user of this computer.
  case notOwn
  /// Others can read or write it; with the last nine bits of the mode.
  case open(mode: UInt32)
  case tooLong
  /// It has no user name.
  case noUser
}

extension Credentials {
  /// Far more than a user name and a password need, and less than a pipe's capacity.
  private static let mostOctets = 16 << 10

  /// Reads an authentication file, and checks the same open file that it reads.
  public static func file(_ path: String) throws(CredentialFileError) -> Credentials {
    let descriptor = open(path.pathOctets, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else {
      switch errno {
      case ENOENT, ENOTDIR: throw .missing
      case ELOOP: throw .notARegularFile
      case let code: throw .unreadable(code: code)
      }
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unreadable(code: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notARegularFile }
    guard status.st_uid == geteuid() else { throw .notOwn }
    guard status.st_mode & 0o077 == 0 else { throw .open(mode: status.st_mode & 0o777) }
    var octets = [UInt8](repeating: 0, count: mostOctets + 1)
    let count = read(descriptor, &octets, octets.count)
    guard count >= 0 else { throw .unreadable(code: errno) }
    guard count <= mostOctets else { throw .tooLong }
    octets.removeLast(octets.count - count)
    guard namesUser(octets) else { throw .noUser }
    return .authentication(octets)
  }

  private static func namesUser(_ octets: [UInt8]) -> Bool {
    String(decoding: octets, as: UTF8.self).split(whereSeparator: \.isNewline).contains { line in
      let parts = line.split(separator: "=", maxSplits: 1)
      return parts.count == 2 && parts[0].filter { !$0.isWhitespace }.lowercased() == "username"
        && parts[1].contains { !$0.isWhitespace }
    }
  }
}
