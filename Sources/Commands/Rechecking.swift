// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Guide
import Ledger
import Procedure
import Servers
import Stores
import Texts
import Words

extension Program {
  /// `recheck`: a fresh look after the work, held against the session, and what is to be done next.
  func recheck(_ name: String, _ files: CarriedFiles) throws(Failure) -> ExitCode {
    let path = try sessionPath(name)
    let open = try open(path)
    guard !open.session.findings.path.isEmpty else {
      throw Failure(code: .unresolved, text: wording("recheck.nothingNoted"))
    }
    var events = try self.events(in: files.events)
    let look = try look(open, files, &events)
    let recheck = Recheck(open.session, look, events.isEmpty ? nil : events)
    try record(.rechecked(recheck), open)
    for line in RecheckWords(wording: wording).lines(recheck, in: open.session) {
      console.show(line.text, as: line.tone)
    }
    console.show(
      wording(recheck.isWell ? "recheck.well" : "recheck.notWell"), as: recheck.isWell ? .good : .warning)
    let isSettled = try followUp(open)
    return recheck.isWell && isSettled ? .finished : .unresolved
  }

  /// The stores as they are now: by the server itself where it can be asked, else from files.
  func look(
    _ open: OpenSession, _ files: CarriedFiles, _ events: inout HandedEvents
  ) throws(Failure) -> StoreLook {
    guard !files.stores.isEmpty else {
      if let server = try serverAgain(open, files.access, offersHand: false),
        let look = try look(server, open)
      {
        return look
      }
      throw Failure(code: .usage, text: wording("recheck.needsStore"))
    }
    var stores = HandedStores()
    var sources: [String] = []
    for file in files.stores {
      let path = absolute(file.path)
      let folder = try folder(path)
      try check(folder, open.session)
      tell(folder)
      tell(
        stores.add(folder, as: Start.StoreFile(store: file.store, physical: file.physical, path: path)), path)
      for found in folder.events { events.add(found.reading, from: found.file) }
      sources.append(LocalPath(path).name)
    }
    var look = stores.look
    look.sources = sources
    return look
  }

  /// Asks a server until it answers, or nobody wants to try again.
  private func look(_ server: any FrontEnd, _ open: OpenSession) throws(Failure) -> StoreLook? {
    let words = LiveWords(wording: wording, live: open.session.start.live)
    while true {
      do throws(HandsError) {
        let look = try server.look()
        for oddity in look?.oddities ?? [] { console.show(words.text(oddity), as: .warning) }
        return look
      } catch {
        if let stopped = stopped(error, open) { throw stopped }
        console.show(words.text(error), as: .error)
        _ = try isTriedAgain(offersHand: false, ExitCode(error))
      }
    }
  }

  /// What was collected on another server says nothing about this one.
  private func check(_ folder: CertificateFolder, _ session: Session) throws(Failure) {
    guard let expected = session.findings.server.flatMap(ComputerName.init) else { return }
    for found in folder.receipts {
      guard let server = (try? ServerReceipt(found.bytes))?.runs.last?.server, !server.isEmpty,
        server.uppercased() != expected.computer
      else { continue }
      throw Failure(
        code: .badData,
        text: wording("recheck.otherServer", ["file": found.file, "server": server]))
    }
  }

  /// What comes next on the server, one step after the other; the answers are noted. Whoever stops answering is not
  /// asked further, and what was looked at stands.
  ///
  /// - Returns: `false` when a problem was found.
  private func followUp(_ open: OpenSession) throws(Failure) -> Bool {
    let session = open.session
    guard session.ending != nil, session.findings.hasDeleted else { return true }
    let steps = StepWords(wording: wording)
    var isSettled = true
    for step in [ClosingSection.services, ClosingSection.signIn, ClosingSection.events] {
      let item = Item(step, Check())
      let values = steps.values(item, in: session)
      console.show(steps.text(.title, of: item, values) ?? step.id, as: .heading)
      if let body = steps.text(.body, of: item, values) { console.show(body, as: .body) }
      let words = CheckWords(wording: wording, step: step)
      guard let chosen = ask(among: PromptChoices(yes: words.yes, no: words.no, besides: [.skip])) else {
        return isSettled
      }
      var text = words.yes
      if chosen != .yes {
        guard let said = askLine(wording(chosen == .no ? "ask.problem" : "ask.reason")) else {
          return isSettled
        }
        text = chosen == .no ? "\(words.no): \(said)" : wording("said.skipped", ["reason": said])
        if chosen == .no { isSettled = false }
      }
      try record(.remarked(key: item.key, text: text), open)
    }
    return isSettled
  }

  /// - Returns: `nil` when nobody answers.
  func ask(among choices: PromptChoices) -> Command? {
    let choices = choices.alone
    while true {
      guard let typed = askLine(choices.line(wording) + ":") else { return nil }
      if let command = choices.command(typed, wording) { return command }
      console.show(wording("prompt.needChoice"), as: .error)
    }
  }

  /// - Returns: `nil` when nobody answers.
  func askLine(_ prompt: String) -> String? {
    while true {
      guard case .line(let line) = console.ask(Prompt(line: prompt + " ")) else { return nil }
      if !line.trimmed.isEmpty { return line.trimmed }
      console.show(wording("prompt.needText"), as: .error)
    }
  }
}
