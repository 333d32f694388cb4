// SPDX-License-Identifier: GPL-3.0-or-later

/// The events of a file or a pasted text, in any form in which they can leave the server.
public struct EventReading: Hashable, Sendable {
  /// In order of reliability: XML is language-neutral and complete.
  public enum Form: Hashable, Sendable {
    case xml
    /// `wevtutil … /f:text`.
    case numberedText
    /// Event Viewer's “Copy Details as Text”.
    case copiedText
    case commaSeparated
    case tabSeparated
  }

  public enum Remark: Hashable, Sendable {
    /// What begins at `line` has no source or number: it is not among the events.
    case incomplete(line: Int)
    /// Nothing after this point was read.
    case badXML(XMLDamage)
    /// A quotation mark at `line` that is never closed: the rest of the file was read as one field.
    case openQuote(line: Int)
  }

  public enum Refusal: Error, Hashable, Sendable {
    /// A binary event log (`.evtx`): wevtutil converts it to XML.
    case eventLog
    case tooLarge(limit: Int)
    case tooManyEvents(limit: Int)
    /// Nothing that looks like an event.
    case noEvents
    /// XML that is damaged before the end of its first event.
    case badXML(XMLDamage)
  }

  public let form: Form
  /// In the order of the file.
  public let events: [LyncEvent]
  public let remarks: [Remark]

  public static let limitBytes = WrittenText.limitBytes
  static let limitEvents = 200_000

  public init(_ bytes: [UInt8]) throws(Refusal) {
    if Self.isEventLog(bytes) { throw .eventLog }
    guard bytes.count <= Self.limitBytes else { throw .tooLarge(limit: Self.limitBytes) }
    let text = WrittenText(bytes, otherwise: .windowed)
    let raw: [RawEvent]
    if Self.startsAsXML(text) {
      let xml = EventXML(text.octets, limit: Self.limitEvents)
      if xml.events.isEmpty, let damage = xml.damage { throw .badXML(damage) }
      form = .xml
      raw = xml.events
      remarks = xml.incomplete.map { .incomplete(line: $0) } + (xml.damage.map { [.badXML($0)] } ?? [])
    } else if case let lines = EventText(text, limit: Self.limitEvents), !lines.events.isEmpty {
      form = lines.isNumbered ? .numberedText : .copiedText
      raw = lines.events
      remarks = []
    } else if let separator = EventTable.separator(of: text) {
      let table = EventTable(text, separator: separator, limit: Self.limitEvents)
      form = separator == UInt8(ascii: "\t") ? .tabSeparated : .commaSeparated
      raw = table.events
      remarks =
        table.incomplete.map { .incomplete(line: $0) }
        + (table.openQuoteLine.map { [.openQuote(line: $0)] } ?? [])
    } else {
      throw .noEvents
    }
    guard !raw.isEmpty else { throw .noEvents }
    guard raw.count <= Self.limitEvents else { throw .tooManyEvents(limit: Self.limitEvents) }
    events = raw.map(\.event)
  }

  /// Whether the first 64 KiB look like events, including a binary log.
  public static func looksLike(_ bytes: [UInt8]) -> Bool {
    if isEventLog(bytes) { return true }
    let text = WrittenText(Array(bytes.prefix(64 << 10)), otherwise: .windowed)
    if startsAsXML(text) { return EventXML.looksLike(text.octets) }
    return EventText.looksLike(text) || EventTable.separator(of: text) != nil
  }

  /// Whether it is complete XML without any event, as written by a query without results.
  public static func isEmptyList(_ bytes: [UInt8]) -> Bool {
    let text = WrittenText(bytes, otherwise: .windowed)
    guard startsAsXML(text), EventXML.looksLike(text.octets) else { return false }
    let xml = EventXML(text.octets, limit: 1)
    return xml.events.isEmpty && xml.incomplete.isEmpty && xml.damage == nil
  }

  /// `ElfFile` and NUL. Source: libevtx format description, “File header”.
  private static func isEventLog(_ bytes: [UInt8]) -> Bool { bytes.starts(with: Array("ElfFile\0".utf8)) }

  private static func startsAsXML(_ text: WrittenText) -> Bool {
    text.octets.first { $0 != 0x20 && !(0x09...0x0D).contains($0) } == UInt8(ascii: "<")
  }
}
