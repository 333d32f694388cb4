// SPDX-License-Identifier: GPL-3.0-or-later

import Journal
import Servers
import Substrings
import Texts

/// One window of the practice server, as text.
public struct Screen {
  /// What a number or a letter does.
  public struct Choice {
    public let label: String
    /// For a menu or a button beside a list: it has no number, which would be another one with every row more.
    let letter: String?
    /// What may be typed instead of the number: the command itself, with single blanks.
    let command: String?
    let act: (Desktop) throws(JournalError) -> Void

    init(
      _ label: String, command: String? = nil, letter: String? = nil,
      _ act: @escaping (Desktop) throws(JournalError) -> Void
    ) {
      self.label = label
      self.letter = letter
      self.command = command
      self.act = act
    }
  }

  /// A line of text that the window takes.
  public struct Field {
    public let label: String
    let take: (String, Desktop) throws(JournalError) -> Void
  }

  public let title: String
  /// Sentences, wrapped where they are shown.
  public var text: String?
  /// Lines that fit the width already.
  public var lines: [String] = []
  /// The line that is a path on the admin's own computer: never broken, so that it can be copied.
  public var path: String?
  public var choices: [Choice] = []
  /// How many of the choices the lines show already, with their numbers.
  public var listed = 0
  public var field: Field?
  /// What belongs to practice and not to Windows, in the admin's language.
  public var hint: String?
  /// Text to copy, whose lines must not be broken.
  public var copied: String?
  /// The lines of the wizard that this prompt knows.
  var pasteLines: [PasteLine.Kind] = []
  /// The choices with what is typed for them; “b” and “w” are taken by every window.
  var keyed: [(key: String, choice: Choice)] {
    var number = 0
    return choices.map { choice in
      if let letter = choice.letter { return (letter, choice) }
      number += 1
      return (String(number), choice)
    }
  }
  /// What it is called where its whole title is too long: the last part of a path.
  public var name: String { String(title.parts(between: " > ").last ?? "") }
  /// Whether it takes commands.
  public var isPrompt: Bool { choices.contains { $0.command != nil } }

  init(
    _ title: String, text: String? = nil, lines: [String] = [], choices: [Choice] = [], listed: Int = 0,
    field: Field? = nil
  ) {
    self.title = title
    self.text = text
    self.lines = lines
    self.choices = choices
    self.listed = listed
    self.field = field
  }
}

/// A window that makes its screen from the server as it is at that moment.
protocol Window {
  func screen(_ desktop: Desktop) -> Screen
}

/// A message box with one button.
struct MessageWindow: Window {
  let title: String
  let text: String
  /// For an output: lines that must stay apart.
  var lines: [String] = []
  /// A path on the admin's own computer.
  var path: String?
  var hint: String?

  func screen(_ desktop: Desktop) -> Screen {
    var screen = Screen(
      title, text: text.isEmpty ? nil : text,
      lines: lines.flatMap(desktop.page.wrapped) + [path].compactMap(\.self),
      choices: [Screen.Choice(desktop.texts("label.ok")) { $0.close() }])
    screen.hint = hint
    screen.path = path
    return screen
  }
}
