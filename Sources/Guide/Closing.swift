// SPDX-License-Identifier: GPL-3.0-or-later

import Procedure
import Texts
import Words

// Before a session closes, everything that is still open is shown once more, and can be changed.

extension Guide {
  /// Shows what is still open, and corrects the answer that is chosen.
  ///
  /// Nothing is asked if nothing is open or no person is at a terminal. It only withdraws answers by the rules
  /// of every correction: nothing before a reported deletion.
  func reviewOpenPoints() throws(Interruption) {
    guard console.isInteractive, !isClosed else { return }
    let points = EndingWords(wording: wording).openPoints(session)
    guard !points.isEmpty else { return }
    let choices = PromptChoices([.done, .back, .pause]).alone.saying(.done, wording("closing.finish"))
    let correctable = show(points)
    while true {
      let typed = try reply(to: Prompt(line: choices.line(wording) + ": ")).trimmed
      if let number = Int(typed.narrowed), correctable.indices.contains(number - 1) {
        try correct(correctable[number - 1])
        continue
      }
      switch choices.command(typed, wording) {
      case .done?:
        isClosed = true
        return
      case .back?: throw .back
      case .pause?: throw .parked(.asked)
      default:
        console.show(
          Int(typed.narrowed) == nil
            ? wording("prompt.needChoice") : wording("fix.noSuch", ["text": typed]), as: .error)
      }
    }
  }

  /// - Returns: the answers that can be changed, in the order of their numbers.
  private func show(_ points: [EndingWords.OpenPoint]) -> [Session.AcceptedAnswer] {
    let allowed = Set(session.correctable)
    var numbered: [Session.AcceptedAnswer] = []
    console.show("", as: .body)
    console.show(wording("closing.title"), as: .heading)
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
