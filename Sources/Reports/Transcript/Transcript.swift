// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Occurrences
public import Procedure
import Words

/// What happened in a session, for someone who was not there: a projection of its records, without words.
public struct Transcript {
  /// One record, or the step that was shown last and not answered.
  struct Row {
    enum Kind: Equatable {
      case started
      case answered(Answer)
      case remarked(String)
      case withdrew(from: Int)
      /// An answer was corrected; later ones that still fit are repeated.
      case corrected(from: Int)
      case rowFound(number: Int)
      case pasted(file: String)
      case handedOver(to: String, reason: String)
      case labelled(windows: String, lync: String)
      case commanded(CommandOrder)
      case rechecked(Recheck)
      case restored(Restoration)
      case contacted(ServerIdentity)
      case deletedOutside(OutsideDeletion)
      case restoredOutside(Thumbprint, Restoration)
      case ran(command: String, RunOutcome)
      case parked(Parking)
      case atHand(count: Int)
      case clock(ClockCheck)
      case approvalRequired(by: String)
      case approved(Approval)
      case resumed(program: String, by: String?)
      /// Shown, and waiting for an answer.
      case open
    }

    let sequence: Int
    let at: Instant?
    let item: Item?
    /// The entry concerned, when there is no item that names it.
    let entry: EntryID?
    let kind: Kind
    /// Whether “back” withdrew the answer.
    let isWithdrawn: Bool
    /// Whether a correction repeated the answer unchanged: nobody gave it a second time.
    let isRepeated: Bool
    /// Who did it, once somebody else has taken over; before, it was the administrator.
    let successor: String?
  }

  /// What happened to an entry of a store.
  enum Disposition {
    case deleted(at: Instant, seenByWizard: Bool, receipt: String)
    /// Deleted, and restored later.
    case restored(at: Instant)
    /// Deleted by command files whose order the session had withdrawn; with their receipt.
    case deletedOutside(receipt: String)
    /// The deletion was ordered; its result was not reported.
    case ordered
    /// The deletion was attempted, but the certificate is still there.
    case stillThere
    case kept(reason: String)
    /// Marked for removal, but not deleted.
    case marked
    /// Not decided yet.
    case undecided
    case leftForReview
    /// The noted certificate itself.
    case needed
    case leftAlone
  }

  struct Entry {
    let id: EntryID
    let facts: CertificateFacts
    let findings: EntryFindings
    let judgement: Judgement
    /// Whether it was valid when it was decided on, or otherwise at the session's last line.
    let period: Period
    /// What depended on it at that moment.
    let dependants: [Certificate]
    /// Who agreed to its removal; `nil` when no agreement was needed.
    let agreedBy: String?
    let disposition: Disposition

    var verdict: Verdict { judgement.verdict }
  }

  let session: Session
  /// The hash of the session file's last line.
  let head: String
  let name: String
  let rows: [Row]
  let entries: [Entry]

  public init(_ session: Session, head: String, name: String) {
    self.session = session
    self.head = head
    self.name = name
    rows = Self.rows(session)
    entries = session.findings.path.flatMap(session.findings.entries(of:)).compactMap {
      Self.entry($0, session)
    }
  }

  private static func entry(_ id: EntryID, _ session: Session) -> Entry? {
    let findings = session.findings
    guard let entry = findings.entries[id], let facts = entry.facts, let judged = findings.judgement(id),
      let last = session.records.last
    else { return nil }
    let decided = session.given.last { $0.item.about == .entry(id) && $0.item.step.kind == .decide }
    let moment = decided?.at ?? last.at
    return Entry(
      id: id, facts: facts, findings: entry, judgement: judged.judgement,
      period: findings.period(id, now: moment), dependants: findings.dependants(id, now: moment),
      agreedBy: findings.decision(id)?.agreedBy, disposition: disposition(id, entry, session))
  }

  /// Whether an answer about the only line of a list holds no longer, because a line that was missed was added.
  private static func isOutdated(_ item: Item, _ session: Session) -> Bool {
    guard case .noted(let id) = item.about, item.step == StoreSection(role: id.role).listedOnce else {
      return false
    }
    return session.findings.listings[id]?.count != 1
  }

  private static func rows(_ session: Session) -> [Row] {
    let holding = Set(session.given.filter { !isOutdated($0.item, session) }.map(\.sequence))
    var rows = session.records.map { record in
      let isWithdrawn = session.answered[record.sequence] != nil && !holding.contains(record.sequence)
      return Row(
        sequence: record.sequence, at: record.at, item: session.answered[record.sequence],
        entry: entry(record.event),
        kind: kind(record.event), isWithdrawn: isWithdrawn,
        isRepeated: session.repeated.contains(record.sequence),
        successor: session.successor(before: record.sequence))
    }
    if let pending = session.pending {
      rows.append(
        Row(
          sequence: rows.count + 1, at: nil, item: pending, entry: nil, kind: .open, isWithdrawn: false,
          isRepeated: false, successor: session.successor()))
    }
    return rows
  }

  private static func kind(_ event: Event) -> Row.Kind {
    switch event {
    case .started: .started
    case .answered(_, let answer): .answered(answer)
    case .remarked(_, let text): .remarked(text)
    case .withdrawn(let sequence, let keeps): keeps ? .corrected(from: sequence) : .withdrew(from: sequence)
    case .rowFound(let id): .rowFound(number: id.number)
    case .pasted(let file, _): .pasted(file: file)
    case .handedOver(let receiver, let reason): .handedOver(to: receiver, reason: reason)
    case .labelled(let windows, let lync): .labelled(windows: windows, lync: lync)
    case .commanded(let order): .commanded(order)
    case .rechecked(let recheck): .rechecked(recheck)
    case .restored(_, let restoration): .restored(restoration)
    case .contacted(let identity): .contacted(identity)
    case .deletedOutside(let one): .deletedOutside(one)
    case .restoredOutside(let thumbprint, let restoration): .restoredOutside(thumbprint, restoration)
    case .ran(let command, let outcome): .ran(command: command, outcome)
    case .parked(let why): .parked(why)
    case .atHand(let facts): .atHand(count: facts.count)
    case .clock(let check): .clock(check)
    case .approvalRequired(let file): .approvalRequired(by: file)
    case .approved(let approval): .approved(approval)
    case .resumed(let program, _, let person): .resumed(program: program, by: person)
    }
  }

  private static func entry(_ event: Event) -> EntryID? {
    if case .restored(let id, _) = event { return id }
    return nil
  }

  private static func disposition(_ id: EntryID, _ entry: EntryFindings, _ session: Session) -> Disposition {
    let report = session.given.last { ($0.item.question as? DeletionReport)?.entry == id }
    if let at = session.restored[id] { return .restored(at: at) }
    if let one = session.outside.first(where: { $0.thumbprint == entry.facts?.thumbprint }) {
      return .deletedOutside(receipt: one.receipt)
    }
    if let report, let said = report.answer.read(as: DeletionReported.self) {
      return said.isGone
        ? .deleted(at: report.at, seenByWizard: said.byWizard, receipt: said.remark) : .stillThere
    }
    if entry.removal?.isOpen == true { return .ordered }
    if session.findings.verdict(id) == .matched { return .needed }
    switch session.findings.decision(id) {
    case .keep(let reason)?: return .kept(reason: reason)
    case .setAside?: return .leftForReview
    case .remove?, .removeAgreed?: return .marked
    case nil:
      // A row that belongs to another noted certificate is decided in that certificate's list.
      let isOpen =
        session.findings.judgement(id).map { judged in
          judged.judgement.needsReview || judged.judgement.verdict.allowsRemoval && judged.noted == id.noted
        } ?? false
      return session.ending == nil && isOpen ? .undecided : .leftAlone
    }
  }
}
