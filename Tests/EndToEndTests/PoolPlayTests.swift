// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Glibc
import PseudoTerminal
import TestFiles
import Testing

/// The playbook that looks at a pool, against real servers: one in order, one slow, one down, one with a wrong
/// password, and one that answers under another name.
extension LiveTests {
  @Test(
    "ends with a row for every server of a pool and the exit code for it; a second run changes nothing",
    .enabled(
      if: PoolPlay.isInstalled, "ansible-core is not installed here: Scripts/setup --tests installs it")
  )
  func play() throws {
    let (first, second) = (try SambaServer.member(1), try SambaServer.member(2))
    let machine = Machine()
    // The second server needs two seconds for every answer.
    try LiveRun.install(
      #"case "$*" in *"\#(second.address)"*) sleep 2 ;; esac; exec "$real" "$@""#, on: machine, first)
    let wrong = try machine.write("username = nobody\npassword = x\n", to: "wrong")
    chmod(wrong, 0o600)
    let play = try PoolPlay(
      [
        .init(name: "fe01", server: first), .init(name: "fe02", server: second),
        .init(name: "fe03", server: first, address: "127.0.0.99"),
        .init(name: "fe04", server: first, authFile: wrong), .init(name: "fe05", server: second),
      ], on: machine)

    // Nobody is asked in check mode, and nothing is written.
    let check = try play.run("collect.yml", ["--check"])
    #expect(check.code == 0, "\(check.output)")
    #expect(check.output.contains("fe01.contoso.com: would be read; in check mode no server is asked"))
    try machine.shell("test ! -e results; test ! -e calls")

    let run = try play.run("collect.yml")
    #expect(run.code == 2, "\(run.output)")
    let rows = [
      "fe01.contoso.com: session needed", "fe02.contoso.com: session needed", "fe03.contoso.com: unread",
      "fe04.contoso.com: unread", "fe05.contoso.com: unread",
    ]
    for row in rows { #expect(run.output.contains(row), "\(row) in \(run.output)") }
    for reason in [
      "fe03.contoso.com was not read. 127.0.0.99 does not accept the connection",
      "fe04.contoso.com was not read. \(first.address) does not accept this user name and password",
      "fe05.contoso.com was not read. Another server answered: FE02, not fe05.",
    ] { #expect(run.output.contains(reason), "\(reason)") }
    // What cannot be reached is tried again; a wrong password never is.
    #expect(run.output.contains("RETRYING: [fe03.contoso.com]"))
    #expect(!run.output.contains("RETRYING: [fe04.contoso.com]"))
    let matrix = try machine.text("results/now/matrix.json")
    #expect(try PublishedSchema.objections(to: matrix, "inspect-pool-1", isClosed: false) == [])
    for name in ["matrix.txt", "matrix.html", "matrix.json"] {
      let text = try machine.text("results/now/\(name)")
      for row in rows { #expect(text.contains(row.prefix { $0 != ":" }), "\(row) in \(name)") }
    }
    #expect(try first.blobs() == first.filled && second.blobs() == second.filled)

    let again = try play.run("collect.yml")
    #expect(again.code == 2 && again.changed == 0, "\(again.output)")
    for row in rows { #expect(again.output.contains(row), "\(row)") }
    #expect(try machine.text("results/now/matrix.json") == matrix)

    #expect(play.isSecretKept([check, run, again]))
    try machine.shell("test -z \"$(ls -A run)\"; test -z \"$(find results -perm /077 ! -type l)\"")
    let calls = try machine.text("calls")
    #expect(!calls.contains(" import ") && !calls.contains(" deletekey "))
  }
}
