// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Glibc
import PseudoTerminal
import Servers
import Testing

/// The password: where it may go, and where it must not.
extension LiveTests {
  @Test(
    "is shown and written nowhere, also when net repeats it",
    arguments: [
      #"echo "no access for $(tr '\n' ' ' </dev/fd/3)" >&2"#, #"base64 -w 0 </dev/fd/3"#,
      #"sed -n 's/password = //p' /dev/fd/3 | od -An -v -tx1 | tr -d ' \n' >&2"#,
      #"sed -n 's/password = //p' /dev/fd/3 | cut -c 3-9 >&2"#,
      #"sed -n 's/password = //p' /dev/fd/3 | rev >&2"#,
    ])
  func repeated(script: String) throws {
    let run = try LiveRun(
      .duplicateRoot, [], net: #"[ "$verb" = export ] && { \#(script); exit 255; }; exec "$real" "$@""#)
    let user = try #require(run.server.account["username"])
    let password = try #require(run.server.account["password"])
    let terminal = run.admin.terminal
    try terminal.waitFor("CONTOSO\\alex: ")
    try terminal.send("\(user)\r")
    try terminal.waitFor("not stored): ")
    try terminal.send("\(password)\r")
    #expect(try run.work { $0.letters.contains("M") ? .type("p") : try Sensible().act($0) } == .code(3))
    #expect(run.admin.screen.contains("is not shown, because it contains part of the password"))
    let pieces = [
      String(password.dropFirst(2).prefix(6)), String(password.reversed()), Self.hexadecimal(password),
    ]
    for text in try run.leftovers() + [run.run(["transcript", run.name]).output] {
      #expect(pieces.allSatisfy { !text.contains($0) })
    }
  }

  private static func hexadecimal(_ text: String) -> String {
    text.utf8.map { String(format: "%02x", $0) }.joined()
  }

  @Test("one that does not reach the server as it was typed is refused, and asked for again")
  func blankInFront() throws {
    let run = try LiveRun(.duplicateRoot, [])
    let terminal = run.admin.terminal
    for (password, says) in [
      (" secret", "A password that begins with a space or a tab cannot be sent"),
      ("f\u{FFFD}r", "did not send this text as UTF-8"),
      ("secret ", "does not accept this user name and password"),
    ] {
      try terminal.waitFor("CONTOSO\\alex: ")
      try terminal.send("nobody\r")
      try terminal.waitFor("not stored): ")
      try terminal.send("\(password)\r")
      try terminal.waitFor(says)
    }
    // Only the last one was shown to the server.
    #expect(try run.calls == ["enumerate"])
  }

  @Test("no memory image of the wizard or of net can hold it")
  func memoryImages() throws {
    let machine = Machine()
    let user = try machine.ordinaryUser()
    try machine.shell("mkdir bin out; umask 077; printf 'username = alex\\npassword = x\\n' >auth")
    if geteuid() == 0 { try machine.shell("chown 65534:65534 auth out") }
    let net = try machine.write(
      """
      #!/bin/bash
      [ "$3" = enumerate ] || exit 255
      stat -c %u /proc/$PPID/environ >\(machine.folder)/out/owner
      id -u >\(machine.folder)/out/user
      sed -n 's/Max core file size  *//p' /proc/$$/limits >\(machine.folder)/out/limit
      exit 255
      """, to: "bin/net")
    chmod(net, 0o755)
    let result = try machine.run(
      ["start", "--server", "2012", "--live", "fe01", "--auth-file", "\(machine.folder)/auth"],
      under: user + [
        "/usr/bin/env", "PATH=\(machine.folder)/bin:/usr/bin:/bin", "XDG_RUNTIME_DIR=\(machine.folder)/out",
      ])
    #expect(result.code == 74, "\(result.messages)")
    // What nobody may look into belongs to root.
    #expect(try machine.text("out/owner") == "0\n")
    #expect(try machine.text("out/user") == "\(user.isEmpty ? geteuid() : 65534)\n")
    #expect(
      try machine.text("out/limit").split(separator: " ").first.map { ["0", "1"].contains($0) } == true)
  }
}
