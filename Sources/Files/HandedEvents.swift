// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Listings

/// The events of the files that `--events` handed over.
public struct HandedEvents {
  public struct File {
    public let name: String
    /// `nil` for a list without any event.
    public let reading: EventReading?
  }

  public private(set) var files: [File] = []

  public init() {}

  public mutating func add(_ reading: EventReading?, from name: String) {
    files.append(File(name: name, reading: reading))
  }

  public var isEmpty: Bool { files.isEmpty }

  /// All events, file by file.
  public var all: [LyncEvent] { files.flatMap { $0.reading?.events ?? [] } }

  /// Those that the article describes.
  public var ofArticle: [LyncEvent] { all.filter { $0.kind == .thisArticle } }

  /// When the newest event was logged, as far as the files tell; only XML says the time in UTC.
  public var newest: Instant? {
    files.filter { $0.reading?.form == .xml }
      .flatMap { $0.reading?.events ?? [] }.compactMap { $0.time.flatMap(Instant.init(logged:)) }.max()
  }

  /// The server that logged them, when they name one and the same.
  public var computer: String? {
    let names = Set(ofArticle.compactMap { $0.computer?.lowercased() })
    return names.count == 1 ? ofArticle.compactMap(\.computer).first : nil
  }
}
