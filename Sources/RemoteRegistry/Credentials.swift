// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Paths

/// What a server is shown. It is kept in memory while the program runs, and nowhere else.
public enum Credentials: Sendable {
  /// A Kerberos ticket that is there already (`kinit`).
  case ticket
  /// What Samba calls an authentication file: lines `username = …`, `password = …`, `domain = …`.
  case authentication([UInt8])

  /// - Parameter user: `NAME`, `DOMAIN\NAME` or `NAME@REALM`.
  /// - Throws: `CredentialRefusal`; what is taken reaches the server as it was typed.
  public init(user: String, password: String) throws(CredentialRefusal) {
    let scalars = (user + password).unicodeScalars
    guard !scalars.contains(where: { ["\n", "\r", "\0"].contains($0) }) else { throw .lineEnd }
    guard !scalars.contains(where: { $0 == "\u{FFFD}" || PathText.octet(of: $0) != nil }) else {
      throw .notUTF8
    }
    // Samba's reader of authentication files takes blanks and tabs away in front of a value, and none behind it
    // (cli_credentials_parse_file of auth/credentials; tried with 4.17).
    guard password.first != " ", password.first != "\t" else { throw .blankInFront }
    let parts = user.split(separator: "\\", maxSplits: 1, omittingEmptySubsequences: false)
    var lines = ["username = \(parts.last ?? "")", "password = \(password)"]
    if parts.count == 2 { lines.append("domain = \(parts[0])") }
    self = .authentication(Array((lines.joined(separator: "\n") + "\n").utf8))
  }
}

/// Why a name and a password that were typed are not shown to a server.
public enum CredentialRefusal: Error, Hashable, Sendable {
  /// A line end or a NUL.
  case lineEnd
  /// The terminal sent something else than UTF-8: what was typed is not known.
  case notUTF8
  /// The password begins with a blank or a tab, which does not reach the server.
  case blankInFront
}

/// Why a file of credentials is not used.
public enum CredentialFileError: Error, Hashable, Sendable {
  case missing
  /// `code` is the system's error number.
  case unreadable(code: Int32)
  /// A folder, a device, a pipe, a link.
  case notARegularFile
  /// It belongs to another user of this computer.
  case notOwn
  /// Others may read or write it; the mode's last nine bits.
  case open(mode: UInt32)
  case tooLong
  /// It names no user.
  case noUser
}

extension Credentials {
  /// Far more than a user and a password take, and less than a pipe holds.
  private static let mostOctets = 16 << 10

  /// Reads an authentication file, and looks at the very file that it reads.
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
