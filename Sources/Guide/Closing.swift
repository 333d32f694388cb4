// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Procedure
import Texts
import Words

// Before a session closes, everything that is still open is shown once more, and can be changed.

extension Guide {
  /// How an ended session is reopened.
  public enum Reopening {
    /// What was still open is to be recorded, or one answer corrected.
    case correcting
    /// A line that was missed in a count is to be added.
    case adding
    /// The last answer is withdrawn.
    case back
  }

  /// Shows what is still open, and corrects the answer that is chosen.
  ///
  /// Nothing is asked if nothing is open or no person is at a terminal. It only withdraws answers by the rules
  /// of every correction: nothing before a reported deletion.
  ///
  /// - Parameter title: the key of the heading.
  func reviewOpenPoints(_ title: String = "closing.title") throws(Interruption) {
    guard console.isInteractive, !isClosed, let last = session.given.last?.item else { return }
    let points = EndingWords(wording: wording).openPoints(session)
    guard !points.isEmpty else { return }
    while !isClosed {
      let correctable = show(points, title)
      // The words that work at every prompt work here, too, and then the points are shown again.
      try askClosing(about: last, correctable)
    }
  }

  private var closingChoices: PromptChoices {
    let adding: [Choice] = session.findings.countedLists.isEmpty ? [] : [.addRow]
    return PromptChoices([.done, .fix] + adding + [.back, .pause, .help]).alone
      .saying(.done, wording("closing.finish")).explaining(.done, wording("closing.finish.help"))
  }

  private func askClosing(
    about last: Item, _ correctable: [Session.AcceptedAnswer]
  ) throws(Interruption) {
    let choices = closingChoices
    while true {
      let prompt = Prompt(line: choices.line(wording) + ": ")
      console.prepare(for: prompt)
      let typed = try reply(to: prompt).trimmed
      if let number = Int(typed.narrowed) {
        guard correctable.indices.contains(number - 1) else {
          console.show(wording("fix.noSuch", ["text": typed]), as: .error)
          continue
        }
        return try correct(correctable[number - 1], isRecording: true)
      }
      if let (aside, rest) = PromptKeyword.read(typed, wording) { return try handle(aside, rest, at: last) }
      switch choices.command(typed, wording) {
      case .done?: isClosed = true
      case .fix?: try correctAnswer()
      case .addRow?: try addMissedRow()
      case .back?: throw .back
      case .pause?: throw .parked(.asked)
      case .help?:
        for line in choices.explanations(wording) { console.show(line, as: .body) }
        console.show(wording("help.prompt"), as: .body)
      default:
        console.show(wording("prompt.needChoice"), as: .error)
        continue
      }
      return
    }
  }

  /// Adds a missed line; if several lists were counted, asks for which.
  func addMissedRow() throws(Interruption) {
    let lists = session.findings.countedLists
    guard lists.count > 1 else { return try addRow(lists[0]) }
    for (index, id) in lists.enumerated() {
      console.show("\(index + 1). \(steps.store(id.role.store)): \(name(of: id))", as: .body)
    }
    guard let text = try askText("addRow.which") else { return }
    guard let number = Int(text.narrowed), lists.indices.contains(number - 1) else {
      console.show(wording("fix.noSuch", ["text": text]), as: .error)
      return
    }
    try addRow(lists[number - 1])
  }

  /// - Returns: the answers that can be changed, in the order of their numbers.
  private func show(_ points: [OpenPoint], _ title: String) -> [Session.AcceptedAnswer] {
    let allowed = Set(session.correctable)
    var numbered: [Session.AcceptedAnswer] = []
    console.endSkipping()
    console.show("", as: .body)
    console.show(wording(title), as: .heading)
    for point in points {
      if let given = point.given, allowed.contains(given) {
        numbered.append(given)
        console.show("\(numbered.count). \(point.text)", as: .body)
      } else {
        console.show("• \(point.text)", as: .body)
      }
    }
    if numbered.count < points.count { console.show(wording("closing.stands"), as: .quiet) }
    console.show(wording("closing.body", ["done": Choice.done.key(wording)]), as: .body)
    return numbered
  }
}
