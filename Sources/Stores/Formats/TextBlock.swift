// SPDX-License-Identifier: GPL-3.0-or-later

import Substrings

/// A block between `-----BEGIN label-----` and `-----END label-----`. Text around blocks is skipped; lines
/// may end in LF, CRLF or CR, and blanks at their ends are ignored.
///
/// Source: RFC 7468 § 2, with its allowances for parsers.
struct TextBlock {
  /// How a block ends.
  enum Ending: Hashable {
    /// With its last line.
    case line
    /// The next block's first line comes before its last.
    case nextBlock
    /// The text ends before its last line.
    case text
    /// Its last line has no matching first line.
    case noBeginning
  }

  let label: String
  /// Where the first line begins; the last line if there is no first one.
  let offset: Int
  /// The lines in between.
  let body: ArraySlice<UInt8>
  let ending: Ending

  private static let dashes = Array("-----".utf8)
  private static let begin = Array("-----BEGIN ".utf8)
  private static let end = Array("-----END ".utf8)

  static func isAnywhere(in text: ArraySlice<UInt8>) -> Bool {
    var isFound = false
    forEachLine(in: text) { line, _ in isFound = isFound || line.starts(with: begin) }
    return isFound
  }

  /// The blocks in the order of the text.
  static func all(in text: ArraySlice<UInt8>) -> [TextBlock] {
    var blocks: [TextBlock] = []
    var open: (label: String, offset: Int, bodyStart: Int)?
    func close(at end: Int, _ ending: Ending) {
      guard let block = open else { return }
      blocks.append(
        TextBlock(
          label: block.label, offset: block.offset, body: text[block.bodyStart..<max(end, block.bodyStart)],
          ending: ending))
      open = nil
    }
    forEachLine(in: text) { line, next in
      if let label = label(of: line, after: begin) {
        close(at: line.startIndex, .nextBlock)
        open = (label, line.startIndex, next)
      } else if let block = open {
        if line.elementsEqual(end + Array(block.label.utf8) + dashes) { close(at: line.startIndex, .line) }
      } else if let label = label(of: line, after: end) {
        open = (label, line.startIndex, line.startIndex)
        close(at: line.startIndex, .noBeginning)
      }
    }
    close(at: text.endIndex, .text)
    return blocks
  }

  /// Where a private key begins or ends, or something that looks like one: refusing too much is safer.
  static func privateKeyOffset(in text: ArraySlice<UInt8>) -> Int? {
    var offset: Int?
    forEachLine(in: text) { line, _ in
      guard offset == nil, line.count < 1 << 10 || line.starts(with: begin) || line.starts(with: end) else {
        return
      }
      let words = String(decoding: line.prefix(1 << 10), as: UTF8.self)
      if words.holds("BEGIN ") || words.holds("END "), words.holds("PRIVATE KEY") {
        offset = line.startIndex
      }
    }
    return offset
  }

  private static func label(of line: ArraySlice<UInt8>, after prefix: [UInt8]) -> String? {
    guard line.starts(with: prefix) else { return nil }
    var label = line.dropFirst(prefix.count)
    while label.last == 0x2D { label = label.dropLast() }
    return String(decoding: label, as: UTF8.self)
  }

  /// Passes each line that is not blank, without blanks at its ends, and the start of the next line.
  private static func forEachLine(in text: ArraySlice<UInt8>, _ body: (ArraySlice<UInt8>, Int) -> Void) {
    var start = text.startIndex
    while start < text.endIndex {
      let end = text[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? text.endIndex
      let next = min(end + 1, text.endIndex)
      var line = text[start..<end].drop(while: Base64.isBlank)
      while let last = line.last, Base64.isBlank(last) { line = line.dropLast() }
      if !line.isEmpty { body(line, next) }
      start = next
    }
  }
}
