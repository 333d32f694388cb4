// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Foundation
import Glibc
import Procedure
import PseudoTerminal
import TestFiles
import X509

@testable import Journal

/// A person at the terminal who answers every prompt as a policy says.
///
/// What is asked is read from the session file, which has to be up to date whenever something is asked; what can be
/// answered, from the letters in the prompt's brackets.
final class Admin {
  /// A prompt, and what led to it.
  struct Moment {
    /// The prompt's line as it reads.
    let prompt: String
    /// What stands in brackets, a letter mostly; nothing where a sentence is asked for.
    let letters: Set<String>
    /// What was shown since the last answer, the prompt included.
    let shown: String
    /// As the session file has it; `nil` before there is one.
    let session: Session?
    /// What was typed last.
    let last: String?

    var item: Item? { session?.pending }
    /// Whether the prompt belongs to another one: a reason, a name, a further line.
    var isAside: Bool { letters.isEmpty }
  }

  enum Act {
    /// Types, then Enter.
    case type(String)
    /// Pastes in brackets, then Enter.
    case paste(String)
    /// Pastes where the terminal does not bracket a paste; then, after a pause, Enter.
    case pasteLines(String)
    /// Presses keys, and no Enter.
    case press(String)
    /// Leaves the terminal as it is.
    case leave
  }

  typealias Policy = (Moment) throws -> Act

  let terminal: PseudoTerminal
  /// Everything that was typed, in order.
  private(set) var typed: [String] = []
  /// Everything that was asked, in order.
  private(set) var moments: [Moment] = []
  private let journal: String?
  /// How often Enter was pressed at a full screen.
  private(set) var fullScreens = 0
  /// What is typed at a full screen, before Enter.
  var turn = ""
  private var session: Session?
  private var head = JournalLine.firstPrevious
  private var readBytes = 0

  init(_ terminal: PseudoTerminal, journal: String?) {
    self.terminal = terminal
    self.journal = journal
  }

  /// Everything shown, as it reads.
  var screen: String { terminal.plainScreen }

  /// Answers until the program ends or the policy leaves.
  ///
  /// - Returns: `nil` when the policy left.
  @discardableResult
  func work(_ policy: Policy) throws -> PseudoTerminal.Exit? {
    for _ in 0..<250 {
      guard let moment = try nextMoment() else { return try terminal.waitForExit() }
      moments.append(moment)
      switch try policy(moment) {
      case .type(let text): try send(text, text + "\r")
      case .press(let keys): try send(keys, keys)
      case .paste(let text):
        try terminal.paste(text)
        try send(text, "\r")
      case .pasteLines(let text):
        try terminal.paste(text, isBracketed: false)
        try terminal.waitFor("press Enter]", timeoutSeconds: 60)
        // The mark may have been shown at a pause that was not the last.
        usleep(1_500_000)
        try send(text, "\r")
      case .leave: return nil
      }
    }
    throw Unexpected("after 250 answers there is no end; the screen ends with \(screen.suffix(500))")
  }

  private func send(_ answer: String, _ keys: String) throws {
    typed.append(answer)
    try terminal.send(keys)
  }

  /// Waits for a prompt.
  ///
  /// - Returns: `nil` when the program went away.
  private func nextMoment() throws -> Moment? {
    var whole = ""
    while true {
      let shown = try terminal.wait(for: "a prompt", timeoutSeconds: 30) { Self.isWaiting($0) }
      guard let shown else { return nil }
      whole += shown
      guard Self.isFullScreen(shown) else { break }
      fullScreens += 1
      try terminal.send(turn + "\r")
    }
    let plain = PseudoTerminal.withoutControls(whole)
    let lines = plain.split(separator: "\n")
    var prompt = lines.last.map(String.init) ?? ""
    // On a narrow terminal, the letters stand above the line for typing.
    let above = lines.dropLast().reversed().prefix {
      ($0.contains("[") && !$0.hasPrefix("│")) || $0.hasSuffix("):")
    }
    if !prompt.contains("["), !above.isEmpty { prompt = above.reversed().joined(separator: " ") + prompt }
    let letters = prompt.matches(of: /\[([^\[\]]{1,5})\]/).map { String($0.output.1) }
    return Moment(
      prompt: prompt, letters: Set(letters), shown: plain, session: try upToDate(), last: typed.last)
  }

  static func isWaiting(_ shown: String) -> Bool {
    if isFullScreen(shown) { return true }
    // readline switches bracketed paste on when it begins to read, and then writes the prompt's last line.
    guard let reading = shown.range(of: "\u{1B}[?2004h", options: .backwards) else { return false }
    return isPrompt(PseudoTerminal.withoutControls(String(shown[reading.upperBound...])))
  }

  /// Whether the output stopped at a full screen: `-- Enter: more · q + Enter: skip -- `.
  static func isFullScreen(_ shown: String) -> Bool {
    // It is asked after every octet that comes: only the last line is looked at.
    let start = shown.utf8.lastIndex(of: UInt8(ascii: "\n")).map(shown.utf8.index(after:)) ?? shown.startIndex
    let last = PseudoTerminal.withoutControls(String(shown[start...]))
    return last.hasPrefix("-- ") && last.hasSuffix(" -- ")
  }

  /// A prompt ends with a blank behind a colon or a question mark; a colon in brackets is not its end.
  private static func isPrompt(_ text: String) -> Bool {
    text == "> "
      || (["：", "？", ":", "?"].contains { text.hasSuffix("\($0) ") })
        && text.filter { $0 == "(" }.count == text.filter { $0 == ")" }.count
  }

  /// Reads the lines that came since the last prompt.
  private func upToDate() throws -> Session? {
    guard let journal, access(journal, F_OK) == 0 else { return nil }
    let bytes = try WholeFile.bytes(journal)
    while let end = bytes[readBytes...].firstIndex(of: 0x0A) {
      switch JournalLine.decode(bytes[readBytes..<end], previous: head) {
      case .failure(let failure): throw Unexpected("the session file is damaged: \(failure.damage)")
      case .success(let line):
        if session == nil {
          session = try Session(first: line.record, signatures: .libcrypto)
        } else {
          try session?.apply(line.record)
        }
        head = line.hash
        readBytes = end + 1
      }
    }
    guard readBytes == bytes.count else { throw Unexpected("a torn line while something is asked") }
    return session
  }
}
