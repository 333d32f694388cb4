// SPDX-License-Identifier: GPL-3.0-or-later

import Testing
import Usage

@testable import Commands

/// A command line, and what the reader makes of it.
struct CommandLineCase: Sendable, CustomTestStringConvertible {
  enum Outcome: Sendable {
    case request(any Command, answers: String? = nil)
    case misuse(Misuse)
  }

  let line: String
  let outcome: Outcome

  var testDescription: String { line.isEmpty ? "no arguments" : line }

  static func reads(_ line: String, _ command: any Command, answers: String? = nil) -> CommandLineCase {
    CommandLineCase(line: line, outcome: .request(command, answers: answers))
  }

  static func refuses(
    _ line: String, _ key: String, _ subject: String, nearest: String? = nil, understood: [String] = []
  ) -> CommandLineCase {
    CommandLineCase(
      line: line, outcome: .misuse(Misuse(key, subject, nearest: nearest, understood: understood)))
  }

  func check() {
    do throws(Misuse) {
      let reader = try CommandLineReader(["lync-pin-wizard"] + line.split(separator: " ").map(String.init))
      _ = try reader.speech()
      let request = try reader.request()
      guard case .request(let command, let answers) = outcome else {
        Issue.record("it is read as \(request.command)")
        return
      }
      #expect(AnyHashable(request.command) == AnyHashable(command))
      #expect(request.answers == answers)
    } catch {
      guard case .misuse(let misuse) = outcome else {
        Issue.record("it is refused: \(error)")
        return
      }
      #expect(error == misuse)
    }
  }
}
