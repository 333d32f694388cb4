// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestFiles
import TestSupport
import Testing

/// What was shown when somebody looked at it, kept as a file below Tests.
enum GoldenScreen {
  /// Compares a screen with its file, or writes the file anew if the environment asks for that.
  static func check(
    _ shown: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = URL(fileURLWithPath: "\(Checkout.path)/Tests/\(name)")
    if ProcessInfo.processInfo.environment["LYNC_PIN_WIZARD_RECORD_SCREENS"] != nil {
      try shown.write(to: file, atomically: true, encoding: .utf8)
      return
    }
    let expected = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
    let lines = shown.components(separatedBy: "\n")
    if let first = zip(expected, lines).enumerated().first(where: { $0.element.0 != $0.element.1 }) {
      Issue.record(
        "line \(first.offset + 1) was\n\(first.element.0)\nand is\n\(first.element.1)",
        sourceLocation: sourceLocation)
    }
    #expect(expected.count == lines.count, sourceLocation: sourceLocation)
  }
}
