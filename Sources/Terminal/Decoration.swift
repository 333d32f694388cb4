// SPDX-License-Identifier: GPL-3.0-or-later

public import Words

/// How a tone looks. Color is only used in addition to a sign or a word with the same meaning.
public struct Decoration: Sendable {
  /// What precedes a text whose tone must not be missed. Words, so they are translated.
  public struct Prefixes: Sendable {
    public var warning: String
    public var danger: String
    public var error: String
    /// For screen readers: before what to click in a drawing.
    public var pointer: String
    /// At the end of a full screen, while more follows.
    public var more: String

    public init(
      warning: String = "! ", danger: String = "!! ", error: String = "error: ", pointer: String = "click: ",
      more: String = "-- Enter: more · q + Enter: skip --"
    ) {
      self.warning = warning
      self.danger = danger
      self.error = error
      self.pointer = pointer
      self.more = more
    }
  }

  public var prefixes: Prefixes
  public let isColoured: Bool
  public let charset: Charset
  /// Whether a screen reader speaks the text: no frames and no signs.
  public let isSpoken: Bool

  public init(
    isColoured: Bool, charset: Charset, isSpoken: Bool = false, prefixes: Prefixes = Prefixes()
  ) {
    self.isColoured = isColoured
    self.charset = charset
    self.isSpoken = isSpoken
    self.prefixes = prefixes
  }

  /// Whether to use colors.
  ///
  /// Source: no-color.org (NO_COLOR counts when it is not empty), bixense.com/clicolors (CLICOLOR=0).
  public static func wantsColour(isTerminal: Bool, environment: (String) -> String?) -> Bool {
    let isRefused = !(environment("NO_COLOR") ?? "").isEmpty || environment("CLICOLOR") == "0"
    return isTerminal && !isRefused && !["", "dumb"].contains(environment("TERM") ?? "")
  }

  /// Whether `ACCESSIBLE` requests text that is suitable for screen readers.
  public static func isSpoken(environment: (String) -> String?) -> Bool {
    !["", "0"].contains(environment("ACCESSIBLE") ?? "")
  }

  /// The text with its tone's prefix, in characters that the terminal can draw; not yet wrapped or colored.
  public func marked(_ text: String, as tone: Tone) -> String {
    guard !text.isEmpty else { return "" }
    return charset.drawable(prefix(of: tone) + (isSpoken ? spoken(text) : text))
  }

  /// Removes frames and lines that consist only of a frame, and replaces the pointer with a word.
  private func spoken(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).compactMap { line -> String? in
      let plain = line.filter { !Self.frames.contains($0) }
      if plain.count < line.count, plain.allSatisfy(\.isWhitespace) { return nil }
      return plain.map { $0 == "▸" ? prefixes.pointer : String($0) }.joined()
    }
    return lines.joined(separator: "\n")
  }

  private static let frames = Set<Character>("│┌┐└┘├┤┬┴┼─")

  /// One finished line in its tone's color.
  public func coloured(_ line: String, as tone: Tone) -> String {
    guard isColoured, !line.isEmpty, let rendition = rendition(of: tone) else { return line }
    return "\u{1B}[\(rendition)m\(line)\u{1B}[0m"
  }

  private func prefix(of tone: Tone) -> String {
    switch tone {
    case .warning, .difference: prefixes.warning
    case .danger: prefixes.danger
    case .error: prefixes.error
    case .good: "✓ "
    case .heading, .body, .screen, .command, .quiet: ""
    }
  }

  /// The parameter of "select graphic rendition" (ECMA-48 § 8.3.117); the terminal's palette determines the
  /// shade.
  private func rendition(of tone: Tone) -> String? {
    switch tone {
    case .heading: "1"
    case .quiet: "2"
    case .good: "32"
    case .warning, .difference: "33"
    case .error: "31"
    case .danger: "1;31"
    case .body, .screen, .command: nil
    }
  }
}
