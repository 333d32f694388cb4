// SPDX-License-Identifier: GPL-3.0-or-later

/// What a piece of text is for; the terminal decides how that looks, and looks alone never carry a meaning.
public enum Tone: Sendable {
  /// The name of a section or a step.
  case heading
  /// Ordinary sentences, wrapped to the width of the terminal.
  case body
  /// A drawing of what the server shows, or a table: never wrapped, each line cut by nobody.
  case screen
  /// Less important: sources, hints, the place in the procedure.
  case quiet
  /// Something went well.
  case good
  /// Something to read twice.
  case warning
  /// A certificate is about to be deleted.
  case danger
  /// What happened and what to do about it.
  case error
}
