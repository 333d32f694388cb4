// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import JSON

// How much of a store was read:
//   {"store":"ROOT","parts":[{"physical":"registry","entries":139,"unreadable":1,"shownWhole":true}]}
// Physical stores that were not supplied are omitted; “unknown” is the logical store as MMC shows it.

extension Coverage {
  public var encoded: JSONValue {
    let parts = PhysicalStore.allCases.compactMap { physical in
      self.parts[physical].map { part -> JSONValue in
        [
          "physical": .string(physical.rawValue), "entries": .integer(part.entries),
          "unreadable": .integer(part.unreadable), "shownWhole": .boolean(part.isShownWhole),
        ]
      }
    }
    return ["store": .string(store.rawValue), "parts": .array(parts)]
  }

  public init?(encoded value: JSONValue) {
    guard let store = value["store"]?.string.flatMap(Store.init(rawValue:)),
      let parts = value["parts"]?.elements(Self.part)
    else { return nil }
    let known = Dictionary(parts.map { ($0.physical, $0.part) }) { first, _ in first }
    guard known.count == parts.count else { return nil }
    self.init(store, known)
  }

  /// The maximum number of entries; no file that the wizard can read has more.
  private static let possible = 0...1 << 30

  private static func part(_ value: JSONValue) -> (physical: PhysicalStore, part: Part)? {
    guard let physical = value["physical"]?.string.flatMap(PhysicalStore.init(rawValue:)),
      let entries = value["entries"]?.integer, possible.contains(entries),
      let unreadable = value["unreadable"]?.integer, possible.contains(unreadable),
      let isShownWhole = value["shownWhole"]?.boolean
    else { return nil }
    return (physical, Part(entries: entries, unreadable: unreadable, isShownWhole: isShownWhole))
  }
}
