// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Procedure
import Servers
import Texts
import Words

// Step 7 of the first section and step 11 of the others: the attributes of a certificate, typed, pasted, read from
// a file, or offered by a source and confirmed.

extension Guide {
  func handleNoted(_ item: Item, _ field: Field, _ id: NotedID) throws(Turn) {
    let wasSeen = session.findings.noted[id]?.certificate != nil
    try askNoted(item, field, id)
    if !wasSeen { sayIfExpired(id) }
  }

  /// A noted certificate that has expired is the trouble itself.
  private func sayIfExpired(_ id: NotedID) {
    guard let end = session.findings.noted[id]?.certificate?.certificate?.notAfter,
      session.findings.period(id, now: now()) == .expired
    else { return }
    let date = WindowsText(wording: wording).shortDate(
      end, offsetMinutes: session.findings.offsetMinutes ?? 0)
    console.show(wording("noted.expired", ["date": date]), as: .warning)
  }

  private func askNoted(_ item: Item, _ field: Field, _ id: NotedID) throws(Turn) {
    let offers = offers(id)
    if !offers.isEmpty, let candidate = try chooseOffer(item, offers) {
      try answer(item, .certificate(candidate.facts, candidate.source))
      return
    }
    let isSelfIssued = id == .root && field == .subject
    if isSelfIssued, let issuer = session.findings.noted[id]?.typed.issuer {
      console.show(wording("same.issuer"), as: .quiet)
      console.show(issuer.detailLines.map { "  \($0)" }.joined(separator: "\n"), as: .screen)
    }
    try askValue(item, field, same: isSelfIssued)
  }

  /// What a source offers for a place of the path, as long as nothing was typed for it.
  func offers(_ id: NotedID) -> [Candidate] {
    guard session.findings.noted[id]?.typed.isEmpty ?? true else { return [] }
    return frontEnd.path(at: id, below: id.above.flatMap { session.findings.noted[$0]?.facts })
  }

  func handleEntry(_ item: Item, _ field: Field, _ id: EntryID) throws(Turn) {
    let noted = session.findings.noted[id.noted]?.facts
    if let noted, field == .issuer || field == .subject {
      let name = field == .issuer ? noted.issuer : noted.subject
      console.show(wording("same.offer"), as: .quiet)
      console.show(name.detailLines.map { "  \($0)" }.joined(separator: "\n"), as: .screen)
    }
    try askValue(item, field, same: noted != nil && (field == .issuer || field == .subject))
    if session.pending?.about != item.about || session.pending?.step != item.step { showComparison(id) }
  }

  /// What a source offers for a place of the path. With more than one, the Certification Path tab decides.
  ///
  /// - Returns: `nil` when the admin wants to type what the dialog shows.
  private func chooseOffer(_ item: Item, _ offers: [Candidate]) throws(Turn) -> Candidate? {
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

  func source(_ source: FactSource, number: Int? = nil) -> String {
    let text = source.words(wording)
    return number.map { "\($0). \(text)" } ?? text
  }

  private func askValue(_ item: Item, _ field: Field, same: Bool) throws(Turn) {
    var commands: [Command] = same ? [.same] : []
    if field == .thumbprint { commands.append(.skip) }
    let choice = try choose(
      item, wording("ask.\(field.rawValue)"), from: commands, takesText: true, completion: .fileNames)
    switch choice {
    case .command(.same): try answer(item, .same)
    case .command: try answer(item, .skipped(reason: ""))
    case .text(let text):
      if let path = LocalPath(typed: text) {
        try answerFromFile(item, path)
      } else {
        try answer(item, .value(try wholeName(text, field)))
      }
    }
  }

  /// A name typed line by line ends with an empty line; pasted or read from a script, it comes as one answer.
  private func wholeName(_ first: String, _ field: Field) throws(Turn) -> String {
    guard field == .issuer || field == .subject, console.isInteractive, !first.contains("\n"),
      let name = try? NameReading.read(first), name.relativeNames.count == 1
    else { return first }
    var lines = [first]
    while true {
      let line = try reply(to: Prompt(line: wording("ask.moreLines") + " ")).trimmed
      if line.isEmpty { return lines.joined(separator: "\n") }
      lines.append(line)
    }
  }

  private func answerFromFile(_ item: Item, _ path: LocalPath) throws(Turn) {
    switch path.oneCertificate() {
    case .success(let facts):
      let words = ComparisonWords(wording: wording, offsetMinutes: session.findings.offsetMinutes)
      console.show(source(.file(path.name)), as: .quiet)
      console.show(words.details(facts), as: .screen)
      try answer(item, .certificate(facts, .file(path.name)))
    case .failure(let problem):
      console.show(FileWords(wording: wording).text(problem, file: path.typed), as: .error)
    }
  }
}
