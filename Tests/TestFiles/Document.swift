// SPDX-License-Identifier: GPL-3.0-or-later

/// A page that people read: one of the repository, in Markdown, or a man page.
public struct Document: Sendable, CustomStringConvertible {
  /// Its path in the checkout.
  public let name: String

  public init(_ name: String) { self.name = name }

  public static let readme = Document("README.md")
  public static let pages =
    [readme] + ["SECURITY.md", "CONTRIBUTING.md", "CHANGELOG.md", "Tests/README.md"].map { Document($0) }

  private static let manual = "Scripts/package.d/man"
  public static let manPages = WholeFile.names(in: "\(Checkout.path)/\(manual)").sorted()
    .map { Document("\(manual)/\($0)") }

  public var description: String { name }
  public var path: String { "\(Checkout.path)/\(name)" }
  public var isManPage: Bool { name.hasPrefix(Self.manual) }

  public func lines() throws(Unexpected) -> [String] {
    try WholeFile.text(path).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// The commands that it shows at the prompt `$ `, each on one line. Those of a recorded session are not among them
  /// in Markdown, where commands are in blocks of their own.
  public func commands() throws(Unexpected) -> [String] {
    var commands: [String] = []
    var isContinued = false
    var isSession = false
    for line in try lines() {
      if line.hasPrefix("```") { isSession = line == "```text" }
      guard !isSession else { continue }
      var text = line.replacing("\\e", with: "\\")
      if text.hasPrefix(".Dl ") { text = String(text.dropFirst(4)) }
      guard isContinued || text.hasPrefix("$ ") else { continue }
      let words = text.drop { $0 == "$" || $0 == " " }
      let end = words.hasSuffix("\\") ? words.dropLast() : words
      if isContinued { commands[commands.count - 1] += end } else { commands.append(String(end)) }
      isContinued = words.hasSuffix("\\")
    }
    return commands
  }

  /// What it says in sentences, on one line: without commands, code, recorded sessions and addresses.
  public func prose() throws(Unexpected) -> String {
    var said: [Substring] = []
    var isBlock = false
    for line in try lines() {
      let isFence = line.drop { $0 == " " }.hasPrefix("```")
      if isFence { isBlock.toggle() }
      if line.hasPrefix(".Bd") { isBlock = true }
      if !isBlock && !isFence { said.append(Self.sentence(in: line[...])) }
      if line.hasPrefix(".Ed") { isBlock = false }
    }
    return said.joined(separator: " ").split { $0.isWhitespace }.joined(separator: " ")
  }

  /// Macros of a man page whose arguments are words of a sentence.
  private static let spoken = [".Nd ", ".Dq ", ".Em ", ".It "]

  private static func sentence(in line: Substring) -> Substring {
    if line.hasPrefix("<!--") { return "" }
    if line.hasPrefix(".") { return spoken.contains { line.hasPrefix($0) } ? line.dropFirst(4) : "" }
    let plain = line.replacing(/`[^`]*`/, with: "…")
    return plain.replacing(/\]\([^)]*\)/, with: "]")
  }
}
