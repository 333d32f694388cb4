// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Glibc
import Procedure
import Testing

/// What is said when a server is not reached: `net` is a script here that fails as the real one does.
@Suite("Live, what does not work")
struct LiveContactTests {
  struct Case: Sendable, CustomTestStringConvertible {
    /// What `net` prints.
    let prints: String
    let code: Int32
    let says: String
    var testDescription: String { prints }
  }

  static let cases = [
    Case(
      prints: "Connection failed: NT_STATUS_IO_TIMEOUT", code: 66, says: "fe01 did not answer in time."),
    Case(
      prints: "enumerating values failed: NT_STATUS_CONNECTION_DISCONNECTED", code: 74,
      says: "The connection to fe01 broke off."),
    Case(
      prints: "Connection failed: NT_STATUS_LOGON_FAILURE", code: 77,
      says: "fe01 does not accept this user name and password."),
    Case(
      prints: "Connection failed: NT_STATUS_ACCOUNT_LOCKED_OUT", code: 77,
      says: "fe01 knows this account and does not let it in (NT_STATUS_ACCOUNT_LOCKED_OUT)"),
    Case(
      prints: "Connection failed: NT_STATUS_ACCESS_DENIED", code: 77,
      says: "fe01 knows the account and denies access to its registry."),
    Case(
      prints: "Could not initialise winreg pipe", code: 66,
      says:
        "Start it there (services.msc, “Remote Registry”), or with: net rpc service start RemoteRegistry -S fe01"
    ),
    Case(
      prints: "Connection failed: NT_STATUS_HOST_UNREACHABLE", code: 66,
      says: "fe01 does not accept the connection to port 445 (NT_STATUS_HOST_UNREACHABLE)."),
    Case(
      prints: "Unable to find a suitable server for domain X", code: 66, says: "fe01 is not known"),
    Case(
      prints: "registry_openkey failed: NT_STATUS_NO_SUCH_DEVICE", code: 66,
      says: "fe01 has no certificate stores where Windows keeps them."),
    Case(prints: "something else", code: 74, says: "It did not work on fe01: something else"),
  ]

  private static let start = ["start", "--server", "2012", "--name", "n", "--live", "fe01"]

  /// - Returns: what runs the program where `net` is this script alone; `nil` for none at all.
  private func computer(_ machine: Machine, net: String?) throws -> [String] {
    try machine.shell("mkdir bin; umask 077; printf 'username = alex\\npassword = x\\n' >auth")
    if let net { chmod(try machine.write("#!/bin/sh\n\(net)\n", to: "bin/net"), 0o755) }
    return ["/usr/bin/env", "PATH=\(machine.folder)/bin", "XDG_RUNTIME_DIR=\(machine.folder)"]
  }

  @Test("is said, with what to do, and can be tried again", arguments: cases)
  func said(_ example: Case) throws {
    let machine = Machine()
    let tool = try computer(
      machine,
      net:
        "[ \"$1\" = lookup ] && exit 255; echo call >>\(machine.folder)/calls; echo '\(example.prints)'; exit 255"
    )
    let result = try machine.run(
      Self.start + ["--auth-file", "\(machine.folder)/auth"], input: "d\n", under: tool)
    #expect(result.code == example.code)
    #expect(result.says(example.says), "\(result.messages)")
    #expect(result.says("[D] Done") && result.says("[M] Continue by hand"))
    #expect(try machine.text("calls") == "call\ncall\n")
    #expect(access(machine.sessionFile("n"), F_OK) != 0)
  }

  @Test("without net, the command that installs it is named")
  func missing() throws {
    let machine = Machine()
    let tool = try computer(machine, net: nil)
    let result = try machine.run(Self.start + ["--auth-file", "\(machine.folder)/auth"], under: tool)
    #expect(result.code == 66)
    #expect(result.says("sudo apt-get install samba-common-bin"))
  }

  @Test("without a ticket, kinit is named, and no password is asked for")
  func noTicket() throws {
    let machine = Machine()
    let tool = try computer(
      machine, net: "echo \"Kerberos auth with 'a@B' to access 'fe01' not possible\"; exit 255")
    let result = try machine.run(Self.start + ["--kerberos"], under: tool)
    #expect(result.code == 77)
    #expect(result.says("Run kinit for your account"))
    #expect(!result.says("Password of"))
  }

  @Test("goes on by hand as a session by hand does, and in a dry run nowhere")
  func byHand() throws {
    let machine = Machine()
    let tool = try computer(machine, net: "echo 'Connection failed: NT_STATUS_IO_TIMEOUT'; exit 255")
    let sign = ["--auth-file", "\(machine.folder)/auth"]
    let dry = try machine.run(Self.start + sign + ["--dry-run"], input: "m\n", under: tool)
    #expect(dry.code == 66)
    #expect(!dry.says("[M]"))
    #expect(access(machine.sessionFile("n"), F_OK) != 0)
    #expect(try machine.run(Self.start + sign, input: "m\n", under: tool).code == 3)
    #expect(try machine.session("n").start.live?.host == "fe01")
    #expect(try machine.session("n").pending != nil)
  }
}
