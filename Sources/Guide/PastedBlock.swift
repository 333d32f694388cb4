// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Listings
import Servers
import Stores

/// Text of several lines that holds certificates, rows or events, pasted at a prompt. It is recognised by its
/// content, whatever the prompt asks for.
public struct PastedBlock {
  let text: String
  let bytes: [UInt8]

  /// - Returns: `nil` for any other text, such as a name of several lines.
  public init?(_ text: String) {
    guard text.contains(where: \.isNewline) else { return nil }
    let bytes = Array(text.utf8)
    let first = text.split(whereSeparator: \.isNewline).first { !$0.allSatisfy(\.isWhitespace) }
    guard let first, Self.opens(String(first)) || Self.isKnown(bytes) else { return nil }
    self.text = text
    self.bytes = bytes
  }

  private static func isKnown(_ bytes: [UInt8]) -> Bool {
    switch FileFormat.recognise(bytes) {
    case .refused(.notACertificate), .refused(.utf16Text), .refused(.empty):
      TextListing.looksLike(bytes) || EventReading.looksLike(bytes)
    default: true
    }
  }

  /// Whether a line is the first of such a text, for terminals that deliver a paste line by line.
  public static func opens(_ line: String) -> Bool {
    openings.contains { line.utf8.starts(with: $0.utf8) }
  }

  private static let openings = [
    PasteLine.opening, "-----BEGIN ", "HKEY_LOCAL_MACHINE\\", "Windows Registry Editor", "<Event",
    "================ ",
  ]
}
