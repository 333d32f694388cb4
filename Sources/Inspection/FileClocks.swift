// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

/// The clocks of the files that describe certificates in text: each was written on one server.
struct FileClocks {
  /// Those in which a certificate that is known for sure disproves the offset, sorted by name.
  private(set) var disproved: [(file: String, offset: Int?)] = []
  private let offsetMinutes: Int?

  /// - Parameter offsetMinutes: what somebody said of all of them; `nil` when nobody did.
  init(_ handed: [StoreEntry], _ noted: [Noted], offsetMinutes: Int?) {
    self.offsetMinutes = offsetMinutes
    guard let offsetMinutes else { return }
    var sightings: [String: [ServerClock.Sighting]] = [:]
    for entry in handed where entry.certificate == nil {
      let facts = entry.facts
      for one in noted {
        if let sighting = ServerClock.Sighting(of: facts, as: one.facts) {
          sightings[entry.file, default: []].append(sighting)
        }
      }
    }
    disproved = sightings.filter { ServerClock.isDisproved(offsetMinutes, by: $0.value) }
      .map { ($0.key, ServerClock.offset(by: $0.value)) }.sorted { $0.file < $1.file }
  }

  /// By what the dates of a file are compared.
  func offset(of file: String) -> Int? {
    disproved.contains { $0.file == file } ? nil : offsetMinutes
  }
}
