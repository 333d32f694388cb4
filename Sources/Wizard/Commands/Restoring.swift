// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Ledger
import Procedure
import Stores
import Texts

extension Program {
  /// `restore`: brings back what a session removed: by the wizard's own hands where it has them, else step by step.
  func restore(_ name: String, _ files: CarriedFiles) throws(Failure) -> ExitCode {
    let path = try sessionPath(name)
    var (file, session, _) = try open(path)
    guard !session.removed.isEmpty else {
      throw Failure(code: .unresolved, text: wording("restore.nothing"))
    }
    var events = HandedEvents()
    let carried = try files.receipt.map { path throws(Failure) in try receipt(path, of: session) }
    let look = files.stores.isEmpty ? nil : try self.look(session, path, files, &events)
    let hands = session.start.practice == nil ? nil : try frontEndAgain(session, path, &events).hands
    for id in session.removed {
      guard let facts = session.findings.entries[id]?.facts else { continue }
      if let seen = seen(id, facts, look, carried, session) {
        try record(.restored(id, seen), &session, file)
        tell("restore.seen", facts)
      } else if try !restore(id, facts, hands, &session, file) {
        console.show(wording("restore.parked"), as: .body)
        return .parked
      }
    }
    return session.removed.isEmpty ? .finished : .unresolved
  }

  private func tell(_ key: String, _ facts: CertificateFacts) {
    console.show(
      wording(key, ["issuedTo": facts.issuedTo, "serial": facts.serial.description]), as: .good)
  }

  /// Whether what was brought from the server shows the certificate in its store again.
  private func seen(
    _ id: EntryID, _ facts: CertificateFacts, _ look: StoreLook?, _ receipt: CarriedReceipt?,
    _ session: Session
  ) -> Restoration? {
    let offset = session.findings.offsetMinutes
    if let look, case .there = look.presence(of: facts, in: id.noted.role.store, offsetMinutes: offset) {
      return .seenIn(file: look.sources.joined(separator: ", "))
    }
    if let receipt, let state = receipt.results[id]?.state, state == .restored || state == .there {
      return .seenIn(file: receipt.mark)
    }
    return nil
  }

  /// Leads through the way back of one certificate.
  ///
  /// - Returns: `false` when nobody answers any more.
  private func restore(
    _ id: EntryID, _ facts: CertificateFacts, _ hands: (any Hands)?, _ session: inout Session,
    _ file: SessionFile
  ) throws(Failure) -> Bool {
    let values = [
      "issuedTo": facts.issuedTo, "serial": facts.serial.description,
      "store": StepWords(wording: wording).store(id.noted.role.store),
      "server": session.findings.server ?? "?",
    ]
    console.show(wording("restore.title", values), as: .heading)
    if hands == nil, let card = StepWords(wording: wording).restoreCard(id, in: session) {
      console.show(card, as: .body)
      console.show(wording("restore.confirm", values), as: .body)
    }
    let commands: [Command] = [.done, .skip]
    let labels = commands.map { $0.label(wording) }.joined(separator: "  ")
    guard let chosen = ask(labels, among: commands) else { return false }
    guard chosen == .done else { return true }
    if let hands {
      try restore(id, facts, hands, session)
      try record(.restored(id, .byWizard), &session, file)
      tell("restore.seen", facts)
    } else {
      try record(.restored(id, .byWord), &session, file)
      tell("restore.byWord", facts)
    }
    return true
  }

  private func restore(
    _ id: EntryID, _ facts: CertificateFacts, _ hands: any Hands, _ session: Session
  ) throws(Failure) {
    let store = id.noted.role.store
    let name = session.findings.entries[id]?.exportName?.file ?? ""
    do throws(HandsError) {
      if try !hands.holds(facts, in: store) { try hands.restore(facts, to: store, from: name) }
      guard try hands.holds(facts, in: store) else { throw .notThere }
    } catch {
      throw Failure(code: .inputOutput, text: wording("restore.failed", ["file": name]))
    }
  }
}
