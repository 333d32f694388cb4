// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

// How each kind of item takes its answer. What does not fit is refused; nothing is guessed or mended.

extension Findings {
  /// Takes an answer into the findings, or refuses it and leaves them as they were.
  ///
  /// - Parameter now: when the answer was given.
  mutating func accept(_ answer: Answer, to item: Item, at now: Instant) throws(Refusal) {
    var next = self
    if case .skipped(let reason) = answer, item.form != .value(.thumbprint) {
      guard item.step.isSkippable else { throw .notSkippable }
      guard !reason.isEmpty else { throw .reasonMissing }
      if item.form == .phoneTrust { phoneTrust = .unknown }
      return
    }
    switch (item.form, item.about) {
    case (.confirmation, let about), (.acknowledgement, let about):
      guard answer == .confirmed else { throw .notOffered }
      if case .entry(let id) = about, item.step == StoreSection(role: id.noted.role).confirmWarning {
        next.entries[id]?.isUnderway = true
      }
    case (.check, _):
      try next.acceptCheck(answer, item)
    case (.phoneTrust, _):
      guard case .phoneTrust(let thumbprints) = answer else { throw .notOffered }
      next.phoneTrust = .listed(Set(thumbprints))
    case (.value(let field), .session):
      try next.acceptStatement(answer, field)
    case (.value(.timeZone), .noted):
      try next.acceptOffset(answer)
    case (.value(let field), .noted(let id)):
      try next.acceptNoted(answer, field, id)
    case (.value(let field), .entry(let id)):
      try next.acceptEntry(answer, field, id)
    case (.branch, .noted):
      guard answer == .pathContinues || answer == .pathEnds else { throw .notOffered }
    case (.listing, .noted(let id)):
      try next.acceptListing(answer, id)
    case (.recount, .noted(let id)):
      guard case .counted(let count) = answer else { throw .notOffered }
      guard Self.countRange.contains(count) else { throw .countOutOfRange }
      next.recounts[id] = count
    case (.presence, .noted):
      guard case .stays(let isThere, _) = answer else { throw .notOffered }
      if !isThere { next.problems.append(item) }
    case (_, .entry(let id)):
      try next.acceptRemoval(answer, item.form, id, now)
    case (_, .session), (_, .noted):
      throw .notOffered
    }
    if answer.bringsNews || item.form == .value(.timeZone) {
      next.isLookDue = true
      next.settle(at: now)
    }
    self = next
  }

  /// More rows than this have the same name in no store; a larger number is a slip.
  static let countRange = 0...99

  private mutating func acceptCheck(_ answer: Answer, _ item: Item) throws(Refusal) {
    switch answer {
    case .confirmed: break
    case .problem(let text):
      guard !text.isEmpty else { throw .reasonMissing }
      problems.append(item)
    default: throw .notOffered
    }
  }

  private mutating func acceptStatement(_ answer: Answer, _ field: Field) throws(Refusal) {
    guard case .value(let text) = answer else { throw .notOffered }
    let line = PastedText.line(text)
    guard !line.isEmpty else { throw .empty }
    switch field {
    case .server: server = line
    case .administrator: administrator = line
    case .timeZone:
      guard let minutes = UTCOffset.minutes(line) else { throw .unreadableTimeZone }
      offsetMinutes = minutes
    case .issuer, .serial, .subject, .validFrom, .thumbprint: throw .notOffered
    }
  }

  private mutating func acceptListing(_ answer: Answer, _ id: NotedID) throws(Refusal) {
    switch answer {
    case .counted(let count):
      guard Self.countRange.contains(count) else { throw .countOutOfRange }
      listings[id] = .counted(count)
      for entry in entries(of: id) { entries[entry] = EntryFindings() }
    case .listed(let rows, let coverage):
      guard Self.countRange.contains(rows.count) else { throw .countOutOfRange }
      guard coverage == nil || coverage?.store == id.role.store else { throw .notOffered }
      listings[id] = .listed(rows.count)
      self.coverage[id] = coverage
      for (entry, row) in zip(entries(of: id), rows) {
        entries[entry] = EntryFindings(listed: row)
      }
    default: throw .notOffered
    }
  }
}

// MARK: - The noted path

extension Findings {
  private mutating func acceptNoted(_ answer: Answer, _ field: Field, _ id: NotedID) throws(Refusal) {
    var one = noted[id] ?? NotedFindings()
    if case .certificate(let facts, let source) = answer {
      if let field = one.typed.difference(from: facts, offsetMinutes: offsetMinutes) {
        throw .differsFromTyped(field)
      }
      if facts.certificate?.isAuthority == false { throw .notAnAuthority }
      one.certificate = facts
      one.source = source
    } else {
      // Only a root is its own issuer.
      if answer == .same, id != .root { throw .notOffered }
      try one.typed.take(answer, field, same: nil)
    }
    try check(one, at: id)
    noted[id] = one
  }

  /// The path has to hold together: a root is its own issuer, every other certificate is issued by the one above.
  private func check(_ one: NotedFindings, at id: NotedID) throws(Refusal) {
    let issuer = one.certificate?.issuer ?? one.typed.issuer
    let subject = one.certificate?.subject ?? one.typed.subject
    if let above = id.above.flatMap({ noted[$0]?.facts }) {
      if let issuer, !issuer.isSame(as: above.subject) { throw .brokenPath(expectedIssuer: above.subject) }
    } else if let issuer, let subject, !issuer.isSame(as: subject) {
      throw .rootNotSelfIssued
    }
    guard let facts = one.facts else { return }
    for other in noted where other.key != id {
      if let known = other.value.facts, known.subject.isSame(as: facts.subject), known.serial == facts.serial
      {
        throw .alreadyNoted
      }
    }
    if rules >= 3 { try checkThumbprint(of: facts, at: id) }
  }
}

// MARK: - Entries

extension Findings {
  private mutating func acceptEntry(_ answer: Answer, _ field: Field, _ id: EntryID) throws(Refusal) {
    guard var entry = entries[id] else { throw .notOffered }
    if case .certificate(let facts, let source) = answer {
      if let field = entry.typed.difference(from: facts, offsetMinutes: offsetMinutes) {
        throw .differsFromTyped(field)
      }
      if facts.certificate?.isAuthority == false { throw .notAnAuthority }
      entry.given = facts
      entry.source = source
    } else {
      if case .skipped = answer, needsThumbprint(id) { throw .thumbprintNeeded }
      try entry.typed.take(answer, field, same: noted[id.noted]?.facts)
    }
    entries[id] = entry
    if rules >= 3, field == .thumbprint { try checkThumbprint(of: id) }
  }

  /// Whether an entry may be deleted but for its thumbprint, by which it is told from those that phones trust.
  private func needsThumbprint(_ id: EntryID) -> Bool {
    guard case .listed(let trusted) = phoneTrust, !trusted.isEmpty else { return false }
    return verdict(id)?.allowsRemoval == true
  }

  private mutating func acceptRemoval(
    _ answer: Answer, _ form: Form, _ id: EntryID, _ now: Instant
  ) throws(Refusal) {
    guard var entry = entries[id] else { throw .notOffered }
    switch (form, answer) {
    case (.origin, .origin(let physical)):
      entry.reportedIn = physical
    case (.decision(let verdict), .decided(let decision)):
      try checkDecision(decision, verdict, id, now)
      if entry.decision?.verdict != verdict { entry.isDecidedAnew = false }
      entry.awaitsDecision = false
      entry.decision = JudgedDecision(verdict: verdict, decision: decision)
    case (.exportName, .exportNamed(let file, let folder)):
      guard !file.isEmpty else { throw .empty }
      guard ExportName.isFileName(file) else { throw .notAFileName }
      entry.exportName = ExportName(file: file, folder: folder)
    case (.readBack, .readBack(let facts, let path)):
      try checkExport(facts, id)
      entry.exported = facts
      entry.proof = .readBack(path: path)
    case (.readBack, .seenOnServer):
      entry.proof = .seenOnServer
    case (.restoreCard, .restoreCard(let path)):
      guard !path.isEmpty else { throw .empty }
      entry.restoreCard = path
    case (.deletion, .deletionOrdered(let lastFour)):
      if let objection = Interlock.objection(to: id, in: self, now: now) { throw .interlock(objection) }
      guard isEnd(lastFour, ofSerialOf: id) else { throw .wrongLastDigits(orderDigits(id)) }
      entry.isOrdered = true
    case (.report, .reported(let gone, _, let remark)):
      guard gone || !remark.isEmpty else { throw .reasonMissing }
      entry.isGone = gone
      entry.isUnderway = false
    default: throw .notOffered
    }
    entries[id] = entry
  }

  private func checkDecision(
    _ decision: Decision, _ verdict: Verdict, _ id: EntryID, _ now: Instant
  ) throws(Refusal) {
    let missing: (Set<RemovalWarning>) -> RemovalWarning? = { acknowledged in
      let needed = warnings(id, now: now)
      return RemovalWarning.allCases.first { needed.contains($0) && !acknowledged.contains($0) }
    }
    switch decision {
    case .setAside: break
    case .keep(let reason):
      guard verdict.allowsRemoval else { throw .notOffered }
      guard !reason.isEmpty else { throw .reasonMissing }
    case .remove(let acknowledged):
      if let obstacle = Interlock.obstacle(to: id, in: self, now: now) { throw .interlock(obstacle) }
      guard !gate(id, now: now).needsName else { throw .interlock(.ownerDidNotAgree) }
      if let warning = missing(acknowledged) { throw .interlock(.warningNotConfirmed(warning)) }
    case .removeAgreed(let name, let acknowledged):
      if let obstacle = Interlock.obstacle(to: id, in: self, now: now) { throw .interlock(obstacle) }
      guard gate(id, now: now).needsName else { throw .notOffered }
      guard !name.isEmpty else { throw .ownerMissing }
      if let warning = missing(acknowledged) { throw .interlock(.warningNotConfirmed(warning)) }
    }
  }

  /// The exported file has to be the very entry that is to be deleted, and nothing of the noted path.
  private func checkExport(_ facts: CertificateFacts, _ id: EntryID) throws(Refusal) {
    guard let expected = entries[id]?.facts else { throw .notOffered }
    for one in noted.values.compactMap(\.facts) {
      let isNoted = Comparison(facts, one, offsetMinutes: offsetMinutes).isSameCertificate
      if isNoted { throw .exportIsNoted }
    }
    let isExpected = Comparison(facts, expected, offsetMinutes: offsetMinutes).isSameCertificate
    guard isExpected else { throw .exportIsAnother }
  }
}
