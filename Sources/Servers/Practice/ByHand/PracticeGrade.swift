// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Procedure
import Stores

/// What was done well and what was not, by the state of the practice server and the record of the session.
public struct PracticeGrade {
  public enum Remark: Hashable {
    /// A row that had to stay was deleted.
    case wrongDeleted(PracticeMachine.Entry)
    /// It was deleted by mistake and is back.
    case mended(PracticeMachine.Entry)
    /// It comes from a policy, so its deletion does not last.
    case comesBack(PracticeMachine.Entry)
    /// It may only be removed with its owner's agreement.
    case ownersDeleted(PracticeMachine.Entry, agreed: Bool)
    /// Somebody's name is on record for it; whether they were asked is not known here.
    case agreedBy(PracticeMachine.Entry, name: String)
    case neverExported(PracticeMachine.Entry)
    /// The session was told that its export was seen on the server, where nothing was exported.
    case seenNotExported(PracticeMachine.Entry, isDeleted: Bool)
    case exportedAfter(PracticeMachine.Entry)
    /// A stray row was exported and then deleted.
    case removed(PracticeMachine.Entry)
    /// A stray row is still there.
    case left(PracticeMachine.Entry)
    /// It is still there because the record leaves it for review.
    case setAside(PracticeMachine.Entry, isKeyKnown: Bool)
    /// The session has it as gone, and it is there.
    case notGone(PracticeMachine.Entry)
    case notedWrong(NotedID, Field)
    case notedBesidePath(NotedID)
    /// An authority of the path was left out.
    case notNoted(NotedID)
    case notedRight
    case nothingDeleted
    case notRestarted
    case restarted
    case notTested
    case signedIn

    /// Whether it was as it should be.
    public var isGood: Bool {
      switch self {
      case .ownersDeleted(_, let agreed): agreed
      case .removed, .agreedBy, .setAside, .notedRight, .nothingDeleted, .restarted, .signedIn: true
      case .wrongDeleted, .mended, .comesBack, .neverExported, .seenNotExported, .exportedAfter, .left,
        .notGone, .notedWrong, .notedBesidePath, .notNoted, .notRestarted, .notTested:
        false
      }
    }

    /// Whether it is to be thought about, and nothing that was done well or badly.
    public var isNote: Bool {
      if case .agreedBy = self { return true }
      return false
    }
  }

  public let remarks: [Remark]
  public var isGood: Bool { remarks.allSatisfy(\.isGood) }
  /// Whether a stray row was left for review.
  public var hasSetAside: Bool {
    remarks.contains { if case .setAside = $0 { true } else { false } }
  }

  /// - Parameter isEnded: whether the session has ended; before that, only what was done is graded, not what
  ///   is still to do.
  public init(_ machine: PracticeMachine, _ session: Session, isEnded: Bool) {
    let deletions = machine.lastDeletions
    var remarks = deletions.flatMap { Self.remarks($0, machine, session) }
    if isEnded {
      remarks += machine.strays.filter(machine.entries.contains).map { Self.left($0, session) }
      if deletions.isEmpty, machine.strays.isEmpty { remarks.append(.nothingDeleted) }
    }
    remarks += Self.notGone(machine, session) + Self.notExported(machine, session)
    remarks += Self.noted(machine, session, isEnded: isEnded)
    if isEnded, !deletions.isEmpty { remarks += Self.after(machine) }
    self.remarks = remarks
  }

  private static func remarks(
    _ deletion: PracticeMachine.Deletion, _ machine: PracticeMachine, _ session: Session
  ) -> [Remark] {
    let entry = deletion.entry
    if machine.entries.contains(entry), !entry.physical.isManaged {
      return machine.strays.contains(entry) ? [] : [.mended(entry)]
    }
    var remarks: [Remark] = []
    if entry.physical.isManaged, machine.doubles.contains(entry) {
      remarks.append(.comesBack(entry))
    } else if machine.isOwners(entry) {
      remarks.append(.ownersDeleted(entry, agreed: session.agreed(to: entry)))
    } else if !machine.strays.contains(entry) {
      remarks.append(.wrongDeleted(entry))
    }
    switch machine.export(of: entry, before: deletion.number) {
    case .before: if machine.strays.contains(entry) { remarks.append(.removed(entry)) }
    case .after: remarks.append(.exportedAfter(entry))
    case .never:
      remarks.append(
        session.saysSeen(entry) ? .seenNotExported(entry, isDeleted: true) : .neverExported(entry))
    }
    if machine.strays.contains(entry), let name = session.agreement(to: entry) {
      remarks.append(.agreedBy(entry, name: name))
    }
    return remarks
  }

  /// A row that typed values cannot tell from a renewal is rightly left, and so is one whose removal nobody could
  /// agree to.
  private static func left(_ entry: PracticeMachine.Entry, _ session: Session) -> Remark {
    let row = session.row(of: entry)
    guard let row, session.findings.decision(row.id) == .setAside else { return .left(entry) }
    switch session.findings.verdict(row.id) {
    case .undecided?: return .setAside(entry, isKeyKnown: false)
    case .mismatched?: return .setAside(entry, isKeyKnown: true)
    default: return .left(entry)
    }
  }

  /// Exports that the session was told of and that nobody made, of rows that are still there.
  private static func notExported(_ machine: PracticeMachine, _ session: Session) -> [Remark] {
    machine.entries.filter { entry in
      session.saysSeen(entry) && machine.export(of: entry, before: machine.deeds.count) == .never
    }.map { .seenNotExported($0, isDeleted: false) }
  }

  private static func notGone(_ machine: PracticeMachine, _ session: Session) -> [Remark] {
    // What was restored is gone no longer.
    session.removed.compactMap { id in
      guard let facts = session.findings.entries[id]?.facts else { return nil }
      return machine.entries.first {
        $0.store == id.noted.role.store && $0.certificate.serial == facts.serial
          && $0.certificate.subject.isSame(as: facts.subject)
      }.map(Remark.notGone)
    }
  }

  private static func noted(
    _ machine: PracticeMachine, _ session: Session, isEnded: Bool
  ) -> [Remark] {
    let path = session.findings.path
    let wrong = path.flatMap { id -> [Remark] in
      guard let facts = session.findings.noted[id]?.facts else { return [] }
      guard id.position < machine.path.count - 1 else { return [.notedBesidePath(id)] }
      let right = CertificateFacts(machine.path[id.position])
      let compared = Comparison(facts, right, offsetMinutes: machine.offsetMinutes)
      let fields: [(isRight: Bool, field: Field)] = [
        (compared.isSameIssuer, .issuer), (compared.serial.isSameNumber, .serial),
        (compared.isSameSubject, .subject), (compared.validFrom != .different, .validFrom),
        (facts.thumbprint.map { $0 == right.thumbprint } ?? true, .thumbprint),
      ]
      return fields.filter { !$0.isRight }.map { .notedWrong(id, $0.field) }
    }
    // A session that ended at its first checks has noted nothing, and needs not.
    guard !path.isEmpty else { return [] }
    let left = (0..<machine.path.count - 1).map { NotedID($0) }.filter { !path.contains($0) }
    let remarks = wrong + (isEnded ? left.map(Remark.notNoted) : [])
    return remarks.isEmpty ? [.notedRight] : remarks
  }

  private static func after(_ machine: PracticeMachine) -> [Remark] {
    [machine.isRestarted ? .restarted : .notRestarted, machine.isProven ? .signedIn : .notTested]
  }
}

// MARK: - What was done

extension PracticeMachine {
  struct Deletion {
    let entry: Entry
    /// Its place among the deeds.
    let number: Int
  }

  /// The last deletion of each row.
  fileprivate var lastDeletions: [Deletion] {
    var deletions: [Deletion] = []
    for (number, done) in deeds.enumerated() {
      guard case .deleted(let thumbprint, let store, let physical) = done.deed,
        let certificate = certificate(thumbprint)
      else { continue }
      let entry = Entry(certificate: certificate, store: store, physical: physical)
      deletions.removeAll { $0.entry == entry }
      deletions.append(Deletion(entry: entry, number: number))
    }
    return deletions
  }

  fileprivate enum Export {
    case before, after, never
  }

  fileprivate func export(of entry: Entry, before number: Int) -> Export {
    let exports = deeds.indices.filter { index in
      if case .exported(let thumbprint, _) = deeds[index].deed {
        thumbprint == entry.certificate.thumbprint
      } else {
        false
      }
    }
    guard let first = exports.first else { return .never }
    return first < number ? .before : .after
  }
}

extension Session {
  /// What the record has of a row.
  fileprivate func row(of entry: PracticeMachine.Entry) -> (id: EntryID, findings: EntryFindings)? {
    findings.entries.sorted { $0.key < $1.key }.first { id, found in
      id.noted.role.store == entry.store && found.facts?.serial == entry.certificate.serial
        && found.facts?.subject.isSame(as: entry.certificate.subject) == true
    }.map { ($0.key, $0.value) }
  }

  /// Whether its record has somebody's agreement to the removal of this row.
  fileprivate func agreed(to entry: PracticeMachine.Entry) -> Bool {
    row(of: entry)?.findings.isGone == true
  }

  /// Who agreed to its removal; `nil` if nobody had to.
  fileprivate func agreement(to entry: PracticeMachine.Entry) -> String? {
    row(of: entry).flatMap { findings.decision($0.id)?.agreedBy }
  }

  /// Whether it was told that the export was seen on the server.
  fileprivate func saysSeen(_ entry: PracticeMachine.Entry) -> Bool {
    row(of: entry)?.findings.removal?.export?.proof == .seenOnServer
  }
}
