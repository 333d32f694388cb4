// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import RemoteRegistry

@Suite("What net says")
struct NetErrorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    let error: NetError
    var testDescription: String { error.word }
  }

  /// As Samba 4.17 prints them.
  static let cases: [Case] = [
    Case(
      text: """
        Could not connect to server 127.0.0.1
        The username or password was not correct.
        Connection failed: NT_STATUS_LOGON_FAILURE
        """, error: .wrongPassword),
    Case(
      text: "Could not connect to server fe01\nConnection failed: NT_STATUS_ACCOUNT_LOCKED_OUT\n",
      error: .accountRefused(status: "NT_STATUS_ACCOUNT_LOCKED_OUT")),
    Case(
      text: """
        Kerberos auth with 'root@PRIV' (PRIV\\root) to access '127.0.0.1' not possible
        Could not connect to server 127.0.0.1
        Connection failed: NT_STATUS_ACCESS_DENIED
        """, error: .noTicket),
    Case(
      text: "Could not connect to server fe01\nConnection failed: NT_STATUS_ACCESS_DENIED",
      error: .accessDenied),
    Case(text: "deletekey returned WERR_ACCESS_DENIED", error: .accessDenied),
    Case(text: "Unable to find a suitable server for domain PRIV", error: .hostNotFound),
    Case(
      text: "Could not connect to server 127.0.0.1\nConnection failed: NT_STATUS_CONNECTION_REFUSED",
      error: .unreachable(status: "NT_STATUS_CONNECTION_REFUSED")),
    Case(text: "Connection failed: NT_STATUS_IO_TIMEOUT", error: .timedOut),
    Case(text: "enumerating values failed: NT_STATUS_CONNECTION_DISCONNECTED", error: .connectionLost),
    Case(text: "Could not initialise winreg pipe", error: .serviceStopped),
    Case(
      text: "Could not initialise pipe winreg. Error was NT_STATUS_OBJECT_NAME_NOT_FOUND",
      error: .serviceStopped),
    Case(text: "registry_openkey failed: NT_STATUS_NO_SUCH_DEVICE\n", error: .keyMissing),
    Case(text: "deletekey returned WERR_FILE_NOT_FOUND", error: .keyMissing),
    Case(text: "something\nelse\n\n", error: .failed("else")),
    Case(text: "", error: .failed("")),
  ]

  @Test("is understood", arguments: cases)
  func classified(_ example: Case) {
    #expect(NetError(said: example.text) == example.error)
  }
}
