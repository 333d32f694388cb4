// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

// Event Viewer's “Copy Details as Text” and `wevtutil /f:text`, both as `name: value` lines and then the text:
//   Event Viewer   log, source, date, number, category, level, keywords, user, computer,           description
//   wevtutil       log, source, date, number, task, level, opcode, keyword, user, user name, computer, description
// The names are translated, but the order is fixed: source is 2nd, number 4th, computer the last one before
// the description. English names also count, for texts with missing lines.

/// Events as lines of text.
struct EventText {
  private(set) var events: [RawEvent] = []
  /// Whether `Event[0]` precedes the first event.
  private(set) var isNumbered = false

  private let lines: [WrittenText.Line]
  private let octets: [UInt8]

  init(_ text: WrittenText, limit: Int = .max) {
    lines = text.lines
    octets = text.octets
    var starts: [Header] = []
    var position = 0
    while position < lines.count, starts.count <= limit {
      if let header = header(at: position) {
        starts.append(header)
        position = header.end
      } else {
        position += 1
      }
    }
    guard let first = starts.first else { return }
    isNumbered = first.start > 0 && Self.isNumber(lines[first.start - 1].text)
    let ends = starts.dropFirst().map(\.start) + [lines.count]
    events = zip(starts, ends).map { header, end in event(header, upTo: end) }
  }

  static func looksLike(_ text: WrittenText) -> Bool { !EventText(text, limit: 1).events.isEmpty }

  // MARK: - Header

  private struct Header {
    /// Positions in `lines`: the first `name: value` line, and the first line after the last one.
    let start: Int
    let end: Int
    let number: Int
    let source: String
    let log: String?
    let time: String?
    let computer: String?
  }

  private func header(at start: Int) -> Header? { translated(at: start) ?? english(at: start) }

  /// At least nine lines without a gap, the fourth with a number, followed by one without a value.
  private func translated(at start: Int) -> Header? {
    guard start + 9 < lines.count, let number = lines[start + 3].pair.flatMap({ Int($0.value) }), number >= 0
    else {
      return nil
    }
    var values: [String] = []
    var end = start
    while end < lines.count, end - start < 16, let pair = lines[end].pair {
      end += 1
      if pair.value.isEmpty && values.count >= 9 { break }
      values.append(pair.value)
    }
    guard end > start, lines[end - 1].pair?.value.isEmpty == true, (9...12).contains(values.count),
      !values[0].isEmpty, !values[1].isEmpty
    else { return nil }
    return Header(
      start: start, end: end, number: number, source: values[1], log: values[0], time: values[2],
      computer: values[values.count - 1])
  }

  /// From “Log Name” to “Description”, in any order, with up to 20 lines and with gaps.
  private func english(at start: Int) -> Header? {
    guard lines[start].pair?.key.lowercased() == "log name" else { return nil }
    var values: [String: String] = [:]
    var end = start
    while end < min(start + 20, lines.count) {
      if let pair = lines[end].pair {
        guard values.updateValue(pair.value, forKey: pair.key.lowercased()) == nil else { break }
        if pair.key.lowercased() == "description" {
          end += pair.value.isEmpty ? 1 : 0
          break
        }
      } else if !lines[end].text.isEmpty {
        break
      }
      end += 1
    }
    guard let source = values["source"], !source.isEmpty,
      let number = values["event id"].flatMap({ Int($0) }),
      number >= 0
    else { return nil }
    return Header(
      start: start, end: max(end, start + 1), number: number, source: source, log: values["log name"],
      time: values["date"] ?? values["logged"], computer: values["computer"])
  }

  /// `Event[0]:`, with or without the colon.
  private static func isNumber(_ text: String) -> Bool {
    let text = text.hasSuffix(":") ? text.dropLast() : text[...]
    guard text.hasSuffix("]"), let bracket = text.firstIndex(of: "["), bracket > text.startIndex else {
      return false
    }
    return Int(text[text.index(after: bracket)...].dropLast()) != nil
  }

  // MARK: - Description

  private func event(_ header: Header, upTo end: Int) -> RawEvent {
    let description = lines[header.end..<end]
    let xml = description.first { $0.text.hasPrefix("<Event") || $0.text.hasPrefix("<?xml") }
    var raw = RawEvent(
      line: lines[header.start].number, number: header.number, source: header.source,
      computer: header.computer,
      log: header.log, time: header.time,
      strings: [description.prefix { $0.number < xml?.number ?? .max }.map(\.text).joined(separator: "\n")])
    guard let xml else { return raw }
    let last = end < lines.count ? lines[end].offset : octets.count
    let below = EventXML(Array(octets[xml.offset..<last]), line: xml.number, first: true)
    if let other = below.events.first {
      if other.number & 0xFFFF != raw.number & 0xFFFF || other.source.lowercased() != raw.source.lowercased()
      {
        raw.remarks.append(.textAndXMLDiffer)
      }
      raw.number = other.number
      raw.source = other.source
      raw.computer = other.computer ?? raw.computer
      raw.log = other.log ?? raw.log
      raw.time = other.time ?? raw.time
      raw.strings += other.strings
    } else if let damage = below.damage {
      raw.remarks.append(.badXML(damage))
    }
    return raw
  }
}
