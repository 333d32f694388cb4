// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
public import Files
public import JSON
public import Journal
import Procedure
public import Texts
import Words

/// The result of `verify` for scripts: `lync-pin-wizard/verify/1`.
public struct VerifyReport {
  private let wording: Wording
  private let name: String
  private let journal: JournalReading
  private let expectedHead: String?
  private let exports: [ExportCheck]

  /// - Parameters:
  ///   - name: the session's name.
  ///   - expectedHead: the hash of the last line that somebody kept; `nil` if none was given.
  ///   - exports: empty when the session is damaged: what it says of its exports may not be true.
  public init(
    wording: Wording, named name: String, _ journal: JournalReading, expectedHead: String?,
    exports: [ExportCheck]
  ) {
    self.wording = wording
    self.name = name
    self.journal = journal
    self.expectedHead = expectedHead
    self.exports = exports
  }

  public var value: JSONValue {
    [
      "schema": "lync-pin-wizard/verify/1",
      "name": .string(name),
      "whole": .boolean(journal.damage == nil),
      "lines": .integer(journal.records.count),
      "head": .string(journal.head),
      "expectedHead": JSONValue(expectedHead),
      // Without a kept hash, nobody knows whether the whole file was rewritten.
      "sameHead": expectedHead.map { .boolean($0.lowercased() == journal.head) } ?? .null,
      "tornBytes": .integer(journal.tornTail.count),
      "damage": journal.damage.map {
        [
          "line": .integer($0.line),
          "detail": .string(JournalWords(wording: wording).damage($0.damage)),
        ]
      } ?? .null,
      "exports": .array(exports.map(export)),
    ]
  }

  private func export(_ check: ExportCheck) -> JSONValue {
    let state: (word: String, path: String?)
    switch check.finding {
    case .same(let path): state = ("same", path)
    case .changed(let path): state = ("changed", path)
    case .missing(let path): state = ("missing", path)
    case .unreadable: state = ("unreadable", nil)
    case .elsewhere: state = ("elsewhere", nil)
    }
    return [
      "file": .string(check.name.file), "folder": .string(check.name.folder),
      "sha1": JSONValue(check.thumbprint?.description), "state": .string(state.word),
      "path": JSONValue(state.path),
    ]
  }
}
