// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Ledger
import Procedure
import Stores
import Texts

extension Program {
  /// `recheck`: a fresh look after the work, held against the session, and what is to be done next.
  func recheck(_ name: String, _ files: CarriedFiles) throws(Failure) -> ExitCode {
    let path = try sessionPath(name)
    var (file, session, _) = try open(path)
    guard !session.findings.path.isEmpty else {
      throw Failure(code: .unresolved, text: wording("recheck.nothingNoted"))
    }
    var events = try self.events(in: files.events)
    let look = try look(session, path, files, &events)
    let recheck = Recheck(session, look, events.isEmpty ? nil : events)
    try record(.rechecked(recheck), &session, file)
    for line in RecheckWords(wording: wording).lines(recheck, in: session) {
      console.show(line.text, as: line.tone)
    }
    console.show(
      wording(recheck.isWell ? "recheck.well" : "recheck.notWell"), as: recheck.isWell ? .good : .warning)
    let isSettled = try followUp(&session, file)
    return recheck.isWell && isSettled ? .finished : .unresolved
  }

  /// The stores as they are now: by the server itself where it can be asked, else from files.
  func look(
    _ session: Session, _ path: String, _ files: CarriedFiles, _ events: inout HandedEvents
  ) throws(Failure) -> StoreLook {
    guard !files.stores.isEmpty else {
      if session.start.practice != nil {
        var none = HandedEvents()
        if let look = try frontEndAgain(session, path, &none).look() { return look }
      }
      throw Failure(code: .usage, text: wording("recheck.needsStore"))
    }
    var stores = HandedStores()
    var sources: [String] = []
    for file in files.stores {
      let path = absolute(file.path)
      let folder = try folder(path)
      try check(folder, session)
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
  private func followUp(_ session: inout Session, _ file: SessionFile) throws(Failure) -> Bool {
    guard session.ending != nil, session.findings.hasDeleted else { return true }
    let steps = StepWords(wording: wording)
    let commands: [Command] = [.done, .problem, .skip]
    var isSettled = true
    for step in [ClosingSection.services, ClosingSection.signIn, ClosingSection.events] {
      let item = Item(step, .check)
      let values = steps.values(item, in: session)
      console.show(steps.text(.title, of: item, values) ?? step.id, as: .heading)
      if let body = steps.text(.body, of: item, values) { console.show(body, as: .body) }
      let labels = commands.map { $0.label(wording) }.joined(separator: "  ")
      guard let chosen = ask(labels, among: commands) else { return isSettled }
      var text = wording("said.confirmed")
      if chosen != .done {
        guard let said = askLine(wording(chosen == .problem ? "ask.problem" : "ask.reason")) else {
          return isSettled
        }
        text = wording(chosen == .problem ? "said.problem" : "said.skipped", ["text": said, "reason": said])
        if chosen == .problem { isSettled = false }
      }
      try record(.remarked(key: item.key, text: text), &session, file)
    }
    return isSettled
  }

  /// - Returns: `nil` when nobody answers.
  func ask(_ labels: String, among commands: [Command]) -> Command? {
    while true {
      guard let typed = askLine(labels + ":") else { return nil }
      if let command = commands.first(where: { $0.isMeant(by: typed, wording) }) { return command }
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
