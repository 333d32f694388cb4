// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Procedure
import Servers
import Texts
import Words

extension Guide {
  /// Asks about one item, once. What comes of it is in the session; when nothing does, the item is asked again.
  func handle(_ item: Item) throws(Turn) {
    switch (item.form, item.about) {
    case (.confirmation, _): try handleConfirmation(item)
    case (.acknowledgement, _): try handleAcknowledgement(item)
    case (.check, _): try handleCheck(item)
    case (.phoneTrust, _): try handlePhoneTrust(item)
    case (.value(let field), .session): try handleStatement(item, field)
    case (.value(.timeZone), .noted): try handleClock(item)
    case (.value(let field), .noted(let id)): try handleNoted(item, field, id)
    case (.value(let field), .entry(let id)): try handleEntry(item, field, id)
    case (.branch, .noted(let id)): try handleBranch(item, id)
    case (.listing, .noted(let id)): try handleListing(item, id)
    case (.recount, .noted(let id)): try handleRecount(item, id)
    case (.presence, .noted(let id)): try handlePresence(item, id)
    case (.origin, .entry): try handleOrigin(item)
    case (.decision(let verdict), .entry(let id)): try handleDecision(item, verdict, id)
    case (.exportName, .entry(let id)): try handleExportName(item, id)
    case (.readBack, .entry(let id)): try handleReadBack(item, id)
    case (.restoreCard, .entry(let id)): try writeRestoreCard(item, id)
    case (.deletion, .entry(let id)): try handleDeletion(item, id)
    case (.report, .entry(let id)): try handleReport(item, id)
    case (_, .session), (_, .noted), (_, .entry):
      preconditionFailure("the agenda makes no such item: \(item.key)")
    }
  }

  private func handleConfirmation(_ item: Item) throws(Turn) {
    if case .entry(let id) = item.about, item.step.kind == .compare { showComparison(id) }
    if item.step == DeploymentWizardSection.lookOver { showPath() }
    let choice = try choose(item, from: [.done] + skipping(item), default: .done)
    try finish(item, choice)
  }

  private func handleAcknowledgement(_ item: Item) throws(Turn) {
    if case .noted(let id) = item.about {
      if item.step == StoreSection(role: id.role).lost { writeLost(id) } else { showVerdicts(id) }
      // What is said to be alone, or not to be there, is so in what was read.
      if let coverage = session.findings.coverage[id] { showCoverage(coverage) }
    }
    _ = try choose(item, from: [.done], default: .done)
    try answer(item, .confirmed)
  }

  private func handleCheck(_ item: Item) throws(Turn) {
    if item.step == CommonChecks.event { showEvents() }
    if item.step == ClosingSection.recheck { try showLook(item) }
    let choice = try choose(item, from: [.done, .problem] + skipping(item), default: .done)
    if case .command(.problem) = choice {
      guard let text = try askText("ask.problem") else { return }
      try answer(item, .problem(text))
    } else {
      try finish(item, choice)
    }
  }

  /// What the events that were handed over say; where none is the article's, what else may be the cause.
  private func showEvents() {
    guard !events.isEmpty else { return }
    for line in EventWords(wording: wording).lines(events) { console.show(line.text, as: line.tone) }
    guard events.ofArticle.isEmpty else { return }
    console.show(wording("step.before.other.title"), as: .heading)
    console.show(wording("step.before.other.body"), as: .body)
  }

  /// Where the wizard can look itself, the admin only has to confirm.
  private func showLook(_ item: Item) throws(Turn) {
    let found: StoreLook?
    do throws(HandsError) { found = try frontEnd.look() } catch {
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

  private func skipping(_ item: Item) -> [Command] { item.step.isSkippable ? [.skip] : [] }

  private func finish(_ item: Item, _ choice: Choice) throws(Turn) {
    if case .command(.skip) = choice {
      guard let reason = try askText("ask.reason") else { return }
      try answer(item, .skipped(reason: reason))
    } else {
      try answer(item, .confirmed)
    }
  }

  private func handleStatement(_ item: Item, _ field: Field) throws(Turn) {
    let logged = field == .server ? events.computer : nil
    let offered = logged ?? frontEnd.statement(field)
    if let offered {
      console.show(wording(offerKey(isLogged: logged != nil), ["value": offered]), as: .body)
    }
    let choice = try choose(
      item, wording("ask.\(field.rawValue)"), from: offered == nil ? [] : [.done], takesText: true,
      default: offered == nil ? nil : .done, completion: Prompt.Completion.none)
    switch choice {
    case .command: try answer(item, .value(offered ?? ""))
    case .text(let text): try answer(item, .value(text))
    }
    // By hand, only now it is known which server it is.
    guard field == .server else { return }
    for sentence in neighbours.news(for: session) { console.show(sentence, as: .warning) }
  }

  /// The offset once more, with what the rows say about it.
  private func handleClock(_ item: Item) throws(Turn) {
    let findings = session.findings
    console.show(
      wording("clock.disproved", ["offset": findings.offsetMinutes.map(UTCOffset.text) ?? "?"]), as: .warning)
    if let offset = findings.offsetByRows {
      console.show(wording("clock.fits", ["offset": UTCOffset.text(offset)]), as: .body)
    }
    let choice = try choose(
      item, wording("ask.timeZone"), from: [], takesText: true, completion: Prompt.Completion.none)
    if case .text(let text) = choice { try answer(item, .value(text)) }
  }

  /// Only the practice server knows the list by itself.
  private func handlePhoneTrust(_ item: Item) throws(Turn) {
    if let known = frontEnd.phoneTrust {
      console.show(wording("offer.phoneTrust"), as: .body)
      let choice = try choose(item, from: [.done] + skipping(item), default: .done)
      if case .command(.done) = choice {
        try answer(item, .phoneTrust(known))
      } else {
        try finish(item, choice)
      }
      return
    }
    let choice = try choose(
      item, wording("ask.phoneTrust"), from: [.noneListed] + skipping(item), takesText: true,
      completion: Prompt.Completion.none)
    switch choice {
    case .command(.noneListed): try answer(item, .phoneTrust([]))
    case .command: try finish(item, choice)
    case .text(let text):
      let list: ThumbprintList
      do throws(ThumbprintList.Refusal) { list = try ThumbprintList(pasted: text) } catch {
        console.show(RefusalWords(wording: wording).text(error), as: .error)
        return
      }
      let said = Answer.phoneTrust(list.thumbprints)
      if try answer(item, said) {
        console.show(AnswerWords(wording: wording).text(said), as: .quiet)
      }
    }
  }

  private func offerKey(isLogged: Bool) -> String {
    if isLogged { return "offer.event" }
    return session.start.live == nil ? "offer" : "offer.live"
  }

  private func handleBranch(_ item: Item, _ id: NotedID) throws(Turn) {
    if let continues = frontEnd.continues(below: id) {
      let next = frontEnd.path(at: id.below, below: session.findings.noted[id]?.facts).first
      console.show(
        wording(
          continues ? "branch.known" : "branch.knownEnd",
          [
            "issuedTo": next?.facts.issuedTo ?? "", "another": wording("command.another.label"),
            "end": wording("command.end.label"),
          ]),
        as: .body)
    }
    let choice = try choose(item, from: [.another, .end])
    if case .command(.another) = choice {
      try answer(item, .pathContinues)
    } else {
      try answer(item, .pathEnds)
    }
  }
}
