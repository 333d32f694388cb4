// SPDX-License-Identifier: GPL-3.0-or-later

import Pages
import Words

/// A transcript in words, ready for layout: the same sentences, in the same order, for text, Markdown, HTML and
/// a ticket. What the boss asks comes first, what only a program needs comes last.
struct TranscriptPage {
  struct Field {
    let label: String
    let value: String
    /// What is added in small letters, such as the time in UTC; usually empty.
    var aside = ""
  }

  /// The one sentence for somebody who reads nothing else.
  struct Banner {
    let tone: PageTone
    /// “Done”, “Stopped”.
    let word: String
    let headline: String
    var points: [String] = []
    /// The first of what is open.
    var open: [String] = []
  }

  struct Card {
    let title: String
    let fields: [Field]
  }

  /// A certificate compared with the one that the server needs.
  struct Match {
    let title: String
    /// `nil` where there is none that it competes with.
    let table: ComparisonTable?
    let fields: [Field]
  }

  struct Line {
    let number: String
    /// On the server's clock, in its format; UTC while its offset is not known.
    let time: String
    /// In UTC; empty when `time` is.
    let utc: String
    let step: String
    let text: String
    let isWithdrawn: Bool
  }

  /// The parts of the answer “what happened”, each on a line of its own, for a ticket.
  struct Ticket {
    var server = ""
    var person = ""
    var period = ""
    var removed = ""
    var needed = ""
    var exports = ""
    var signIn = ""
  }

  struct Headings {
    var summary = ""
    var path = ""
    var stores = ""
    var matches = ""
    var field = ""
    var result = ""
    var open = ""
    var notes = ""
    var restore = ""
    var steps = ""
    var time = ""
    var records = ""
    var outcome = ""
    var ticket = TicketHeadings()
  }

  struct TicketHeadings {
    var server = ""
    var person = ""
    var removed = ""
    var needed = ""
    var exports = ""
    var signIn = ""
    var period = ""
    var nothing = ""
  }

  let language: String
  let title: String
  /// “PRACTICE …” for a practice run; appears on every page.
  let mark: String?
  let banner: Banner
  /// Server, people and times.
  let facts: [Field]
  var path: PathPicture?
  var stores: StorePicture?
  var matches: [Match] = []
  /// What is still open; empty when nothing is.
  var open: [String] = []
  /// What is said when nothing is open.
  var nothingOpen = ""
  /// The people's own remarks.
  var notes: [Line] = []
  /// How each removed certificate comes back.
  var restore: [Card] = []
  var lines: [Line] = []
  /// Hashes, files and paths.
  var records: [Card] = []
  /// What the mark of unconfirmed labels means; `nil` where none has it.
  var footnote: String?
  var ticket = Ticket()
  var headings = Headings()
}

// MARK: - Other names

extension TranscriptPage {
  /// The same with other names for people, hosts and organizations.
  func renamed(_ rename: (String) -> String) -> TranscriptPage {
    TranscriptPage(
      language: language, title: rename(title), mark: mark,
      banner: Banner(
        tone: banner.tone, word: banner.word, headline: rename(banner.headline),
        points: banner.points.map(rename), open: banner.open.map(rename)),
      facts: facts.map { $0.renamed(rename) }, path: path?.renamed(rename), stores: stores?.renamed(rename),
      matches: matches.map { match in
        Match(
          title: rename(match.title), table: match.table?.renamed(rename),
          fields: match.fields.map { $0.renamed(rename) })
      }, open: open.map(rename), nothingOpen: nothingOpen, notes: notes.map { $0.renamed(rename) },
      restore: restore.map { $0.renamed(rename) }, lines: lines.map { $0.renamed(rename) },
      records: records.map { $0.renamed(rename) }, footnote: footnote, ticket: ticket.renamed(rename),
      headings: headings)
  }
}

extension TranscriptPage.Field {
  fileprivate func renamed(_ rename: (String) -> String) -> Self {
    Self(label: label, value: rename(value), aside: aside)
  }
}

extension TranscriptPage.Card {
  fileprivate func renamed(_ rename: (String) -> String) -> Self {
    Self(title: rename(title), fields: fields.map { $0.renamed(rename) })
  }
}

extension TranscriptPage.Line {
  fileprivate func renamed(_ rename: (String) -> String) -> Self {
    Self(
      number: number, time: time, utc: utc, step: rename(step), text: rename(text), isWithdrawn: isWithdrawn)
  }
}

extension TranscriptPage.Ticket {
  fileprivate func renamed(_ rename: (String) -> String) -> Self {
    Self(
      server: rename(server), person: rename(person), period: period, removed: rename(removed),
      needed: rename(needed), exports: exports, signIn: signIn)
  }
}
