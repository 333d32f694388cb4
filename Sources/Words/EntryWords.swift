// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
public import Files
public import Stores
import Texts

// Parts of a file that could not be read, while the rest is used.

extension FileWords {
  /// - Parameter reason: a reason that concerns a part of the file.
  public func text(ofEntry reason: CertificateFolder.Problem.Reason, file: String) -> String {
    switch reason {
    case .unreadableEntry(let entry): text(entry, file: file)
    case .moreUnreadableEntries(let count): wording("entry.more", ["file": file, "count": String(count)])
    case .broken(let error, let certificates):
      wording(
        "entry.broken",
        [
          "file": file, "offset": key(error).offset.map(String.init) ?? "", "reason": text(ofReason: error),
          "count": String(certificates),
        ])
    case .unreadableParts(let certificate, let parts):
      wording(
        "entry.parts",
        [
          "file": file, "name": certificate.subject.displayLine, "serial": certificate.serial.description,
          "parts": parts.map { wording("entry.part.\($0.rawValue)") }.joined(separator: ", "),
        ])
    case .moreUnreadableParts(let count): wording("entry.moreParts", ["file": file, "count": String(count)])
    case .unreadable, .unusable, .unusableListing, .unreadableBlock, .moreUnreadableBlocks,
      .unreadableRecord, .failedListing, .subfolder, .helper:
      ""
    }
  }

  private func text(_ entry: UnreadableEntry, file: String) -> String {
    wording(
      entry.name == nil ? "entry.unnamed" : "entry.named",
      [
        "file": file, "name": entry.name ?? "", "number": String(entry.number),
        "offset": String(entry.offset), "reason": text(ofReason: entry.reason),
      ])
  }

  /// Returns a part of a sentence.
  public func text(ofReason error: FormatError) -> String {
    let (name, offset) = key(error)
    var values = ["at": offset.map(String.init) ?? ""]
    if case .badRegistryLine(_, let line) = error { values["line"] = String(line) }
    return wording.text(ifPresent: "entry.reason.\(name)", values) ?? wording("entry.reason.other")
  }
}
