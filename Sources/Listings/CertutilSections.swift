// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

// A file with the listings of several stores, as from `(certutil -store Root & certutil -store CA) >x.txt`:
//   C:\>certutil -enterprise -store Root                    only in what was copied from a window
//   Root "Trusted Root Certification Authorities"
//   ================ Certificate 0 ================         none of a store that is empty
//   …
//   CertUtil: -store command completed successfully.
// On failure, the last line is instead, in the server's language and with the same number:
//   CertUtil: -store command FAILED: 0x80070005 (WIN32: 5 ERROR_ACCESS_DENIED)

/// A listing split up into the stores that it shows, and the blocks of each.
struct CertutilSections {
  private(set) var sections: [CertutilListing.Section] = []
  private(set) var blocks: [CertutilBlock] = []

  private var open: (label: String, index: Int, line: Int, body: [WrittenText.Line])?
  private var previous: WrittenText.Line?
  private var command: Command?
  private var isOutside = true

  init(_ lines: [WrittenText.Line]) {
    for line in lines where !line.text.isEmpty { take(line) }
    close()
  }

  /// Whether certutil printed a block, an empty store, or the reason why it printed nothing.
  var isListing: Bool {
    !blocks.isEmpty || sections.contains { $0.failure != nil || $0.store != nil && $0.isEnded }
  }

  private mutating func take(_ line: WrittenText.Line) {
    if let fence = Self.fence(line.text) {
      // A nested block: `Begin Nesting Level 1` directly after a block's first line.
      if let block = open, block.body.isEmpty, block.label != fence.label { return }
      // The last line of the previous store may have been lost.
      if fence.index == 0, let line = previous, line.text.contains("\""), Self.storeName(line.text) != nil {
        open?.body.removeLast()
        if let last = open?.body.last { sections[sections.count - 1].lastLine = last.number }
        isOutside = true
      }
      close()
      if isOutside { begin(at: line.number) }
      open = (fence.label, fence.index, line.number, [])
    } else if Self.isEnd(line) {
      close()
      if isOutside { begin(at: line.number) }
      sections[sections.count - 1].isEnded = true
      sections[sections.count - 1].failure = Self.failure(line)
      sections[sections.count - 1].lastLine = line.number
      isOutside = true
      command = nil
      previous = nil
    } else if isOutside, let found = Command(line.text) {
      command = found
      previous = nil
    } else {
      open?.body.append(line)
      if !isOutside { sections[sections.count - 1].lastLine = line.number }
      previous = line
    }
  }

  private mutating func begin(at line: Int) {
    let name = previous.flatMap { Self.storeName($0.text) }
    sections.append(
      CertutilListing.Section(
        store: name ?? command?.store, place: command?.place, isOfUser: command?.isOfUser ?? false, line: line
      ))
    isOutside = false
  }

  private mutating func close() {
    guard let block = open else { return }
    blocks.append(
      CertutilBlock(
        label: block.label, index: block.index, line: block.line, section: sections.count - 1,
        body: block.body[...]))
    open = nil
  }
}

// MARK: - Lines

extension CertutilSections {
  /// Whether this is certutil's last line: `CertUtil: -store …`, the same in every language up to here.
  static func isEnd(_ line: WrittenText.Line) -> Bool {
    line.pair.map { $0.key.lowercased() == "certutil" && $0.value.hasPrefix("-") } ?? false
  }

  /// The error code in certutil's last line; `nil` if it finished.
  private static func failure(_ line: WrittenText.Line) -> UInt32? {
    guard line.pair?.value.hasPrefix("-store") == true else { return nil }
    return line.text.split { $0 == " " || $0 == "(" }.lazy
      .filter { $0.utf8.count == 10 && $0.lowercased().hasPrefix("0x") }
      .compactMap { UInt32($0.dropFirst(2), radix: 16) }.first
  }

  /// `================ Certificate 0 ================`
  private static func fence(_ text: String) -> (label: String, index: Int)? {
    guard text.hasPrefix("===="), text.hasSuffix("====") else { return nil }
    let words = text.split(separator: " ")
    guard words.count >= 4, let first = words.first, let last = words.last,
      (first + last).allSatisfy({ $0 == "=" }), let index = Int(words[words.count - 2]), index >= 0
    else { return nil }
    return (words.dropFirst().dropLast(2).joined(separator: " "), index)
  }

  /// `Root`, or `Root "Trusted Root Certification Authorities"`.
  private static func storeName(_ text: String) -> String? {
    let words = text.split(separator: " ", maxSplits: 1)
    guard let name = words.first, isStoreName(name),
      words.count == 1 || words[1].hasPrefix("\"") && words[1].hasSuffix("\"")
    else { return nil }
    return String(name)
  }

  fileprivate static func isStoreName(_ name: some StringProtocol) -> Bool {
    !name.isEmpty && name.utf8.count <= 64
      && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }
  }

  /// The command that produced a listing, as typed.
  private struct Command {
    let store: String?
    let place: PhysicalStore?
    let isOfUser: Bool

    /// Source: `certutil -store -?`
    init?(_ text: String) {
      let words = text.split { $0 == " " || $0 == ">" || $0 == "\"" }.map { $0.lowercased() }
      guard let program = words.firstIndex(where: { $0 == "certutil" || $0.hasSuffix("certutil.exe") }) else {
        return nil
      }
      let rest = words[(program + 1)...].map { $0.hasPrefix("/") ? "-" + $0.dropFirst() : $0 }
      guard let verb = rest.firstIndex(of: "-store") else { return nil }
      store = rest[(verb + 1)...].first { !$0.hasPrefix("-") }.flatMap {
        CertutilSections.isStoreName($0) ? $0 : nil
      }
      place = rest.contains("-enterprise") ? .enterprise : rest.contains("-grouppolicy") ? .groupPolicy : nil
      isOfUser = rest.contains("-user")
    }
  }
}
