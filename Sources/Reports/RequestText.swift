// SPDX-License-Identifier: GPL-3.0-or-later

import Article
public import Facts
public import Procedure
public import Texts
import Words

/// The text with which somebody is asked whether certificates may be deleted: what is needed, what looks mismatched,
/// why, and how to answer.
public struct RequestText {
  /// Who is asked.
  public enum Reader {
    /// The owner of the PKI, about what needs their agreement.
    case owner
    /// A second person, about everything that is marked for removal.
    case approver
  }

  private let session: Session
  private let reader: Reader
  /// What waits for somebody's agreement, or has it and is not deleted yet.
  private let entries: [Transcript.Entry]

  /// - Parameter now: when it is asked.
  public init(_ session: Session, to reader: Reader, now: Instant) {
    self.session = session
    self.reader = reader
    let findings = session.findings
    entries = Transcript(session, head: "", name: "").entries.filter { entry in
      if reader == .approver { return findings.marked.contains(entry.id) }
      guard findings.gate(entry.id, now: now).needsName, findings.isRemovable(entry.id, now: now) else {
        return false
      }
      switch entry.disposition {
      case .undecided, .leftForReview, .marked, .stillThere, .ordered: return true
      case .deleted, .restored, .deletedOutside, .kept, .needed, .leftAlone: return false
      }
    }
  }

  /// Whether nobody has to be asked.
  public var isEmpty: Bool { entries.isEmpty }

  /// The certificates that still wait for an agreement.
  var waiting: [CertificateFacts] { entries.filter { $0.agreedBy == nil }.map(\.facts) }

  /// - Parameters:
  ///   - name: the session's name.
  ///   - head: the hash of the session's last line.
  ///   - now: when it is written. All dates are in one format, that of the server's windows.
  public func text(_ wording: Wording, name: String, head: String, now: Instant) -> String {
    let windows = WindowsText(wording: wording)
    let day = windows.moment(now, offsetMinutes: session.findings.offsetMinutes)
    let values = [
      "server": session.findings.server ?? wording("unknown"), "name": name, "day": day,
      "person": session.personInCharge ?? wording("unknown"), "count": String(entries.count),
      "line": String(session.records.count), "hash": head,
    ]
    let parts =
      [session.start.mark(wording), wording(words.title, values), wording(words.intro, values)]
      .compactMap(\.self) + entries.enumerated().map { part($1, number: $0 + 1, wording) }
      + [wording(words.after, values)]
      + [reader == .owner ? wording(words.answer, values) : wording("request.approve", values)]
    return parts.joined(separator: "\n\n") + "\n"
  }

  /// What is asked, by procedure.
  private var words: (title: String, intro: String, asked: String, after: String, answer: String) {
    switch session.start.course {
    case .duplicates: ("request.title", "request.intro", "request.asked", "request.after", "request.answer")
    case .move:
      (
        "request.title.move", "request.intro.move", "request.asked.move", "request.after.move",
        "request.answer.move"
      )
    }
  }

  private func part(_ entry: Transcript.Entry, number: Int, _ wording: Wording) -> String {
    let offset = session.findings.trustedOffset
    let details = ComparisonWords(wording: wording, offsetMinutes: offset)
    let store = StepWords(wording: wording).store(entry.id.noted.role.store)
    let verdict = [
      "verdict": wording("verdict.\(entry.verdict.rawValue).name"),
      "meaning": wording("verdict.\(entry.verdict.rawValue).meaning"),
    ]
    let why =
      [wording("verdict.line", verdict)]
      + EvidenceWords(wording: wording, offsetMinutes: offset, writesLongDates: true)
      .lines(entry.judgement, entry.facts, entry.period, dependants: entry.dependants)
    let noted = session.findings.pattern(for: entry.id).map(details.details)
    let lines =
      [wording("request.entry", ["number": String(number), "store": store])]
      + (noted.map { ["", wording("request.needed"), $0] } ?? []) + ["", wording(words.asked)]
      + [details.details(entry.facts), "", wording("request.why")] + why.map { "- \($0)" }
    return lines.joined(separator: "\n")
  }
}
