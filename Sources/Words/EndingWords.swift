// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
public import Procedure
public import Texts

/// How a session ended: what is done, and what is still open.
public struct EndingWords {
  let wording: Wording

  public init(wording: Wording) {
    self.wording = wording
  }

  public func title(_ ending: Ending, _ session: Session) -> String {
    wording("ending.\(name(ending, session)).title")
  }

  public func body(_ ending: Ending, _ session: Session) -> String {
    wording("ending.\(name(ending, session)).body")
  }

  /// Only a sign-in proves that the phones work; and what was decided to stay is not left for anybody.
  private func name(_ ending: Ending, _ session: Session) -> String {
    switch ending {
    case .duplicatesRemoved where session.signInResult != .worked: "notVerified"
    case .stoppedForReview where !isWaitingForOwner(session) && !session.findings.hasUnexpectedRecount: "kept"
    default: ending.rawValue
    }
  }

  /// Whether something was left for the owner of the PKI.
  private func isWaitingForOwner(_ session: Session) -> Bool {
    openPoints(session).contains { $0.doer == .pkiOwner }
  }

  /// What remains to be done, by whom, in order.
  public func nextSteps(_ ending: Ending, _ session: Session) -> [NextStep] {
    // Nothing is restarted before the missing certificate is back.
    if ending == .neededMissing { return [.record] }
    var steps: [NextStep] = []
    if ending == .noneMatches || ending == .stoppedForReview && isWaitingForOwner(session) {
      steps.append(.ask)
    }
    if session.findings.hasDeleted {
      if session.isRestartLeftOut { steps.append(.restart) }
      if session.signInResult != .worked { steps.append(.signIn) }
      if !session.isConfirmed(ClosingSection.events) { steps.append(.events) }
      if !session.isConfirmed(ClosingSection.pool) { steps.append(.pool) }
    } else if ending != .otherCause, session.outside.isEmpty, hasOtherCauses(ending, session) {
      steps.append(.phone)
    }
    if session.offersMove { steps.append(.move) }
    let points = openPoints(session)
    if ending == .otherCause || ![[], [.phone]].contains(steps) || !points.allSatisfy(\.isSettled) {
      steps.append(.record)
    } else if !points.isEmpty {
      steps.append(.correct)
    }
    return steps
  }

  public func text(_ step: NextStep, _ session: Session) -> String {
    wording("ending.next.\(step.rawValue)", ["server": session.findings.server ?? wording("unknown")])
  }

  /// What was removed or moved and is not back: the certificate, and where its copy is.
  public func removed(_ session: Session) -> [String] {
    let findings = session.findings
    return session.removed.flatMap { id -> [String] in
      guard let entry = findings.entries[id], let export = entry.removal?.export else { return [] }
      let steps = StepWords(wording: wording)
      var values = steps.facts(entry.facts, findings.offsetMinutes)
      values["store"] = steps.store(id.noted.role.store)
      values["server"] = findings.server ?? wording("unknown")
      let separator = export.name.folder.contains("\\") ? "\\" : "/"
      let copy = "\(export.name.folder)\(separator)\(export.name.file)"
      return [wording("ending.removed.entry", values), wording("ending.removed.copy"), "  \(copy)"]
    }
  }

  /// Something that remains to be done after a session.
  public enum NextStep: String, CaseIterable, Sendable {
    /// Ask the owner of the PKI.
    case ask
    case restart, signIn, events, pool
    /// Test a sign-in where nothing was changed: another cause may be behind it.
    case phone
    /// Begin the move of what is misplaced.
    case move
    /// Open the session again, and record what was done.
    case record
    /// Nothing has to be done; the session can still be opened again.
    case correct
  }

  /// Whether other causes are worth a look: the phones may still fail, and no certificate was removed.
  public func hasOtherCauses(_ ending: Ending, _ session: Session) -> Bool {
    switch ending {
    case .listedOnce, .otherCause: true
    case .stoppedForReview, .duplicatesKept:
      !session.findings.hasDeleted && session.start.course == .duplicates
    case .duplicatesRemoved, .noneMatches, .notInStore, .storeNotRead, .neededMissing, .problemRemains,
      .misplacedMoved, .noneMisplaced, .misplacedKept:
      false
    }
  }

  /// The other causes: which there are, and which of them this session has ruled out.
  public func otherCauses(_ session: Session) -> String {
    let numbers = session.given.compactMap { given in
      given.answer == .confirmed ? OtherCause.numbers[given.item.step] : nil
    }
    let list = wording("step.before.other.body")
    guard !numbers.isEmpty else { return list }
    let checked = numbers.sorted().map(String.init).joined(separator: ", ")
    return list + "\n" + wording("ending.causes.checked", ["numbers": checked])
  }

  /// What is missing, what was not done, what was found, and which certificates were left or kept, in the order
  /// of the procedure.
  public func openPoints(_ session: Session) -> [OpenPoint] {
    let steps = StepWords(wording: wording)
    let checks = session.given.filter { $0.item.step.kind == .check && !($0.item.question is MatchPresence) }
    let answers = checks.compactMap { given -> OpenPoint? in
      let values = ["step": steps.text(.title, of: given.item) ?? given.item.step.id]
      switch given.answer.content {
      case let skipped as Skipped where !skipped.reason.isEmpty:
        return OpenPoint(
          wording("ending.open.notDone", values.merging(["reason": skipped.reason]) { $1 }),
          by: .administrator, given: given)
      case let problem as ProblemFound:
        return OpenPoint(
          wording("ending.open.problem", values.merging(["text": problem.text]) { $1 }),
          by: .administrator, given: given)
      default: return nil
      }
    }
    let rows = session.findings.path.flatMap(session.findings.entries(of:)).compactMap { row($0, session) }
    return missing(session) + answers + rows + recounted(session) + counted(session)
  }

  /// Where nothing was found to remove: the lines that a person counted, one of which may have been missed.
  private func counted(_ session: Session) -> [OpenPoint] {
    guard session.ending == .listedOnce else { return [] }
    return session.findings.path.filter { session.findings.listings[$0] == .counted(1) }.map { id in
      let steps = StepWords(wording: wording)
      var values = steps.facts(session.findings.noted[id]?.facts, session.findings.offsetMinutes)
      values["store"] = steps.store(id.role.store)
      let given = session.given.last { $0.item.question is RowList && $0.item.about == .noted(id) }
      return OpenPoint(wording("ending.open.counted", values), by: .administrator, given: given)
    }
  }

  /// The lists that do not show as many lines as should be left.
  private func recounted(_ session: Session) -> [OpenPoint] {
    let findings = session.findings
    return findings.path.compactMap { id in
      let expected = findings.expectedCount(id)
      guard let count = findings.recounts[id], count != expected else { return nil }
      let steps = StepWords(wording: wording)
      var values = steps.facts(findings.noted[id]?.facts, findings.offsetMinutes)
      values["store"] = steps.store(id.role.store)
      values["count"] = String(count)
      values["expected"] = String(expected)
      let given = session.given.last { $0.item.question is RowRecount && $0.item.about == .noted(id) }
      return OpenPoint(wording("ending.open.recounted", values), by: .administrator, given: given)
    }
  }

  /// The certificate that the server needs, if it was lost and is not back.
  private func missing(_ session: Session) -> [OpenPoint] {
    session.findings.path.compactMap { id in
      let last = session.given.last { $0.item.question as? MatchPresence == MatchPresence(of: id) }
      guard last?.answer.read(as: MatchReported.self)?.isThere == false else { return nil }
      let steps = StepWords(wording: wording)
      var values = steps.facts(session.findings.kept(id), session.findings.offsetMinutes)
      values["store"] = steps.store(id.role.store)
      return OpenPoint(wording("ending.open.missing", values), by: .administrator, given: last)
    }
  }

  /// What was reported of a deletion, or else what was decided.
  private func lastAnswer(about id: EntryID, _ session: Session) -> Session.AcceptedAnswer? {
    session.given.last {
      $0.item.about == .entry(id) && ($0.item.question is DeletionReport || $0.item.question is RowDecision)
    }
  }

  private func row(_ id: EntryID, _ session: Session) -> OpenPoint? {
    let findings = session.findings
    var values = StepWords(wording: wording).facts(findings.entries[id]?.facts, findings.offsetMinutes)
    values["number"] = String(id.number)
    let given = lastAnswer(about: id, session)
    switch findings.decision(id) {
    case .setAside?:
      return OpenPoint(wording("ending.open.review", values), by: .pkiOwner, given: given)
    case .keep(let reason)?:
      values["reason"] = reason
      return OpenPoint(wording("ending.open.kept", values), by: nil, given: given)
    case .remove?, .removeAgreed?:
      guard findings.entries[id]?.removal?.isGone == false, let facts = findings.entries[id]?.facts else {
        return nil
      }
      let entry = "\(facts.issuedTo) (\(facts.serial))"
      return OpenPoint(
        wording("ending.open.notDone", ["step": entry, "reason": wording("fate.stillThere")]),
        by: .administrator, given: given)
    case nil: return nil
    }
  }
}

/// What a test of a PIN sign-in showed after the work.
public enum SignInResult: String, Hashable, Sendable, CaseIterable {
  case worked, failed, notTested
  /// Tested, but certificates were restored, or deleted outside the session, afterward.
  case outdated
}

extension Session {
  /// Whether rows were seen that a session of the other procedure can move.
  fileprivate var offersMove: Bool {
    guard start.course == .duplicates, start.practice == nil else { return false }
    let names = findings.noted.values.compactMap { $0.facts?.subject }
    return findings.entries.contains { id, entry in
      guard let subject = entry.facts?.subject, !entry.physical.isManaged else { return false }
      return findings.verdict(id) == .misplaced && !names.contains { $0.isSame(as: subject) }
    }
  }

  fileprivate func isConfirmed(_ step: Step) -> Bool {
    given.last { $0.item.step == step }?.answer == .confirmed
  }

  public var signInResult: SignInResult {
    guard let test = given.last(where: { $0.item.step == ClosingSection.signIn }) else { return .notTested }
    let isChanged = records.contains { record in
      guard record.sequence > test.sequence else { return false }
      switch record.event {
      case .restored, .deletedOutside, .restoredOutside: return true
      default: return false
      }
    }
    if test.answer == .confirmed { return isChanged ? .outdated : .worked }
    guard test.answer.read(as: ProblemFound.self) != nil else { return .notTested }
    return isChanged ? .outdated : .failed
  }
}
