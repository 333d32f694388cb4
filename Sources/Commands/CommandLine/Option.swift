// SPDX-License-Identifier: GPL-3.0-or-later

/// What the table of a command's options says about one of them.
///
/// getopt_long's input, the help and the checks of the command line are made from it; the completions and the man page are
/// checked against the help.
public protocol Option: Sendable {
  /// Without its hyphens.
  var name: String { get }
  /// The short form, such as the `h` of `-h`.
  var letter: Character? { get }
  /// What stands for the value in the help; `nil` for an option without one.
  var placeholder: String? { get }
  /// Whether it may be given several times, and several words may follow it, as a shell makes them from a pattern.
  var takesSeveral: Bool { get }
  /// Whether the command refuses to run without it; the command itself says so.
  var isNeeded: Bool { get }
  var file: FileUse { get }
  /// The end of the key of the text that explains it, `usage.option.<text>`.
  var text: String { get }
  /// The part of a value that names a file.
  func path(of value: String) -> String
}

/// What a command does with the file that an option names: what `-` can mean there.
public enum FileUse: Sendable {
  /// The value does not name a file.
  case none
  /// Read once: `-` is standard input.
  case read
  /// Read now, and again whenever the session is resumed: it has to be there then.
  case readAgain
  /// Written: `-` is standard output.
  case written
  /// A folder, or a file that needs a name: `-` is neither.
  case named
}

extension Option {
  public var letter: Character? { nil }
  public var takesSeveral: Bool { false }
  public var isNeeded: Bool { false }
  public var file: FileUse { .none }
  public func path(of value: String) -> String { value }

  /// As it is typed.
  var typed: String { "--\(name)" }
}

/// An option that is given or not.
struct Flag: Option {
  let name: String
  var letter: Character?
  let text: String
  var placeholder: String? { nil }

  init(_ name: String, letter: Character? = nil, text: String? = nil) {
    self.name = name
    self.letter = letter
    self.text = text ?? name
  }
}
