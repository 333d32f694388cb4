// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure
import Texts
import Words

extension Guide {
  /// Lists the entries of a noted certificate with their verdicts.
  func showVerdicts(_ id: NotedID) {
    for entry in session.findings.entries(of: id) {
      guard let verdict = session.findings.verdict(entry), let facts = session.findings.entries[entry]?.facts
      else { continue }
      console.show(
        "\(entry.number). \(facts.issuedTo), \(facts.serial): \(wording("verdict.\(verdict.rawValue).name"))",
        as: .body)
    }
  }

  func showPath() {
    for certificate in steps.picture(of: session.findings) { console.show(certificate, as: .screen) }
  }

  func showComparison(_ id: EntryID) {
    guard let entry = session.findings.entries[id], let facts = entry.facts else { return }
    console.show(source(entry.source), as: .quiet)
    let words = ComparisonWords(wording: wording, offsetMinutes: session.findings.trustedOffset)
    guard let noted = session.findings.pattern(for: id) else {
      // A move compares it with nothing: its own names say what it is.
      console.show(words.details(facts), as: .screen)
      showVerdict(id)
      return
    }
    let table = words.table(noted: noted, entry: facts)
    for attribute in table.attributes(width: console.widthColumns, columns: console.columns(of:)) {
      keepTogether(attribute.map(\.text))
      for line in attribute { console.show(line.text, as: line.tone) }
    }
    showVerdict(id)
  }

  func showVerdict(_ id: EntryID) {
    guard let verdict = session.findings.verdict(id) else { return }
    console.show(
      text(of: verdict), as: verdict.needsReview || verdict.allowsRemoval ? .warning : .good)
    let comparison = session.findings.judgement(id)?.judgement.comparison
    if verdict == .partial, comparison?.certificate == .same {
      console.show(wording("verdict.misread"), as: .warning)
    }
  }

  /// The verdict of the entry that an item decides about.
  func verdictText(_ item: Item) -> String? {
    guard case .entry(let id) = item.about, item.question is RowDecision else { return nil }
    return session.findings.verdict(id).map(text)
  }

  private func text(of verdict: Verdict) -> String {
    let key = "verdict.\(verdict.rawValue)"
    return wording("verdict.line", ["verdict": wording("\(key).name"), "meaning": wording("\(key).meaning")])
  }

  /// The reasons for the verdict, what is unknown, and what depends on the entry.
  func evidence(_ id: EntryID, besides warnings: Set<RemovalWarning>) -> [String] {
    guard let judged = session.findings.judgement(id), let facts = session.findings.entries[id]?.facts else {
      return []
    }
    return EvidenceWords(wording: wording, offsetMinutes: session.findings.offsetMinutes).lines(
      judged.judgement, facts, session.findings.period(id, now: now()),
      dependants: session.findings.dependants(id, now: now()), besides: warnings)
  }

  /// Shows how much of a store was read, if not all of it.
  func showCoverage(_ coverage: Coverage) {
    guard !coverage.isWhole else { return }
    console.show(CoverageWords(wording: wording).line(coverage, steps.store(coverage.store)), as: .warning)
  }

  /// Begins a page if the rest of this one has no room for these texts, and a page has.
  func keepTogether(_ texts: [String]) {
    console.prepare(for: Prompt(line: "", question: texts.joined(separator: "\n")))
  }

  func source(_ source: FactSource, number: Int? = nil) -> String {
    let text = source.words(wording)
    return number.map { "\($0). \(text)" } ?? text
  }
}
