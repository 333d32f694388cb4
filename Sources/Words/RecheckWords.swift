// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
public import Occurrences
public import Procedure
public import Texts

/// Describes the result of a new reading of the server.
public struct RecheckWords {
  public let wording: Wording

  public init(wording: Wording) {
    self.wording = wording
  }

  public func lines(_ recheck: Recheck, in session: Session) -> [(text: String, tone: Tone)] {
    lines(of: recheck, in: session) + [line(recheck.events, session)]
  }

  /// Only the certificates.
  public func lines(of recheck: Recheck, in session: Session) -> [(text: String, tone: Tone)] {
    recheck.kept.flatMap { kept in
      line(
        kept.presence, kept.isWell, "kept", session.findings.noted[kept.id]?.facts,
        kept.id.role.store)
    }
      + recheck.removed.flatMap { removed in
        line(
          removed.presence, removed.isWell, removed.isRestored ? "restored" : "removed",
          session.findings.entries[removed.id]?.facts, removed.id.noted.role.store)
          + (removed.isRestored ? [] : sources(removed.presence))
      }
      + recheck.moved.flatMap { moved in
        line(
          moved.presence, moved.isWell, "moved", session.findings.entries[moved.id]?.facts, .intermediate)
      }
  }

  private func line(
    _ presence: Recheck.Presence, _ isWell: Bool, _ kind: String, _ facts: CertificateFacts?, _ store: Store
  ) -> [(text: String, tone: Tone)] {
    guard let facts else { return [] }
    var values = [
      "issuedTo": facts.issuedTo, "serial": facts.serial.description,
      "store": StepWords(wording: wording).store(store),
    ]
    let state: String
    switch presence {
    case .there(let places):
      state = "there"
      values["places"] = names(places)
    case .absent: state = "absent"
    case .notSeen(let places):
      state = "notSeen"
      // For a store that was read as MMC lists it, the physical stores of the rest are unknown.
      values["places"] = places == [.unknown] ? wording("coverage.rest") : names(places)
    }
    return [
      (wording("recheck.\(kind).\(state)", values), isWell ? .good : state == "notSeen" ? .warning : .error)
    ]
  }

  /// What restored a removed certificate, by the place where it was found.
  private func sources(_ presence: Recheck.Presence) -> [(text: String, tone: Tone)] {
    guard case .there(let places) = presence else { return [] }
    return places.filter(\.isManaged).map { (wording("managed.\($0.rawValue)"), .warning) }
  }

  private func line(_ events: Recheck.Events?, _ session: Session) -> (text: String, tone: Tone) {
    guard let events else { return (wording("recheck.events.notLooked"), .quiet) }
    let values = [
      "count": String(events.new), "undated": String(events.undated),
      "time": session.lastDeletion.map {
        WindowsText(wording: wording).moment($0, offsetMinutes: session.findings.trustedOffset)
      } ?? wording("unknown"),
    ]
    if events.new > 0 { return (wording("recheck.events.new", values), .error) }
    if events.undated > 0 { return (wording("recheck.events.undated", values), .warning) }
    return (wording("recheck.events.none", values), .good)
  }

  private func names(_ places: [PhysicalStore]) -> String {
    places.map(StepWords(wording: wording).physicalStore).joined(separator: ", ")
  }
}
