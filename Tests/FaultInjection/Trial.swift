// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Glibc
import Journal
import Procedure
public import PseudoTerminal
import TestFiles
import X509

/// One run with one fault, and everything that has to be so after it.
public struct Trial: Sendable {
  public let fault: Fault
  public let exit: PseudoTerminal.Exit
  /// How the work went on after the fault.
  public enum Sequel: String, Sendable, CaseIterable {
    case reopened = "sessions reopened and brought to their end"
    case begunAnew = "begun anew, because nothing was confirmed"
    case ended = "came to no deletion, because a file that was handed over could not be read"
  }

  public private(set) var sequel = Sequel.begunAnew
  /// What is not as it has to be.
  public private(set) var complaints: [String] = []

  /// - Parameter shortener: the built `short-writes.c`, for short writes.
  public init(_ fault: Fault, in story: Story, shortener: String? = nil) throws {
    self.fault = fault
    let bench = try Bench(program: story.program)
    let start = try story.begin(on: bench)
    let run = try bench.run(
      start, answers: story.lines(from: nil, on: bench),
      under: Tracing.command(fault, shortener: shortener, trace: bench.traceFile))
    exit = run.exit
    let confirmed = try Trace(of: bench).confirmed(bench.sessionFile)
    checkExit(run)
    let before = bench.files()
    checkSession(bench, confirmed, story)
    checkFiles(before, story)
    let pending = bench.journal()?.session?.pending?.key
    let asksAnew = run.exit == .code(3) && pending.map(story.asks) == false
    if fault.isOnInput, run.exit == .code(1) || asksAnew {
      checkPartialInput(bench, run)
      return
    }
    try goOn(bench, story, start)
    checkNothingLost(before, bench, story)
  }

  private mutating func expect(_ condition: Bool, _ complaint: @autoclosure () -> String) {
    if !condition { complaints.append("\(fault): \(complaint())") }
  }

  /// What was printed, as if on one line: where a line is broken depends on the paths in it.
  private static func words(_ run: Bench.Run) -> String {
    run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  // MARK: Right after the fault

  /// A fault that is not tolerated ends the program with a code of its own and a sentence that says why.
  private mutating func checkExit(_ run: Bench.Run) {
    if fault.kills {
      expect(run.exit == .signal(SIGKILL), "ended with \(run.exit)")
      return
    }
    guard case .code(let code) = run.exit else {
      expect(false, "ended with \(run.exit)")
      return
    }
    let known: Set<Int32> = [0, 1, 3, 65, 66, 73, 74, 77]
    expect(known.contains(code), "ended with \(code): \(run.output.suffix(400))")
    if code >= 64 {
      let words = Self.words(run)
      expect(
        fault.reasons.contains { words.contains($0) } || words.contains("/state/"),
        "the message is not clear: \(run.output.suffix(400))")
    }
  }

  private mutating func checkSession(_ bench: Bench, _ confirmed: Int, _ story: Story) {
    guard let journal = bench.journal() else {
      // The first record answers nothing: when its file's name cannot be synced, there is no session.
      expect(confirmed <= 1, "\(confirmed) records were confirmed, and the session file is gone")
      return
    }
    expect(journal.damage == nil, "line \(journal.damage?.line ?? 0) is damaged")
    let count = journal.records.count
    expect(
      (confirmed...confirmed + 1).contains(count), "\(confirmed) records were confirmed, \(count) are there")
  }

  /// What bears the name of an export, a restore card or a transcript is whole; nothing was deleted without a copy.
  private mutating func checkFiles(_ files: [String: [UInt8]], _ story: Story) {
    for (path, bytes) in files {
      if path.contains(".exports/"), path.hasSuffix(".cer") {
        let size = bytes.count > 4 ? Int(bytes[2]) << 8 | Int(bytes[3]) : 0
        // RFC 5280 § 4.1: one SEQUENCE; X.690 § 8.1.3.5: two octets of length for these sizes.
        expect(
          bytes.count == size + 4 && bytes.starts(with: [0x30, 0x82]), "\(path) is not a whole certificate")
      }
      if path.hasSuffix(".restore.txt") { expect(bytes.suffix(1) == [0x0A], "\(path) is cut off") }
      if path.hasSuffix(".html") {
        expect(bytes.suffix(8).elementsEqual("</html>\n".utf8), "\(path) is cut off")
      }
      if path.hasSuffix(".transcript.txt") {
        let last = String(decoding: bytes, as: UTF8.self).split(separator: "\n").last ?? ""
        expect(last.contains(/[0-9a-f]{64}/) && bytes.last == 0x0A, "\(path) is cut off")
      }
    }
    guard story.kind == .practice else { return }
    let stores = files.filter { $0.key.contains(".server/ROOT/") }
    guard files.contains(where: { $0.key.contains(".server/CA/") }) else { return }
    if stores.count == story.rootCount - 1 {
      expect(files.contains { $0.key.contains(".exports/") }, "deleted without an export")
    } else {
      expect(stores.count == story.rootCount, "\(stores.count) certificates are left in ROOT")
    }
  }

  /// A file of a folder that could not be read is left out and named. The list is then shorter than the server's, and
  /// whoever takes it for the whole one comes to an end without a deletion, or is asked about what was not read.
  private mutating func checkPartialInput(_ bench: Bench, _ run: Bench.Run) {
    let words = Self.words(run)
    expect(fault.reasons.contains { words.contains($0) }, "the file that was left out is not named")
    let orders = bench.journal()?.records.count { record in
      if case .answered(_, let answer) = record.event { return answer.content is DeletionOrdered }
      return false
    }
    expect(orders == 0, "a deletion was ordered from a list that is not whole")
    sequel = .ended
  }

  // MARK: Afterwards

  /// Opens the session and answers what is still to be answered.
  private mutating func goOn(_ bench: Bench, _ story: Story, _ start: [String]) throws {
    if bench.journal()?.session == nil {
      // Nothing was confirmed. What is left of the first line keeps its name, and a session is begun beside it.
      if access(bench.sessionFile, F_OK) == 0 {
        let run = try bench.run(["resume", Bench.session])
        expect(run.exit == .code(65), "a session without a line: \(run.exit), \(run.output.suffix(300))")
        unlink(bench.sessionFile)
      }
      let run = try bench.run(start, answers: story.lines(from: nil, on: bench))
      expect(run.exit == .code(story.endCode), "begun again: \(run.exit), \(run.output.suffix(300))")
      return
    }
    let verified = try bench.run(["verify", Bench.session])
    expect(verified.exit == .code(0), "verify: \(verified.exit), \(verified.output.suffix(300))")
    let key = bench.journal()?.session?.pending?.key
    let run = try bench.run(
      ["resume", Bench.session], answers: key == nil ? [] : story.lines(from: key, on: bench))
    expect(run.exit == .code(story.endCode), "resumed: \(run.exit), \(run.output.suffix(500))")
    sequel = .reopened
  }

  private mutating func checkNothingLost(_ before: [String: [UInt8]], _ bench: Bench, _ story: Story) {
    let after = bench.files()
    let name = "\(Bench.session).session"
    if let old = before[name], let journal = bench.journal(), sequel == .reopened {
      let sound = JournalReading(old, signatures: .libcrypto).soundBytes
      expect(after[name]?.starts(with: old[..<sound]) == true, "lines of the session were changed")
      expect(
        journal.session?.given.map(\.item.key) == story.given, "other answers hold than without the fault")
    }
    expect(bench.journal()?.session?.ending == story.ending, "another ending")
    for (path, bytes) in before where path.contains(".exports/") || path.contains(".cards/") {
      expect(after[path] == bytes || path.hasSuffix(".part"), "\(path) was changed")
    }
    guard story.kind == .practice else { return }
    expect(
      after.keys.count { $0.contains("\(Bench.session).server/ROOT/") } == story.rootCount - 1,
      "not exactly one was deleted")
    expect(
      after.keys.contains { $0.contains(".exports/") && $0.hasSuffix(".cer") },
      "there is no export at the end")
  }
}

extension Trace {
  /// The trace of the bench's last run under strace.
  init(of bench: Bench) throws {
    self.init(try WholeFile.text(bench.traceFile))
  }

  /// The calls of a whole run without a fault, and the folder in which it was.
  public static func clean(_ story: Story) throws -> (trace: Trace, home: String) {
    let bench = try Bench(program: story.program)
    let run = try bench.run(
      story.begin(on: bench), answers: story.lines(from: nil, on: bench),
      under: Tracing.command(nil, shortener: nil, trace: bench.traceFile))
    guard run.exit == .code(story.endCode) else {
      throw Unexpected("without a fault: \(run.exit), \(run.output.suffix(600))")
    }
    return (try Trace(of: bench), bench.home)
  }
}
