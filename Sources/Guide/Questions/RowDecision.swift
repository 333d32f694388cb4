// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Procedure
import Texts
import Words

extension RowDecision: AskedQuestion {
  func ask(_ item: Item, in guide: Guide) throws(Guide.Interruption) {
    try guide.handleDecision(item, verdict, entry)
  }
}

extension Guide {
  fileprivate func handleDecision(_ item: Item, _ verdict: Verdict, _ id: EntryID) throws(Interruption) {
    let isRemovable = session.findings.isRemovable(id, now: now())
    let warnings = isRemovable ? session.findings.warnings(id, now: now()) : []
    let known = wayOut(id) + evidence(id, besides: warnings)
    keepTogether([verdictText(item)].compactMap(\.self) + known)
    showVerdict(id)
    for line in known { console.show(line, as: .body) }
    guard isRemovable else { return try setAside(item, verdict, id) }
    if let coverage = session.findings.coverage[id.noted] {
      for remark in CoverageWords(wording: wording).remarks(coverage) { console.show(remark, as: .warning) }
    }
    // In a live session the wizard itself deletes, and would refuse then.
    if session.start.live != nil, session.findings.isMatchOnlyManaged(id.noted) {
      console.show(wording("objection.onlyManagedMatchStays"), as: .warning)
    }
    for warning in RemovalWarning.allCases where warnings.contains(warning) {
      console.show(wording("warning.\(warning.rawValue)"), as: .warning)
    }
    let gate = session.findings.gate(id, now: now())
    // Where it is called misplaced beside the article's work, it is not moved.
    let recommended =
      session.start.course == .move
      ? "recommend.move.now"
      : gate == .ask && warnings.contains(.keyUnknown) && takesFiles(id)
        ? "recommend.ask.files" : "recommend.\(gate.rawValue)"
    console.show(wording(recommended), as: .body)
    if gate.needsName { showWhomToAsk(gate) }
    subjectDue = item
    let agreed = wording(gate.agreement.choice)
    let choices = PromptChoices([gate.needsName ? .owner : .remove, .keep, .review]).saying(.owner, agreed)
    let choice = try choose(
      item, takesFiles(id) ? wording("ask.files") : "", from: choices, takesText: takesFiles(id),
      completion: takesFiles(id) ? .fileNames : nil)
    switch choice {
    case .text(let text): try takeFile(text, for: id)
    case .command(.keep):
      let before = earlier?.reasonToKeep(session.findings.entries[id]?.facts)
      guard let reason = try askReason(earlier: before) else { return }
      try answer(item, .decided(.keep(reason: reason)))
    case .command(.review): try answer(item, .decided(.setAside))
    case .command(.owner):
      guard let name = try askText(gate.agreement.question), try confirmInWords(warnings) else { return }
      try answer(item, .decided(.removeAgreed(by: name, acknowledged: warnings)))
    default:
      guard try confirmInWords(warnings) else { return }
      try answer(item, .decided(.remove(acknowledged: warnings)))
    }
  }

  /// What cannot be removed can only be left for review.
  private func setAside(_ item: Item, _ verdict: Verdict, _ id: EntryID) throws(Interruption) {
    let gate = session.findings.gate(id, now: now())
    console.show(
      wording.text(ifPresent: "verdict.\(verdict.rawValue).advice")
        ?? wording("recommend.\(gate.rawValue)"), as: .body)
    showObstacle(id)
    subjectDue = item
    let choice = try choose(
      item, wording("decide.setAside"), from: [.done], takesText: takesFiles(id), default: .done,
      completion: takesFiles(id) ? .fileNames : nil)
    if case .text(let text) = choice {
      try takeFile(text, for: id)
    } else {
      try answer(item, .decided(.setAside))
    }
  }

  /// Says who may agree, and shows the command that prints what to send them.
  private func showWhomToAsk(_ gate: Gate) {
    let (how, command) = (wording("request.how"), "  " + neighbours.command("request", neighbours.path))
    keepTogether([how, command])
    console.show(how, as: .body)
    console.show(command, as: .command)
    // The same as what is recommended: an owner's certificate is kept, one that may be a stray is left for review.
    let letters = ["keep": Choice.keep.key(wording), "review": Choice.review.key(wording)]
    console.show(wording(gate == .owner ? "request.keep" : "request.leave", letters), as: .body)
  }

  /// Explains why an entry cannot be removed although its verdict allows it.
  fileprivate func showObstacle(_ id: EntryID) {
    guard session.findings.verdict(id).map(session.findings.mayLeave) == true,
      let obstacle = Interlock.obstacle(to: id, in: session.findings, now: now())
    else { return }
    console.show(RefusalWords(wording: wording).text(obstacle), as: .warning)
  }

  /// Warnings are confirmed with a whole word, not with a letter.
  fileprivate func confirmInWords(_ warnings: Set<RemovalWarning>) throws(Interruption) -> Bool {
    guard !warnings.isEmpty else { return true }
    let word = wording(session.start.course == .move ? "decide.word.move" : "decide.word")
    let typed = try reply(to: Prompt(line: wording("ask.word", ["word": word]) + " ")).trimmed.lowercased()
    if typed == word.lowercased() { return true }
    console.show(wording("decide.wordMissing"), as: .error)
    return false
  }
}

extension Gate {
  /// The texts that offer to say who agreed, and to what, and that ask for the name.
  fileprivate var agreement: (choice: String, question: String) {
    switch self {
    case .owner: ("decide.owner", "ask.owner")
    case .move: ("decide.moved", "ask.moved")
    case .ask, .none, .never: ("decide.agreed", "ask.agreed")
    }
  }
}
