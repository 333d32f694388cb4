// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts

// The move as a walk. Its rows are those of Trusted Root whose issuer is not their subject; they have the place of the
// noted root, because they are in its store.

extension Walkthrough {
  mutating func walkMove() throws(Pending) -> Ending {
    try begin()
    try ask(Item(Checks.phoneTrust, PhoneTrustList()))
    try confirm(path.opening + [Elevation.check])
    // What the server needs must be known, so that it stays.
    try notePath()
    let section = StoreSection(role: .root)
    try confirm(section.addSnapIn + [section.confirmLocalComputer] + section.openStore)
    try ask(Item(MoveSection.locate, RowList(of: .root)))
    let rows = findings.entries(of: .root)
    for row in rows { try read(row) }
    for row in rows { try decide(row, in: section) }
    let marked = rows.filter { findings.decision($0)?.isRemoval == true }
    for row in marked { try move(row, in: section) }
    if !marked.isEmpty { try ask(Item(MoveSection.recount, RowRecount(of: .root))) }
    try checkWhatWasDone()
    return Ending(ofMove: findings)
  }

  private mutating func read(_ id: EntryID) throws(Pending) {
    let about = Item.About.entry(id)
    try confirm([MoveSection.open], about: about)
    guard findings.entries[id]?.listed == nil else { return try confirm([MoveSection.compare], about: about) }
    // The names come first: they say whether it is misplaced at all.
    let fields: [Field] = [.subject, .issuer, .serial, .validFrom, .thumbprint]
    for field in fields where findings.entries[id]?.given == nil {
      try ask(Item(MoveSection.compare, RowValue(field, of: id)))
    }
  }

  private mutating func decide(_ id: EntryID, in section: StoreSection) throws(Pending) {
    guard let verdict = findings.decidedVerdict(id) else { return }
    let mayLeave = findings.entries[id]?.isGone == true || findings.mayLeave(verdict)
    guard mayLeave || findings.judgement(id)?.judgement.needsReview == true else { return }
    if mayLeave, findings.entries[id]?.listedIn == .unknown {
      try ask(Item(section.origin, RowOrigin(of: id)))
    }
    try ask(Item(MoveSection.decide, RowDecision(of: id, verdict)), isAnew: findings.decision(id) == nil)
  }

  /// Export and restore card as in the article; then Intermediate has it, and only then Trusted Root loses it.
  private mutating func move(_ id: EntryID, in section: StoreSection) throws(Pending) {
    let about = Item.About.entry(id)
    try export(id, in: section)
    try confirm([MoveSection.importCopy], about: about)
    try ask(Item(MoveSection.seen, IntermediateCopy(of: id)))
    let isOrdered = findings.entries[id]?.removal?.isOrdered == true
    try ask(Item(MoveSection.delete, DeletionOrder(of: id)), isAnew: !isOrdered)
    try ask(Item(section.confirmWarning, DeletionWarning(of: id)))
    try ask(Item(MoveSection.gone, DeletionReport(of: id)))
  }
}

extension Ending {
  fileprivate init(ofMove findings: Findings) {
    let ids = findings.entries(of: .root)
    let left = ids.filter { findings.entries[$0]?.isGone != true }
    let isReviewed =
      left.contains { findings.judgement($0)?.judgement.needsReview == true && !findings.isKept($0) }
      || findings.hasUnexpectedRecount
    if !findings.problems.isEmpty {
      self = .problemRemains
    } else if isReviewed {
      self = .stoppedForReview
    } else if left.contains(where: findings.isKept) {
      self = .misplacedKept
    } else {
      self = findings.hasDeleted ? .misplacedMoved : .noneMisplaced
    }
  }
}
