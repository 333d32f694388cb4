// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
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

  init(
    messages: Stream, results: Stream, decoration: Decoration, columns: Columns,
    widthElsewhere: Stream? = nil,
    notices: AnswerNotices = AnswerNotices()
  ) {
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
    let text = decoration.marked(SafeText.harmless(text), as: tone)
    let lines: [String]
    switch tone {
    case .screen: lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    case .heading, .body, .quiet, .good, .warning, .danger, .error:
      lines = LineWrapper(widthColumns: widthColumns, columns: columns).lines(of: text)
    }
    messages.write(lines.map { decoration.coloured($0, as: tone) + "\n" }.joined())
  }

  /// Refuses an answer that contains a NUL, because paths and values would be cut off there.
  func refuseNUL() { show(notices.nul, as: .error) }

  /// Refuses a paste that is longer than `PasteReader.limitBytes`.
  func refusePaste() { show(notices.longPaste, as: .error) }

  func result(_ text: String) {
    results.write(SafeText.harmless(text, escape: .json))
  }

  func octets(_ octets: [UInt8]) { results.write(octets) }

  func report(_ lines: [String]) {
    let text = SafeText.harmless(lines.joined(separator: "\n"), escape: .json)
    let page = results.widthColumns.map { LineWrapper(widthColumns: $0, columns: columns) }
    results.write((page?.lines(of: text) ?? [text]).map { "\($0)\n" }.joined())
  }

  /// Writes a prompt except for its last line, which is returned with a trailing space.
  func beginPrompt(_ line: String) -> String {
    // Two columns less, for that space and the cursor: in a full line it would be on the next one.
    let page = LineWrapper(widthColumns: widthColumns - 2, columns: columns)
    var lines = page.lines(of: decoration.charset.drawable(SafeText.harmless(line)))
    // The no-break spaces are no longer needed, and would get in the way when a prompt is copied or compared.
    lines = lines.map { line in String(line.map { $0 == "\u{A0}" ? " " : $0 }) }
    let last = lines.removeLast()
    if !lines.isEmpty { messages.write(lines.map { $0 + "\n" }.joined()) }
    return last.isEmpty || last.hasSuffix(" ") ? last : last + " "
  }
}
