// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Foundation
import Glibc
import Stores
import TestFiles
import Testing
import Threads

@testable import RemoteRegistry

/// `net` as a script of the test's own; the real one has tests of whole runs.
@Suite("NetTool", .serialized)
struct NetToolTests {
  private let temporary = TemporaryFolder()
  var folder: String { temporary.path }

  func tool(
    _ script: String, _ credentials: Credentials = .authentication([]), stop: CancellationToken? = nil,
    silence: Duration? = nil, port: UInt16 = 4455
  ) throws -> NetTool {
    chmod(try temporary.write("#!/bin/sh\n\(script)\n".utf8, to: "net"), 0o755)
    let environment = ["PATH": folder, "XDG_RUNTIME_DIR": folder, "PASSWD": "leak", "HOME": "/home/alex"]
    return try NetTool(
      RemoteServer(host: "fe01", port: port), credentials, environment: { environment[$0] }, stop: stop,
      silence: silence)
  }

  func text(_ answer: [UInt8]?) -> String { String(decoding: answer ?? [], as: UTF8.self) }

  @Test("shows credentials at a descriptor, and nowhere else")
  func credentials() throws {
    let credentials = try Credentials(user: #"CONTOSO\alex"#, password: "p%w'\" ")
    let net = try tool(#"printf '%s|' "$@"; echo; cat /dev/fd/3; env; readlink /proc/$$/fd/0"#, credentials)
    let said = text(try net.read([["enumerate", "HKLM"]])[0])
    let lines = said.split(separator: "\n").map(String.init)
    #expect(lines[0].hasPrefix("rpc|registry|enumerate|HKLM|-S|fe01|-p|4455|-A|/dev/fd/3|"))
    #expect(lines[1...3] == ["username = alex", "password = p%w'\" ", "domain = CONTOSO"])
    #expect(!said.contains("leak"))
    #expect(lines.contains("HOME=/home/alex"))
    #expect(lines.last == "/dev/null")
    #expect(net.command(["export", #"HKLM\A B"#]) == #"net rpc registry export 'HKLM\A B' -S fe01 -p 4455"#)
  }

  @Test("asks nobody for a password when a ticket is to do")
  func ticket() throws {
    for (version, option) in [("4.17.12-Debian", "--use-kerberos=required"), ("4.13.13-Debian", "-k")] {
      let net = try tool(
        #"[ "$1" = --version ] && { echo "Version \#(version)"; exit; }; printf '%s\n' "$@""#, .ticket)
      let words = text(try net.read([["enumerate"]])[0]).split(separator: "\n")
      #expect(words.contains { $0 == option })
      #expect(words.contains("--no-pass"))
      #expect(!words.contains("-A"))
    }
  }

  @Test("keeps answers apart, and knows a key that is missing from a failure")
  func several() throws {
    let net = try tool(
      """
      case $3 in
      a) head -c 300000 /dev/zero ;;
      b) echo 'registry_openkey failed: NT_STATUS_NO_SUCH_DEVICE' >&2; exit 255 ;;
      c) echo c ;;
      esac
      """)
    var runs: [String] = []
    net.heard = { run in
      runs.append(String("\(run)".prefix { $0 != "(" }))
      return true
    }
    let answers = try net.read([["a"], ["b"], ["c"]])
    #expect(answers.map { $0?.count } == [300_000, nil, 2])
    #expect(runs == ["done", "done", "done"])
    let failing = try tool("echo 'Connection failed: NT_STATUS_LOGON_FAILURE' >&2; exit 255")
    #expect(throws: NetError.wrongPassword) { try failing.read([["a"]]) }
  }

  @Test("writes nothing that cannot be written down")
  func record() throws {
    let net = try tool("echo ran >\(folder)/ran")
    net.heard = { _ in false }
    #expect(throws: NetError.cancelled) { try net.write(["deletekey", "x"]) }
    #expect(access("\(folder)/ran", F_OK) != 0)
    net.heard = { _ in true }
    try net.write(["deletekey", "x"])
    #expect(access("\(folder)/ran", F_OK) == 0)
  }

  @Test("ends what says nothing for too long, with all that it started")
  func silence() throws {
    let net = try tool(
      "sleep 300 & echo $! >\(folder)/$$; mv \(folder)/$$ \(folder)/child; wait", silence: .milliseconds(300))
    #expect(throws: NetError.timedOut) { try net.read([["enumerate"]]) }
    expectDead()
  }

  @Test("ends at somebody's word")
  func stopped() throws {
    var ends: [Int32] = [-1, -1]
    #expect(pipe(&ends) == 0)
    defer { for end in ends { close(end) } }
    #expect(write(ends[1], "x", 1) == 1)
    var asked = 0
    let stop = CancellationToken(descriptor: ends[0]) {
      // A signal that stops nothing, and later one that does.
      asked += 1
      return access("\(folder)/child", F_OK) == 0
    }
    let net = try tool("sleep 300 & echo $! >\(folder)/$$; mv \(folder)/$$ \(folder)/child; wait", stop: stop)
    #expect(throws: NetError.cancelled) { try net.read([["enumerate"], ["enumerate"]]) }
    #expect(asked > 0)
    expectDead()
  }

  func expectDead() {
    let text = (try? WholeFile.text("\(folder)/child")) ?? ""
    guard let child = pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
      Issue.record("no child")
      return
    }
    // Killed at once, but whoever inherits it may take a moment to hear of it.
    for _ in 0..<400 where kill(child, 0) == 0 && !Self.isZombie(child) { usleep(5_000) }
    #expect(kill(child, 0) != 0 || Self.isZombie(child))
  }

  static func isZombie(_ process: pid_t) -> Bool {
    let status = (try? WholeFile.text("/proc/\(process)/stat")) ?? ""
    return status.contains(") Z ")
  }

  @Test("asks for a name once, and from then on goes to the address that it led to")
  func pinned() throws {
    let net = try tool(
      // One write a call, as two of them come at once.
      #"line=$(printf '%s|' "$@"); echo "$line" >>calls; [ "$1" = lookup ] && printf 'note\n10.0.0.7\n10.0.0.8\n'; exit 0"#
        .replacingOccurrences(of: "calls", with: "\(folder)/calls"))
    let stores = RemoteStores(net)
    try stores.greet()
    _ = try stores.identity()
    let calls = try WholeFile.text("\(folder)/calls").split(separator: "\n")
    #expect(calls.count == 4)
    #expect(calls[0].hasPrefix("lookup|host|fe01|"))
    #expect(calls.dropFirst().allSatisfy { $0.contains("|-S|fe01|-p|4455|-I|10.0.0.7|") })
    #expect(net.command(["x"]) == "net rpc registry x -S fe01 -p 4455")
  }

  @Test("asks what the server's clock shows, in UTC, and takes nothing else for a time")
  func time() throws {
    for (says, expected) in [
      ("112912592026.07", "2026-11-29T12:59:07Z"), ("023000002026.00", nil),
      ("Sun Nov 29 12:59:07 2026", nil), ("", nil),
    ] as [(String, String?)] {
      let script = #"printf '%s ' "$@" "$TZ" >>\#(folder)/calls; echo '\#(says)'"#
      let net = try tool(script, port: RemoteServer.usualPort)
      #expect(try RemoteStores(net).time() == expected.flatMap(Instant.init(iso8601:)), "\(says)")
    }
    let calls = try WholeFile.text("\(folder)/calls")
    #expect(calls.hasPrefix("time system -S fe01 ") && calls.contains(" UTC "))
    // `net time` knows only the usual port: elsewhere it would ask another server.
    #expect(try RemoteStores(tool("echo 112912592026.07")).time() == nil)
  }

  @Test("goes on where nobody tells the address")
  func notPinned() throws {
    let net = try tool(
      #"[ "$1" = lookup ] && { echo "no such host"; exit 255; }; case "$*" in *" -I "*) exit 1;; esac"#)
    try RemoteStores(net).greet()
  }

  @Test("reads which computer it is, and takes nothing else for its name")
  func identity() throws {
    let guid = "3B0E3C1A-0000-4a00-8000-000000000001"
    for (name, machine, expected) in [
      ("echo fe01", "echo \(guid)", ServerIdentity(computerName: "FE01", machineGUID: guid.lowercased())),
      ("printf fe01", "exit 255", ServerIdentity(computerName: "FE01", machineGUID: nil)),
      ("exit 1", "echo \(guid)x", .unknown), ("echo a b", "echo x", .unknown),
      ("printf 'a\\nb'", "echo", .unknown),
      ("printf 'a\\033[2J'", "printf '\\0'", .unknown), ("printf '\\377\\376'", "kill -9 $$", .unknown),
    ] {
      let net = try tool("case \"$*\" in *MachineGuid*) \(machine);; *) \(name);; esac")
      #expect(try RemoteStores(net).identity() == expected, "\(name), \(machine)")
    }
  }

  @Test(
    "withholds a message that holds the password, in whatever writing",
    arguments: [
      "%s", "wrong: alex%%%s", "%s%s", "login \"%s\" failed", "Tr0ub 4dor &3", "TR0UB4DOR&3", "ro&d4bu0rt",
      "54723075623464", "5400720030007500", "VHIwdWI0ZG9yJjM=", "xUcjB1YjRkb3ImMw", "VAByADAAdQBiADQA",
      "Tr0ub4dor%%263", "piece: ub4d", "T r 0 u b 4", "Tr0ub\\4dor",
    ])
  func redacted(format: String) throws {
    let password = "Tr0ub4dor&3"
    let net = try tool(
      "printf 'first line\\n\(format.replacingOccurrences(of: "%s", with: password))\\n' >&2; exit 255",
      try Credentials(user: "alex", password: password))
    var runs: [NetRun] = []
    net.heard = {
      runs.append($0)
      return true
    }
    #expect(throws: NetError.withheld) { try net.read([["enumerate"]]) }
    #expect(throws: NetError.withheld) { try net.write(["deletekey", "x"]) }
    #expect(!"\(runs)".contains("ub4d"))
  }

  @Test("withholds no other message, however short the password is", arguments: ["a8z", "", "Tr0ub4dor&3"])
  func shown(password: String) throws {
    let net = try tool(
      "echo 'no such thing (0xC0000034)'; exit 255", try Credentials(user: "a", password: password))
    #expect(throws: NetError.failed("no such thing (0xC0000034)")) { try net.read([["x"]]) }
    let telling = try tool("echo 'no a8z thing'; exit 255", try Credentials(user: "a", password: "A8z"))
    #expect(throws: NetError.withheld) { try telling.read([["x"]]) }
  }

  @Test("leaves no folder behind")
  func scratch() throws {
    let net = try tool(
      #"[ "$3" = fail ] && { echo no; exit 1; }; for w in "$@"; do case $w in --option=lock*) mkdir -p "${w##*=}/a"; echo >"${w##*=}/a/b";; esac; done"#
    )
    _ = try net.read([["enumerate"]])
    #expect(throws: NetError.failed("no")) { try net.read([["fail"]]) }
    #expect(WholeFile.names(in: folder) == ["net"])
  }

  @Test("says that net is missing")
  func missing() throws {
    #expect(throws: NetError.missing) {
      try NetTool(
        RemoteServer(host: "fe01"), .ticket, environment: { $0 == "PATH" ? folder : nil }, stop: nil)
    }
  }
}
