// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Guide
import Journal
import Procedure
import ProgramParts
import Reports
import Stores
import Texts
import Words
import X509

/// Runs `sessions --prune`: asks about each session that can be removed, and says why the others stay.
struct SessionPruning: ProgramPart {
  let program: Program

  /// - Parameter sessions: all sessions of the folder.
  func run(_ sessions: [ListedSession]) throws(Failure) -> ExitCode {
    for session in sessions {
      if let objection = PruneObjection(session.journal?.damage == nil ? session.journal?.session : nil) {
        tell(objection, session.name)
        continue
      }
      guard try prune(session, among: sessions) else {
        console.show(wording("prune.stopped"), as: .body)
        return .parked
      }
    }
    return .finished
  }

  private func tell(_ objection: PruneObjection, _ name: String) {
    console.show(wording("prune.left.\(objection.rawValue)", ["session": name]), as: .quiet)
  }

  /// - Returns: `false` if there are no more answers.
  private func prune(_ listed: ListedSession, among sessions: [ListedSession]) throws(Failure) -> Bool {
    // From here to its removal, no other run can work on it; what it has written until now is read.
    let open: OpenSession
    do throws(JournalError) {
      let (file, session, tornTail) = try SessionFile.open(at: listed.path, signatures: .libcrypto)
      open = OpenSession(SessionRecorder(file, session, now: now), tornTail: tornTail)
    } catch {
      guard case .locked = error else { throw failure(error) }
      tell(.inUse, listed.name)
      return true
    }
    if let objection = PruneObjection(open.session) {
      tell(objection, listed.name)
      return true
    }
    let others = sessions.map(\.path).filter { $0 != listed.path }
    let belongings = SessionBelongings(of: listed.path, others: others)
    console.show(listed.line(wording), as: .heading)
    for line in PruneWords(wording: wording).lines(open.session, belongings) {
      console.show(line.text, as: line.tone)
    }
    guard let isWanted = isWanted(listed.name, open.session) else { return false }
    guard isWanted else {
      console.show(wording("prune.kept", ["session": listed.name]), as: .quiet)
      return true
    }
    do throws(JournalError) { try belongings.remove() } catch { throw failure(error) }
    console.show(wording("prune.removed", ["session": listed.name]), as: .good)
    return true
  }

  /// A letter is typed too easily where copies of deleted certificates go as well.
  ///
  /// - Returns: `nil` if there is no answer.
  private func isWanted(_ name: String, _ session: Session) -> Bool? {
    guard session.hasRealDeletion else {
      return ask(among: PromptChoices(yes: wording("prune.yes"), no: wording("prune.no"))).map { $0 == .yes }
    }
    guard case .line(let line) = console.ask(Prompt(line: wording("prune.type", ["session": name]) + " "))
    else { return nil }
    return line.trimmed == name
  }
}
