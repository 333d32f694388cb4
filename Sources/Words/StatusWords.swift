// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Journal
public import Procedure
public import Texts

/// Where a session is, as labels and values.
public struct StatusWords {
  public let wording: Wording

  public init(wording: Wording) {
    self.wording = wording
  }

  /// - Parameter inTranscript: the transcript says the ending elsewhere, and UTC beside each time.
  public func lines(_ session: Session, head: String, inTranscript: Bool = false) -> [(String, String)] {
    let findings = session.findings
    func time(_ instant: Instant) -> String {
      WindowsText(wording: wording).moment(
        instant, offsetMinutes: findings.trustedOffset, withUTC: inTranscript)
    }
    var lines: [(String, String)] = []
    func add(_ key: String, _ value: String?) {
      if let value { lines.append((wording("status.\(key)"), value)) }
    }
    add(
      "practice",
      session.start.practice.map { practice in
        // By hand, the name would give away what there is to find.
        let isHidden = practice.isByHand && session.ending == nil
        return (isHidden ? "" : "\(practice.scenario), ") + "--seed \(practice.seed)"
          + (practice.isByHand ? " --by-hand" : "")
      })
    add(
      "live",
      session.start.live.map { live in
        wording(
          live.isDryRun ? "live.status.dryRun" : "live.status",
          ["host": live.host, "port": String(live.port)])
      })
    add("computer", session.identity.computerName)
    add("server", findings.server)
    add("windows", wording("windows.\(session.start.server.rawValue)"))
    add("administrator", findings.administrator)
    add("handedOver", session.lastHandOver.map { "\($0.receiver), \(time($0.at)): \($0.reason)" })
    add("takenOver", session.successor())
    add("begun", (session.records.first?.at).map(time))
    add("last", (session.records.last?.at).map(time))
    add("done", wording("status.steps", ["count": String(session.given.count)]))
    add("noted", list(findings.path.compactMap { findings.noted[$0]?.facts?.issuedTo }))
    add("deleted", list(names(session.removed, findings)))
    add(
      "outside", list(session.outside.map { OutsideWords(wording: wording).name($0, in: session) }))
    add("restored", list(names(session.restored.keys.sorted(), findings)))
    add("ordered", list(names(findings.entries.keys.sorted().filter { isOpen($0, findings) }, findings)))
    add("next", session.pending.map(next))
    let ending = session.ending.map { EndingWords(wording: wording).title($0, session) }
    add("ending", inTranscript ? nil : ending)
    add("journal", wording("status.whole", ["count": String(session.records.count), "hash": head]))
    return lines
  }

  public func position(_ session: Session) -> String {
    switch session.position {
    case .asking(let item): next(item)
    case .ended(let ending): EndingWords(wording: wording).title(ending, session)
    }
  }

  public func next(_ item: Item) -> String {
    let steps = StepWords(wording: wording)
    let title = steps.text(.title, of: item) ?? item.step.id
    return "\(steps.place(item.step)), \(title)"
  }

  private func list(_ names: [String]) -> String? { names.isEmpty ? nil : names.joined(separator: ", ") }

  private func names(_ ids: [EntryID], _ findings: Findings) -> [String] {
    ids.compactMap { findings.entries[$0]?.facts }.map { "\($0.issuedTo) (\($0.serial))" }
  }

  /// Whether a deletion was ordered and its result has not been reported yet.
  private func isOpen(_ id: EntryID, _ findings: Findings) -> Bool {
    findings.entries[id]?.removal?.isOpen == true
  }
}

extension Session {
  /// Who has taken over the session; `nil` while it is the administrator of its beginning.
  ///
  /// - Parameter sequence: only what happened before this record counts.
  public func successor(before sequence: Int = .max) -> String? {
    for record in records.reversed() where record.sequence < sequence {
      if case .resumed(_, _, let person?) = record.event { return person }
    }
    return nil
  }

  /// Who works on the session now; `nil` before anybody said so.
  public var personInCharge: String? { successor() ?? findings.administrator }

  /// To whom the session was handed over, if nobody has resumed it since.
  public var expectedSuccessor: String? {
    for record in records.reversed() {
      switch record.event {
      case .handedOver(let receiver, _): return receiver
      case .resumed: return nil
      default: continue
      }
    }
    return nil
  }

  /// Who last took over the session, when and why.
  fileprivate var lastHandOver: (receiver: String, at: Instant, reason: String)? {
    for record in records.reversed() {
      if case .handedOver(let receiver, let reason) = record.event {
        return (receiver, record.at, reason)
      }
    }
    return nil
  }
}
