// SPDX-License-Identifier: GPL-3.0-or-later

import Article
public import Facts
public import Procedure
import Texts

extension StepWords {
  /// The values of the placeholders in an item's texts.
  ///
  /// Up to the comparison, serial number and Valid from are those of the noted certificate, which the admin
  /// is looking for; from the decision on, those of the current entry.
  ///
  /// - Parameters:
  ///   - pool: the host name of the Front End pool; `nil` while it is unknown.
  ///   - proposedExport: where to export an entry that has no file name yet.
  public func values(
    _ item: Item, in session: Session, pool: String? = nil,
    proposedExport: (Item) -> ExportName? = { _ in nil }
  ) -> [String: String] {
    let findings = session.findings
    var values = ["server": findings.server ?? "?", "folder": "", "file": "", "count": ""]
    values.merge(ports(of: pool, session.start.server)) { $1 }
    values["time"] =
      session.effective.map {
        WindowsText(wording: wording).moment($0, offsetMinutes: findings.trustedOffset)
      } ?? ""
    values["needed"] = needed(findings)
    values["restart"] = session.isRestartLeftOut ? wording("after.restartFirst") + "\n" : ""
    switch item.about {
    case .session: break
    case .noted(let id):
      values["store"] = store(id.role.store)
      let known = item.question is MatchPresence ? findings.kept(id) : findings.noted[id]?.facts
      values.merge(facts(known, findings.offsetMinutes)) { $1 }
      values["count"] = findings.listings[id].map { String($0.count) } ?? ""
    case .entry(let id):
      values["store"] = store(id.noted.role.store)
      values["storeName"] = id.noted.role.store.rawValue
      let entry = findings.entries[id]
      // What was read is known before it is opened.
      let isRead = item.step.kind == .act && entry?.listed != nil
      let isAtHand = isRead || ![.act, .compare].contains(item.step.kind)
      let facts = isAtHand ? entry?.facts : findings.noted[id.noted]?.facts
      values.merge(self.facts(facts, findings.offsetMinutes)) { $1 }
      values["count"] = findings.listings[id.noted].map { String($0.count) } ?? ""
      values["number"] = String(id.number)
      values["kept"] = findings.kept(id.noted)?.serial.description ?? "?"
      values["rows"] = rows(upTo: findings.listings[id.noted]?.count ?? id.number, marking: id.number, values)
      if let name = entry?.removal?.exportName ?? proposedExport(item) {
        values["file"] = name.file
        values["folder"] = name.folder
      }
    }
    if values["store"] == nil { values["store"] = storeOfSection(item.step) }
    return values
  }

  /// The certificates of the noted path, told apart by the end of their serial numbers.
  private func needed(_ findings: Findings) -> String {
    findings.path.compactMap { findings.noted[$0]?.facts }.map { "\($0.issuedTo) (\($0.serial.end))" }
      .joined(separator: ", ")
  }

  /// How to test the ports, which depends on what this version of Windows has.
  private func ports(of pool: String?, _ server: WindowsServer) -> [String: String] {
    let name = pool ?? wording("port.pool")
    let tool = server.hasTestNetConnection ? "powerShell" : "telnet"
    return [
      "pool": name, "webServices": wording("port.webServices"),
      "portTest": wording("port.test.\(tool)", ["pool": name]),
      "portAnswer": wording("port.answer.\(tool)"),
      "poolHint": wording(pool == nil ? "port.hint.unknown" : "port.hint.known"),
    ]
  }

  /// The rows of the list as MMC shows them, with the current one marked; a long list is shortened around it.
  private func rows(upTo count: Int, marking number: Int, _ values: [String: String]) -> String {
    let first = max(1, min(number - 3, count - 7))
    let last = max(number, min(count, first + 7))
    let rows = (first...last).map { row in
      "│ \(row == number ? "▸" : " ") \(values["issuedTo"] ?? "") │ \(values["issuedBy"] ?? "") │ …"
    }
    let cut = ["│   …"]
    return ((first > 1 ? cut : []) + rows + (last < count ? cut : [])).joined(separator: "\n")
  }

  private func storeOfSection(_ step: Step) -> String {
    store(step.id.hasPrefix("ca.") ? .intermediate : .trustedRoot)
  }

  public func facts(_ facts: CertificateFacts?, _ offsetMinutes: Int?) -> [String: String] {
    guard let facts else {
      return [
        "issuedTo": "?", "issuedBy": "?", "serial": "?", "validFrom": "?", "validTo": "?", "inList": "",
      ]
    }
    let windows = WindowsText(wording: wording)
    let end = windows.validTo(facts, offsetMinutes: offsetMinutes)
    return [
      "issuedTo": facts.issuedTo, "issuedBy": facts.issuedBy, "serial": facts.serial.description,
      "validFrom": windows.validFrom(facts.validFrom, offsetMinutes: offsetMinutes),
      "validTo": end ?? wording("unknown"),
      // The list in MMC shows no serial numbers: of two lines with one name, the date tells which it is.
      "inList": end.map { wording("step.mmc.inList", ["validTo": $0]) } ?? "",
      "thumbprint": facts.thumbprint?.description ?? wording("unknown"),
    ]
  }
}

extension Session {
  /// Since when the server can work without the deleted certificates: since the confirmed restart of its
  /// services, otherwise since the deletion.
  fileprivate var effective: Instant? {
    guard let deleted = lastDeletion else { return nil }
    return max(deleted, restart?.answer == .confirmed ? restart?.at ?? deleted : deleted)
  }

  /// Whether the services keep what they remember for now.
  var isRestartLeftOut: Bool { restart.map { $0.answer != .confirmed } ?? false }

  private var restart: AcceptedAnswer? { given.last { $0.item.step == ClosingSection.services } }
}
