// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Pages
import Procedure
import Texts
import Words

/// Puts the path and the stores of a session into pictures: each store as it was listed, and as it is known to
/// be now.
struct PictureWords {
  let wording: Wording
  let transcript: Transcript
  let standing: TranscriptStanding

  private var session: Session { transcript.session }
  private var findings: Findings { session.findings }

  /// The noted path down to the server's own certificate; `nil` before anything was noted.
  var path: PathPicture? {
    let noted = findings.path.compactMap { id in
      findings.noted[id]?.facts.map { facts in
        let alarm = alarm(id)
        let stays = alarm.isEmpty ? " · \(wording("picture.path.stays"))" : ""
        return PathPicture.Link(
          role: wording("role.\(id.role.rawValue)"), name: facts.issuedTo,
          serialEnd: facts.serial.end + stays, validity: validity(facts), isNoted: true, alarm: alarm)
      }
    }
    guard !noted.isEmpty else { return nil }
    let server = PathPicture.Link(
      role: wording("picture.server"), name: findings.server ?? wording("unknown"),
      validity: wording("picture.server.untouched"), isNoted: false)
    return PathPicture(title: wording("transcript.path"), links: noted + [server])
  }

  private func alarm(_ id: NotedID) -> String {
    if standing.missing.contains(id) { return wording("picture.state.missing") }
    let isAbsent = session.stoppedAt == id && session.ending != .storeNotRead
    return isAbsent ? wording("picture.state.notListed") : ""
  }

  /// `nil` before anything was noted.
  var stores: StorePicture? {
    guard !findings.path.isEmpty else { return nil }
    return StorePicture(
      headings: StorePicture.Headings(
        number: wording("picture.line"), name: wording("label.issuedTo"),
        serial: wording("label.serialNumber"), validTo: wording("transcript.validTo"),
        moments: [
          wording("picture.before"), wording(session.ending == nil ? "picture.now" : "picture.after"),
        ]),
      shelves: shelved.map(shelf), nothing: wording("picture.nothing"))
  }

  /// A move is about Trusted Root alone, whatever the names in it.
  private var shelved: [NotedID] { isMove ? [.root] : findings.path }
  private var isMove: Bool { session.start.course == .move }

  private func shelf(_ id: NotedID) -> StorePicture.Shelf {
    let store = StepWords(wording: wording).store(id.role.store)
    let name = isMove ? nil : findings.noted[id]?.facts?.issuedTo
    return StorePicture.Shelf(
      title: [store, name].compactMap(\.self).joined(separator: " · "), note: note(id, store),
      rows: [notListed(id)].compactMap(\.self) + findings.entries(of: id).map(line))
  }

  /// How much of the store is shown.
  private func note(_ id: NotedID, _ store: String) -> String {
    guard findings.listings[id] != nil else { return wording("picture.notRead") }
    let coverage = findings.coverage[id].flatMap { $0.isWhole ? nil : $0 }
    return
      ([wording(isMove ? "picture.listed.move" : "picture.listed")]
      + [coverage.map { CoverageWords(wording: wording).line($0, store) }].compactMap(\.self))
      .joined(separator: " ")
  }

  /// The noted certificate, where it was looked for in vain.
  private func notListed(_ id: NotedID) -> StorePicture.Row? {
    guard session.stoppedAt == id, let facts = findings.noted[id]?.facts else { return nil }
    // What was not read whole may still have it.
    let state = state(session.ending == .storeNotRead ? .unknown : .missing, "notListed")
    return StorePicture.Row(
      number: "", name: facts.issuedTo, serial: facts.serial.description, validTo: validTo(facts),
      details: facts.serial.end, validity: validity(facts), states: [state, state])
  }

  private func line(_ id: EntryID) -> StorePicture.Row {
    if let entry = transcript.entries.first(where: { $0.id == id }) { return row(entry) }
    let state = isOnlyOne(id.noted) ? state(.matched, "onlyOne") : state(.unknown, "notRead")
    return StorePicture.Row(
      number: String(id.number),
      name: (isMove ? nil : findings.noted[id.noted]?.facts?.issuedTo) ?? wording("unknown"),
      serial: "", validTo: "", details: wording("transcript.entry", ["number": String(id.number)]),
      validity: "", states: [state, state])
  }

  /// Whether a person counted one line of the name, and read the noted serial number in it: older programs did not ask
  /// for that.
  private func isOnlyOne(_ id: NotedID) -> Bool {
    let read = StoreSection(role: id.role).listedOnce
    return session.start.procedure >= 6 && findings.listings[id] == .counted(1)
      && session.given.contains { $0.item.step == read && $0.item.about == .noted(id) }
  }

  private func row(_ entry: Transcript.Entry) -> StorePicture.Row {
    // The line of the noted certificate was typed only as far as it was compared; its end was noted.
    let whole = entry.verdict == .matched ? findings.noted[entry.id.noted]?.facts ?? entry.facts : entry.facts
    return StorePicture.Row(
      number: String(entry.id.number), name: entry.facts.issuedTo, serial: entry.facts.serial.description,
      validTo: validTo(whole),
      details: wording("transcript.entry", ["number": String(entry.id.number)]) + " · "
        + entry.facts.serial.end,
      validity: validity(whole), states: [before(entry), after(entry)])
  }

  /// The day that Windows lists.
  private func validity(_ facts: CertificateFacts) -> String {
    "\(wording("transcript.validTo")): \(validTo(facts))"
  }

  private func validTo(_ facts: CertificateFacts) -> String {
    StepWords(wording: wording).facts(facts, findings.trustedOffset)["validTo"] ?? wording("unknown")
  }
}

// MARK: - States

extension PictureWords {
  private func before(_ entry: Transcript.Entry) -> StorePicture.State {
    let physical = entry.findings.physical
    let verdict = wording("verdict.\(entry.verdict.rawValue).name")
    if entry.verdict == .matched { return state(.matched, "needed") }
    if physical.isManaged {
      return StorePicture.State(
        mark: .managed,
        words: "\(verdict) · \(StepWords(wording: wording).physicalStore(physical))")
    }
    let isReviewed = entry.verdict.needsReview || session.stoppedAt == entry.id.noted
    let mark: PictureMark =
      !entry.verdict.allowsRemoval && !entry.verdict.needsReview ? .left : isReviewed ? .review : .removable
    return StorePicture.State(mark: mark, words: verdict)
  }

  private func after(_ entry: Transcript.Entry) -> StorePicture.State {
    if standing.returned.contains(where: { $0.id == entry.id }) { return state(.returned, "returned") }
    if standing.commanded.contains(where: { $0.id == entry.id }) { return state(.unknown, "commanded") }
    switch entry.disposition {
    case .deleted: return state(.removed, isMove ? "moved" : "removed")
    case .restored: return state(.kept, "restored")
    case .deletedOutside: return state(.removed, "outside")
    case .ordered: return state(.unknown, "ordered")
    case .stillThere:
      return state(.removable, session.start.live?.isDryRun == true ? "dryRun" : "stillThere")
    case .kept: return state(.kept, "kept")
    case .marked: return state(.removable, "marked")
    case .undecided: return state(.unknown, "undecided")
    case .leftForReview: return state(.review, "review")
    case .needed: return isMissing(entry) ? state(.missing, "missing") : state(.matched, "untouched")
    case .leftAlone:
      return entry.findings.physical.isManaged ? state(.managed, "left") : state(.left, "left")
    }
  }

  private func isMissing(_ entry: Transcript.Entry) -> Bool {
    findings.judgement(entry.id)?.noted.map(standing.missing.contains) ?? false
  }

  private func state(_ mark: PictureMark, _ word: String) -> StorePicture.State {
    StorePicture.State(mark: mark, words: wording("picture.state.\(word)"))
  }
}
