// SPDX-License-Identifier: GPL-3.0-or-later

public import Texts

/// The text of `--help`, for all commands or for one.
public struct Help {
  let wording: Wording
  let commands: [any CommandForm.Type]

  public init(wording: Wording, commands: [any CommandForm.Type]) {
    self.wording = wording
    self.commands = commands
  }

  /// All commands, the common options and the exit codes.
  public var text: String {
    let list = commands.map { synopsis($0) + "\n" + summary($0) }
    return [
      wording("usage.about"), section("usage.commands", list), section("usage.everyCommand", rows(common)),
      wording("usage.exitCodes"),
    ].joined(separator: "\n\n")
  }

  /// One command with its options and examples.
  public func text(of command: any CommandForm.Type) -> String {
    var parts = [synopsis(command) + "\n" + summary(command)]
    let choices = described(command.operand?.choices ?? [])
    if !choices.isEmpty { parts.append(section("usage.choices", choices)) }
    if !command.options.isEmpty {
      parts.append(section("usage.options", rows(command.options) + streams(command)))
    }
    parts.append(section("usage.examples", command.examples.map { example($0, of: command) }))
    parts.append(section("usage.everyCommand", rows(common)))
    parts.append(wording("usage.exitCodes"))
    return parts.joined(separator: "\n\n")
  }

  /// The words of the operand that are not understood by themselves.
  private func described(_ choices: [String]) -> [String] {
    choices.compactMap { choice in
      wording.text(ifPresent: "usage.choice.\(choice)").map { text in
        let gap = max(1, Self.choiceColumn - choice.count)
        return "  \(choice)" + String(repeating: " ", count: gap) + text
      }
    }
  }

  private var common: [any Option] { CommonOptions.all }

  private func section(_ key: String, _ lines: [String]) -> String {
    ([wording(key)] + lines).joined(separator: "\n")
  }

  private func summary(_ command: any CommandForm.Type) -> String {
    Self.indentation + wording("usage.summary.\(command.name)")
  }

  private func example(_ example: Example, of command: any CommandForm.Type) -> String {
    "  lync-pin-wizard \(example.arguments)\n\(Self.indentation)"
      + wording("usage.example.\(command.name).\(example.text)")
  }

  /// The options for which `-` is a stream.
  private func streams(_ command: any CommandForm.Type) -> [String] {
    let written = command.options.filter { $0.file == .written }
    return (command.options.contains { $0.file == .read } ? ["  " + wording("usage.standardInput")] : [])
      + written.map { "  " + wording("usage.standardOutput", ["option": $0.typed]) }
  }

  // MARK: - What a command takes

  /// The command with everything that it takes, and the allowed words of its operand.
  private func synopsis(_ command: any CommandForm.Type) -> String {
    var pieces = [command.name]
    if let operand = command.operand {
      pieces.append(operand.isRequired ? operand.placeholder : "[\(operand.placeholder)]")
    }
    pieces += command.options.map(piece)
    let choices = (command.operand?.choices ?? []).map { $0 + "," }
    let lines =
      Self.wrapped(pieces, first: "  ") + Self.wrapped(choices, first: Self.indentation)
    return lines.joined(separator: "\n").trimmingSuffix(",")
  }

  private func piece(_ option: any Option) -> String {
    let given = [option.typed, option.placeholder].compactMap(\.self).joined(separator: " ")
    return (option.isNeeded ? given : "[\(given)]") + (option.takesSeveral ? "..." : "")
  }

  /// One line per option; a text that does not fit next to its option gets a separate line.
  private func rows(_ options: [any Option]) -> [String] {
    options.map { option in
      let letter = option.letter.map { "-\($0), " } ?? ""
      let given =
        "  " + letter + [option.typed, option.placeholder].compactMap(\.self).joined(separator: " ")
      let text = wording(
        "usage.option.\(option.text)", ["languages": Wording.languages.joined(separator: " ")])
      let gap = Self.textColumn - given.count
      return gap > 0 ? given + String(repeating: " ", count: gap) + text : "\(given)\n\(Self.margin)\(text)"
    }
  }

  private static let indentation = "        "
  private static let textColumn = 24
  /// The width of the longest choice, and a space.
  private static let choiceColumn = 23
  private static let margin = String(repeating: " ", count: textColumn)
  /// A terminal has 80 columns; the last one is kept free.
  private static let width = 79

  /// Wraps lines before the edge of the screen; all but the first are indented.
  private static func wrapped(_ pieces: [String], first: String) -> [String] {
    var lines: [String] = []
    for piece in pieces {
      if let line = lines.last, line.count + 1 + piece.count <= width {
        lines[lines.count - 1] = line + " " + piece
      } else {
        lines.append((lines.isEmpty ? first : indentation) + piece)
      }
    }
    return lines
  }
}

extension String {
  fileprivate func trimmingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}
