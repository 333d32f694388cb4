// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

/// The clocks of the files that describe certificates in text: each file was written on one server.
struct FileClocks {
  /// Files in which a reliably identified certificate disproves the offset, sorted by name.
  private(set) var disproved: [(file: String, offset: Int?)] = []
  private let offsetMinutes: Int?

  /// - Parameter offsetMinutes: the offset stated for all files; `nil` if none was stated.
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

  /// The offset with which the dates of a file are compared.
  func offset(of file: String) -> Int? {
    disproved.contains { $0.file == file } ? nil : offsetMinutes
  }
}
