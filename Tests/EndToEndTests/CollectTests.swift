// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Foundation
import Glibc
import Procedure
import PseudoTerminal
import Servers
import Stores
import TestFiles
import TestSupport
import Testing

/// `collect` and `inspect --live`, on a real server.
extension LiveTests {
  private func collect(_ server: SambaServer, _ options: [String] = []) -> [String] {
    ["collect", "--live", "\(server.address):\(server.port)", "--auth-file", server.authFile] + options
  }

  @Test("collects every entry exactly, for its owner alone, and changes nothing on the server")
  func collected() throws {
    let server = try SambaServer.member(1)
    let machine = Machine()
    let folder = "\(machine.folder)/fe01"
    let run = try machine.run(collect(server, ["--output", folder, "--computer", "fe01.contoso.com"]))
    #expect(run.code == 0, "\(run.messages)")
    #expect(run.says("The server's own name is FE01."))
    #expect(run.says("Collected: \(folder)"))
    #expect(run.output.isEmpty)
    var found: [String: [UInt8]] = [:]
    for (name, bytes) in machine.files(below: folder) where name.hasSuffix(".reg") {
      for entry in try RegistryEntry.all(of: bytes) {
        found["\(entry.store.rawValue)/\(entry.physical.rawValue)/\(entry.name)"] = entry.blob
      }
    }
    #expect(found == server.filled)
    #expect(try server.blobs() == server.filled)
    try machine.shell("test -z \"$(find fe01 -perm /077)\"; test -z \"$(ls -d .*.part 2>/dev/null)\"")
    let password = try #require(server.account["password"])
    #expect(
      machine.files(below: machine.folder).values.allSatisfy {
        !String(decoding: $0, as: UTF8.self).contains(password)
      })
  }

  @Test("judges a server read over the network as the folder collected from it, alone and in a pool")
  func inspected() throws {
    let server = try SambaServer.member(1)
    let machine = Machine()
    let folder = "\(machine.folder)/pool/fe01"
    try machine.shell("mkdir pool")
    #expect(try machine.run(collect(server, ["--output", folder])).code == 0)
    let chain = server.chain.flatMap { ["--chain", $0] }
    let live = try machine.run(
      ["inspect", "--json", "--live", "\(server.address):\(server.port)", "--auth-file", server.authFile]
        + chain)
    let files = try machine.run(["inspect", "--json", "--from", folder] + chain)
    #expect(live.code == 0 && files.code == 0, "\(live.messages) \(files.messages)")
    #expect(live.output.replacing("\(server.address): ", with: "") == files.output)
    // Stores that the server does not have were looked at, and are empty.
    #expect(!files.output.contains("\"state\": \"absent\""))
    #expect(files.output.contains("\"verdict\": \"mismatched\""))
    #expect(try PublishedSchema.objections(to: live.output, "inspect-1", isClosed: false) == [])
    let pool = try machine.run(["inspect", "--pool", "\(machine.folder)/pool"] + chain)
    #expect(pool.code == 0 && pool.output.contains("needs a session"), "\(pool.messages)")
    #expect(pool.messages.isEmpty, "\(pool.messages)")
    let other = try machine.run(
      ["inspect", "--live", "\(server.address):\(server.port)", "--auth-file", server.authFile]
        + ["--against", folder] + chain)
    #expect(other.output.contains("Certificates in both: 5."), "\(other.output)")
    #expect(!other.output.contains("Here, and not there"))
  }

  @Test("says why nothing was collected, also as JSON, with the exit code for it, and leaves nothing behind")
  func notCollected() throws {
    let server = try SambaServer.member(1)
    let other = try SambaServer.holding(.duplicateRoot)
    let machine = Machine()
    let wrong = try machine.write("username = nobody\npassword = x\n", to: "wrong")
    chmod(wrong, 0o600)
    try machine.shell("mkdir there")
    let cases: [(options: [String], code: Int32, says: String)] = [
      (collect(server, ["--computer", "fe02"]), 65, "Another server answered: FE01, not fe02."),
      (
        ["collect", "--live", "localhost:\(other.port)", "--auth-file", other.authFile], 65,
        "Another server answered: FE01, not localhost."
      ),
      (
        ["collect", "--live", "\(server.address):\(server.port)", "--auth-file", wrong], 77,
        "does not accept this user name and password"
      ),
      (["collect", "--live", "\(server.address):\(server.port)"], 77, "The server was not reached"),
      (["collect", "--live", "\(server.address):1", "--auth-file", server.authFile], 66, "port 1"),
      (collect(server, ["--output", "\(machine.folder)/there"]), 73, "exists already"),
      (collect(server, ["--output", "\(machine.folder)/no/where"]), 73, "no/where"),
    ]
    for one in cases {
      let options =
        one.options.contains("--output") ? one.options : one.options + ["--output", "\(machine.folder)/new"]
      let run = try machine.run(options + ["--json"])
      #expect(run.code == one.code, "\(one): \(run.messages)")
      #expect(run.says(one.says), "\(run.messages)")
      #expect(run.output.contains("\"exitCode\": \(one.code)"))
      #expect(run.output.contains("\"collected\": false"))
      #expect(try PublishedSchema.objections(to: run.output, "collect-1") == [])
    }
    try machine.shell("test \"$(ls -A | sort | tr '\\n' ' ')\" = 'there wrong '; test -z \"$(ls -A there)\"")
    let whole = try machine.run(collect(server, ["--output", "\(machine.folder)/new", "--json"]))
    #expect(whole.code == 0)
    #expect(try PublishedSchema.objections(to: whole.output, "collect-1") == [])
    #expect(whole.output.contains("\"computerName\": \"FE01\""))
  }

  @Test("leaves nothing behind when it is stopped while the server is read", arguments: [SIGINT, SIGTERM])
  func stopped(signal: Int32) throws {
    let server = try SambaServer.member(1)
    let machine = Machine()
    try LiveRun.install(
      #"[ "$verb" = export ] && echo $PPID >"$folder/reading" && exec sleep 30; exec "$real" "$@""#,
      on: machine, server)
    let admin = try machine.start(
      collect(server, ["--output", "\(machine.folder)/new"]), under: LiveRun.path(machine))
    var program: pid_t?
    for _ in 0..<300 where program == nil {
      program = (try? machine.text("reading")).flatMap {
        pid_t($0.trimmingCharacters(in: .whitespacesAndNewlines))
      }
      usleep(100_000)
    }
    #expect(kill(try #require(program), signal) == 0)
    #expect(try admin.terminal.waitForExit() == .code(130))
    #expect(admin.screen.contains("Stopped."))
    try machine.shell("test -z \"$(ls -Ad .new* new lync-pin-wizard-scratch* 2>/dev/null)\"")
  }

  @Test("writes nothing when the server fails in the middle, whichever of its stores it is")
  func cut() throws {
    let server = try SambaServer.member(1)
    let machine = Machine()
    func run(_ arguments: [String], net: String) throws -> Machine.Run {
      try LiveRun.install(net, on: machine, server)
      return try machine.run(arguments, under: LiveRun.path(machine))
    }
    let folder = "\(machine.folder)/new"
    let result = try run(
      collect(server, ["--output", folder]),
      net: """
        case "$*" in *EnterpriseCertificates?CA*) echo NT_STATUS_CONNECTION_RESET; exit 255 ;; esac
        exec "$real" "$@"
        """)
    #expect(result.code == 74, "\(result.messages)")
    #expect(access(folder, F_OK) != 0)
    let isNameless = #"[ "$verb" = getvalueraw ] && exit 255; exec "$real" "$@""#
    let nameless = try run(
      collect(server, ["--output", folder, "--computer", "FE01"]), net: isNameless)
    #expect(nameless.code == 65 && nameless.says("does not say which server it is"), "\(nameless.messages)")
    #expect(access(folder, F_OK) != 0)
    // Nobody asked for a certain computer: what is not known is said, and left open.
    let open = try run(collect(server, ["--output", folder, "--json"]), net: isNameless)
    #expect(open.code == 0 && open.output.contains("\"computerName\": null"), "\(open.messages)")
    let calls = try machine.text("calls")
    #expect(
      calls.contains("rpc registry export") && !calls.contains("import") && !calls.contains("deletekey"))
  }
}
