// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Files
import Procedure
public import Texts
import Words

/// Keywords that every prompt accepts in addition to its letters. They show or record something; the question
/// remains open.
public enum PromptKeyword: String, CaseIterable, Sendable {
  /// The reason for the step, and its place in the article.
  case why
  /// Shows the clicks again.
  case whereToClick = "where"
  /// Shows everything noted so far, and the current entry.
  case show
  case glossary
  case note
  /// The lines for the server's own prompt that put its stores on the clipboard.
  case paste
  /// Another person takes over.
  case handOver
  /// The languages of the server's buttons and menus.
  case labels
  /// Plain clicks of one window are shown together.
  case faster
  /// Every step is shown by itself.
  case slower

  private var takesWords: Bool { [.glossary, .note, .labels].contains(self) }

  /// The keyword on a line, in the wizard's language or in English, and the text after it.
  ///
  /// The catalog lists the words of each under `aside.<name>.words`, separated by commas.
  public static func read(_ line: String, _ wording: Wording) -> (aside: PromptKeyword, rest: String)? {
    guard !line.contains("\n") else { return nil }
    let typed = line.trimmed
    let plain = typed.asTyped
    for aside in allCases {
      for word in aside.words(wording) {
        if plain == word, aside != .note { return (aside, "") }
        // The rest keeps its original spelling, because it may be a note.
        if aside.takesWords, plain.hasPrefix(word + " ") {
          return (aside, String(typed.dropFirst(word.count)).trimmed)
        }
      }
    }
    return nil
  }

  private func words(_ wording: Wording) -> [String] {
    [wording, Self.english].flatMap {
      $0("aside.\(rawValue).words").split(separator: ",").map { String($0).trimmed }
    }
  }

  private static let english = Wording()
}

extension Guide {
  func handle(_ aside: PromptKeyword, _ rest: String, at item: Item) throws(Interruption) {
    switch aside {
    case .why: explainAll(item)
    case .whereToClick: showAllClicks(item)
    case .show: showNoted(item)
    case .glossary: showGlossary(rest)
    case .note: try takeNote(item, rest)
    case .paste: showPasteLines()
    case .handOver: try handOver()
    case .labels: try chooseLabels(rest)
    case .faster: try change(to: .window)
    case .slower: try change(to: .each)
    }
  }

  func explainWhy(_ item: Item) {
    let values = values(item)
    if let why = steps.text(.why, of: item, values) {
      console.show(wording("why"), as: .quiet)
      console.show(why, as: .body)
    }
    console.show(steps.place(item.step), as: .quiet)
  }

  func showClicks(_ item: Item) {
    let values = values(item)
    // Even when a source knows the values, there is something to look at, and steps to get there.
    let doer: StepWords.Doer = doer(of: item) == .source ? .admin : doer(of: item)
    if let body = steps.text(.body, of: item, values, doneBy: doer) { console.show(body, as: .body) }
    if doer == .admin, let see = steps.text(.see, of: item, values) { showSight(see) }
  }

  /// Shows the noted certificates from the root down, then compares the current entry with its noted
  /// certificate.
  private func showNoted(_ item: Item) {
    let findings = session.findings
    let words = ComparisonWords(wording: wording, offsetMinutes: findings.trustedOffset)
    let noted = findings.path.compactMap { id in
      findings.noted[id].flatMap { one in one.facts.map { (id, $0) } }
    }
    if noted.isEmpty { console.show(wording("show.nothing"), as: .body) }
    for (id, facts) in noted {
      console.show("\(wording("role.\(id.role.rawValue)")): \(facts.issuedTo)", as: .quiet)
      console.show(words.details(facts), as: .screen)
    }
    if case .entry(let id) = item.about, findings.entries[id]?.facts != nil {
      console.show(wording("place.entry", place(of: id)), as: .quiet)
      showComparison(id)
    }
  }

  private func showGlossary(_ word: String) {
    let glossary = Glossary(wording: wording)
    if let entry = glossary.entry(word) {
      console.show(entry, as: .body)
    } else {
      console.show(wording("glossary", ["words": glossary.terms.joined(separator: ", ")]), as: .body)
    }
  }

  /// `labels de` for Windows and Lync, `labels de en` for a German Windows with an English Lync.
  private func chooseLabels(_ names: String) throws(Interruption) {
    let named = names.split(separator: " ").map { Languages.named(String($0)) }
    guard let windows = named.first ?? nil, named.count <= 2, let lync = named.last ?? nil else {
      let values = [
        "windows": wording.labels.windows, "lync": wording.labels.lync,
        "languages": Wording.languages.joined(separator: ", "),
      ]
      console.show(wording("labels.which", values), as: .body)
      return
    }
    try label(windows: windows, lync: lync)
    console.show(wording("labels.chosen", ["windows": windows, "lync": lync]), as: .quiet)
  }

  private func handOver() throws(Interruption) {
    guard let receiver = try askText("ask.handOver.name"), let reason = try askText("ask.handOver.reason")
    else {
      return
    }
    if let refusal = try record(.handedOver(to: receiver, reason: reason)) {
      show(refusal)
      return
    }
    console.show(wording("handedOver", ["name": receiver]), as: .good)
    throw .parked(.asked)
  }
}
