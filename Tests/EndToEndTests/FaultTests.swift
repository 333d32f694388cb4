// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import FaultInjection
import Glibc
import Journal
import Procedure
import PseudoTerminal
import Servers
import TestSupport
import Testing

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

  @Test("asks once more for the console of the first half, where it was killed among its steps")
  func killedInConsole() throws {
    let steps = StoreSection(role: .intermediate).addSnapIn
    var left: [Int] = []
    for call in 59...65 {
      let run = try Practice(.duplicateRoot, under: Tracing.inject("fdatasync:signal=KILL:when=\(call)"))
      #expect(try run.work(Sensible().act) == .signal(SIGKILL))
      let done = try run.machine.session(run.name).given.count { steps.contains($0.item.step) }
      guard (1..<steps.count).contains(done) else { continue }
      left.append(done)
      try run.resume()
      #expect(try run.work(Sensible().act) == .code(0))
      let asked = run.admin.moments.filter { !$0.isAside && $0.item.map { steps.contains($0.step) } == true }
      #expect(asked.count == 1 && asked.allSatisfy { $0.shown.contains("still open") }, "\(asked.count)")
    }
    #expect(!left.isEmpty)
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

  // MARK: - A selection of what Scripts/torture goes through

  /// For each kind of call one in the middle of the run: a kill at it, and one of the errors that it can have.
  private func selection(_ calls: [SystemCall]) -> [Fault] {
    let names = Dictionary(grouping: calls, by: \.name).sorted { $0.key < $1.key }
    return names.enumerated().flatMap { number, entry in
      let call = entry.value[entry.value.count / 2]
      let faults = Fault.all(at: call, canShorten: false)
      let errors = faults.dropFirst()
      return faults.prefix(1) + (errors.isEmpty ? [] : [errors[errors.startIndex + number % errors.count]])
    }
  }

  @Test(
    "goes on after a kill or an error at each kind of file-system call, and never tells of a file that is not synced",
    arguments: Story.Kind.allCases)
  func selected(kind: Story.Kind) throws {
    let story = try Story(kind, program: PseudoTerminal.builtProgram("lync-pin-wizard"))
    let (trace, home) = try Trace.clean(story)
    let check = PowerCut(trace, home: home)
    #expect(check.records > 40)
    #expect(check.complaints == [])

    let faults = selection(trace.calls(in: home))
    #expect(faults.count > 15)
    let complaints = inParallel(faults, workers: 2) { fault in
      do { return try Trial(fault, in: story).complaints } catch { return ["\(fault): \(error)"] }
    }
    #expect(complaints.flatMap(\.self) == [])
  }

  /// A limit on the size of files makes the kernel itself write a part of a line, and nothing of the next.
  @Test(
    "cuts off again what fitted of a line",
    .disabled(
      if: getenv("TSAN_OPTIONS") != nil,
      "under such a limit ThreadSanitizer's own files do not fit and it ends"),
    arguments: [1_500, 9_001, 20_002])
  func partlyWritten(limit: Int) throws {
    let run = try Practice(.duplicateRoot, under: ["/usr/bin/prlimit", "--fsize=\(limit)", "--"])
    #expect(try run.work(Sensible().act) == .code(74))
    let bytes = try run.machine.bytes(run.machine.sessionFile(run.name))
    #expect(bytes.count < limit)
    #expect(bytes.last == 0x0A)
    let records = try run.machine.journal(run.name).records
    #expect(records.count > 1)
    try run.resume()
    #expect(try run.work(Sensible().act) == .code(0))
    #expect(Array(try run.machine.journal(run.name).records.prefix(records.count)) == records)
    #expect(run.removed.count == 1)
  }
}
