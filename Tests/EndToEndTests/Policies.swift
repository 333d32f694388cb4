// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Foundation
import Procedure
import Stores
import TestFiles
import TestSupport

/// How a sensible admin answers; a test changes what is particular to it.
struct Sensible {
  /// The certificates that the server's dialogs show, when nothing fills them in: the path, root first.
  var path: [Certificate] = []
  /// The rows of the list for each of them, in order.
  var rows: [NotedID: [Certificate]] = [:]
  var offsetMinutes = 60
  /// The letter for an entry that can be removed.
  var decision = "r"
  /// For a renewed entry.
  var renewed = "v"
  /// For a physical store that nobody knows.
  var origin = "1"
  /// What is typed at the read-back: a path, or `w`.
  var readBack = "w"
  var server = "fe01.contoso.com"

  static let owner = "Pia Kern"

  func act(_ moment: Admin.Moment) throws -> Admin.Act {
    // What is still open is seen, and stays so.
    if moment.session?.ending != nil { return .type("d") }
    guard let session = moment.session, let item = session.pending else {
      throw Unexpected("asked without an item: \(moment.prompt)")
    }
    if moment.isAside { return .type(aside(moment, item)) }
    return .type(try answer(moment, item, session))
  }

  /// A sentence that belongs to what was chosen last.
  private func aside(_ moment: Admin.Moment, _ item: Item) -> String {
    switch (item.form, moment.last) {
    case (.decision, "o"?): Self.owner
    case (.decision, "r"?), (.decision, Self.owner?):
      moment.session?.start.course == .move ? "move" : "remove"
    case (.value(.issuer), _), (.value(.subject), _): ""
    default: "because"
    }
  }

  private func answer(_ moment: Admin.Moment, _ item: Item, _ session: Session) throws -> String {
    let findings = session.findings
    let isDone = moment.letters.contains("D")
    switch (item.form, item.about) {
    case (.value(let field), .session):
      if isDone { return "d" }
      switch field {
      case .server: return server
      case .timeZone: return UTCOffset.text(offsetMinutes)
      default: return "Alex Admin"
      }
    case (.phoneTrust, _): return isDone ? "d" : "0"
    case (.value(.thumbprint), .entry) where session.start.course == .move:
      return isDone ? "d" : try certificate(item).thumbprint.description
    case (.value, .noted), (.value, .entry):
      return isDone ? "d" : try value(item)
    case (.branch, .noted(let id)):
      let count = path.isEmpty ? 2 : path.count
      return id.position + 1 < count ? "a" : "e"
    case (.listing, .noted(let id)): return isDone ? "d" : String(rows[id]?.count ?? 0)
    case (.recount, .noted(let id)): return isDone ? "d" : String(findings.expectedCount(id))
    case (.decision(let verdict), _):
      if moment.letters.contains("R") { return decision }
      if moment.letters.contains("O") {
        // Who would remove it has somebody's word for it; another certificate of the authority is another matter.
        let isOwners = verdict == .renewed || verdict == .generation
        return isOwners ? renewed : decision == "r" ? "o" : decision
      }
      return verdict.allowsRemoval || verdict.needsReview ? "d" : "v"
    case (.origin, _): return origin
    case (.readBack, _): return isDone ? "d" : readBack
    case (.deletion, .entry(let id)):
      return findings.entries[id]?.facts?.serial.last(findings.orderDigits(id)) ?? ""
    // What is lost cannot be brought back here.
    case (.presence, _): return item.step.kind == .stop ? "n" : "l"
    // A stop has no default; leaving it for review ends it.
    case (.acknowledgement, _): return isDone ? "d" : moment.letters.contains("Y") ? "y" : "v"
    case (.check, _): return "y"
    case (.report, _): return isDone ? "d" : "g"
    case (.copy, .entry(let id)): return findings.entries[id]?.facts?.thumbprint?.description ?? ""
    default: return moment.letters.contains("Y") ? "y" : "d"
    }
  }

  /// The certificate whose dialog is open.
  func certificate(_ item: Item) throws -> Certificate {
    switch item.about {
    case .noted(let id) where path.indices.contains(id.position): return path[id.position]
    case .entry(let id):
      if let rows = rows[id.noted], rows.indices.contains(id.number - 1) { return rows[id.number - 1] }
      throw Unexpected("no such row: \(item.key)")
    default: throw Unexpected("no dialog for \(item.key)")
    }
  }

  private func value(_ item: Item) throws -> String {
    guard case .value(let field) = item.form else { throw Unexpected("no value: \(item.key)") }
    return try Details(of: certificate(item), offsetMinutes: offsetMinutes).text(field)
  }
}

/// What the Details tab shows of a certificate.
struct Details {
  let certificate: Certificate
  let offsetMinutes: Int

  init(of certificate: Certificate, offsetMinutes: Int = 60) {
    self.certificate = certificate
    self.offsetMinutes = offsetMinutes
  }

  /// On one line, where the tab shows several.
  func text(_ field: Field) -> String {
    switch field {
    case .issuer: line(certificate.issuer)
    case .subject: line(certificate.subject)
    case .serial: serial
    case .validFrom: validFrom
    case .thumbprint: "s"
    case .server, .administrator, .timeZone: ""
    }
  }

  /// `1f a4 b2`, in pairs.
  var serial: String { certificate.serial.bytes.map { String(format: "%02x", $0) }.joined(separator: " ") }

  /// `Monday, November 23, 2026 7:34:26 PM`, on the server's clock.
  var validFrom: String {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(secondsFromGMT: offsetMinutes * 60)
    formatter.dateFormat = "EEEE, MMMM d, yyyy h:mm:ss a"
    return formatter.string(
      from: Date(timeIntervalSince1970: Double(certificate.notBefore?.secondsSince1970 ?? 0)))
  }

  func lines(_ name: DistinguishedName) -> [String] {
    name.relativeNames.reversed().map { attributes in
      attributes.map { "\($0.type.windowsLabel) = \($0.value)" }.joined(separator: " + ")
    }
  }

  private func line(_ name: DistinguishedName) -> String {
    lines(name).map { line in
      let parts = line.split(separator: "=", maxSplits: 1)
      return line.contains(",") ? "\(parts[0])= \"\(parts[1].dropFirst())\"" : line
    }.joined(separator: ", ")
  }
}
