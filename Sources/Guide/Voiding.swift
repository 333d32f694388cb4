// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Journal
import Occurrences
import Procedure
import Servers
import Stores
import Substrings
import Texts
import Words

extension Guide {
  /// Reports command files that order a deletion which is no longer decided, and replaces them with a file
  /// that only refuses. The admin must discard other copies, above all on the server.
  func voidCommandFiles(since before: Session) {
    for (order, entries) in session.ordersLost(since: before) {
      let course = session.start.course
      let path = "\(order.folder)/\(CommandFiles.workName(course))"
      let void = CommandFiles.void(course, session: ComputerName.plain(SessionPaths(file.path).name))
      let existing = try? BoundedFile.read(path, followsLinks: false)
      guard existing != void else { continue }
      for entry in entries {
        let facts = before.findings.entries.values.compactMap(\.facts).first {
          $0.thumbprint == entry.thumbprint
        }
        console.show(
          wording(
            "commands.void",
            [
              "file": path, "server": order.server, "issuedTo": facts?.issuedTo ?? "?",
              "serial": facts?.serial.description ?? entry.thumbprint.description,
            ]), as: .danger)
      }
      replace(path, order, by: void, existing: existing)
    }
  }

  /// Replaces the file only if it was written for exactly this order.
  private func replace(_ path: String, _ order: CommandOrder, by void: [UInt8], existing: [UInt8]?) {
    guard let existing, String(decoding: existing, as: UTF8.self).holds("head \(order.head)") else {
      console.show(wording("commands.void.moved", ["file": path]), as: .warning)
      return
    }
    do throws(JournalError) {
      try NewFile.replace(path, with: void)
      console.show(wording("commands.void.replaced", ["file": path]), as: .body)
    } catch {
      console.show(JournalWords(wording: wording).text(error), as: .error)
    }
  }
}
