// SPDX-License-Identifier: GPL-3.0-or-later

import Article
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

  public func lines(_ session: Session, head: String) -> [(String, String)] {
    let findings = session.findings
    var lines =
      (practice(session).map { [(wording("status.practice"), $0)] } ?? [])
      + facts(session).map { ($0.label, $0.value) }
    func add(_ key: String, _ value: String?) {
      if let value { lines.append((wording("status.\(key)"), value)) }
    }
    add("done", wording("status.steps", ["count": String(session.given.count)]))
    add("noted", list(findings.path.compactMap { findings.noted[$0]?.facts?.issuedTo }))
    add("deleted", list(names(session.removed, findings)))
    add(
      "outside", list(session.outside.map { OutsideWords(wording: wording).name($0, in: session) }))
    add("restored", list(names(session.restored.keys.sorted(), findings)))
    add("ordered", list(names(findings.entries.keys.sorted().filter { isOpen($0, findings) }, findings)))
    add("next", session.pending.map { next($0, in: session) })
    add("ending", session.ending.map { EndingWords(wording: wording).title($0, session) })
    add("journal", wording("status.whole", ["count": String(session.records.count)]))
    return lines + [(wording("transcript.hash"), head)]
  }

  /// Server, people or time, in the words of a label and a value.
  public struct Fact {
    public let label: String
    public let value: String
    /// A time in UTC, if `value` is one on the server's clock; otherwise empty.
    public let utc: String
  }

  /// Which server it is about, who worked on it, and when.
  public func facts(_ session: Session) -> [Fact] {
    let findings = session.findings
    let offset = findings.trustedOffset
    func time(_ instant: Instant) -> String {
      WindowsText(wording: wording).moment(instant, offsetMinutes: offset)
    }
    func fact(_ key: String, _ value: String?) -> [Fact] {
      value.map { [Fact(label: wording("status.\(key)"), value: $0, utc: "")] } ?? []
    }
    func moment(_ key: String, _ instant: Instant?) -> [Fact] {
      instant.map {
        [
          Fact(
            label: wording("status.\(key)"), value: time($0), utc: offset == nil ? "" : $0.description)
        ]
      } ?? []
    }
    return fact("live", session.start.live.map(live)) + fact("byHand", byHand(session.start))
      + fact("computer", session.identity.computerName)
      + fact("server", findings.server)
      + fact("product", session.start.product.map { wording("product.\($0.rawValue)") })
      // The usual one needs no name.
      + fact("procedure", session.start.course == .move ? wording("status.procedure.move") : nil)
      + fact("windows", wording("windows.\(session.start.server.rawValue)"))
      + fact("administrator", findings.administrator)
      + fact("handedOver", session.lastHandOver.map { "\($0.receiver), \(time($0.at)): \($0.reason)" })
      + fact("takenOver", session.successor()) + moment("begun", session.records.first?.at)
      + moment("last", session.records.last?.at)
  }

  /// What only a program or a maintainer needs.
  public func records(_ session: Session) -> [(label: String, value: String)] {
    (practice(session).map { [(wording("status.practice"), $0)] } ?? []) + [
      (wording("status.done"), wording("status.steps", ["count": String(session.given.count)])),
      (wording("status.journal"), wording("status.whole", ["count": String(session.records.count)])),
    ]
  }

  private func practice(_ session: Session) -> String? {
    session.start.practice.map { practice in
      // By hand, the name would give away what there is to find.
      let isHidden = practice.isByHand && session.ending == nil
      return (isHidden ? "" : "\(practice.scenario), ") + "--seed \(practice.seed)"
        + (practice.isByHand ? " --by-hand" : "")
    }
  }

  /// That the server is a real one, where neither “Live” nor “Practice” tells it.
  private func byHand(_ start: Start) -> String? {
    start.live == nil && start.practice == nil ? wording("status.byHand.value") : nil
  }

  private func live(_ live: Start.Live) -> String {
    wording(
      live.isDryRun ? "live.status.dryRun" : "live.status", ["host": live.host, "port": String(live.port)])
  }

  public func position(_ session: Session) -> String {
    switch session.position {
    case .asking(let item): next(item, in: session)
    case .ended(let ending): EndingWords(wording: wording).title(ending, session)
    }
  }

  /// Where it is, what is to be done, and about which certificate.
  public func next(_ item: Item, in session: Session) -> String {
    let steps = StepWords(wording: wording)
    let title = steps.text(.title, of: item) ?? item.step.id
    let place = "\(steps.place(item.step)), \(title)"
    return certificate(item, session.findings).map { "\(place): \($0)" } ?? place
  }

  /// The name and the end of the serial number, which tells certificates of one name apart.
  private func certificate(_ item: Item, _ findings: Findings) -> String? {
    let facts: CertificateFacts? =
      switch item.about {
      case .session: nil
      case .noted(let id): findings.noted[id]?.facts
      case .entry(let id): findings.entries[id]?.facts
      }
    return facts.map { "\($0.issuedTo) (\($0.serial.end))" }
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
