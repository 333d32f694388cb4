// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Foundation
import Glibc
import Stores
import Testing

@testable import RemoteRegistry

/// `net` as a script of the test's own; the real one has tests of whole runs.
@Suite("NetTool", .serialized)
struct NetToolTests {
  let folder: String

  init() throws {
    folder = "/tmp/lync-pin-wizard-net-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
  }

  private func clean() { try? FileManager.default.removeItem(atPath: folder) }

  private func tool(
    _ script: String, _ credentials: Credentials = .authentication([]), stop: Stop? = nil,
    silence: Duration? = nil
  ) throws -> NetTool {
    let path = "\(folder)/net"
    try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(fileURLWithPath: path))
    chmod(path, 0o755)
    let environment = ["PATH": folder, "XDG_RUNTIME_DIR": folder, "PASSWD": "leak", "HOME": "/home/alex"]
    return try NetTool(
      RemoteServer(host: "fe01", port: 4455), credentials, environment: { environment[$0] }, stop: stop,
      silence: silence)
  }

  private func text(_ answer: [UInt8]?) -> String { String(decoding: answer ?? [], as: UTF8.self) }

  @Test("shows credentials at a descriptor, and nowhere else")
  func credentials() throws {
    defer { clean() }
    let credentials = try #require(Credentials(user: #"CONTOSO\alex"#, password: " p%w'\" "))
    let net = try tool(#"printf '%s|' "$@"; echo; cat /dev/fd/3; env; readlink /proc/$$/fd/0"#, credentials)
    let said = text(try net.read([["enumerate", "HKLM"]])[0])
    let lines = said.split(separator: "\n").map(String.init)
    #expect(lines[0].hasPrefix("rpc|registry|enumerate|HKLM|-S|fe01|-p|4455|-A|/dev/fd/3|"))
    #expect(lines[1...3] == ["username = alex", "password =  p%w'\" ", "domain = CONTOSO"])
    #expect(!said.contains("leak"))
    #expect(lines.contains("HOME=/home/alex"))
    #expect(lines.last == "/dev/null")
    #expect(net.command(["export", #"HKLM\A B"#]) == #"net rpc registry export 'HKLM\A B' -S fe01 -p 4455"#)
  }

  @Test("asks nobody for a password when a ticket is to do")
  func ticket() throws {
    defer { clean() }
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
    defer { clean() }
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
    defer { clean() }
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
    defer { clean() }
    let net = try tool(
      "sleep 300 & echo $! >\(folder)/$$; mv \(folder)/$$ \(folder)/child; wait", silence: .milliseconds(300))
    #expect(throws: NetError.timedOut) { try net.read([["enumerate"]]) }
    expectDead()
  }

  @Test("ends at somebody's word")
  func stopped() throws {
    defer { clean() }
    var ends: [Int32] = [-1, -1]
    #expect(pipe(&ends) == 0)
    defer { for end in ends { close(end) } }
    #expect(write(ends[1], "x", 1) == 1)
    var asked = 0
    let stop = Stop(descriptor: ends[0]) {
      // A signal that stops nothing, and later one that does.
      asked += 1
      return access("\(folder)/child", F_OK) == 0
    }
    let net = try tool("sleep 300 & echo $! >\(folder)/$$; mv \(folder)/$$ \(folder)/child; wait", stop: stop)
    #expect(throws: NetError.cancelled) { try net.read([["enumerate"], ["enumerate"]]) }
    #expect(asked > 0)
    expectDead()
  }

  private func expectDead() {
    let text = (try? String(contentsOfFile: "\(folder)/child", encoding: .utf8)) ?? ""
    guard let child = pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
      Issue.record("no child")
      return
    }
    // Killed at once, but whoever inherits it may take a moment to hear of it.
    for _ in 0..<400 where kill(child, 0) == 0 && !Self.isZombie(child) { usleep(5_000) }
    #expect(kill(child, 0) != 0 || Self.isZombie(child))
  }

  private static func isZombie(_ process: pid_t) -> Bool {
    let status = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
    return status.contains(") Z ")
  }

  @Test("leaves no folder behind")
  func scratch() throws {
    defer { clean() }
    let net = try tool(
      #"[ "$3" = fail ] && { echo no; exit 1; }; for w in "$@"; do case $w in --option=lock*) mkdir -p "${w##*=}/a"; echo >"${w##*=}/a/b";; esac; done"#
    )
    _ = try net.read([["enumerate"]])
    #expect(throws: NetError.failed("no")) { try net.read([["fail"]]) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["net"])
  }

  @Test("says that net is missing")
  func missing() throws {
    defer { clean() }
    #expect(throws: NetError.missing) {
      try NetTool(
        RemoteServer(host: "fe01"), .ticket, environment: { $0 == "PATH" ? folder : nil }, stop: nil)
    }
  }
}

@Suite("Credentials")
struct CredentialsTests {
  @Test("are taken only from a file of one's own that nobody else can read")
  func file() throws {
    let folder = "/tmp/lync-pin-wizard-auth-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = "\(folder)/auth"
    #expect(throws: CredentialFileError.missing) { try Credentials.file(path) }
    try Data("username = alex\npassword = x\n".utf8).write(to: URL(fileURLWithPath: path))
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
    #expect(symlink(path, "\(folder)/link") == 0)
    #expect(throws: CredentialFileError.notARegularFile) { try Credentials.file("\(folder)/link") }
    #expect(throws: CredentialFileError.notARegularFile) { try Credentials.file(folder) }
    chmod(path, 0o600)
    for (text, error) in [
      ("password = x\n", CredentialFileError.noUser), ("username =  \n", .noUser), ("", .noUser),
      (String(repeating: "#", count: 20_000), .tooLong),
    ] {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
      #expect(throws: error) { try Credentials.file(path) }
    }
  }

  @Test("have no line ends in them", arguments: ["a\nb", "a\r", "a\0b"])
  func lines(text: String) {
    #expect(Credentials(user: text, password: "x") == nil)
    #expect(Credentials(user: "x", password: text) == nil)
  }
}

@Suite("Store snapshots")
struct StoreSnapshotTests {
  private func snapshot(_ entries: [(String, String)]) throws -> StoreSnapshot {
    let key = StoreKey.writable(.trustedRoot)
    let text = entries.map { "[\(key.path)\\\($0.0)]\n\"Blob\"=hex:\($0.1)\n\n" }.joined()
    return try StoreSnapshot(key, export: Array("Windows Registry Editor Version 5.00\n\n\(text)".utf8))
  }

  private static func name(_ digit: Character) -> String { String(repeating: digit, count: 40) }

  @Test("tell what is missing, new or another, but for the one that may change")
  func changes() throws {
    let (a, b, c) = (Self.name("a"), Self.name("b"), Self.name("c"))
    let before = try snapshot([(a, "01,02"), (b, "03"), (c, "04")])
    #expect(try snapshot([(a, "01,02"), (c, "04")]).changes(since: before, except: b) == [])
    #expect(try snapshot([(c.uppercased(), "04"), (a, "01,02")]).changes(since: before, except: b) == [])
    #expect(try snapshot([(a, "01,02")]).changes(since: before, except: b) == [c.uppercased()])
    #expect(try snapshot([(a, "01"), (c, "04")]).changes(since: before, except: b) == [a.uppercased()])
    let more = try snapshot([(a, "01,02"), (c, "04"), (Self.name("d"), "05")])
    #expect(more.changes(since: before, except: b) == [Self.name("D")])
    #expect(before[b.uppercased()]?.blob == [3])
  }

  @Test("are empty where there is no key, and refused where there is no export")
  func odd() throws {
    #expect(try StoreSnapshot(.writable(.intermediate), export: []).entries.isEmpty)
    #expect(throws: NetError.unreadable) {
      try StoreSnapshot(.writable(.intermediate), export: Array("username".utf8))
    }
  }
}
