// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Listings

/// The events from the files supplied with `--events`.
public struct SuppliedEvents {
  public struct File {
    public let name: String
    /// `nil` for a list without events.
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

  /// The events that the article describes.
  public var ofArticle: [LyncEvent] { all.filter { $0.kind == .thisArticle } }

  /// When the newest event was logged, if the files state it; only XML gives the time in UTC.
  public var newest: Instant? {
    files.filter { $0.reading?.form == .xml }
      .flatMap { $0.reading?.events ?? [] }.compactMap { $0.time.flatMap(Instant.init(logged:)) }.max()
  }

  /// The pool that did not respond, if all events of the article name the same one. It is put into commands
  /// to copy, so only what can be a host's name counts.
  public var pool: String? {
    let hosts = Set(ofArticle.compactMap(\.address?.host))
    guard hosts.count == 1, let host = hosts.first,
      host.utf8.allSatisfy({
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || ".-".utf8.contains($0)
      }),
      host.first?.isLetter == true || host.first?.isNumber == true
    else { return nil }
    return host
  }

  /// The server that logged the article's events, if they all name the same one.
  public var computer: String? {
    let names = Set(ofArticle.compactMap { $0.computer?.lowercased() })
    return names.count == 1 ? ofArticle.compactMap(\.computer).first : nil
  }
}
