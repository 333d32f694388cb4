// SPDX-License-Identifier: GPL-3.0-or-later

/// The purpose of a piece of text. The terminal decides how it looks; looks alone never carry meaning.
public enum Tone: Sendable {
  /// The title of a section or a step.
  case heading
  /// Ordinary sentences, wrapped to the width of the terminal.
  case body
  /// A drawing of what the server shows, or a table: its lines are kept, and only wrapped, inside their frame,
  /// when they are wider than the terminal.
  case screen
  /// A command to copy: never wrapped, because the line's end would be copied, too.
  case command
  /// Less important: sources, hints, the place in the procedure.
  case quiet
  /// Something went well.
  case good
  /// Something to read carefully.
  case warning
  /// Two values that differ: marked like a warning, but without meaning when what is around it is left out.
  case difference
  /// A certificate is about to be deleted.
  case danger
  /// What happened and what to do about it.
  case error
}

/// One line of text with its tone.
public struct TonedLine: Equatable, Sendable {
  public let text: String
  public let tone: Tone

  public init(text: String, tone: Tone) {
    self.text = text
    self.tone = tone
  }

  public init(_ text: String, _ tone: Tone = .body) { self.init(text: text, tone: tone) }
}
