// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Stores

/// The events of the files that `--events` handed over.
struct HandedEvents {
  struct File {
    let name: String
    /// `nil` for a list without any event.
    let reading: EventReading?
  }

  private(set) var files: [File] = []

  mutating func add(_ reading: EventReading?, from name: String) {
    files.append(File(name: name, reading: reading))
  }

  var isEmpty: Bool { files.isEmpty }

  /// All events, file by file.
  var all: [LyncEvent] { files.flatMap { $0.reading?.events ?? [] } }

  /// Those that the article describes.
  var ofArticle: [LyncEvent] { all.filter { $0.kind == .thisArticle } }

  /// When the newest event was logged, as far as the files tell; only XML says the time in UTC.
  var newest: Instant? {
    files.filter { $0.reading?.form == .xml }
      .flatMap { $0.reading?.events ?? [] }.compactMap { $0.time.flatMap(Instant.init(logged:)) }.max()
  }

  /// The server that logged them, when they name one and the same.
  var computer: String? {
    let names = Set(ofArticle.compactMap { $0.computer?.lowercased() })
    return names.count == 1 ? ofArticle.compactMap(\.computer).first : nil
  }
}
