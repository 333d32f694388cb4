// SPDX-License-Identifier: GPL-3.0-or-later

import Article
public import Facts
import Listings
public import Occurrences
public import Procedure
import Stores

/// The content of the server's stores at one moment, and which parts of them were read.
public struct StoreLook {
  public struct Found {
    public let facts: CertificateFacts
    public let part: StorePart

    public init(facts: CertificateFacts, part: StorePart) {
      self.facts = facts
      self.part = part
    }
  }

  public var found: [Found] = []
  /// How much of each store was read; a missing store was not read.
  public var coverage: [Store: Coverage] = [:]
  /// The sources: file names, or the server itself.
  public var sources: [String] = []
  /// The files that it was read from; empty when the server itself was read.
  public var dates: [SourceDate] = []
  /// Entries that do not count as certificates of the store.
  public var oddities: [StoreOddity] = []

  public init() {}

  /// Where a certificate is in a store; a certificate that was only typed is matched by its attributes.
  public func presence(
    of facts: CertificateFacts, in store: Store, offsetMinutes: Int?
  ) -> Recheck.Presence {
    let places = Set(
      found.lazy.filter {
        $0.part.store == store && Comparison($0.facts, facts, offsetMinutes: offsetMinutes).isSameCertificate
      }.map(
        \.part.physical))
    if !places.isEmpty { return .there(PhysicalStore.allCases.filter(places.contains)) }
    let coverage = coverage[store] ?? Coverage(store)
    return coverage.isWhole ? .absent : .notSeen(notLookedAt: coverage.openParts)
  }

  /// Records that a physical store was read from beginning to end.
  public mutating func note(_ part: StorePart, entries: Int, unreadable: Int = 0) {
    coverage[part.store, default: Coverage(part.store)].parts[part.physical] =
      Coverage.Part(entries: entries, unreadable: unreadable)
  }
}

extension Recheck {
  /// Compares what a session removed and noted with a new reading of the stores.
  public init(_ session: Session, _ look: StoreLook, _ events: SuppliedEvents?) {
    let findings = session.findings
    let restored = session.restored
    let outside = Set(session.outside.map(\.thumbprint))
    func presence(_ facts: CertificateFacts, _ store: Store) -> Presence {
      look.presence(of: facts, in: store, offsetMinutes: findings.offsetMinutes)
    }
    self.init(
      removed: findings.path.flatMap(findings.entries(of:)).compactMap { id in
        guard let entry = findings.entries[id], let facts = entry.facts,
          entry.isGone || facts.thumbprint.map(outside.contains) == true
        else { return nil }
        return Removed(
          id: id, isRestored: restored[id] != nil, presence: presence(facts, id.noted.role.store))
      },
      kept: findings.path.compactMap { id in
        findings.noted[id]?.facts.map { Kept(id: id, presence: presence($0, id.role.store)) }
      },
      moved: findings.course == .move
        ? session.removed.compactMap { id in
          findings.entries[id]?.facts.map { Moved(id: id, presence: presence($0, .intermediate)) }
        } : [],
      events: events.map { Events($0, since: session.lastDeletion) },
      sources: look.sources + (events?.files.map(\.name) ?? []))
  }
}

extension Recheck.Events {
  /// - Parameter time: when the last certificate was reported gone; `nil` makes every event new.
  public init(_ events: SuppliedEvents, since time: Instant?) {
    var new = 0
    var undated = 0
    for file in events.files {
      for event in file.reading?.events ?? [] where event.kind == .thisArticle {
        guard let time else {
          new += 1
          continue
        }
        // Only XML gives the time in UTC.
        if file.reading?.form == .xml, let at = event.time.flatMap(Instant.init(logged:)) {
          if at > time { new += 1 }
        } else {
          undated += 1
        }
      }
    }
    self.init(new: new, undated: undated)
  }
}

extension Instant {
  /// `2026-11-23T18:04:11.123456700Z`, to the second.
  public init?(logged text: String) {
    guard text.hasSuffix("Z") else { return nil }
    self.init(iso8601: text.dropLast().prefix { $0 != "." } + "Z")
  }
}
