// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Occurrences
import Procedure
public import Texts
import Words

/// The output of a monitoring plugin: one line with a status, what was looked at and when, and the figures behind
/// a vertical bar. Times are UTC.
///
/// Source: Monitoring Plugins Development Guidelines, “Plugin Output for Nagios” and “Performance data”.
public struct PluginLine {
  private let wording: Wording
  private let look: MonitoredLook

  /// Monitoring systems cut long lines; the rest is counted.
  private static let mostSentences = 4

  public init(wording: Wording, _ look: MonitoredLook) {
    self.wording = wording
    self.look = look
  }

  /// Ends with a line feed.
  public var text: String {
    let mark = look.session?.start.mark(wording).map { " · \($0)" } ?? ""
    let head = "LYNC-PIN-WIZARD \(look.status.word) - \(look.name)\(mark): "
    return Self.plain(head + sentences.joined(separator: " ")) + figures + "\n"
  }

  /// What is wrong, then what was found and looked at.
  public var sentences: [String] {
    guard let seen = look.seen, let session = look.session else {
      let values = ["time": look.at.description, "reason": look.problem ?? ""]
      return [wording("monitor.notLooked", values)]
    }
    let wrong = problems(seen, session)
    let more = wrong.count - Self.mostSentences
    return wrong.prefix(Self.mostSentences)
      + (more > 0 ? [wording("monitor.more", ["count": String(more)])] : []) + found(seen) + [read(seen)]
  }

  // MARK: - Sentences

  private func problems(_ seen: MonitoredLook.Seen, _ session: Session) -> [String] {
    // What to do about a managed store is too long for a line; the store is named.
    let advice = PhysicalStore.allCases.filter(\.isManaged).map { wording("managed.\($0.rawValue)") }
    let certificates = RecheckWords(wording: wording).lines(of: seen.recheck, in: session)
    return certificates.filter { $0.tone != .good }.map(\.text).filter { !advice.contains($0) }
      + look.concerns.compactMap { text($0, session) }
  }

  /// `nil` for what is said of each certificate.
  private func text(_ concern: MonitoredLook.Concern, _ session: Session) -> String? {
    let last = session.lastDeletion?.description ?? wording("unknown")
    switch concern {
    case .notLooked, .certificates, .restoredMissing, .notSeen: return nil
    case .newEvents(let count):
      return wording("monitor.newEvents", ["count": String(count), "time": last])
    case .undatedEvents(let count):
      return wording("monitor.undatedEvents", ["count": String(count), "time": last])
    case .tooOld(let date):
      return wording(
        "monitor.tooOld",
        ["file": date.name, "time": time(date), "hours": String(look.maximumAgeHours)])
    case .inFuture(let date): return wording("monitor.inFuture", ["file": date.name, "time": time(date)])
    case .notEnded(let item):
      let step = StatusWords(wording: wording.of(session)).next(item, in: session)
      return wording("monitor.notEnded", ["step": step])
    case .endedOpen(let ending):
      return wording(
        "monitor.endedOpen", ["ending": EndingWords(wording: wording.of(session)).title(ending, session)])
    }
  }

  private func time(_ date: SourceDate) -> String { date.at?.description ?? wording("unknown") }

  private func found(_ seen: MonitoredLook.Seen) -> [String] {
    let counts = MonitoredCounts(seen.recheck)
    func share(_ kind: MonitoredCounts.Kind, _ state: MonitoredCounts.State) -> [String: String] {
      ["count": String(counts[kind, state]), "all": String(counts.count(kind))]
    }
    return [wording("monitor.needed", share(.needed, .there))]
      + (counts.count(.removed) > 0 ? [wording("monitor.removed", share(.removed, .absent))] : [])
      + (counts.count(.restored) > 0 ? [wording("monitor.restored", share(.restored, .there))] : [])
      + (counts.count(.moved) > 0 ? [wording("monitor.moved", share(.moved, .there))] : [])
      + (seen.recheck.events == nil ? [wording("recheck.events.notLooked")] : [])
  }

  private func read(_ seen: MonitoredLook.Seen) -> String {
    // Of many files, the folder is named, with the date of the oldest one.
    let dates =
      seen.dates.count <= Self.mostSentences
      ? seen.dates : [SourceDate(name: seen.recheck.sources.joined(separator: ", "), at: look.oldest)]
    let files = dates.map { date in
      wording(
        date.at == nil ? "monitor.fileUndated" : "monitor.file", ["file": date.name, "time": time(date)])
    }
    let sources = ((seen.server.map { [$0] } ?? []) + files).joined(separator: ", ")
    return wording("monitor.looked", ["sources": sources, "time": look.at.description])
  }

  // MARK: - Figures

  /// `label=value;warning;critical;minimum;maximum`. There are none when nothing was looked at: a zero would say
  /// that something was counted.
  private var figures: String {
    guard let seen = look.seen else { return "" }
    let counts = MonitoredCounts(seen.recheck)
    let missing = counts[.needed, .absent] + counts[.moved, .absent]
    var figures = [
      "missing=\(missing);;0;0;\(counts.count(.needed) + counts.count(.moved))",
      "back=\(counts[.removed, .there]);;0;0;\(counts.count(.removed))",
      "not_seen=\(counts.count(.notSeen));;;0",
    ]
    if let events = seen.recheck.events { figures.append("new_events=\(events.new);;0;0") }
    // The age of a file from the future is not known.
    if let oldest = look.oldest, oldest <= look.at {
      figures.append("age=\(look.at.secondsSince1970 - oldest.secondsSince1970)s;;;0")
    }
    return " | " + figures.joined(separator: " ")
  }

  /// A bar would begin the figures, and a line feed a second line.
  private static func plain(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return SafeText.harmlessLine(
      line.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "/"))
  }
}
