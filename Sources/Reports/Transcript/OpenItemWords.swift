// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure
import Texts
import Words

/// Lists what is still open after a session.
struct OpenItemWords {
  let wording: Wording

  func items(_ transcript: Transcript) -> [String] {
    let session = transcript.session
    let words = EndingWords(wording: wording)
    let points =
      next(session) + ended(session) + words.openPoints(session).filter { !$0.isSettled }
      + undecided(transcript) + managed(transcript)
      + exports(transcript) + owner(transcript) + signIn(session)
    return points.map { words.told($0, session) }
  }

  private func next(_ session: Session) -> [OpenPoint] {
    session.pending.map { item in
      let step = StatusWords(wording: wording).next(item, in: session)
      return [OpenPoint(wording("banner.next", ["step": step]), by: .administrator)]
    } ?? []
  }

  /// What is left to do where the session could not do anything.
  private func ended(_ session: Session) -> [OpenPoint] {
    switch session.ending {
    case .noneMatches?, .notInStore?:
      [session.ending.map { OpenPoint(wording("transcript.open.\($0.rawValue)"), by: .pkiOwner) }]
        .compactMap(\.self)
    case .storeNotRead?, .listedOnce?:
      [session.ending.map { OpenPoint(wording("transcript.open.\($0.rawValue)"), by: .administrator) }]
        .compactMap(\.self)
    case .duplicatesRemoved?, .stoppedForReview?, .duplicatesKept?, .otherCause?, .neededMissing?,
      .problemRemains?, .misplacedMoved?, .noneMisplaced?, .misplacedKept?, nil:
      []
    }
  }

  /// What is left because it would come back, and where it comes from.
  private func managed(_ transcript: Transcript) -> [OpenPoint] {
    [PhysicalStore.groupPolicy, .enterprise].compactMap { place in
      let entries = transcript.entries.filter { entry in
        guard entry.findings.physical == place, entry.verdict.allowsRemoval else { return false }
        if case .leftForReview = entry.disposition { return true }
        return false
      }
      let values = ["place": StepWords(wording: wording).physicalStore(place)]
      return point("transcript.managed", values, about: entries, by: .policyOwner)
    }
  }

  /// What no decision was made about: decisions that leave something open are told by `EndingWords`.
  private func undecided(_ transcript: Transcript) -> [OpenPoint] {
    let entries = transcript.entries.filter { entry in
      // The one that is decided about next is named there.
      guard transcript.session.pending?.about != .entry(entry.id) else { return false }
      if case .undecided = entry.disposition { return true }
      return false
    }
    return [point("transcript.undecided", about: entries, by: .administrator)].compactMap(\.self)
  }

  private func exports(_ transcript: Transcript) -> [OpenPoint] {
    let entries = transcript.entries.filter { $0.witness != nil && !$0.isExportReadBack }
    return [point("transcript.exportsOpen", about: entries, by: .administrator)].compactMap(\.self)
  }

  private func owner(_ transcript: Transcript) -> [OpenPoint] {
    guard let last = transcript.session.records.last else { return [] }
    let waiting = RequestText(transcript.session, to: .owner, now: last.at).waiting
    guard !waiting.isEmpty else { return [] }
    let values = [
      "names": waiting.oneLine, "command": "lync-pin-wizard request \(transcript.name)",
    ]
    return [OpenPoint(wording("transcript.askOwner", values), by: .administrator)]
  }

  private func signIn(_ session: Session) -> [OpenPoint] {
    let isUnknown =
      session.ending.map { EndingWords(wording: wording).nextSteps($0, session).contains(.phone) } ?? false
    // Where a list had one line, its own item says so.
    let key =
      session.signInResult == .outdated
      ? "banner.signIn.outdated" : isUnknown && session.ending != .listedOnce ? "transcript.open.phone" : nil
    return key.map { [OpenPoint(wording($0), by: .administrator)] } ?? []
  }

  /// `nil` if it is about no certificate.
  private func point(
    _ key: String, _ values: [String: String] = [:], about entries: [Transcript.Entry],
    by doer: OpenPoint.Doer
  ) -> OpenPoint? {
    guard !entries.isEmpty else { return nil }
    let names = entries.map(\.facts).oneLine
    return OpenPoint(wording(key, values.merging(["names": names]) { $1 }), by: doer)
  }
}

extension [CertificateFacts] {
  /// Their names and serial numbers.
  var oneLine: String { map { "\($0.issuedTo) (\($0.serial))" }.joined(separator: "; ") }
}
