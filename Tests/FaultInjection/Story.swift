// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Foundation
import Journal
public import Procedure
import PseudoTerminal
import TestFiles
import TestSupport

/// A whole run of the program without a fault: how it begins, what is answered to each item, and what it comes to.
public struct Story: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    /// On the practice server: the wizard itself exports and deletes.
    case practice
    /// Path and stores from files, export and deletion on the server.
    case files
  }

  public let kind: Kind
  let program: String
  /// The lines that each item took; none for those that the wizard answers itself.
  let answers: [String: [String]]
  /// The items that were answered, in order.
  let given: [String]
  public let ending: Ending
  let endCode: Int32
  /// How many certificates lie in ROOT of the practice server at the beginning.
  let rootCount: Int

  /// Plays it once, from prompt to prompt.
  ///
  /// - Parameter program: the path of the built program.
  public init(_ kind: Kind, program: String) throws {
    self.kind = kind
    self.program = program
    let bench = try Bench(program: program)
    let start = try Self.prepare(kind, bench)
    var run = try bench.run(start)
    var answers: [String: [String]] = [:]
    while let session = bench.journal()?.session, let item = session.pending {
      var lines = Self.lines(for: item, session, run.output)
      if let before = answers[item.key] {
        // Where a warning stands, a decision wants a word too.
        guard case .decision = item.form, before == lines else {
          throw Unexpected("\(item.key) is asked again; the output ends with \(run.output.suffix(600))")
        }
        lines.append("remove")
      }
      answers[item.key] = lines
      run = try bench.run(["resume", Bench.session], answers: Self.lines(lines, on: bench))
    }
    guard let session = bench.journal()?.session, let ending = session.ending, case .code(let code) = run.exit
    else { throw Unexpected("the story has no end; the output ends with \(run.output.suffix(600))") }
    self.answers = answers
    given = session.given.map(\.item.key)
    self.ending = ending
    endCode = code
    // One was deleted.
    rootCount = bench.files().keys.count { $0.contains(".server/ROOT/") } + 1
  }

  /// How many items it has.
  public var count: Int { given.count }

  /// Whether an item with this key was ever asked.
  func asks(_ key: String) -> Bool { given.contains(key) }

  /// What begins it on a new bench.
  func begin(on bench: Bench) throws -> [String] { try Self.prepare(kind, bench) }

  /// The lines from an item on; all of them when none is pending yet.
  func lines(from key: String?, on bench: Bench) throws -> [String] {
    guard let place = key.map({ given.firstIndex(of: $0) }) ?? 0 else {
      throw Unexpected("\(key ?? "") is asked, and was never asked before")
    }
    return Self.lines(
      (askedAgain(place) + given[place...]).flatMap { answers[$0] ?? [] }, on: bench)
  }

  /// Steps 1 to 5 of the second half are one question while the console is open. Who is interrupted between their
  /// records is asked it again.
  private func askedAgain(_ place: Int) -> ArraySlice<String> {
    let steps = Set(StoreSection(role: .intermediate).addSnapIn.map(\.id))
    let places = given.indices.filter { index in
      given[index].split(separator: "@").first.map { steps.contains(String($0)) } == true
    }
    guard let first = places.first, places.dropFirst().contains(place) else { return [] }
    return given[first...first]
  }

  private static func lines(_ lines: [String], on bench: Bench) -> [String] {
    lines.map { $0.replacingOccurrences(of: home, with: bench.home) }
  }

  // MARK: How it goes

  /// Stands in answers for the bench's own folder.
  private static let home = "{home}"

  private static func prepare(_ kind: Kind, _ bench: Bench) throws -> [String] {
    switch kind {
    case .practice: return ["practice", "duplicate-root", "--seed", "3", "--name", Bench.session]
    case .files:
      for name in ["leaf.cer", "subB1.cer", "rootA1.cer"] {
        try bench.write(Samples.bytes(name), to: "chain/\(name)")
      }
      for name in ["rootA1.cer", "rootA2.cer"] { try bench.write(Samples.bytes(name), to: "roots/\(name)") }
      try bench.write(Samples.bytes("subB1.cer"), to: "subs/subB1.cer")
      try bench.write(Samples.bytes("rootA2.cer"), to: "copied/rootA2.cer")
      let chain = ["leaf", "subB1", "rootA1"].flatMap { ["--chain", "\(bench.home)/chain/\($0).cer"] }
      return ["start", "--server", "2012", "--product", "lync2013", "--name", Bench.session] + chain
        + ["--store", "ROOT=\(bench.home)/roots", "--store", "CA=\(bench.home)/subs"]
    }
  }

  private static func lines(for item: Item, _ session: Session, _ output: String) -> [String] {
    let prompt = output.components(separatedBy: "\n").suffix(6).joined(separator: " ")
    let findings = session.findings
    switch (item.form, item.about) {
    case (.value(.administrator), _): return ["Alex Admin"]
    case (.value(.server), _): return [prompt.contains("[D]") ? "d" : "fe01.contoso.com"]
    case (.value(.timeZone), _): return [prompt.contains("[D]") ? "d" : "+01:00"]
    case (.phoneTrust, _): return [prompt.contains("[D]") ? "d" : "0"]
    case (.branch, .noted(let id)): return [id.position == 0 ? "a" : "e"]
    case (.origin, _): return ["1"]
    case (.decision, _): return prompt.contains("[O]") ? ["o", "Robin Owner", "remove"] : ["r"]
    case (.readBack, _): return session.start.practice == nil ? ["\(home)/copied/rootA2.cer"] : []
    case (.deletion, .entry(let id)):
      return [findings.entries[id]?.facts?.serial.last(findings.orderDigits(id)) ?? "?"]
    case (.report, _): return session.start.practice == nil ? ["g"] : []
    case (.recount, .noted(let id)):
      return [prompt.contains("[D]") ? "d" : String(findings.expectedCount(id))]
    case (.presence, _): return session.start.practice == nil ? ["l"] : []
    case (.check, _): return ["y"]
    default:
      // The last choices shown are those of the question.
      let letters = prompt.matches(of: /\[([DY])\]/).last?.output.1
      return [letters == "Y" ? "y" : "d"]
    }
  }
}
