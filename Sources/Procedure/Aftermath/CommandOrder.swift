// SPDX-License-Identifier: GPL-3.0-or-later

import Article
public import Facts
import Occurrences

extension Findings {
  /// The entries that are marked for removal and not gone yet.
  public var marked: [EntryID] {
    path.flatMap(entries(of:)).filter { decision($0)?.isRemoval == true && entries[$0]?.isGone != true }
  }

  /// Checks that command files may delete these entries after exporting and checking them on the server.
  ///
  /// - Throws: `Refusal.interlock`, `.wrongLastDigits`; `.notOffered`, `.thumbprintIsNoted` or
  ///   `.thumbprintOfRow` for a thumbprint that belongs to another certificate; `.keptThumbprintUnknown`.
  func check(_ order: CommandOrder, at now: Instant) throws(Refusal) {
    guard !order.entries.isEmpty else { throw .notOffered }
    let noted = Set(
      noted.values.compactMap { $0.facts?.thumbprint }
        + order.entries.compactMap { keptThumbprint($0.id.noted) })
    for one in order.entries {
      if let objection = Interlock.objectionBesideExport(to: one.id, in: self, now: now) {
        throw .interlock(objection)
      }
      guard !noted.contains(one.thumbprint) else { throw .interlock(.isNoted) }
      guard let facts = entries[one.id]?.facts, facts.thumbprint == one.thumbprint else { throw .notOffered }
      guard isEnd(one.lastFour, ofSerialOf: one.id) else { throw .wrongLastDigits(orderDigits(one.id)) }
      guard rules >= 3 else { continue }
      try checkThumbprint(of: one.id)
      // A move takes away nothing that something else has to stay for.
      guard course == .move || keptThumbprint(one.id.noted) != nil else { throw .keptThumbprintUnknown }
    }
  }
}
