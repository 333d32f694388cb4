// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Foundation
import Glibc
import Procedure
import PseudoTerminal
import TestFiles
import Testing

@testable import Journal

@Suite("Commands that read, interrupted")
struct ReadingInterruptedTests {
  private static let commands = [
    "status p", "status p --json", "verify p", "transcript p", "sessions", "resume p", "resume", "commands p",
    "recheck p --store ROOT=/tmp", "restore p",
  ]

  /// A session of some megabytes, which takes a while to read.
  private static let large: [UInt8] = {
    let start = Event.started(Start(program: "test", server: .windowsServer2012))
    let note = Event.remarked(key: "start.server:server", text: String(repeating: "x", count: 60_000))
    var previous = JournalLine.firstPrevious
    return (1...100).flatMap { sequence in
      let record = Record(
        sequence: sequence, at: Instant(secondsSince1970: 1_800_000_000), event: sequence == 1 ? start : note)
      let line = JournalLine.encode(record, previous: previous)
      previous = line.hash
      return line.bytes
    }
  }()

  @Test("end at once while a session is read", arguments: commands, [SIGINT, SIGTERM])
  func session(_ command: String, _ number: Int32) throws {
    let machine = Machine()
    try machine.write(Self.large, to: machine.sessionFile("p"))
    let terminal = try reading(command, on: machine)
    if number == SIGINT { try terminal.send("\u{3}") } else { terminal.sendSignal(number) }
    #expect(try terminal.waitForExit() == .signal(number))
    #expect(machine.files("").count == 1)
    #expect(try machine.bytes(machine.sessionFile("p")) == Self.large)
  }

  /// A command while it has the session's file open. On a busy computer it can be over before anybody looks, and is then
  /// begun again.
  private func reading(_ command: String, on machine: Machine) throws -> PseudoTerminal {
    let path = machine.sessionFile("p")
    for _ in 0..<20 {
      let terminal = try machine.terminal(command.split(separator: " ").map(String.init))
      if waitUntilOpen(path, by: terminal.processIdentifier) { return terminal }
      terminal.sendSignal(SIGKILL)
      _ = try terminal.waitForExit()
      // What it has written by then is not what is looked at here.
      try machine.write(Self.large, to: path)
    }
    throw Unexpected("\(path) is not opened")
  }

  /// - Returns: whether a process was seen to have a file open.
  private func waitUntilOpen(_ path: String, by process: pid_t) -> Bool {
    for _ in 0..<1_000 {
      let folder = "/proc/\(process)/fd"
      // A process that may hold a password shows its files to root alone.
      if access(folder, R_OK) != 0, kill(process, 0) == 0, getuid() != 0 {
        usleep(500_000)
        return true
      }
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      if names.contains(where: {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\($0)")) == path
      }) {
        return true
      }
      usleep(1_000)
    }
    return false
  }
}
