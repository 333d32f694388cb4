// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure
import Servers
import Texts
import Words

// Step 7 of the first section: the attributes of a certificate, typed, pasted, read from a file, or offered
// by a source and confirmed.

extension NotedValue: AskedQuestion {
  func ask(_ item: Item, in guide: Guide) throws(Guide.Interruption) {
    try guide.handleNoted(item, field, noted)
  }

  func isOffered(_ item: Item, in guide: Guide) -> Bool {
    !guide.offers(noted).isEmpty
  }
}

extension Guide {
  fileprivate func handleNoted(_ item: Item, _ field: Field, _ id: NotedID) throws(Interruption) {
    let wasSeen = session.findings.noted[id]?.certificate != nil
    try askNoted(item, field, id)
    if !wasSeen { sayIfExpired(id) }
  }

  /// A noted certificate that has expired is itself the cause of the problem.
  fileprivate func sayIfExpired(_ id: NotedID) {
    guard let end = session.findings.noted[id]?.certificate?.certificate?.notAfter,
      session.findings.period(id, now: now()) == .expired
    else { return }
    let date = WindowsText(wording: wording).day(
      end, offsetMinutes: session.findings.offsetMinutes ?? 0)
    console.show(wording("noted.expired", ["date": date]), as: .warning)
  }

  fileprivate func askNoted(_ item: Item, _ field: Field, _ id: NotedID) throws(Interruption) {
    let offers = offers(id)
    if !offers.isEmpty, let candidate = try chooseOffer(item, offers) {
      try answer(item, .certificate(candidate.facts, candidate.source))
      return
    }
    if field == .issuer { offerPaste() }
    let isSelfIssued = id == .root && field == .subject
    if isSelfIssued, let issuer = session.findings.noted[id]?.typed.issuer {
      console.show(wording("same.issuer"), as: .quiet)
      console.show(issuer.detailLines.map { "  \($0)" }.joined(separator: "\n"), as: .screen)
    }
    try askValue(item, field, same: isSelfIssued)
  }

  /// What a source offers for a place of the path, if nothing was typed for it yet.
  func offers(_ id: NotedID) -> [Candidate] {
    guard session.findings.noted[id]?.typed.isEmpty ?? true else { return [] }
    return serverAccess.path(at: id, below: id.above.flatMap { session.findings.noted[$0]?.facts })
  }

  /// Shows what a source offers for a place of the path. If there are several, the Certification Path tab
  /// decides.
  ///
  /// - Returns: `nil` when the admin wants to type what the dialog shows.
  fileprivate func chooseOffer(_ item: Item, _ offers: [Candidate]) throws(Interruption) -> Candidate? {
    let words = ComparisonWords(wording: wording, offsetMinutes: session.findings.offsetMinutes)
    for (number, offer) in offers.enumerated() {
      console.show(source(offer.source, number: offers.count > 1 ? number + 1 : nil), as: .quiet)
      console.show(words.details(offer.facts), as: .screen)
    }
    guard offers.count > 1 else {
      let question = wording("offer.confirm", ["done": wording("command.done.label")])
      let choice = try choose(item, question, from: [.done, .typeInstead], default: .done)
      if case .command(.done) = choice { return offers[0] }
      return nil
    }
    console.show(wording("offer.either"), as: .warning)
    let count = String(offers.count)
    while true {
      let choice = try choose(
        item, wording("offer.which", ["count": count]), from: [.typeInstead], takesText: true,
        completion: Prompt.Completion.none)
      guard case .text(let text) = choice else { return nil }
      if let number = Int(text.trimmed), offers.indices.contains(number - 1) { return offers[number - 1] }
      console.show(wording("offer.noSuch", ["text": text.trimmed, "count": count]), as: .error)
    }
  }
}
