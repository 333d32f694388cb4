// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import Journal
public import Texts

/// Writes a transcript in one of its formats.
public struct TranscriptWriter {
  public let wording: Wording
  /// Whether hosts, people and organizations are given other names.
  public var hidesNames = false
  /// For what stands side by side in plain text.
  public var widthColumns: Int
  /// Returns the number of columns that a text takes.
  public var columns: (String) -> Int

  public init(
    wording: Wording, hidesNames: Bool = false, widthColumns: Int = 80,
    columns: @escaping (String) -> Int = \.count
  ) {
    self.wording = wording
    self.hidesNames = hidesNames
    self.widthColumns = widthColumns
    self.columns = columns
  }

  public func text(_ transcript: Transcript, _ format: TranscriptFormat) -> String {
    let pseudonyms = hidesNames ? Pseudonyms(transcript.session) : nil
    if format == .json {
      let value = JSONTranscript(transcript: transcript).value
      return (pseudonyms?.applied(to: value) ?? value).pretty
    }
    let words = TranscriptWords(wording: wording, hidesNames: hidesNames).page(transcript)
    var page = pseudonyms?.applied(to: words) ?? words
    // The plain form has the labels as they are, without the escapes of another one.
    if wording.hasMarks(in: PlainTranscript().text(page)) { page.footnote = wording.footnote }
    return layout(format).text(page)
  }

  private func layout(_ format: TranscriptFormat) -> any TranscriptLayout {
    switch format {
    case .text, .json: PlainTranscript(widthColumns: widthColumns, columns: columns)
    case .ticket: TicketTranscript()
    case .markdown: MarkdownTranscript()
    case .html: HTMLTranscript()
    }
  }
}

/// A form of the transcript that people read. The sentences are the page's; a layout only arranges them.
protocol TranscriptLayout {
  func text(_ page: TranscriptPage) -> String
}
