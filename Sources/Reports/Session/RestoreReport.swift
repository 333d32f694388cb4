// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
public import JSON
import Occurrences
public import Procedure

/// What a session removed, and what of it was restored, for scripts: `lync-pin-wizard/restore/1`. Times are UTC.
public struct RestoreReport {
  private typealias M = JSONValue.Member

  private let name: String
  private let session: Session

  public init(named name: String, _ session: Session) {
    self.name = name
    self.session = session
  }

  public var value: JSONValue {
    [
      "schema": "lync-pin-wizard/restore/1",
      "session": .string(name),
      "practice": JSONValue(session.start.practice?.scenario),
      "server": JSONValue(session.findings.server),
      "complete": .boolean(session.removed.isEmpty && session.outside.isEmpty),
      "certificates": .array(removed + outside),
    ]
  }

  private var removed: [JSONValue] {
    let findings = session.findings
    return findings.path.flatMap(findings.entries(of:)).filter { findings.entries[$0]?.isGone == true }.map {
      id in
      certificate(id.description, id.noted.role.store, findings.entries[id]?.facts, restoration(of: id))
    }
  }

  /// Deleted by command files after the decision was withdrawn.
  private var outside: [JSONValue] {
    session.records.compactMap { record in
      guard case .deletedOutside(let one) = record.event else { return nil }
      guard !session.findings.orders(one.thumbprint) else { return nil }
      return certificate(nil, one.store, session.facts(one), restoration(of: one.thumbprint), one.thumbprint)
    }
  }

  private func certificate(
    _ entry: String?, _ store: Store, _ facts: CertificateFacts?, _ restored: (Restoration, Instant)?,
    _ thumbprint: Thumbprint? = nil
  ) -> JSONValue {
    let seen: (word: String?, file: String?)
    switch restored?.0 {
    case .byWizard?: seen = ("byWizard", nil)
    case .seenIn(let file)?: seen = ("inFile", file)
    case .byWord?: seen = ("byWord", nil)
    case nil: seen = (nil, nil)
    }
    return .object([
      M("entry", JSONValue(entry)), M("store", .string(store.rawValue)),
      M("issuedTo", JSONValue(facts?.issuedTo)), M("serial", JSONValue(facts?.serial.hexadecimal)),
      M("sha1", JSONValue((thumbprint ?? facts?.thumbprint)?.description)),
      M("restored", .boolean(restored != nil)), M("seen", JSONValue(seen.word)),
      M("file", JSONValue(seen.file)),
      M("at", JSONValue(restored?.1.description)),
    ])
  }

  private func restoration(of id: EntryID) -> (Restoration, Instant)? {
    session.records.lazy.compactMap { record in
      guard case .restored(id, let restoration) = record.event else { return nil }
      return (restoration, record.at)
    }.last
  }

  private func restoration(of thumbprint: Thumbprint) -> (Restoration, Instant)? {
    session.records.lazy.compactMap { record in
      guard case .restoredOutside(thumbprint, let restoration) = record.event else { return nil }
      return (restoration, record.at)
    }.last
  }
}
