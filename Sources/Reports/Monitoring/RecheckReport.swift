// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Files
public import JSON
import Occurrences
import Procedure
public import Texts

/// The result for scripts: `lync-pin-wizard/recheck/1`. Times are UTC.
public struct RecheckReport {
  private typealias M = JSONValue.Member

  private let wording: Wording
  private let look: MonitoredLook

  public init(wording: Wording, _ look: MonitoredLook) {
    self.wording = wording
    self.look = look
  }

  public var value: JSONValue {
    let session = look.session
    let seen = look.seen
    return [
      "schema": "lync-pin-wizard/recheck/1",
      "session": .string(look.name),
      "head": JSONValue(look.head),
      "procedure": JSONValue(session?.start.course.rawValue),
      "practice": JSONValue(session?.start.practice?.scenario),
      "dryRun": .boolean(session?.start.live?.isDryRun == true),
      "server": JSONValue(session?.findings.server),
      "ending": JSONValue(session?.ending?.rawValue),
      "next": JSONValue(session?.pending?.key),
      "at": .string(look.at.description),
      "status": .string(look.status.word.lowercased()),
      "looked": .boolean(seen != nil),
      "sources": .array((seen?.recheck.sources ?? []).map(JSONValue.string)),
      "files": .array((seen?.dates ?? []).map(file)),
      "maximumAgeHours": .integer(look.maximumAgeHours),
      "coverage": .array(coverage),
      "needed": .array((seen?.recheck.kept ?? []).map(kept)),
      "removed": .array((seen?.recheck.removed ?? []).map(removed)),
      "moved": .array((seen?.recheck.moved ?? []).map(moved)),
      "events": seen?.recheck.events.map {
        ["new": .integer($0.new), "undated": .integer($0.undated)]
      } ?? .null,
      "lastDeletion": JSONValue(session?.lastDeletion?.description),
      "sentences": .array(PluginLine(wording: wording, look).sentences.map(JSONValue.string)),
    ]
  }

  private func file(_ date: SourceDate) -> JSONValue {
    ["name": .string(date.name), "written": JSONValue(date.at?.description)]
  }

  /// How much of each store was read; nothing about a store is concluded from what was not.
  private var coverage: [JSONValue] {
    guard let seen = look.seen else { return [] }
    return Store.allCases.flatMap { store -> [JSONValue] in
      let coverage = seen.coverage[store] ?? Coverage(store)
      let places = coverage.parts[.unknown] == nil ? store.physicalStores : [.unknown]
      return places.map { physical in
        [
          "store": .string(store.rawValue), "physical": .string(physical.rawValue),
          "state": .string(coverage.state(of: physical).rawValue),
          "entries": .integer(coverage.parts[physical]?.entries ?? 0),
          "unreadable": .integer(coverage.parts[physical]?.unreadable ?? 0),
        ]
      }
    }
  }

  private func kept(_ kept: Recheck.Kept) -> JSONValue {
    .object(
      members(look.session?.findings.noted[kept.id]?.facts, kept.id.role.store, kept.presence)
        + [M("well", .boolean(kept.isWell))])
  }

  private func removed(_ removed: Recheck.Removed) -> JSONValue {
    .object(
      [M("entry", .string(removed.id.description))]
        + members(
          look.session?.findings.entries[removed.id]?.facts, removed.id.noted.role.store, removed.presence)
        + [M("restored", .boolean(removed.isRestored)), M("well", .boolean(removed.isWell))])
  }

  /// In its new store.
  private func moved(_ moved: Recheck.Moved) -> JSONValue {
    .object(
      [M("entry", .string(moved.id.description))]
        + members(look.session?.findings.entries[moved.id]?.facts, .intermediate, moved.presence)
        + [M("well", .boolean(moved.isWell))])
  }

  private func members(_ facts: CertificateFacts?, _ store: Store, _ presence: Recheck.Presence) -> [M] {
    let places: (found: [PhysicalStore], notRead: [PhysicalStore])
    switch presence {
    case .there(let found): places = (found, [])
    case .absent: places = ([], [])
    case .notSeen(let notRead): places = ([], notRead)
    }
    return [
      M("store", .string(store.rawValue)), M("issuedTo", JSONValue(facts?.issuedTo)),
      M("serial", JSONValue(facts?.serial.hexadecimal)), M("sha1", JSONValue(facts?.thumbprint?.description)),
      M("state", .string(MonitoredCounts.State(presence).rawValue)),
      M("found", .array(places.found.map { .string($0.rawValue) })),
      M("notRead", .array(places.notRead.map { .string($0.rawValue) })),
    ]
  }
}
