// SPDX-License-Identifier: GPL-3.0-or-later
public import Wizard

/// How a tone looks. Colour only ever adds to a sign or a word that says the same.
public struct Decoration: Sendable {
  /// What stands in front of a text whose tone must not be missed. Words, so they are translated.
  public struct Prefixes: Sendable {
    public var warning: String
    public var danger: String
    public var error: String

    public init(warning: String = "! ", danger: String = "!! ", error: String = "error: ") {
      self.warning = warning
      self.danger = danger
      self.error = error
    }
  }

  public var prefixes: Prefixes
  public let isColoured: Bool
  public let charset: Charset

  public init(isColoured: Bool, charset: Charset, prefixes: Prefixes = Prefixes()) {
    self.isColoured = isColoured
    self.charset = charset
    self.prefixes = prefixes
  }

  /// Whether colours are wanted.
  ///
  /// Source: no-color.org (NO_COLOR counts when it is not empty), bixense.com/clicolors (CLICOLOR=0).
  public static func wantsColour(isTerminal: Bool, environment: (String) -> String?) -> Bool {
    let isRefused = !(environment("NO_COLOR") ?? "").isEmpty || environment("CLICOLOR") == "0"
    return isTerminal && !isRefused && !["", "dumb"].contains(environment("TERM") ?? "")
  }

  /// The text with its tone's prefix, in characters that the terminal can draw; not yet wrapped, not yet coloured.
  public func marked(_ text: String, as tone: Tone) -> String {
    guard !text.isEmpty else { return "" }
    return charset.drawable(prefix(of: tone) + text)
  }

  /// One finished line in its tone's colour.
  public func coloured(_ line: String, as tone: Tone) -> String {
    guard isColoured, !line.isEmpty, let rendition = rendition(of: tone) else { return line }
    return "\u{1B}[\(rendition)m\(line)\u{1B}[0m"
  }

  private func prefix(of tone: Tone) -> String {
    switch tone {
    case .warning: prefixes.warning
    case .danger: prefixes.danger
    case .error: prefixes.error
    case .good: "✓ "
    case .heading, .body, .screen, .quiet: ""
    }
  }

  /// The parameter of "select graphic rendition" (ECMA-48 § 8.3.117); the terminal's own palette decides the shade.
  private func rendition(of tone: Tone) -> String? {
    switch tone {
    case .heading: "1"
    case .quiet: "2"
    case .good: "32"
    case .warning: "33"
    case .error: "31"
    case .danger: "1;31"
    case .body, .screen: nil
    }
  }
}
