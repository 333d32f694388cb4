// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Glibc
import Stores
import TestFiles
import Testing

@testable import RemoteRegistry

@Suite("Credentials")
struct CredentialsTests {
  @Test("are taken only from a file of one's own that nobody else can read")
  func file() throws {
    let folder = TemporaryFolder()
    let path = folder.file("auth")
    #expect(throws: CredentialFileError.missing) { try Credentials.file(path) }
    try folder.write("username = alex\npassword = x\n".utf8, to: "auth")
    for mode: mode_t in [0o644, 0o640, 0o602, 0o601, 0o660] {
      chmod(path, mode)
      #expect(throws: CredentialFileError.open(mode: mode)) { try Credentials.file(path) }
    }
    for mode: mode_t in [0o600, 0o400] {
      chmod(path, mode)
      guard case .authentication(let octets) = try Credentials.file(path) else {
        Issue.record("no file")
        return
      }
      #expect(String(decoding: octets, as: UTF8.self) == "username = alex\npassword = x\n")
    }
    #expect(symlink(path, folder.file("link")) == 0)
    #expect(throws: CredentialFileError.notARegularFile) { try Credentials.file(folder.file("link")) }
    #expect(throws: CredentialFileError.notARegularFile) { try Credentials.file(folder.path) }
    chmod(path, 0o600)
    for (text, error) in [
      ("password = x\n", CredentialFileError.noUser), ("username =  \n", .noUser), ("", .noUser),
      (String(repeating: "#", count: 20_000), .tooLong),
    ] {
      try folder.write(text.utf8, to: "auth")
      #expect(throws: error) { try Credentials.file(path) }
    }
  }

  struct Refused: Sendable {
    let user: String
    let password: String
    let reason: CredentialRefusal
  }

  @Test(
    "are refused where they would not reach the server as they were typed",
    arguments: [
      Refused(user: "a\nb", password: "x", reason: .lineEnd),
      Refused(user: "a", password: "x\r", reason: .lineEnd),
      Refused(user: "a", password: "a\0b", reason: .lineEnd),
      Refused(user: "a", password: "f\u{FFFD}r", reason: .notUTF8),
      Refused(user: "a", password: "f\u{10FEFC}r", reason: .notUTF8),
      Refused(user: "\u{FFFD}", password: "x", reason: .notUTF8),
      Refused(user: "a", password: " x", reason: .blankInFront),
      Refused(user: "a", password: "\tx", reason: .blankInFront),
      Refused(user: "a", password: " ", reason: .blankInFront),
    ])
  func refused(_ example: Refused) {
    #expect(throws: example.reason) { try Credentials(user: example.user, password: example.password) }
  }

  @Test("are taken as they are typed otherwise", arguments: ["x ", "a b  ", "x\t", "#x", "ä=ö %\"'"])
  func taken(password: String) throws {
    guard case .authentication(let octets) = try Credentials(user: "alex", password: password) else {
      Issue.record("no file")
      return
    }
    #expect(String(decoding: octets, as: UTF8.self) == "username = alex\npassword = \(password)\n")
  }
}
