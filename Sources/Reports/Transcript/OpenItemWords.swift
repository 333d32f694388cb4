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
    let points = EndingWords(wording: wording).openItems(session)
    return next(session) + ended(session) + points + undecided(transcript) + managed(transcript)
      + exports(transcript) + owner(transcript) + signIn(session)
  }

  private func next(_ session: Session) -> [String] {
    session.pending.map { [wording("banner.next", ["step": StatusWords(wording: wording).next($0)])] } ?? []
  }

  /// What is left to do where the session could not do anything.
  private func ended(_ session: Session) -> [String] {
    switch session.ending {
    case .noneMatches?, .notInStore?, .storeNotRead?, .listedOnce?:
      [session.ending.map { wording("transcript.open.\($0.rawValue)") }].compactMap(\.self)
    case .duplicatesRemoved?, .stoppedForReview?, .duplicatesKept?, .otherCause?, .neededMissing?,
      .problemRemains?, nil:
      []
    }
  }

  /// What is left because it would come back, and where it comes from.
  private func managed(_ transcript: Transcript) -> [String] {
    [PhysicalStore.groupPolicy, .enterprise].compactMap { place in
      let names = names(
        transcript.entries.filter { entry in
          guard entry.findings.physical == place, entry.verdict.allowsRemoval else { return false }
          if case .leftForReview = entry.disposition { return true }
          return false
        })
      return names.isEmpty
        ? nil
        : wording(
          "transcript.managed",
          ["place": StepWords(wording: wording).physicalStore(place), "names": names])
    }
  }

  /// What no decision was made about: decisions themselves are told by `EndingWords`.
  private func undecided(_ transcript: Transcript) -> [String] {
    let names = names(
      transcript.entries.filter { if case .undecided = $0.disposition { true } else { false } })
    return names.isEmpty ? [] : [wording("transcript.undecided", ["names": names])]
  }

  private func exports(_ transcript: Transcript) -> [String] {
    let names = names(transcript.entries.filter { $0.witness != nil && !$0.isExportReadBack })
    return names.isEmpty ? [] : [wording("transcript.exportsOpen", ["names": names])]
  }

  private func owner(_ transcript: Transcript) -> [String] {
    guard let last = transcript.session.records.last else { return [] }
    let request = RequestText(transcript.session, to: .owner, now: last.at)
    guard !request.isEmpty else { return [] }
    return [wording("transcript.askOwner", ["command": "lync-pin-wizard request \(transcript.name)"])]
  }

  private func signIn(_ session: Session) -> [String] {
    session.signInResult == .outdated ? [wording("banner.signIn.outdated")] : []
  }

  private func names(_ entries: [Transcript.Entry]) -> String {
    entries.map { "\($0.facts.issuedTo) (\($0.facts.serial))" }.joined(separator: "; ")
  }
}
