// SPDX-License-Identifier: GPL-3.0-or-later

/// An option in a command's table of options.
///
/// The input of getopt_long, the help and the checks of the command line are generated from the table; the
/// completions and the man page are checked against the help.
public protocol Option: Sendable {
  /// The name without hyphens.
  var name: String { get }
  /// The short form, such as the `h` of `-h`.
  var letter: Character? { get }
  /// The name of the value in the help; `nil` for an option without a value.
  var placeholder: String? { get }
  /// Whether it can be given several times and be followed by several words, as a shell expands them from a
  /// pattern.
  var takesSeveral: Bool { get }
  /// Whether the command refuses to run without it; the command itself checks that.
  var isNeeded: Bool { get }
  var file: FileUse { get }
  /// The end of the key of the text that explains it, `usage.option.<text>`.
  var text: String { get }
  /// The part of a value that names a file.
  func path(of value: String) -> String
}

/// How a command uses the file that an option names, which determines what `-` means.
public enum FileUse: Sendable {
  /// The value does not name a file.
  case none
  /// Read once: `-` is standard input.
  case read
  /// Read now, and again whenever the session is resumed, so it must still exist then.
  case readAgain
  /// Written: `-` is standard output.
  case written
  /// A folder, or a file that needs a name: `-` is not allowed.
  case named
}

extension Option {
  public var letter: Character? { nil }
  public var takesSeveral: Bool { false }
  public var isNeeded: Bool { false }
  public var file: FileUse { .none }
  public func path(of value: String) -> String { value }

  /// As typed.
  public var typed: String { "--\(name)" }
}

/// An option without a value.
public struct Flag: Option {
  public let name: String
  public let letter: Character?
  public let text: String
  public var placeholder: String? { nil }

  public init(_ name: String, letter: Character? = nil, text: String? = nil) {
    self.name = name
    self.letter = letter
    self.text = text ?? name
  }
}
