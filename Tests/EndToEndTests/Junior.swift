// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Files
import Procedure
import PseudoTerminal
import Servers
import TestFiles
import TestSupport
import Testing
import Texts

/// Somebody who knows only what the two terminals show: values are read at one and typed at the other.
final class Junior {
  let machine = Machine()
  let admin: Admin
  let desktop: DesktopUser
  let texts: Wording
  var sensible = Sensible()
  /// The rows of the list by the noted certificate, as they were counted.
  private var rows: [NotedID: [Int]] = [:]
  /// What is done at the desktop in the place of the right thing.
  var exports = true
  var deletesNeighbour = false
  /// Takes what the wizard offers instead of reading it off, and knows rows by their serial numbers.
  var takesOffers = false

  init(
    _ scenario: Scenario = .both, server: String = "2012", product: String = "lync2013",
    language: String = "en", windows: String? = nil
  ) throws {
    texts = Wording(language: language).of(product: product)
    admin = try machine.start(
      [
        "practice", scenario.rawValue, "--by-hand", "--seed", "7", "--name", "p", "--server", server,
        "--product", product, "--language", language,
      ] + (windows.map { ["--windows-language", $0] } ?? []), session: "p")
    // The server is there as soon as the first question is.
    _ = try admin.work { _ in .leave }
    desktop = try DesktopUser(
      nil, language: language, windows: windows ?? language, product: product, on: machine)
    try admin.terminal.send("\r")
  }

  func work() throws -> PseudoTerminal.Exit? { try admin.work(act) }

  var session: Session { get throws { try machine.session("p") } }

  func act(_ moment: Admin.Moment) throws -> Admin.Act {
    guard let item = moment.item, let session = moment.session, !moment.isAside else {
      let typed = try sensible.act(moment)
      guard case .type("remove") = typed else { return typed }
      return .type(texts("decide.word"))
    }
    if takesOffers, moment.letters.contains("D"), !(item.question is RowList) { return .type("d") }
    switch (item.form, item.about) {
    case (.value(.server), _): return .type(try desktop.computer())
    case (.value(.timeZone), _): return .type(try desktop.zone())
    case (.value(let field), .noted(let id)): return .type(try desktop.noted(id.position, field))
    case (.value(let field), .entry(let id)):
      return .type(try desktop.row(id.noted.role, try number(id), field))
    case (.branch, .noted(let id)):
      return .type(try desktop.pathCount() > id.position + 1 ? "a" : "e")
    case (.listing, .noted(let id)), (.recount, .noted(let id)):
      let name = session.findings.noted[id]?.facts?.issuedTo ?? ""
      let found = try desktop.rows(id.role, named: name)
      if rows[id] == nil { rows[id] = found }
      return .type(takesOffers && moment.letters.contains("D") ? "d" : String(found.count))
    case (.readBack, .entry(let id)): return .type(try exported(id, session))
    case (.report, .entry(let id)):
      try delete(id)
      return .type("g")
    case (.check, _):
      if item.step.id == "after.services" { try desktop.restart() }
      if item.step.id == "after.signin", try !desktop.signIn() { return .type("n") }
      return .type("y")
    default: return try sensible.act(moment)
    }
  }

  private func number(_ id: EntryID) throws -> Int {
    if takesOffers {
      let serial = try session.findings.entries[id]?.facts?.serial.description.filter { $0 != " " }
      let row = try rows[id.noted]?.first { row in
        try desktop.row(id.noted.role, row, .serial).filter { $0 != " " } == serial
      }
      guard let row else { throw Unexpected("no row of \(id)") }
      return row
    }
    guard let rows = rows[id.noted], rows.indices.contains(id.number - 1) else {
      throw Unexpected("nobody counted \(id)")
    }
    return rows[id.number - 1]
  }

  private func exported(_ id: EntryID, _ session: Session) throws -> String {
    guard exports else { return "w" }
    let file = session.findings.entries[id]?.removal?.exportName?.file ?? "x"
    return try desktop.export(id.noted.role, try number(id), as: file)
  }

  private func delete(_ id: EntryID) throws {
    guard deletesNeighbour, let other = rows[id.noted]?.first(where: { $0 != rows[id.noted]?[id.number - 1] })
    else { return try desktop.delete(id.noted.role, try number(id)) }
    try desktop.delete(id.noted.role, other)
  }
}
