// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure
import TestSupport
import Texts
import X509

@testable import JSON
@testable import Journal
@testable import Reports
@testable import Words

/// What holds of every session that the engine took, however its file came to be.
enum SessionRules {
  static func check(_ session: Session) throws {
    try hold((session.pending == nil) != (session.ending == nil), "a session asks or has ended")
    try hold(
      session.given.map(\.sequence) == session.given.map(\.sequence).sorted(), "answers stand in their order")
    try checkDeletions(session)
    try checkWords(session)
  }

  /// The safety rule, in words of its own and not in the interlock's.
  private static func checkDeletions(_ session: Session) throws {
    let findings = session.findings
    for (id, entry) in findings.entries where entry.isOrdered || entry.isGone == true {
      try hold(entry.isOrdered, "\(id): gone without an order")
      guard let facts = entry.facts, let verdict = findings.verdict(id) else {
        throw Broken("\(id): deleted without being known")
      }
      for noted in findings.noted.values.compactMap(\.facts) {
        if let one = facts.certificate, let other = noted.certificate {
          try hold(one != other, "\(id): a noted certificate is deleted")
        }
        let isSame = noted.subject.isSame(as: facts.subject) && noted.issuer.isSame(as: facts.issuer)
        try hold(!isSame || noted.serial != facts.serial, "\(id): a noted number is deleted")
      }
      let removable: Set<Verdict> = [.mismatched, .renewed, .generation, .undecided]
      // What came up after a deletion may make it look otherwise.
      try hold(
        entry.removal?.isGone != nil || removable.contains(verdict), "\(id): \(verdict) is deleted")
      try hold(
        findings.entries(of: id.noted).contains {
          $0 != id && findings.verdict($0) == .matched && findings.entries[$0]?.isGone != true
        }, "\(id): no match stays")
      try hold(entry.physical == .registry, "\(id): deleted from \(entry.physical)")
      try hold(
        entry.exportName != nil && entry.proof != nil && entry.restoreCard?.isEmpty == false,
        "\(id): deleted without an export and a card")
      guard let judged = entry.decision, judged.decision.isRemoval else {
        throw Broken("\(id): deleted without a mark")
      }
      try hold(entry.removal?.isGone != nil || judged.verdict == verdict, "\(id): marked as something else")
      let isNamed = judged.decision.agreedBy?.isEmpty == false
      try hold(judged.verdict == .mismatched || isNamed, "\(id): nobody agreed")
    }
  }

  /// Every view of the session.
  private static func checkWords(_ session: Session) throws {
    let wording = Rules.wording
    let head = JournalLine.firstPrevious
    for line in StatusWords(wording: wording).lines(session, head: head) { try Rules.checkShown(line.1) }
    let transcript = Transcript(session, head: head, name: "x")
    // One form each time: four of them would take most of the time.
    let format = TranscriptFormat.allCases[session.records.count % TranscriptFormat.allCases.count]
    let text = TranscriptWriter(wording: wording).text(transcript, format)
    if format == .json {
      try hold((try? JSONReader.read(Array(text.utf8)[...])) != nil, "a transcript in JSON is JSON")
    } else {
      try Rules.checkHarmless(text)
    }
  }

  /// What was read is written as it was read: the same records that lead to the same place, and from then on the same
  /// bytes.
  static func checkEncoding(_ journal: JournalReading) throws {
    let once = encoded(journal.records)
    let again = JournalReading(once, signatures: .libcrypto)
    try hold(
      again.damage == nil && again.records == journal.records, "records are read as they were written")
    try hold(
      again.session?.position == journal.session?.position
        && again.session?.findings == journal.session?.findings
        && again.session?.given == journal.session?.given,
      "records that were taken lead to the same place again")
    try hold(encoded(again.records) == once, "records are written the same again")
  }

  static func encoded(_ records: [Record]) -> [UInt8] {
    var head = JournalLine.firstPrevious
    return records.flatMap { record in
      let line = JournalLine.encode(record, previous: head)
      head = line.hash
      return line.bytes
    }
  }
}
