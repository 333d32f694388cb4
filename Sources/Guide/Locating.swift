// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure
import Servers
import Texts
import Words

// Steps 8 and 20: the rows of the list, and how many are left.

extension Guide {
  /// Where rows are wanted, the server is looked at first, until that works or the admin looks instead.
  func lookFirst(_ item: Item) throws(Turn) {
    guard case .noted(let id) = item.about, item.form == .listing || item.form == .recount,
      let live = session.start.live, frontEnd.hands != nil
    else { return }
    let words = LiveWords(wording: wording, live: live)
    console.show(
      wording("live.reading", ["store": steps.store(id.role.store), "host": live.host]), as: .quiet)
    do throws(HandsError) {
      for oddity in try frontEnd.look(at: id.role.store) { console.show(words.text(oddity), as: .warning) }
    } catch {
      try goOn(item, after: error)
      try lookFirst(item)
    }
  }

  func handleListing(_ item: Item, _ id: NotedID) throws(Turn) {
    guard let noted = session.findings.noted[id]?.facts,
      let rows = frontEnd.rows(for: noted, role: id.role)
    else {
      try askCount(item)
      return
    }
    console.show(source(rows.first?.source ?? frontEnd.source), as: .quiet)
    let coverage = frontEnd.coverage(of: id.role.store)
    if let coverage, !coverage.isWhole {
      showCoverage(coverage)
      for text in frontEnd.unreadable(in: coverage.store, FileWords(wording: wording)) {
        console.show(text, as: .warning)
      }
      console.show(
        wording("listing.inPart", ["type": wording("command.typeInstead.label")]), as: .warning)
    }
    console.show(table(rows), as: .screen)
    let choice = try choose(
      item, confirmation(of: rows), from: [.done, .typeInstead], default: .done)
    if case .command(.done) = choice {
      try noteWhatIsAtHand(item)
      try answer(item, .listed(rows, coverage))
    } else {
      try askCount(item)
    }
  }

  /// Evidence about the rows may lie elsewhere in the stores; the session keeps what it was judged on.
  private func noteWhatIsAtHand(_ item: Item) throws(Turn) {
    let path = session.findings.path.compactMap { session.findings.noted[$0]?.facts }
    let found: [CertificateFacts]
    do throws(HandsError) { found = try frontEnd.atHand(around: path) } catch {
      try goOn(item, after: error)
      return
    }
    guard found != session.findings.atHand else { return }
    if let refusal = try record(.atHand(found)) { show(refusal) }
    showAliases(found, of: path)
  }

  /// The noted keys under other names: no list of the article's shows them, as each looks for a name.
  private func showAliases(_ found: [CertificateFacts], of path: [CertificateFacts]) {
    for noted in path.compactMap(\.certificate) {
      let aliases = found.compactMap(\.certificate).filter {
        $0.publicKey == noted.publicKey && !$0.subject.isSame(as: noted.subject)
      }
      guard !aliases.isEmpty else { continue }
      console.show(
        wording(
          "listing.alias",
          [
            "issuedTo": noted.subject.displayLine,
            "certificates": aliases.map(EvidenceWords.name).joined(separator: "; "),
          ]), as: .warning)
    }
  }

  /// How much of a store was looked at, where that is not all of it.
  func showCoverage(_ coverage: Coverage) {
    guard !coverage.isWhole else { return }
    console.show(CoverageWords(wording: wording).line(coverage, steps.store(coverage.store)), as: .warning)
  }

  private func askCount(_ item: Item) throws(Turn) {
    let choice = try choose(item, wording("ask.count"), from: [], takesText: true)
    guard case .text(let text) = choice else { return }
    guard let count = Int(text.narrowed.trimmed) else {
      console.show(wording("refusal.count"), as: .error)
      return
    }
    try answer(item, .counted(count))
  }

  func handleRecount(_ item: Item, _ id: NotedID) throws(Turn) {
    let expected = session.findings.expectedCount(id)
    if let noted = session.findings.noted[id]?.facts, let rows = frontEnd.rowsNow(for: noted, role: id.role) {
      console.show(table(rows), as: .screen)
      _ = try choose(item, confirmation(of: rows), from: [.done], default: .done)
      try answer(item, .counted(rows.count))
    } else {
      try askCount(item)
    }
    if let count = session.findings.recounts[id], count != expected {
      console.show(
        wording("recount.unexpected", ["count": String(count), "expected": String(expected)]), as: .warning)
    }
  }

  private func confirmation(of rows: [ListedEntry]) -> String {
    wording("listing.confirm", ["count": String(rows.count), "done": wording("command.done.label")])
  }

  /// The list as MMC shows it, one row under the other where the columns are too long for it.
  private func table(_ rows: [ListedEntry]) -> String {
    let offset = session.findings.offsetMinutes ?? 0
    let windows = WindowsText(wording: wording)
    return rows.enumerated().map { number, row in
      let expiry = row.certificate.certificate?.notAfter.map {
        windows.shortDate($0, offsetMinutes: offset)
      }
      return """
        \(number + 1). \(wording("label.issuedTo")): \(row.certificate.issuedTo)
           \(wording("label.issuedBy")): \(row.certificate.issuedBy)
           \(wording("label.expirationDate")): \(expiry ?? wording("unknown"))
        """
    }.joined(separator: "\n")
  }

  /// The entries of a noted certificate with their verdicts, in words.
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
    let findings = session.findings
    for id in findings.path {
      guard let facts = findings.noted[id]?.facts else { continue }
      let indent = String(repeating: "  ", count: id.position)
      console.show("\(indent)\(facts.issuedTo)\n\(indent)  \(facts.serial)", as: .screen)
    }
    let indent = String(repeating: "  ", count: findings.path.count)
    console.show("\(indent)\(wording("path.server"))", as: .screen)
  }

  func showComparison(_ id: EntryID) {
    guard let noted = session.findings.noted[id.noted]?.facts, let entry = session.findings.entries[id],
      let facts = entry.facts
    else { return }
    console.show(source(entry.source), as: .quiet)
    let words = ComparisonWords(wording: wording, offsetMinutes: session.findings.trustedOffset)
    let table = words.table(noted: noted, entry: facts)
    for line in table.lines(width: console.widthColumns, columns: console.columns(of:)) {
      console.show(line.text, as: line.tone)
    }
    showVerdict(id)
  }

  func showVerdict(_ id: EntryID) {
    guard let verdict = session.findings.verdict(id) else { return }
    let key = "verdict.\(verdict.rawValue)"
    console.show(
      wording("verdict.line", ["verdict": wording("\(key).name"), "meaning": wording("\(key).meaning")]),
      as: verdict.needsReview || verdict.allowsRemoval ? .warning : .good)
  }

  /// What the verdict rests on, what is not known, and what hangs on the entry.
  func showEvidence(_ id: EntryID) {
    guard let judged = session.findings.judgement(id), let facts = session.findings.entries[id]?.facts else {
      return
    }
    let words = EvidenceWords(wording: wording, offsetMinutes: session.findings.offsetMinutes)
    let lines = words.lines(
      judged.judgement, facts, session.findings.period(id, now: now()),
      dependants: session.findings.dependants(id, now: now()))
    for line in lines { console.show(line, as: .body) }
  }
}
