// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Guide
import Texts
import Words

/// The output that both consoles share: text is made harmless, marked, wrapped, colored and written.
final class ConsoleWriter {
  var decoration: Decoration
  /// Prompts and messages.
  let messages: Stream
  /// Standard output, for requested results.
  let results: Stream
  private let columns: Columns
  /// Fallback for the width when messages do not go to a terminal, but a person types at one.
  private let widthElsewhere: Stream?
  private let notices: AnswerNotices
  /// Whether somebody types the answers.
  private let isTyped: Bool
  /// For output at the terminal where somebody types.
  let pager: Pager?
  var listener: ((String) -> Void)?

  init(
    messages: Stream, results: Stream, decoration: Decoration, columns: Columns, isTyped: Bool = false,
    widthElsewhere: Stream? = nil, pager: Pager? = nil,
    notices: AnswerNotices = AnswerNotices()
  ) {
    self.isTyped = isTyped
    self.pager = pager
    self.notices = notices
    self.messages = messages
    self.results = results
    self.decoration = decoration
    self.columns = columns
    self.widthElsewhere = widthElsewhere
  }

  var isLost: Bool { messages.isLost || results.isLost }

  var resultsFailure: Int32? { results.failure == EPIPE ? nil : results.failure }

  var widthColumns: Int { messages.widthColumns ?? widthElsewhere?.widthColumns ?? 80 }

  func columns(of text: String) -> Int { columns.count(text) }

  func show(_ text: String, as tone: Tone) {
    listener?(text)
    let text = decoration.marked(SafeText.harmless(text), as: tone)
    let paragraphs = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    switch tone {
    case .screen where isTyped: write(wrapper.drawing(text).map(\.untied), as: tone)
    case .screen, .command: write(paragraphs.map(\.untied), as: tone)
    case .heading, .body, .quiet, .good, .warning, .difference, .danger, .error:
      for paragraph in paragraphs { write(wrapper.message(paragraph).map(\.untied), as: tone) }
    }
  }

  private var wrapper: LineWrapper { LineWrapper(widthColumns: widthColumns, columns: columns) }

  /// Writes the finished lines of a paragraph or a drawing, a page at a time if somebody types at the terminal: pages
  /// end between paragraphs, unless one is longer than a page.
  private func write(_ lines: [String], as tone: Tone) {
    guard let pager else {
      messages.write(lines.map { decoration.coloured($0, as: tone) + "\n" }.joined())
      return
    }
    // What must not be missed is shown even if the rest is skipped.
    let isVital = [.good, .warning, .danger, .error].contains(tone)
    for block in pager.fitsPage(lines) ? [lines] : lines.map({ [$0] })
    where hasRoom(for: block, isVital: isVital) {
      messages.write(block.map { decoration.coloured($0, as: tone) + "\n" }.joined())
    }
  }

  private func hasRoom(for lines: [String], isVital: Bool, isPrompt: Bool = false) -> Bool {
    guard let pager else { return true }
    return pager.makeRoom(for: lines, isVital: isVital, isPrompt: isPrompt, notices: pagerNotices)
  }

  private var pagerNotices: Pager.Notices {
    let more = decoration.coloured(
      decoration.charset.drawable(decoration.prefixes.more + " ").untied, as: .quiet)
    return Pager.Notices(more: more) { [self] typed in
      let text = decoration.marked(SafeText.harmless(notices.early(typed)), as: .error)
      return wrapper.lines(of: text).map { decoration.coloured($0.untied, as: .error) + "\n" }.joined()
    }
  }

  /// Refuses an answer that contains a NUL, because paths and values would be cut off there.
  func refuseNUL() { show(notices.nul, as: .error) }

  /// Refuses a paste that is longer than `PasteReader.limitBytes`.
  func refusePaste() { show(notices.longPaste, as: .error) }

  func result(_ text: String) {
    results.write(SafeText.harmless(text, escape: .json))
  }

  func octets(_ octets: [UInt8]) { results.write(octets) }

  func report(_ lines: [TonedLine]) {
    guard results.isTerminal else {
      results.write(SafeText.harmless(lines.map { $0.text + "\n" }.joined(), escape: .json))
      return
    }
    let wrapper = results.widthColumns.map { LineWrapper(widthColumns: $0, columns: columns) }
    page(
      lines.flatMap { line in
        let text = decoration.charset.drawable(SafeText.harmless(line.text, escape: .json))
        return (wrapper?.lines(of: text) ?? [text]).map { TonedLine($0.untied, line.tone) }
      })
  }

  /// Writes a whole text of its own: wrapped and a page at a time where somebody reads it at the terminal,
  /// otherwise unchanged.
  func page(_ text: String) {
    guard pager != nil, results.isTerminal, text.hasSuffix("\n") else {
      result(text)
      return
    }
    let lines = wrapper.lines(of: String(SafeText.harmless(text, escape: .json).dropLast()))
    page(lines.map { TonedLine($0.untied) })
  }

  /// Writes finished lines to the terminal, a page at a time if somebody types there.
  private func page(_ lines: [TonedLine]) {
    guard pager != nil else {
      results.write(lines.map { decoration.coloured($0.text, as: $0.tone) + "\n" }.joined())
      return
    }
    for line in lines where hasRoom(for: [line.text], isVital: false) {
      results.write(decoration.coloured(line.text, as: line.tone) + "\n")
    }
  }

  // MARK: Prompts

  /// Writes a prompt except for its last line, which is returned with a trailing space.
  ///
  /// At a terminal, the letters stand above the line for typing if they would not leave enough of it.
  func beginPrompt(_ prompt: Prompt) -> String {
    _ = pager?.endSkipping()
    guard isTyped else {
      if !prompt.question.isEmpty { show(prompt.question, as: .body) }
      return begin(inputLines(prompt.line))
    }
    return begin(typedLines(prompt))
  }

  /// Stops first if a prompt does not fit on the rest of the screen.
  func prepare(for prompt: Prompt) { pager?.prepare(for: typedLines(prompt), notices: pagerNotices) }

  /// The lines of a prompt that is answered at a terminal.
  private func typedLines(_ prompt: Prompt) -> [String] {
    let isRoomy = leavesRoom(prompt.line)
    let isAtInput = !isRoomy && isQuestion(prompt.question) && leavesRoom(prompt.question)
    var lines: [String] = []
    if !isAtInput, !prompt.question.isEmpty { lines += promptLines(prompt.question, wrapper) }
    if isRoomy { return lines + inputLines(prompt.line) }
    let letters = isAtInput ? without(": ：", atEndOf: prompt.line) : without(" ", atEndOf: prompt.line)
    lines += promptLines(letters, wrapper)
    return lines + inputLines(isAtInput ? prompt.question : ">")
  }

  /// Writes the lines of a prompt but for the last, all on one screen.
  private func begin(_ lines: [String]) -> String {
    var lines = lines
    _ = hasRoom(for: lines, isVital: true, isPrompt: true)
    let last = lines.removeLast()
    if !lines.isEmpty { messages.write(lines.map { $0 + "\n" }.joined()) }
    return last.isEmpty || last.hasSuffix(" ") ? last : last + " "
  }

  /// Whether enough of a line is left for typing: 40 columns, or half of a narrow terminal.
  private func leavesRoom(_ line: String) -> Bool {
    let width = widthColumns
    return columns.count(line) + 1 + min(40, width / 2) <= width
  }

  private func isQuestion(_ text: String) -> Bool {
    guard let last = text.last else { return false }
    return !text.contains("\n") && ":?：？".contains(last)
  }

  private func without(_ characters: String, atEndOf line: String) -> String {
    var line = line[...]
    while let last = line.last, characters.contains(last) { line.removeLast() }
    return String(line)
  }

  private func inputLines(_ line: String) -> [String] {
    // Two columns less, for that space and the cursor: in a full line it would be on the next one.
    promptLines(line, LineWrapper(widthColumns: widthColumns - 2, columns: columns))
  }

  /// Letters are spread evenly over their lines, so that none is left alone on the last.
  private func promptLines(_ line: String, _ page: LineWrapper) -> [String] {
    let line = decoration.charset.drawable(SafeText.harmless(line))
    return (line.hasPrefix("[") ? page.balanced(line) : page.lines(of: line)).map(\.untied)
  }
}
