// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

// The elements read, by local name; everything else is skipped:
//   Event / System / Provider@Name or @EventSourceName, EventID, Channel, Computer, TimeCreated@SystemTime
//   Event / EventData or UserData / … text          the strings; plain XML has nothing else
//   Event / RenderingInfo / Message                 the whole text, if it was saved with the event
// Source: Microsoft, Event Schema (win32 documentation).

/// Events in XML, in a root element or one after another.
struct EventXML {
  private(set) var events: [RawEvent] = []
  /// Why reading ended early; the events before that point are complete.
  private(set) var damage: XMLDamage?
  /// Events without a source or number, by line.
  private(set) var incomplete: [Int] = []

  /// - Parameters:
  ///   - line: the line in the file at which the octets begin.
  ///   - first: whether to stop after the first event.
  ///   - limit: the maximum number of events, plus one, to read.
  init(_ octets: [UInt8], line: Int = 1, first: Bool = false, limit: Int = .max) {
    var tokens = XMLTokens(octets, line: line)
    do {
      var path: [String] = []
      var open: OpenEvent?
      while let token = try tokens.next() {
        switch token {
        case .start(let name, let attributes):
          path.append(name)
          if name == "Event" && open == nil { open = OpenEvent(line: tokens.line, depth: path.count) }
          open?.start(path, attributes)
        case .text(let text):
          open?.text(path, text)
        case .end:
          if let event = open, event.depth == path.count {
            close(event)
            open = nil
            if first || events.count > limit { return }
          }
          path.removeLast()
        }
      }
    } catch {
      damage = error
    }
  }

  private mutating func close(_ event: OpenEvent) {
    if let raw = event.raw { events.append(raw) } else { incomplete.append(event.line) }
  }

  /// Whether the first element is `Events` or `Event`.
  static func looksLike(_ octets: [UInt8]) -> Bool {
    var tokens = XMLTokens(octets)
    while let token = try? tokens.next() {
      switch token {
      case .start(let name, _): return name == "Event" || name == "Events"
      case .text(let text):
        guard PastedText.line(text).isEmpty else { return false }
      case .end: return false
      }
    }
    return false
  }
}

/// An event whose end tag has not been reached yet.
private struct OpenEvent {
  let line: Int
  /// The number of open elements, including its own.
  let depth: Int
  private var source = ""
  private var number = ""
  private var log = ""
  private var computer = ""
  private var time: String?
  private var message = ""
  private var strings: [String] = []

  init(line: Int, depth: Int) {
    self.line = line
    self.depth = depth
  }

  mutating func start(_ path: [String], _ attributes: [String: String]) {
    switch path[depth...].joined(separator: "/") {
    case "System/Provider":
      source = attributes["Name"] ?? attributes["EventSourceName"] ?? ""
    case "System/TimeCreated": time = attributes["SystemTime"]
    default: if path.count > depth, isData(path[depth]) { strings.append("") }
    }
  }

  mutating func text(_ path: [String], _ text: String) {
    switch path[depth...].joined(separator: "/") {
    case "System/EventID": number += text
    case "System/Channel": log += text
    case "System/Computer": computer += text
    case "RenderingInfo/Message": message += text
    default:
      if path.count > depth, isData(path[depth]), !strings.isEmpty { strings[strings.count - 1] += text }
    }
  }

  private func isData(_ name: String) -> Bool { name == "EventData" || name == "UserData" }

  var raw: RawEvent? {
    guard let number = Int(PastedText.line(number)), number >= 0 else { return nil }
    let source = PastedText.line(source)
    guard !source.isEmpty else { return nil }
    return RawEvent(
      line: line, number: number, source: source, computer: PastedText.line(computer),
      log: PastedText.line(log),
      time: time.map(PastedText.line), strings: message.isEmpty ? strings : [message] + strings)
  }
}
