// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Ledger
import Procedure
import RemoteRegistry
import Servers
import Texts
import Words

// From the decision to the deletion: steps 12 to 19 of both MMC sections, and what the work needs between them.

extension Guide {
  func handleOrigin(_ item: Item) throws(Turn) {
    let commands: [(Command, PhysicalStore)] = [
      (.registry, .registry), (.thirdParty, .authRoot), (.groupPolicy, .groupPolicy),
      (.enterprise, .enterprise),
      (.unknown, .unknown),
    ]
    let choice = try choose(item, from: commands.map(\.0))
    guard case .command(let command) = choice, let match = commands.first(where: { $0.0 == command })
    else { return }
    try answer(item, .origin(match.1))
  }

  func handleDecision(_ item: Item, _ verdict: Verdict, _ id: EntryID) throws(Turn) {
    showVerdict(id)
    showEvidence(id)
    guard session.findings.isRemovable(id, now: now()) else {
      let gate = session.findings.gate(id, now: now())
      console.show(
        wording.text(ifPresent: "verdict.\(verdict.rawValue).advice")
          ?? wording("recommend.\(gate.rawValue)"), as: .body)
      showObstacle(id)
      _ = try choose(item, wording("decide.setAside"), from: [.done], default: .done)
      try answer(item, .decided(.setAside))
      return
    }
    if let coverage = session.findings.coverage[id.noted] {
      for remark in CoverageWords(wording: wording).remarks(coverage) { console.show(remark, as: .warning) }
    }
    // Here the wizard deletes itself, and then it would refuse.
    if session.start.live != nil, session.findings.isMatchOnlyManaged(id.noted) {
      console.show(wording("objection.onlyManagedMatchStays"), as: .warning)
    }
    let warnings = session.findings.warnings(id, now: now())
    for warning in RemovalWarning.allCases where warnings.contains(warning) {
      console.show(wording("warning.\(warning.rawValue)"), as: .warning)
    }
    let gate = session.findings.gate(id, now: now())
    console.show(wording("recommend.\(gate.rawValue)"), as: .body)
    switch try choose(item, from: [gate.needsName ? .owner : .remove, .keep, .review]) {
    case .command(.keep):
      guard let reason = try askText("ask.reason") else { return }
      try answer(item, .decided(.keep(reason: reason)))
    case .command(.review): try answer(item, .decided(.setAside))
    case .command(.owner):
      let question = gate == .owner ? "ask.owner" : "ask.agreed"
      guard let name = try askText(question), try confirmInWords(warnings) else { return }
      try answer(item, .decided(.removeAgreed(by: name, acknowledged: warnings)))
    default:
      guard try confirmInWords(warnings) else { return }
      try answer(item, .decided(.remove(acknowledged: warnings)))
    }
  }

  /// Why an entry that could be removed by its verdict cannot.
  private func showObstacle(_ id: EntryID) {
    guard session.findings.verdict(id)?.allowsRemoval == true,
      let obstacle = Interlock.obstacle(to: id, in: session.findings, now: now())
    else { return }
    console.show(RefusalWords(wording: wording).text(obstacle), as: .warning)
  }

  /// What the warnings say is confirmed with a whole word, not with a letter.
  private func confirmInWords(_ warnings: Set<RemovalWarning>) throws(Turn) -> Bool {
    guard !warnings.isEmpty else { return true }
    let word = wording("decide.word")
    let typed = try reply(to: Prompt(line: wording("ask.word", ["word": word]) + " ")).trimmed.lowercased()
    if typed == word.lowercased() { return true }
    console.show(wording("decide.wordMissing"), as: .error)
    return false
  }

  func handleExportName(_ item: Item, _ id: EntryID) throws(Turn) {
    guard let proposed = proposedExport(item) else { return }
    let isOurs = frontEnd.hands != nil
    let choice = try choose(
      item, wording(isOurs ? "ask.exportName.ours" : "ask.exportName"), from: [.done], takesText: !isOurs,
      default: .done, completion: Prompt.Completion.none)
    switch choice {
    case .command: try answer(item, .exportNamed(file: proposed.file, folder: proposed.folder))
    case .text(let text):
      let named = ExportName(typed: text.trimmed, defaultFolder: proposed.folder)
      try answer(item, .exportNamed(file: named.file, folder: named.folder))
    }
  }

  /// Where an entry is to be exported, as long as it has no name yet.
  func proposedExport(_ item: Item) -> ExportName? {
    guard case .entry(let id) = item.about, item.form == .exportName,
      let facts = session.findings.entries[id]?.facts
    else { return nil }
    return ExportName(
      file: ExportName.proposal(facts, role: id.noted.role, now: now(), taken: takenNames),
      folder: frontEnd.hands?.exportFolder ?? ExportName.serverFolder)
  }

  private var takenNames: Set<String> {
    Set(session.findings.entries.values.compactMap(\.exportName?.file))
  }

  func handleReadBack(_ item: Item, _ id: EntryID) throws(Turn) {
    guard let entry = session.findings.entries[id], let name = entry.exportName, let facts = entry.facts
    else { return }
    if let hands = frontEnd.hands {
      do throws(HandsError) {
        try hands.export(facts, from: id.noted.role.store, to: name.file)
      } catch {
        try goOn(item, after: error)
        return
      }
      try readBack(item, LocalPath("\(name.folder)/\(name.file)"))
      return
    }
    switch try choose(
      item, wording("ask.exportPath"), from: [.seen], takesText: true, completion: .fileNames)
    {
    case .command: try answer(item, .seenOnServer)
    case .text(let text): try readBack(item, LocalPath(text.trimmed))
    }
  }

  private func readBack(_ item: Item, _ path: LocalPath) throws(Turn) {
    switch path.oneCertificate() {
    case .success(let facts):
      if try answer(item, .readBack(facts, path: path.absolute)) {
        console.show(wording("export.readBack", ["file": path.typed]), as: .good)
      }
    case .failure(let problem):
      console.show(FileWords(wording: wording).text(problem, file: path.typed), as: .error)
      if frontEnd.hands != nil { try retryOrBack(item) }
    }
  }

  /// After a failure of the wizard's own hands: again, back to another name, or, on a real server, by hand.
  private func retryOrBack(_ item: Item) throws(Turn) {
    guard let live = session.start.live, !live.isDryRun else {
      _ = try choose(item, wording("ask.retry"), from: [.done], default: .done)
      return
    }
    let choice = try choose(item, wording("ask.retryOrByHand"), from: [.done, .byHand], default: .done)
    if case .command(.byHand) = choice { frontEnd.leaveToAdmin() }
  }

  func goOn(_ item: Item, after error: HandsError) throws(Turn) {
    if error == .net(.cancelled) { throw stopped }
    console.show(LiveWords(wording: wording, live: session.start.live).text(error), as: .error)
    try retryOrBack(item)
  }

  func handleDeletion(_ item: Item, _ id: EntryID) throws(Turn) {
    guard let entry = session.findings.entries[id], let facts = entry.facts else { return }
    if let contradiction = neighbours.contradiction(to: session) {
      console.show(contradiction, as: .error)
      throw .parked(.asked)
    }
    if let command = frontEnd.hands?.rehearsal(of: facts, in: id.noted.role.store) {
      console.show(wording("live.dryRun.delete", ["command": command]), as: .warning)
    }
    if entry.proof == .seenOnServer { console.show(wording("export.notReadBack"), as: .warning) }
    console.show(
      wording(
        "delete.warning",
        [
          "issuedTo": facts.issuedTo, "serial": facts.serial.description,
          "store": steps.store(id.noted.role.store), "server": session.findings.server ?? "?",
        ]), as: .danger)
    let count = session.findings.orderDigits(id)
    let choice = try choose(
      item, wording("ask.lastFour", ["count": String(count)]), from: [], takesText: true,
      completion: Prompt.Completion.none)
    guard case .text(let text) = choice else { return }
    try answer(item, .deletionOrdered(lastFour: text.narrowed))
  }

  func handleReport(_ item: Item, _ id: EntryID) throws(Turn) {
    guard let entry = session.findings.entries[id], let facts = entry.facts else { return }
    let store = id.noted.role.store
    if let hands = frontEnd.hands {
      if let command = hands.rehearsal(of: facts, in: store) {
        let remark = wording("live.dryRun.notDeleted", ["command": command])
        console.show(remark, as: .warning)
        try answer(item, .reported(gone: false, byWizard: true, remark: remark))
        return
      }
      let isGone: Bool
      do throws(HandsError) {
        isGone = try hands.remove(
          facts, from: store, entry.physical, exportedAs: entry.exportName?.file ?? ""
        ) { rows in
          DeedCheck.objection(to: id, in: session.findings, rows: rows, now: now())
        }
      } catch {
        try handleFailedRemoval(item, error, order: hands.order(for: facts, in: store))
        return
      }
      try report(item, gone: isGone, byWizard: true, isGone ? "" : wording("hands.stillThere"))
      return
    }
    switch try choose(
      item, wording("ask.report"), from: [.gone, .listed], takesText: true, completion: .fileNames)
    {
    case .text(let text): try take(receipt: text.trimmed)
    case .command(.gone): try report(item, gone: true, byWizard: false, "")
    default:
      guard let remark = try askText("ask.stillListed") else { return }
      try report(item, gone: false, byWizard: false, remark)
    }
  }

  /// A deletion that is refused is in the record, with its reason. Where the rule itself speaks against it, that is the
  /// end of the order: nobody is led to delete it by hand.
  private func handleFailedRemoval(_ item: Item, _ error: HandsError, order: String?) throws(Turn) {
    let reason = LiveWords(wording: wording, live: session.start.live).text(error)
    if error.isRefusal, let order { _ = try record(.ran(command: order, outcome: .refused(reason: reason))) }
    guard case .objected = error else {
      try goOn(item, after: error)
      return
    }
    console.show(reason, as: .error)
    try report(item, gone: false, byWizard: true, reason)
  }

  private func report(_ item: Item, gone: Bool, byWizard: Bool, _ remark: String) throws(Turn) {
    guard try answer(item, .reported(gone: gone, byWizard: byWizard, remark: remark)) else { return }
    console.show(wording(gone ? "delete.gone" : "delete.notGone"), as: gone ? .good : .warning)
  }
}
