// SPDX-License-Identifier: GPL-3.0-or-later

import Texts

/// A transcript in ten plain lines, for a ticket or a mail.
struct TicketTranscript: TranscriptLayout {
  func text(_ page: TranscriptPage) -> String {
    let (ticket, headings) = (page.ticket, page.headings.ticket)
    func field(_ label: String, _ value: String) -> String {
      "\(label): \(value.isEmpty ? headings.nothing : value)"
    }
    let lines = [
      [page.mark, page.title, page.banner.word].compactMap(\.self).joined(separator: " · "),
      field(page.headings.outcome, page.banner.headline), field(headings.server, ticket.server),
      field(headings.person, ticket.person), field(headings.period, ticket.period),
      field(headings.removed, ticket.removed), field(headings.needed, ticket.needed),
      field(headings.exports, ticket.exports), field(headings.signIn, ticket.signIn),
      field(page.headings.open, page.open.joined(separator: " | ")),
    ]
    return lines.map { SafeText.harmlessLine(oneLine($0)) + "\n" }.joined()
  }

  private func oneLine(_ text: String) -> String {
    text.split(separator: "\n").joined(separator: " ")
  }
}
