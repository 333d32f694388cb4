// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Texts

/// Describes how much of a store was read.
public struct CoverageWords {
  public let wording: Wording

  public init(wording: Wording) {
    self.wording = wording
  }

  /// One line for a store: what was read of it and, if it was not read completely, of its physical stores.
  ///
  /// - Parameter name: the store's name, as the reader knows it.
  public func line(_ coverage: Coverage, _ name: String) -> String {
    guard coverage.state == .part, coverage.parts[.unknown] == nil else {
      return state(coverage.state, coverage.entries, coverage.unreadable, name)
    }
    let places = coverage.store.physicalStores.map { physical in
      let part = coverage.parts[physical]
      return state(
        coverage.state(of: physical), part?.entries ?? 0, part?.unreadable ?? 0,
        StepWords(wording: wording).physicalStore(physical))
    }
    return wording("coverage.parts", ["store": name, "parts": places.joined(separator: " · ")])
  }

  private func state(_ state: Coverage.State, _ entries: Int, _ unreadable: Int, _ name: String) -> String {
    wording(
      unreadable > 0 ? "coverage.unreadable" : "coverage.\(state.rawValue)",
      ["store": name, "count": String(entries), "unreadable": String(unreadable)])
  }

  /// What the admin must know about the store before deciding on an entry; empty when the store was read
  /// completely.
  public func remarks(_ coverage: Coverage) -> [String] {
    let unseen = coverage.managedNotHandedOver.map(StepWords(wording: wording).physicalStore)
    return
      (coverage.unreadable > 0
      ? [wording("coverage.decide.unreadable", ["count": String(coverage.unreadable)])] : [])
      + (unseen.isEmpty
        ? [] : [wording("coverage.decide.managed", ["places": unseen.joined(separator: ", ")])])
  }
}
