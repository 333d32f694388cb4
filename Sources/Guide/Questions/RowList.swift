// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Procedure
import Servers
import Texts
import Words

// Steps 8 and 20: the rows of the list, and the number of rows left.

extension RowList: AskedQuestion {
  func ask(_ item: Item, in guide: Guide) throws(Guide.Interruption) { try guide.handleListing(item, noted) }

  func isOffered(_ item: Item, in guide: Guide) -> Bool {
    guide.hasRows(for: noted)
  }

  func lookFirst(_ item: Item, in guide: Guide) throws(Guide.Interruption) { try guide.look(item, noted) }
}

extension RowRecount: AskedQuestion {
  func ask(_ item: Item, in guide: Guide) throws(Guide.Interruption) { try guide.handleRecount(item, noted) }

  func isOffered(_ item: Item, in guide: Guide) -> Bool {
    guide.hasRows(for: noted)
  }

  func lookFirst(_ item: Item, in guide: Guide) throws(Guide.Interruption) { try guide.look(item, noted) }
}

extension Guide {
  fileprivate func handleListing(_ item: Item, _ id: NotedID) throws(Interruption) {
    guard let rows = rows(of: id) else {
      try askCount(item)
      return
    }
    console.show(source(rows.first?.source ?? serverAccess.source), as: .quiet)
    let coverage = serverAccess.coverage(of: id.role.store)
    if let coverage, !coverage.isWhole {
      showCoverage(coverage)
      for text in serverAccess.unreadable(in: coverage.store, FileWords(wording: wording)) {
        console.show(text, as: .warning)
      }
      console.show(
        wording("listing.inPart", ["type": wording("command.typeInstead.label")]), as: .warning)
    }
    console.show(steps.list(rows, session.findings.offsetMinutes ?? 0), as: .screen)
    let choice = try choose(
      item, confirmation(of: rows), from: [.done, .typeInstead], default: .done)
    if case .command(.done) = choice {
      try noteWhatIsAtHand(item)
      try answer(item, .listed(rows, coverage))
    } else {
      try askCount(item)
    }
  }

  /// Evidence about the rows may be elsewhere in the stores; the session records what the judgment is based
  /// on.
  fileprivate func noteWhatIsAtHand(_ item: Item) throws(Interruption) {
    let path = session.findings.path.compactMap { session.findings.noted[$0]?.facts }
    let found: [CertificateFacts]
    do throws(StoreEditorError) { found = try serverAccess.atHand(around: path) } catch {
      try goOn(item, after: error)
      return
    }
    guard found != session.findings.atHand else { return }
    if let refusal = try record(.atHand(found)) { show(refusal) }
    showAliases(found, of: path)
  }

  /// Shows the noted keys under other names. The article's lists do not show them, because they are searched
  /// by name.
  fileprivate func showAliases(_ found: [CertificateFacts], of path: [CertificateFacts]) {
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

  fileprivate func handleRecount(_ item: Item, _ id: NotedID) throws(Interruption) {
    let expected = session.findings.expectedCount(id)
    if let rows = rowsNow(of: id) {
      console.show(steps.list(rows, session.findings.offsetMinutes ?? 0), as: .screen)
      _ = try choose(item, confirmation(of: rows), from: [.done], default: .done)
      try answer(item, .counted(rows.count))
    } else if let count = try askNumber(item) {
      if count > expected, session.findings.nextRow(id) != nil, try isRowMissed(item) {
        try addRow(id)
        return
      }
      try answer(item, .counted(count))
    }
    if let count = session.findings.recounts[id], count != expected {
      console.show(
        wording("recount.unexpected", ["count": String(count), "expected": String(expected)]), as: .warning)
    }
  }

  /// More rows than were expected are most likely one that was missed when they were counted.
  private func isRowMissed(_ item: Item) throws(Interruption) -> Bool {
    console.show(wording("recount.likely"), as: .warning)
    if case .command(.addRow) = try choose(item, from: [.addRow, .done]) { return true }
    return false
  }

  fileprivate func askCount(_ item: Item) throws(Interruption) {
    offerPaste()
    if let count = try askNumber(item) { try answer(item, .counted(count)) }
  }

  private func askNumber(_ item: Item) throws(Interruption) -> Int? {
    let choice = try choose(
      item, wording(session.start.course == .move ? "ask.count.move" : "ask.count"), from: [], takesText: true
    )
    guard case .text(let text) = choice else { return nil }
    guard let count = Int(text.narrowed.trimmed) else {
      console.show(wording("refusal.count"), as: .error)
      return nil
    }
    return count
  }

  fileprivate func confirmation(of rows: [ListedEntry]) -> String {
    wording("listing.confirm", ["count": String(rows.count), "done": wording("command.done.label")])
  }

  fileprivate func hasRows(for id: NotedID) -> Bool { rows(of: id) != nil }

  /// The rows of a list: those of a noted name or, in a move, those that are not their own issuer.
  private func rows(of id: NotedID) -> [ListedEntry]? {
    switch session.start.course {
    case .duplicates:
      session.findings.noted[id]?.facts.flatMap { serverAccess.rows(for: $0, role: id.role) }
    case .move: serverAccess.misplacedRows()
    }
  }

  /// The same as the server shows them now; files show them as they were.
  private func rowsNow(of id: NotedID) -> [ListedEntry]? {
    switch session.start.course {
    case .duplicates:
      session.findings.noted[id]?.facts.flatMap { serverAccess.rowsNow(for: $0, role: id.role) }
    case .move: serverAccess.editor == nil ? nil : serverAccess.misplacedRows()
    }
  }

  /// Rows require reading the server first, until that succeeds or the admin looks instead.
  fileprivate func look(_ item: Item, _ id: NotedID) throws(Interruption) {
    guard let live = session.start.live, serverAccess.editor != nil else { return }
    let words = LiveWords(wording: wording, live: live)
    console.show(
      wording("live.reading", ["store": steps.store(id.role.store), "host": live.host]), as: .quiet)
    do throws(StoreEditorError) {
      for oddity in try serverAccess.look(at: id.role.store) {
        console.show(words.text(oddity), as: .warning)
      }
    } catch {
      try goOn(item, after: error)
      try look(item, id)
    }
  }
}
