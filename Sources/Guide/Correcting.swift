// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Files
import Procedure
import Texts
import Words

extension Guide {
  /// Shows the answers that can be corrected, and goes to the selected one.
  func correctAnswer() throws(Interruption) {
    let answers = session.correctable.filter(\.item.question.isCorrectedAlone)
    guard !answers.isEmpty else {
      console.show(wording("fix.none"), as: .warning)
      return
    }
    console.show(wording("fix.title"), as: .heading)
    for (index, given) in answers.enumerated() {
      console.show("\(index + 1). \(step(of: given.item)): \(told(given))", as: .body)
    }
    let text = try reply(to: Prompt(line: wording("fix.which") + " ")).trimmed
    if text.isEmpty || Choice.back.isMeant(by: text, wording) { return }
    guard let number = Int(text), answers.indices.contains(number - 1) else {
      console.show(wording("fix.noSuch", ["text": text]), as: .error)
      return
    }
    try correct(answers[number - 1])
  }

  /// - Parameter isRecording: whether the answer was not wrong, but something was done since.
  func correct(_ given: Session.AcceptedAnswer, isRecording: Bool = false) throws(Interruption) {
    if let refusal = try record(.withdrawn(from: given.sequence, keeps: true)) {
      show(refusal)
      return
    }
    takenBack = given
    refusedKept = []
    isCorrecting = !isRecording
    throw .elsewhere
  }

  /// Shows the comparison and the verdict of a row whose last value was just given, or kept after another
  /// one was corrected.
  func showWhenCompared(_ item: Item) {
    guard case .entry(let id) = item.about, item.question is RowValue,
      session.pending?.about != item.about || session.pending?.step != item.step,
      let verdict = session.findings.verdict(id), shownVerdicts.updateValue(verdict, forKey: id) != verdict
    else { return }
    showComparison(id)
  }

  /// Gives an item the same answer as before a correction, if it still fits.
  ///
  /// - Returns: whether it was answered.
  func answerAsKept(_ item: Item) throws(Interruption) -> Bool {
    guard let answer = session.kept[item.key], refusedKept.insert(item.key).inserted,
      try record(.answered(key: item.key, answer)) == nil
    else {
      if keptCount > 0, isCorrecting {
        console.show(wording("fix.kept", ["count": String(keptCount)]), as: .quiet)
      }
      keptCount = 0
      return false
    }
    // Those that “fix” shows.
    if item.question.isCorrectedAlone { keptCount += 1 }
    showWhenCompared(item)
    return true
  }

  /// The withdrawn answer, if the item is asked again. Decisions and deletions cannot be made by keeping one.
  func answerBefore(_ item: Item) -> Answer? {
    guard let takenBack, takenBack.item == item, item.question.mayKeep(takenBack.answer) else { return nil }
    return takenBack.answer
  }

  func showAnswerBefore(_ item: Item) {
    guard let takenBack, takenBack.item == item else { return }
    console.show(wording("fix.before", ["answer": told(takenBack)]), as: .body)
    if answerBefore(item) != nil, console.isInteractive { console.show(wording("fix.keeps"), as: .quiet) }
  }

  /// Adds a row that was missed in the count.
  func addRow(_ id: NotedID) throws(Interruption) {
    guard let row = session.findings.nextRow(id) else { return }
    if let refusal = try record(.rowFound(row)) {
      show(refusal)
      return
    }
    console.show(wording("addRow.done", ["number": String(row.number)]), as: .body)
    throw .elsewhere
  }

  private func told(_ given: Session.AcceptedAnswer) -> String {
    AnswerWords(wording: wording).text(given.answer, to: given.item)
  }

  /// What was asked: a value of a certificate by its label, anything else by its title, with the certificate
  /// and its line.
  private func step(of item: Item) -> String {
    let field = item.about == .session ? nil : (item.question as? any TypedQuestion)?.field
    let asked =
      field.map { wording("label.\($0.labelName)") }
      ?? String((steps.text(.title, of: item, values(item)) ?? item.step.id).trimming("?？ \u{A0}"))
    switch item.about {
    case .session: return asked
    case .noted(let id): return "\(asked) · \(name(of: id))"
    case .entry(let id):
      // In a move, the lines do not have the noted name.
      let name =
        session.start.course == .move ? session.findings.entries[id]?.facts?.issuedTo : name(of: id.noted)
      return [
        asked, [name, wording("place.entry", place(of: id))].compactMap(\.self).joined(separator: ", "),
      ]
      .joined(separator: " · ")
    }
  }

  /// The noted certificate's name, or what it is.
  func name(of id: NotedID) -> String {
    session.findings.noted[id]?.facts?.issuedTo ?? wording("role.\(id.role.rawValue)")
  }
}

extension Question {
  /// Whether the answer contains something that can be wrong: a plain “done” does not.
  fileprivate var isCorrectedAlone: Bool { !(self is Confirmation || self is Acknowledgement) }
}

extension String {
  /// The text without these characters at its end.
  fileprivate func trimming(_ characters: String) -> Substring {
    var text = self[...]
    while let last = text.last, characters.contains(last) { text.removeLast() }
    return text
  }
}
