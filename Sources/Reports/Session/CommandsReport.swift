// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
public import JSON
public import Occurrences
import Paths
public import Procedure

/// What `commands` wrote, for scripts: `lync-pin-wizard/commands/1`.
public struct CommandsReport {
  private let name: String?
  private let session: Session?
  private let order: CommandOrder?
  private let files: [String]

  /// - Parameters:
  ///   - name: the session's name; `nil` without a session.
  ///   - order: what the files delete; `nil` if they only collect.
  ///   - files: the paths of the files.
  public init(named name: String?, _ session: Session?, _ order: CommandOrder?, files: [String]) {
    self.name = name
    self.session = session
    self.order = order
    self.files = files
  }

  public var value: JSONValue {
    [
      "schema": "lync-pin-wizard/commands/1",
      "session": JSONValue(name),
      "procedure": JSONValue(session?.start.course.rawValue),
      // Receipts repeat this hash.
      "head": JSONValue(order?.head),
      "server": JSONValue(order?.server),
      "files": .array(files.map { ["name": .string($0.pathName), "path": .string($0)] }),
      "entries": .array((order?.entries ?? []).map(entry)),
    ]
  }

  private func entry(_ entry: CommandOrder.Entry) -> JSONValue {
    let facts = session?.findings.entries[entry.id]?.facts
    return [
      "entry": .string(entry.id.description), "store": .string(entry.id.noted.role.store.rawValue),
      "issuedTo": JSONValue(facts?.issuedTo), "serial": JSONValue(facts?.serial.hexadecimal),
      "sha1": .string(entry.thumbprint.description), "exportFile": .string(entry.file),
    ]
  }
}
