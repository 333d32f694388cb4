// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

/// Event Viewer's `.csv` and tab-separated `.txt`: level, date and time, source, number, category, and the
/// text as a sixth column that the header does not name. Header words are translated; the order of the
/// columns is fixed.
struct EventTable {
  private(set) var events: [RawEvent] = []
  /// Records other than the header without a number in the fourth column, by line.
  private(set) var incomplete: [Int] = []
  /// The line of an opening quotation mark that is never closed.
  private(set) var openQuoteLine: Int?

  init(_ text: WrittenText, separator: UInt8, limit: Int = .max) {
    let records = SeparatedValues(text.octets, separator: separator, limit: limit)
    openQuoteLine = records.openQuoteLine
    for (position, record) in records.records.enumerated() {
      let fields = record.fields.map(PastedText.line)
      guard fields.count >= 5, let number = Int(fields[3]), number >= 0, !fields[2].isEmpty else {
        if position > 0 { incomplete.append(record.line) }
        continue
      }
      events.append(
        RawEvent(
          line: record.line, number: number, source: fields[2], time: fields[1],
          strings: Array(record.fields[5...])))
    }
  }

  /// The separator of an event table: one that yields a second record, or a first one, with the right
  /// columns.
  static func separator(of text: WrittenText) -> UInt8? {
    [UInt8(ascii: "\t"), UInt8(ascii: ","), UInt8(ascii: ";")].first { separator in
      let records = SeparatedValues(text.octets, separator: separator, limit: 2).records
      return records.prefix(2).contains { record in
        guard (5...6).contains(record.fields.count), Int(PastedText.line(record.fields[3])) != nil else {
          return false
        }
        // A date and time of day have five numbers, or four if the month is a word.
        return record.fields[1].split { !$0.isNumber }.count >= 4
      }
    }
  }
}

/// Records of separated fields; fields in quotes may contain separators, line ends and doubled quotes.
///
/// Source: RFC 4180 § 2.
struct SeparatedValues {
  struct Record {
    /// Counts from 1.
    let line: Int
    let fields: [String]
  }

  private(set) var records: [Record] = []
  private(set) var openQuoteLine: Int?

  /// - Parameter limit: the maximum number of records, plus one, to read.
  init(_ octets: [UInt8], separator: UInt8, limit: Int) {
    var line = 1
    var start = 1
    var fields: [String] = []
    var field: [UInt8] = []
    var quoteLine: Int?
    var index = 0
    func isQuote(_ position: Int) -> Bool {
      position < octets.count && octets[position] == UInt8(ascii: "\"")
    }
    while index < octets.count, records.count <= limit {
      let octet = octets[index]
      if octet == 0x0A { line += 1 }
      if quoteLine != nil {
        if octet != UInt8(ascii: "\"") {
          field.append(octet)
        } else if isQuote(index + 1) {
          field.append(octet)
          index += 1
        } else {
          quoteLine = nil
        }
      } else if octet == UInt8(ascii: "\""), field.isEmpty {
        quoteLine = line
      } else if octet == separator {
        fields.append(String(decoding: field, as: UTF8.self))
        field = []
      } else if octet == 0x0A || octet == 0x0D {
        end(&fields, &field, line: start)
        start = line + (octet == 0x0D ? 1 : 0)
      } else {
        field.append(octet)
      }
      index += 1
    }
    openQuoteLine = quoteLine
    end(&fields, &field, line: start)
  }

  /// Ends a record; an empty line is not a record.
  private mutating func end(_ fields: inout [String], _ field: inout [UInt8], line: Int) {
    if !fields.isEmpty || !field.isEmpty {
      records.append(Record(line: line, fields: fields + [String(decoding: field, as: UTF8.self)]))
    }
    fields = []
    field = []
  }
}
