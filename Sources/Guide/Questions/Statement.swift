// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Procedure
import Servers
import Texts
import Words

extension Statement: AskedQuestion {
  func ask(_ item: Item, in guide: Guide) throws(Guide.Interruption) {
    try guide.handleStatement(item, field)
  }
}

extension OffsetCorrection: AskedQuestion {
  func ask(_ item: Item, in guide: Guide) throws(Guide.Interruption) { try guide.handleClock(item) }

  func isOffered(_ item: Item, in guide: Guide) -> Bool {
    !guide.offers(noted).isEmpty
  }
}

extension Guide {
  fileprivate func handleStatement(_ item: Item, _ field: Field) throws(Interruption) {
    let logged = field == .server ? events.computer : nil
    let offered = logged ?? serverAccess.statement(field)
    if let offered {
      console.show(wording(offerKey(isLogged: logged != nil), ["value": offered]), as: .body)
    }
    let choice = try choose(
      item, wording("ask.\(field.rawValue)"), from: offered == nil ? [] : [.done], takesText: true,
      default: offered == nil ? nil : .done, completion: Prompt.Completion.none)
    switch choice {
    case .command: try answer(item, .value(offered ?? ""))
    case .text(let text): try answer(item, .value(text))
    }
    // When working by hand, the server is only known now.
    guard field == .server else { return }
    if let server = session.findings.server, !server.contains(".") {
      console.show(wording("server.short", ["text": server]), as: .quiet)
    }
    for sentence in neighbours.news(for: session) { console.show(sentence, as: .warning) }
  }

  fileprivate func offerKey(isLogged: Bool) -> String {
    if isLogged { return "offer.event" }
    return session.start.live == nil ? "offer" : "offer.live"
  }

  /// Asks for the offset again, and shows what the rows say about it.
  fileprivate func handleClock(_ item: Item) throws(Interruption) {
    let findings = session.findings
    console.show(
      wording("clock.disproved", ["offset": findings.offsetMinutes.map(UTCOffset.text) ?? "?"]), as: .warning)
    if let offset = findings.offsetByRows {
      console.show(wording("clock.fits", ["offset": UTCOffset.text(offset)]), as: .body)
      let difference = abs(offset - (findings.offsetMinutes ?? offset))
      if difference == 12 * 60 { console.show(wording("clock.halfDay"), as: .warning) }
    }
    let choice = try choose(
      item, wording("ask.timeZone"), from: [], takesText: true, completion: Prompt.Completion.none)
    if case .text(let text) = choice { try answer(item, .value(text)) }
  }
}
