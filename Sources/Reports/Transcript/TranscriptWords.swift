// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Procedure
import Texts
import Words

/// Puts a transcript into words.
struct TranscriptWords {
  let wording: Wording
  var hidesNames = false

  func page(_ transcript: Transcript) -> TranscriptPage {
    let session = transcript.session
    let open = OpenItemWords(wording: wording).items(transcript)
    let standing = TranscriptStanding(transcript, openItems: open.count)
    let banner = BannerWords(wording: wording, session: session, standing: standing)
    let pictures = PictureWords(wording: wording, transcript: transcript, standing: standing)
    let cards = CertificateCardWords(wording: wording, session: session)
    return TranscriptPage(
      language: wording.language, title: wording("transcript.title", ["name": transcript.name]),
      mark: session.start.mark(wording), banner: banner.banner(openItems: open),
      facts: facts(transcript), path: pictures.path, stores: pictures.stores,
      matches: transcript.entries.compactMap(cards.match), open: open,
      nothingOpen: wording("transcript.nothingOpen"),
      notes: transcript.rows.filter(\.isRemark).map { line($0, transcript) },
      restore: (standing.removed + standing.ordered).map { cards.restore($0, name: transcript.name) },
      lines: transcript.rows.map { line($0, transcript) }, records: records(transcript, cards),
      ticket: ticket(transcript, standing, banner), headings: headings(session))
  }

  private func facts(_ transcript: Transcript) -> [TranscriptPage.Field] {
    let session = transcript.session
    let zone = session.findings.trustedOffset.map { "UTC\(UTCOffset.text($0))" } ?? wording("unknown")
    return StatusWords(wording: wording).facts(session).map { fact in
      TranscriptPage.Field(label: fact.label, value: fact.value, aside: fact.utc)
    } + [TranscriptPage.Field(label: wording("transcript.zone"), value: zone)]
      + (hidesNames
        ? [TranscriptPage.Field(label: wording("transcript.names"), value: wording("transcript.pseudonyms"))]
        : [])
  }

  private func headings(_ session: Session) -> TranscriptPage.Headings {
    TranscriptPage.Headings(
      summary: wording("transcript.summary"), path: wording("transcript.path"),
      stores: wording("transcript.entries"),
      matches: wording(session.start.course == .move ? "section.move" : "transcript.matches"),
      field: wording("transcript.field"), result: wording("transcript.result"),
      open: wording("transcript.open"), notes: wording("transcript.notes"),
      restore: wording("transcript.restore"), steps: wording("transcript.steps"),
      time: wording(session.findings.trustedOffset == nil ? "transcript.times.utc" : "transcript.times"),
      records: wording("transcript.records"), outcome: wording("transcript.outcome"),
      ticket: TranscriptPage.TicketHeadings(
        server: wording("status.server"), person: wording("status.administrator"),
        removed: wording(session.start.course == .move ? "status.moved" : "status.deleted"),
        needed: wording("ticket.needed"),
        exports: wording("ticket.exports"), signIn: wording("ticket.signIn"),
        period: wording("ticket.period"), nothing: wording("ticket.nothing")))
  }

  private func records(_ transcript: Transcript, _ cards: CertificateCardWords) -> [TranscriptPage.Card] {
    let session = transcript.session
    let findings = session.findings
    let noted = findings.path.compactMap { id in
      findings.noted[id].flatMap { noted in
        noted.facts.map { cards.record(noted: $0, noted.source, id) }
      }
    }
    let record = TranscriptPage.Card(
      title: wording("status.journal"),
      fields: StatusWords(wording: wording).records(session).map { label, value in
        TranscriptPage.Field(label: label, value: value)
      } + [
        TranscriptPage.Field(
          label: wording("transcript.hash"),
          value: wording("transcript.hash.value", ["hash": transcript.head]))
      ])
    return noted + transcript.entries.map(cards.record) + [record]
  }

  private func ticket(
    _ transcript: Transcript, _ standing: TranscriptStanding, _ banner: BannerWords
  ) -> TranscriptPage.Ticket {
    let session = transcript.session
    let server =
      [session.findings.server ?? wording("unknown")]
      + (session.start.product.map { [wording("product.\($0.rawValue)")] } ?? [])
      + [wording("windows.\(session.start.server.rawValue)")]
    let windows = WindowsText(wording: wording)
    let ends = [session.records.first, session.records.last].compactMap { $0?.at }.map {
      windows.moment($0, offsetMinutes: session.findings.trustedOffset)
    }
    let noted = session.findings.path.compactMap { session.findings.noted[$0]?.facts }
    return TranscriptPage.Ticket(
      server: server.joined(separator: ", "),
      person: session.personInCharge ?? wording("unknown"), period: ends.joined(separator: " – "),
      removed: banner.deletedInOneLine,
      // Before the path is noted, nobody knows what the server needs.
      needed: noted.isEmpty ? wording("ticket.notNoted") : banner.names(noted),
      exports: banner.exports ?? "", signIn: banner.signIn)
  }
}

// MARK: - Steps

extension TranscriptWords {
  private func line(_ row: Transcript.Row, _ transcript: Transcript) -> TranscriptPage.Line {
    let offset = transcript.session.findings.trustedOffset
    return TranscriptPage.Line(
      number: row.kind == .open ? "…" : String(row.sequence),
      time: row.at.map { WindowsText(wording: wording).moment($0, offsetMinutes: offset) } ?? "",
      utc: row.at.flatMap { at in offset.map { _ in at.description } } ?? "",
      step: row.item.map { step($0, transcript) } ?? row.entry.map { certificate($0, transcript) } ?? "",
      text: AnswerWords(wording: wording).text(row, in: transcript.session)
        + (row.isRepeated ? " (\(wording("transcript.repeated")))" : "")
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
}

extension Transcript.Row {
  fileprivate var isRemark: Bool {
    if case .remarked = kind { return true }
    return false
  }
}
