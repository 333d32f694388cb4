// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Procedure
import Texts
import Words

/// Tells of single certificates: how they compare with the one that the server needs, how they come back, and
/// their hashes and files.
struct CertificateCardWords {
  let wording: Wording
  let session: Session

  private var offset: Int? { session.findings.trustedOffset }

  /// Compares an entry with the noted certificate, field by field; `nil` for the noted certificate itself and
  /// for one that has neither its name nor its key.
  func match(_ entry: Transcript.Entry) -> TranscriptPage.Match? {
    guard let judged = session.findings.judgement(entry.id), isTold(entry) else { return nil }
    // In a move, the lines are told from roots by their own two names; there is nothing to compare them with.
    let noted =
      session.start.course == .move
      ? nil : session.findings.noted[judged.noted ?? entry.id.noted]?.facts
    guard noted != nil || session.start.course == .move else { return nil }
    let line = wording("transcript.entry", ["number": String(entry.id.number)])
    let store = StepWords(wording: wording).store(entry.id.noted.role.store)
    return TranscriptPage.Match(
      title: "\(entry.facts.issuedTo), \(line) · \(store)",
      table: noted.map {
        ComparisonWords(wording: wording, offsetMinutes: offset).wholeTable(noted: $0, entry: entry.facts)
      }, fields: fields(entry))
  }

  private func isTold(_ entry: Transcript.Entry) -> Bool {
    switch entry.verdict {
    case .mismatched, .renewed, .generation, .undecided, .partial, .crossSigned, .alias, .link: true
    case .matched, .otherCA, .sibling, .misplaced, .required, .unrelated: entry.findings.removal != nil
    }
  }

  private func fields(_ entry: Transcript.Entry) -> [TranscriptPage.Field] {
    let verdict = wording("verdict.\(entry.verdict.rawValue).name")
    let meaning = wording("verdict.\(entry.verdict.rawValue).meaning")
    let evidence = EvidenceWords(wording: wording, offsetMinutes: offset)
      .remarks(entry.judgement, entry.facts, entry.period, dependants: entry.dependants)
    return [
      field("fate", disposition(entry)),
      field("verdict", "\(verdict): \(meaning)"),
    ] + (evidence.isEmpty ? [] : [field("evidence", evidence.joined(separator: " "))])
      + (entry.agreedBy.map { [field("agreedBy", $0)] } ?? [])
      + [field("store", StepWords(wording: wording).physicalStore(entry.findings.physical))] + proof(entry)
  }

  private func proof(_ entry: Transcript.Entry) -> [TranscriptPage.Field] {
    switch entry.findings.removal?.export?.proof {
    case .readBack?: [field("proof", wording("transcript.proved"))]
    case .seenOnServer?: [field("proof", wording("transcript.notReadBack"))]
    case nil: []
    }
  }

  private func disposition(_ entry: Transcript.Entry) -> String {
    func time(_ instant: Instant) -> [String: String] {
      ["time": WindowsText(wording: wording).moment(instant, offsetMinutes: offset, withUTC: true)]
    }
    return switch entry.disposition {
    case .deleted(let at, let isSeen, _) where session.start.course == .move:
      wording(isSeen ? "fate.moved" : "fate.movedByWord", time(at))
    case .deleted(let at, true, _): wording("fate.deleted", time(at))
    case .deleted(let at, false, ""): wording("fate.deletedByWord", time(at))
    case .deleted(let at, false, let receipt):
      wording("fate.deletedByReceipt", time(at).merging(["receipt": receipt]) { $1 })
    case .restored(let at): wording("fate.restored", time(at))
    case .deletedOutside(let receipt): wording("fate.deletedOutside", ["receipt": receipt])
    case .ordered: wording("fate.ordered")
    case .stillThere: wording(session.start.live?.isDryRun == true ? "fate.dryRun" : "fate.stillThere")
    case .kept(let reason): wording("fate.kept", ["reason": reason])
    case .marked: wording(entry.isCommanded(in: session) ? "fate.commanded" : "fate.marked")
    case .undecided: wording("fate.undecided")
    case .leftForReview: wording("fate.review")
    case .needed: wording("fate.needed")
    case .leftAlone:
      wording(
        entry.verdict.allowsRemoval && session.stoppedAt == entry.id.noted
          ? "fate.noneNeeded" : "fate.leftAlone")
    }
  }

  private func field(_ key: String, _ value: String) -> TranscriptPage.Field {
    TranscriptPage.Field(label: wording("transcript.\(key)"), value: value)
  }
}

// MARK: - Restoring

extension CertificateCardWords {
  /// - Parameter name: the session's name.
  func restore(_ entry: Transcript.Entry, name: String) -> TranscriptPage.Card {
    let export = entry.findings.removal?.exportName.map { "\($0.folder) · \($0.file)" }
    return TranscriptPage.Card(
      title: "\(entry.facts.issuedTo) (\(entry.facts.serial))",
      fields: [
        field("store", StepWords(wording: wording).store(entry.id.noted.role.store)),
        field("command", "lync-pin-wizard restore \(name)"),
      ] + (export.map { [field("export", $0)] } ?? []) + proof(entry))
  }
}

// MARK: - Hashes and files

extension CertificateCardWords {
  func record(noted facts: CertificateFacts, _ source: FactSource, _ id: NotedID) -> TranscriptPage.Card {
    TranscriptPage.Card(
      title: "\(wording("role.\(id.role.rawValue)")): \(facts.issuedTo)", fields: record(facts, source))
  }

  func record(_ entry: Transcript.Entry) -> TranscriptPage.Card {
    var fields = record(entry.facts, entry.findings.source)
    if case .readBack(let path)? = entry.findings.removal?.export?.proof {
      fields.append(field("proof", wording("transcript.readBack", ["file": path])))
    }
    if let card = entry.findings.removal?.restoreCard { fields.append(field("card", card)) }
    let line = wording("transcript.entry", ["number": String(entry.id.number)])
    let store = StepWords(wording: wording).store(entry.id.noted.role.store)
    return TranscriptPage.Card(title: "\(entry.facts.issuedTo), \(line) · \(store)", fields: fields)
  }

  private func record(_ facts: CertificateFacts, _ source: FactSource) -> [TranscriptPage.Field] {
    let names = [("subject", facts.subject), ("issuer", facts.issuer)].map { label, name in
      TranscriptPage.Field(label: wording("label.\(label)"), value: name.detailLines.joined(separator: ", "))
    }
    let thumbprint = facts.thumbprint.map {
      TranscriptPage.Field(label: wording("label.thumbprint"), value: $0.description)
    }
    return names + [
      TranscriptPage.Field(label: wording("label.serialNumber"), value: facts.serial.description),
      TranscriptPage.Field(label: wording("label.validFrom"), value: validFrom(facts)),
    ] + [thumbprint].compactMap(\.self) + [field("source", source.words(wording))]
  }

  private func validFrom(_ facts: CertificateFacts) -> String {
    switch facts.validFrom {
    case .exact(let instant): instant.description
    case .written(let date): wording("transcript.asWritten", ["text": date.text])
    case .unreadable: wording("date.unreadable")
    }
  }
}
