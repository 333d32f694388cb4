// SPDX-License-Identifier: GPL-3.0-or-later

public import Files
public import Texts

/// Says what the files of a folder or archive from a server were taken for.
public struct CarriedWords {
  private let wording: Wording

  public init(wording: Wording) { self.wording = wording }

  /// More files of one kind are only counted.
  private static let mostNamed = 10

  public func lines(_ parts: CarriedParts, from path: String) -> [(text: String, tone: Tone)] {
    if parts.isNothing, parts.unused.isEmpty { return [(wording("from.nothing", ["file": path]), .warning)] }
    let taken = [
      ("from.path", parts.chainFiles), ("from.stores", parts.stores), ("from.events", parts.events),
      ("from.receipts", parts.receipts),
    ]
    var lines = taken.filter { !$1.isEmpty }.map { (text: wording($0, names($1)), tone: Tone.quiet) }
    if !parts.unused.isEmpty { lines.append((wording("from.unused", names(parts.unused)), .warning)) }
    return lines
  }

  private func names(_ files: [String]) -> [String: String] {
    let rest = files.count - Self.mostNamed
    let names = files.prefix(Self.mostNamed).joined(separator: ", ")
    return ["files": rest > 0 ? wording("from.more", ["files": names, "count": String(rest)]) : names]
  }
}
