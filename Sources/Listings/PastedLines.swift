// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

// Text around a listing that reached this computer through an email, a remote session or a console window:
//   > Serial Number: …                     a mail that was answered
//   [FE01]: ================ Certificate   a remote session of PowerShell
//   Issuer: CN=Contoso Root CA, OU=P       a console of 80 columns, whose lines end where the window does
//   KI, C=US

extension WrittenText.Line {
  /// The line without email quote markers and without the name of a remote computer. No line of a listing
  /// begins with such characters.
  var undressed: WrittenText.Line {
    guard let first = text.utf8.first, first == UInt8(ascii: ">") || first == UInt8(ascii: "[") else {
      return self
    }
    var rest = raw[...]
    while let inner = Self.unquoted(rest) { rest = inner }
    if rest.first == "[", let end = rest.prefix(Self.longestPrompt).firstIndex(of: "]") {
      let behind = rest[end...].dropFirst()
      if behind.hasPrefix(": ") { rest = behind.dropFirst(2) }
    }
    return rest.startIndex == raw.startIndex ? self : with(raw: String(rest))
  }

  /// The longest computer name, and the three characters around it.
  private static let longestPrompt = 258

  private static func unquoted(_ text: Substring) -> Substring? {
    let sign = text.drop { $0 == " " }
    guard sign.first == ">" else { return nil }
    let rest = sign.dropFirst()
    return rest.first == " " ? rest.dropFirst() : rest
  }
}

/// Lines copied from a console window, which breaks them at its edge.
struct ConsoleCopy {
  /// The width of the window in columns.
  let width: Int
  /// Whether blanks fill every line up to the edge: then a full line can be recognized reliably.
  let isPadded: Bool

  /// The default window widths, on servers up to 2012 R2 and from 2016 on.
  private static let usualWidths: Set = [80, 120]
  /// No console is narrower than this.
  private static let leastWidth = 40

  /// - Returns: `nil` for lines that no console can have broken.
  init?(_ lines: [WrittenText.Line]) {
    let widths = lines.lazy.filter { !$0.text.isEmpty }.map(\.columns)
    guard let widest = widths.max(), widest >= Self.leastWidth else { return nil }
    isPadded = widths.count { $0 == widest } * 4 >= widths.count * 3
    // A blank in the last column is missing if blanks do not fill the lines.
    let edges = isPadded ? [widest] : [widest, widest + 1].filter(Self.usualWidths.contains)
    guard let edge = edges.first else { return nil }
    width = edge
  }

  /// Whether a line reaches the edge, so that the next one may continue it.
  func isFull(_ line: WrittenText.Line) -> Bool { line.columns == width && line.raw.last != " " }

  /// Whether a line may have been broken where the window's edge swallowed a blank, or was not joined.
  func mayGoOn(_ line: WrittenText.Line) -> Bool {
    let blanks = line.raw.utf8.reversed().prefix { $0 == UInt8(ascii: " ") }.count
    let rest = (line.columns - blanks) % width
    return isPadded ? rest == width - 1 && blanks == 1 : rest == width - 1 || rest == 0
  }

  /// The lines, with those that belong together joined.
  func joined(_ lines: some Sequence<WrittenText.Line>) -> [WrittenText.Line] {
    var joined: [WrittenText.Line] = []
    var first: WrittenText.Line?
    var text = ""
    for line in lines {
      if first == nil { first = line }
      text += line.raw
      if isFull(line), text.utf8.count < CertutilBlock.longestLineOctets { continue }
      joined.append(first.map { $0.raw.utf8.count == text.utf8.count ? $0 : $0.with(raw: text) } ?? line)
      first = nil
      text = ""
    }
    if let first { joined.append(first.with(raw: text)) }
    return joined
  }
}

extension WrittenText.Line {
  /// The width of the line in columns if every character takes one.
  var columns: Int { raw.unicodeScalars.count }
}
