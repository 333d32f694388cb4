// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Inspection
import JSON
import Listings
import Stores

extension InspectionJSON {
  /// The member `against`: what one of two servers has and the other does not.
  func against(_ other: Comparand) -> JSONValue {
    let difference = other.difference
    return [
      "source": .string(other.source), "coverage": coverage(other.survey.coverage, other.unreadable),
      "outcomes": outcomes(other.survey),
      "onlyHere": .array(difference.onlyHere.map(item)), "onlyThere": .array(difference.onlyThere.map(item)),
      "moved": .array(
        difference.moved.map { moved in
          .object(
            members(moved.here) + [
              JSONValue.Member("physicalHere", places(moved.here)),
              JSONValue.Member("physicalThere", places(moved.there)),
            ])
        }),
      "both": .integer(difference.bothCount),
    ]
  }

  private func item(_ item: StoreDifference.Item) -> JSONValue {
    .object(
      members(item.copies) + [
        JSONValue.Member("physical", places(item.copies)), member("certainty", item.certainty.rawValue),
      ])
  }

  private func places(_ copies: [StoreDifference.Content]) -> JSONValue {
    .array(copies.map { .string($0.physical.rawValue) })
  }

  /// The store, and as much of the certificate as is known.
  private func members(_ copies: [StoreDifference.Content]) -> [JSONValue.Member] {
    guard let first = copies.first else { return [] }
    let store = member("store", first.store.rawValue)
    switch first {
    case .entry(let entry): return [store, member("source", entry.file)] + certificate(entry)
    case .row(let row):
      return [
        store, member("source", row.file), member("name", row.entry.name),
        member("sha1", row.entry.thumbprint.description),
      ]
    }
  }
}
