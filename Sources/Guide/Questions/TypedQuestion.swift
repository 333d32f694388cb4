// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Procedure
import Texts
import Words

extension Guide {
  func askValue(_ item: Item, _ field: Field, same: Bool) throws(Interruption) {
    let before = earlier?.typed(for: item)
    if let earlier, let before {
      console.show(wording("like.value", ["session": earlier.name]), as: .quiet)
      console.show(before, as: .screen)
    }
    var commands: [Choice] = (before == nil ? [] : [.done]) + (same ? [.same] : [])
    if field == .thumbprint { commands.append(.skip) }
    // A row begins with its serial number: its file comes first.
    let isRow = field == .serial && item.question is RowValue
    let choice = try choose(
      item, wording(isRow ? "ask.serial.row" : "ask.\(field.rawValue)"),
      from: PromptChoices(commands).explaining(.skip, wording("ask.thumbprint.skip")), takesText: true,
      default: before == nil ? nil : .done, completion: .fileNames)
    switch choice {
    case .command(.done): try answer(item, .value(before ?? ""))
    case .command(.same): try answer(item, .same)
    case .command: try answer(item, .skipped(reason: ""))
    case .text(let text):
      if let path = LocalPath(typed: text) {
        try answerFromFile(item, path)
      } else {
        let value = PastedLabel(field, wording).value(of: text)
        try answer(item, .value(try wholeName(value, field)))
      }
    }
  }

  /// A name typed line by line ends with an empty line; a pasted name, or one from a script, is a single
  /// answer.
  fileprivate func wholeName(_ first: String, _ field: Field) throws(Interruption) -> String {
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

  fileprivate func answerFromFile(_ item: Item, _ path: LocalPath) throws(Interruption) {
    switch path.oneCertificate() {
    case .success(let facts):
      let words = ComparisonWords(wording: wording, offsetMinutes: session.findings.offsetMinutes)
      // What is in a line is shown in its comparison, which comes next.
      if !(item.question is RowValue) {
        console.show(source(.file(path.name)), as: .quiet)
        console.show(words.details(facts), as: .screen)
      }
      try answer(item, .certificate(facts, .file(path.name)))
    case .failure(let problem):
      console.show(FileWords(wording: wording).text(problem, file: path.typed), as: .error)
    }
  }
}
