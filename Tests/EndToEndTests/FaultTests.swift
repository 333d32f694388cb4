// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Ledger
import Procedure
import PseudoTerminal
import Testing
import Wizard

/// The program with a system call that fails or kills it: what a full disk and a power cut do, at a chosen place.
@Suite("Faults, end to end", .enabled(if: Tracing.canInject))
struct FaultTests {
  @Test(
    "goes on where it was killed, wherever that was",
    arguments: ["unlink:signal=KILL:when=1"]
      + stride(from: 45, through: 60, by: 3).map { "pwrite64:signal=KILL:when=\($0)" }
      + stride(from: 46, through: 58, by: 3).map { "fdatasync:signal=KILL:when=\($0)" })
  func killed(_ fault: String) throws {
    let run = try Practice(
      .duplicateRoot, under: Tracing.inject(fault))
    let exit = try run.work(Sensible().act)
    #expect(exit == .signal(SIGKILL))
    let records = try run.machine.journal(run.name).records
    #expect(records.count > 40)
    // Nothing is gone that was not ordered to go, and nothing without a copy.
    let isOrdered = records.contains { $0.isDeletionOrder }
    #expect(run.removed.isEmpty || isOrdered)
    let exports = Set(run.machine.files("\(run.name).exports").values)
    #expect(run.removed.values.allSatisfy { exports.contains($0) })

    try run.resume()
    #expect(try run.work(Sensible().act) == .code(0))
    #expect(try run.machine.session(run.name).ending == .duplicatesRemoved)
    #expect(run.removed.count == 1)
    #expect(run.isPathInstalled)
    #expect(try run.machine.run(["verify", run.name]).code == 0)
  }

  @Test(
    "says that an answer cannot be written, and loses none before it",
    arguments: [
      "pwrite64:error=ENOSPC:when=10", "fdatasync:error=EIO:when=10", "pwrite64:error=EIO:when=50",
      "pwrite64:retval=7:when=20",
    ])
  func unwritten(_ fault: String) throws {
    let run = try Practice(
      .duplicateRoot, under: Tracing.inject(fault))
    #expect(try run.work(Sensible().act) == .code(74))
    #expect(run.admin.screen.contains("lync-pin-wizard resume \(run.name)"))
    #expect(try run.machine.run(["verify", run.name]).code == 0)
    let asked = run.admin.moments.last?.item
    let records = try run.machine.journal(run.name).records

    try run.resume()
    let exit = try run.work(Sensible().act)
    #expect(run.admin.moments.first?.item == asked)
    #expect(exit == .code(0))
    #expect(Array(try run.machine.journal(run.name).records.prefix(records.count)) == records)
    #expect(run.removed.count == 1)
  }
}

/// strace, which can make system calls fail.
enum Tracing {
  private static let tracer = "/usr/bin/strace"

  /// It may be missing, and a container may forbid it.
  static let canInject: Bool = {
    guard access(tracer, X_OK) == 0,
      let terminal = try? PseudoTerminal.spawn(tracer, ["-f", "-o", "/dev/null", "/bin/true"])
    else { return false }
    return (try? terminal.waitForExit()) == .code(0)
  }()

  /// A command that runs another with a fault.
  static func inject(_ fault: String) -> [String] {
    // A search for leaks traces the program too, and a program has one tracer only.
    [tracer, "-f", "-o", "/dev/null", "-E", "LSAN_OPTIONS=detect_leaks=0", "-e", "inject=\(fault)"]
  }
}
