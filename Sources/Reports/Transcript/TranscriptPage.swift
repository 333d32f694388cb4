// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure
import Texts
import Words

/// A transcript in words, ready for layout: the same sentences for text, Markdown and HTML.
struct TranscriptPage {
  struct Field {
    let label: String
    let value: String
  }

  struct Card {
    let title: String
    let fields: [Field]
  }

  struct Line {
    let number: String
    let time: String
    let step: String
    let text: String
    let isWithdrawn: Bool
  }

  let language: String
  let title: String
  /// “PRACTICE …” for a practice run; appears on every page.
  let mark: String?
  let summary: [Field]
  let path: [Card]
  let entries: [Card]
  let lines: [Line]
  let headings: (summary: String, path: String, entries: String, steps: String, time: String)
  /// The hash of the session file's last line, and its purpose.
  let head: String
}

/// Puts a transcript into words.
struct TranscriptWords {
  let wording: Wording
  var hidesNames = false

  func page(_ transcript: Transcript) -> TranscriptPage {
    let session = transcript.session
    return TranscriptPage(
      language: wording.language,
      title: wording("transcript.title", ["name": transcript.name]),
      mark: session.start.mark(wording),
      summary: summary(transcript),
      path: session.findings.path.compactMap { id in
        session.findings.noted[id].flatMap { noted in
          noted.facts.map { card(noted: $0, noted.source, id, session) }
        }
      },
      entries: transcript.entries.map { card(entry: $0, session) },
      lines: transcript.rows.map { line($0, transcript) },
      headings: (
        wording("transcript.summary"), wording("transcript.path"), wording("transcript.entries"),
        wording("transcript.steps"), wording("transcript.times")
      ),
      head: wording("transcript.head", ["hash": transcript.head]))
  }

  private func summary(_ transcript: Transcript) -> [TranscriptPage.Field] {
    let session = transcript.session
    let outcome =
      session.ending.map { EndingWords(wording: wording).title($0, session) }
      ?? wording("transcript.unfinished")
    let deleted = transcript.entries.count { if case .deleted = $0.disposition { true } else { false } }
    let open = EndingWords(wording: wording).openItems(session)
    return [TranscriptPage.Field(label: wording("transcript.outcome"), value: outcome)]
      + open.map { field("open", $0) }
      + StatusWords(wording: wording).lines(session, head: transcript.head, inTranscript: true)
      .map { TranscriptPage.Field(label: $0.0, value: $0.1) }
      + [
        TranscriptPage.Field(
          label: wording("transcript.zone"),
          value: session.findings.offsetMinutes.map { "UTC\(UTCOffset.text($0))" } ?? wording("unknown")),
        TranscriptPage.Field(label: wording("transcript.deletedCount"), value: String(deleted)),
      ] + others(transcript)
      + (hidesNames ? [field("names", wording("transcript.pseudonyms"))] : [])
  }

  /// What stays, what was left alone, and the cards that explain how to restore what is gone.
  private func others(_ transcript: Transcript) -> [TranscriptPage.Field] {
    func list(_ key: String, _ entries: [Transcript.Entry]) -> [TranscriptPage.Field] {
      guard !entries.isEmpty else { return [] }
      let names = entries.map { "\($0.facts.issuedTo) (\($0.facts.serial))" }
      return [field(key, names.joined(separator: ", "))]
    }
    let cards = transcript.entries.compactMap(\.findings.removal?.restoreCard)
    return list("kept", transcript.entries.filter(\.disposition.isKept))
      + list("leftAlone", transcript.entries.filter(\.disposition.isLeftAlone))
      + (cards.isEmpty ? [] : [field("cards", cards.joined(separator: ", "))])
  }
}

// MARK: - Certificates

extension TranscriptWords {
  private func card(
    noted facts: CertificateFacts, _ source: FactSource, _ id: NotedID, _ session: Session
  ) -> TranscriptPage.Card {
    TranscriptPage.Card(
      title: "\(wording("role.\(id.role.rawValue)")): \(facts.issuedTo)",
      fields: fields(facts, source, session))
  }

  private func card(entry: Transcript.Entry, _ session: Session) -> TranscriptPage.Card {
    let store = StepWords(wording: wording).store(entry.id.noted.role.store)
    var fields = [
      field(
        "verdict",
        "\(wording("verdict.\(entry.verdict.rawValue).name")): \(wording("verdict.\(entry.verdict.rawValue).meaning"))"
      )
    ]
    let evidence = EvidenceWords(wording: wording, offsetMinutes: session.findings.offsetMinutes)
      .remarks(entry.judgement, entry.facts, entry.period, dependants: entry.dependants)
    if !evidence.isEmpty { fields.append(field("evidence", evidence.joined(separator: " "))) }
    if let name = entry.agreedBy { fields.append(field("agreedBy", name)) }
    fields += [
      field("fate", disposition(entry.disposition, session)),
      field("store", "\(store) · \(wording("physical.\(entry.findings.physical.rawValue)"))"),
    ]
    fields += self.fields(entry.facts, entry.findings.source, session)
    if let name = entry.findings.removal?.exportName {
      fields.append(field("export", "\(name.folder) · \(name.file)"))
    }
    switch entry.findings.removal?.export?.proof {
    case .readBack(let path)?: fields.append(field("proof", wording("transcript.readBack", ["file": path])))
    case .seenOnServer?: fields.append(field("proof", wording("transcript.notReadBack")))
    case nil: break
    }
    if let card = entry.findings.removal?.restoreCard { fields.append(field("card", card)) }
    return TranscriptPage.Card(title: "\(entry.id.number). \(entry.facts.issuedTo)", fields: fields)
  }

  private func fields(
    _ facts: CertificateFacts, _ source: FactSource, _ session: Session
  ) -> [TranscriptPage.Field] {
    var fields = [
      TranscriptPage.Field(
        label: wording("label.subject"), value: facts.subject.detailLines.joined(separator: ", ")),
      TranscriptPage.Field(
        label: wording("label.issuer"), value: facts.issuer.detailLines.joined(separator: ", ")),
      TranscriptPage.Field(label: wording("label.serialNumber"), value: facts.serial.description),
      TranscriptPage.Field(label: wording("label.validFrom"), value: validFrom(facts, session)),
    ]
    if let thumbprint = facts.thumbprint {
      fields.append(TranscriptPage.Field(label: wording("label.thumbprint"), value: thumbprint.description))
    }
    return fields + [field("source", source.words(wording))]
  }

  private func validFrom(_ facts: CertificateFacts, _ session: Session) -> String {
    switch facts.validFrom {
    case .exact(let instant): instant.description
    case .written(let date): wording("transcript.asWritten", ["text": date.text])
    case .unreadable: wording("date.unreadable")
    }
  }

  private func disposition(_ disposition: Transcript.Disposition, _ session: Session) -> String {
    switch disposition {
    case .deleted(let at, true, _): wording("fate.deleted", ["time": time(at, session)])
    case .deleted(let at, false, ""): wording("fate.deletedByWord", ["time": time(at, session)])
    case .deleted(let at, false, let receipt):
      wording("fate.deletedByReceipt", ["time": time(at, session), "receipt": receipt])
    case .restored(let at): wording("fate.restored", ["time": time(at, session)])
    case .deletedOutside(let receipt): wording("fate.deletedOutside", ["receipt": receipt])
    case .ordered: wording("fate.ordered")
    case .stillThere: wording(session.start.live?.isDryRun == true ? "fate.dryRun" : "fate.stillThere")
    case .kept(let reason): wording("fate.kept", ["reason": reason])
    case .marked: wording("fate.marked")
    case .undecided: wording("fate.undecided")
    case .leftForReview: wording("fate.review")
    case .needed: wording("fate.needed")
    case .leftAlone: wording("fate.leftAlone")
    }
  }

  private func field(_ key: String, _ value: String) -> TranscriptPage.Field {
    TranscriptPage.Field(label: wording("transcript.\(key)"), value: value)
  }
}

// MARK: - Steps

extension TranscriptWords {
  private func line(_ row: Transcript.Row, _ transcript: Transcript) -> TranscriptPage.Line {
    TranscriptPage.Line(
      number: row.kind == .open ? "…" : String(row.sequence),
      time: row.at.map { time($0, transcript.session) } ?? "",
      step: row.item.map { step($0, transcript) } ?? row.entry.map { certificate($0, transcript) } ?? "",
      text: AnswerWords(wording: wording).text(row, in: transcript.session)
        + (row.isWithdrawn ? " (\(wording("transcript.withdrawn")))" : ""),
      isWithdrawn: row.isWithdrawn)
  }

  private func certificate(_ id: EntryID, _ transcript: Transcript) -> String {
    let facts = transcript.session.findings.entries[id]?.facts
    return [facts?.issuedTo, facts?.serial.description].compactMap(\.self).joined(separator: ", ")
  }

  private func step(_ item: Item, _ transcript: Transcript) -> String {
    let steps = StepWords(wording: wording)
    var parts = [steps.place(item.step)]
    switch item.about {
    case .session: break
    case .noted(let id):
      if let facts = transcript.session.findings.noted[id]?.facts { parts.append(facts.issuedTo) }
    case .entry(let id): parts.append(wording("transcript.entry", ["number": String(id.number)]))
    }
    let title = steps.text(.title, of: item, steps.values(item, in: transcript.session)) ?? item.step.id
    return "\(parts.joined(separator: " · ")): \(title)"
  }

  /// UTC, followed by the server's time if its offset is known.
  private func time(_ instant: Instant, _ session: Session) -> String {
    guard let offset = session.findings.offsetMinutes else { return instant.description }
    return "\(instant.description) (\(instant.text(offsetMinutes: offset)) UTC\(UTCOffset.text(offset)))"
  }
}
