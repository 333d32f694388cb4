// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Occurrences
import Procedure
import Texts
import Words

/// Says how a session stands, for somebody who reads nothing else.
struct BannerWords {
  let wording: Wording
  let session: Session
  let standing: TranscriptStanding

  /// The first open items are named here, the others only further below.
  private static let mostNamed = 3

  func banner(openItems: [String]) -> TranscriptPage.Banner {
    TranscriptPage.Banner(
      tone: standing.tone, word: wording("banner.word.\(standing.word.rawValue)"), headline: headline,
      points: alarms + deletions + [end].compactMap(\.self) + looks
        + [openCount(openItems)].compactMap(\.self),
      open: Array(openItems.prefix(Self.mostNamed)))
  }

  /// Also that nothing is open, which nobody has to infer.
  private func openCount(_ openItems: [String]) -> String? {
    guard openItems.isEmpty else { return wording("banner.openItems", ["count": String(openItems.count)]) }
    return session.ending == nil ? nil : wording("transcript.nothingOpen")
  }

  private var headline: String {
    [unreal, alarm, removed, exports, signIn].compactMap(\.self).reduce("") { text, sentence in
      // Where a full stop is as wide as a character, no space follows it.
      text.isEmpty || text.hasSuffix("。") ? text + sentence : "\(text) \(sentence)"
    }
  }

  /// That nothing of it is real, when it is not.
  private var unreal: String? {
    if session.start.practice != nil { return wording("banner.practice") }
    return session.start.live?.isDryRun == true ? wording("banner.dryRun") : nil
  }

  /// What the server must not be left with, before all else.
  private var alarm: String? {
    if !standing.missing.isEmpty { return wording("banner.alarm.missing") }
    return standing.returned.isEmpty ? nil : wording("banner.alarm.returned")
  }

  private var isMove: Bool { session.start.course == .move }

  private var removed: String {
    switch standing.deletedCount {
    case 0 where !(standing.ordered.isEmpty && standing.commanded.isEmpty):
      wording("banner.removed.unknown")
    case 0: wording(standing.restored.isEmpty ? "banner.removed.none" : "banner.removed.restored")
    case 1: wording(isMove ? "banner.moved.one" : "banner.removed.one")
    default:
      wording(isMove ? "banner.moved.more" : "banner.removed.more", ["count": String(standing.deletedCount)])
    }
  }

  /// Whether the exports were read back; `nil` when nothing was exported.
  var exports: String? {
    let (total, read) = (standing.exportCount, standing.exportsReadBack)
    guard total > 0 else { return nil }
    guard read == total else {
      return wording("banner.exports.notRead", ["count": String(total - read), "total": String(total)])
    }
    return wording(total == 1 ? "banner.exports.one" : "banner.exports.all")
  }

  var signIn: String {
    standing.signIn == .notTested && !standing.isTouched
      ? wording("banner.signIn.unchanged") : wording("banner.signIn.\(standing.signIn.rawValue)")
  }

  func names(_ entries: [Transcript.Entry]) -> String { names(entries.map(\.facts)) }

  func names(_ facts: [CertificateFacts]) -> String { facts.oneLine }
}

// MARK: - The points below the headline

extension BannerWords {
  /// What cannot wait.
  private var alarms: [String] {
    // Without a later look, an open item says it.
    let missing = (standing.lastLook == nil ? [] : standing.missing).compactMap {
      session.findings.noted[$0]?.facts
    }
    return point("banner.missing", names(missing)) + point("banner.returned", names(standing.returned))
      + outside
  }

  private var outside: [String] {
    let names = standing.outside.map { OutsideWords(wording: wording).name($0, in: session) }
    return point("banner.outside", names.joined(separator: "; "))
  }

  private var deletions: [String] {
    TranscriptStanding.Witness.allCases.flatMap { witness in
      point("banner.gone.\(witness.rawValue)", names(standing.removed(seenBy: witness)))
    } + unsettled
  }

  /// What was to be deleted and may be there, and what is there again.
  private var unsettled: [String] {
    point("banner.ordered", names(standing.ordered)) + point("banner.commanded", names(standing.commanded))
      + point("banner.restored", names(standing.restored))
  }

  /// For a line of a ticket; empty if nothing was deleted, and nothing is unknown.
  var deletedInOneLine: String {
    ([names(standing.removed)].filter { !$0.isEmpty } + unsettled + outside).joined(separator: " | ")
  }

  private func point(_ key: String, _ names: String) -> [String] {
    names.isEmpty ? [] : [wording(key, ["names": names])]
  }

  /// How it ended, unless the word or the headline says so; what comes next is an open item.
  private var end: String? {
    guard let ending = session.ending, ![.duplicatesRemoved, .neededMissing].contains(ending),
      !(ending == .stoppedForReview && standing.word == .review)
    else { return nil }
    return EndingWords(wording: wording).title(ending, session)
  }

  private var looks: [String] {
    guard let look = standing.lastLook else { return [] }
    let time = WindowsText(wording: wording).moment(
      look.at, offsetMinutes: session.findings.trustedOffset)
    return [wording(look.recheck.isWell ? "banner.look.well" : "banner.look.notWell", ["time": time])]
  }
}
