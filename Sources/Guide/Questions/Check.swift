// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Files
import Occurrences
import Procedure
import Servers
import Texts
import Words

extension Check: AskedQuestion {
  func ask(_ item: Item, in guide: Guide) throws(Guide.Interruption) { try guide.handleCheck(item) }
}

extension Guide {
  fileprivate func handleCheck(_ item: Item) throws(Interruption) {
    if item.step == Checks.event { showEvents() }
    if item.step == ClosingSection.recheck { try showLook(item) }
    if item.step == ClosingSection.services, isPractice {
      console.show(wording("practice.restart"), as: .body)
    }
    let words = CheckWords(wording: wording, step: item.step)
    var choices = PromptChoices(yes: words.yes, no: words.no, besides: skipping(item))
    if let skip = words.skip { choices = choices.saying(.skip, skip) }
    if let help = words.yesHelp { choices = choices.explaining(.yes, help) }
    if let help = words.noHelp { choices = choices.explaining(.no, help) }
    let choice = try choose(item, from: choices)
    if case .command(.no) = choice {
      guard let text = try askText("ask.problem") else { return }
      try answer(item, .problem(text))
    } else {
      try finish(item, choice)
    }
  }

  /// Shows what the supplied events mean; if none is the article's, also other possible causes.
  fileprivate func showEvents() {
    guard !events.isEmpty else { return }
    for line in EventWords(wording: wording).lines(events) { console.show(line.text, as: line.tone) }
    guard events.ofArticle.isEmpty else { return }
    console.show(wording("step.before.other.title"), as: .heading)
    console.show(wording("step.before.other.body"), as: .body)
  }

  /// If the wizard can read the stores itself, the admin only has to confirm.
  fileprivate func showLook(_ item: Item) throws(Interruption) {
    let found: StoreLook?
    do throws(StoreEditorError) { found = try serverAccess.look() } catch {
      try goOn(item, after: error)
      try showLook(item)
      return
    }
    guard let look = found else { return }
    let words = LiveWords(wording: wording, live: session.start.live)
    for oddity in look.oddities { console.show(words.text(oddity), as: .warning) }
    for line in RecheckWords(wording: wording).lines(of: Recheck(session, look, nil), in: session) {
      console.show(line.text, as: line.tone)
    }
  }
}
