// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Substrings

// How PowerShell shows certificates. Property names are those of .NET in every language:
//   Subject      : CN=Contoso Root CA, OU=Public Key In      Format-List: one property per line, aligned;
//                  frastructure, C=US                        a long value continues below its beginning
//   Thumbprint                                Subject        Format-Table: columns begin where the dashes do
//   ----------                                -------
//   "PSParentPath","NotBefore","SerialNumber",…              Export-Csv
// The store is shown before them (`PSParentPath:`, in Windows PowerShell 2.0 `Directory:` in its language),
// in a property of the same name, or in the command: always `Certificate::LocalMachine\Root` or
// `Cert:\LocalMachine\Root`.
// Source: about_Certificate_Provider (Microsoft); genuine listings of PowerShell 2.0, 5.1 and 7, and of the
// Lync Server Management Shell.

/// The certificates in a text from PowerShell, each with the properties shown.
struct PowerShellRecords {
  struct Record {
    /// The line at which it begins, from 1.
    let line: Int
    /// By property name in lower case.
    var values: [String: String] = [:]
    /// Properties that were joined from lines between which a blank may be missing.
    var uncertain: Set<String> = []
    let location: PowerShellLocation?
    /// Whether it is a table row, which never shows everything.
    var isRow = false

    /// Whether it is a certificate, not another object that has a few properties.
    var isOfCertificate: Bool {
      let names = ["thumbprint", "serialnumber", "subject", "issuer", "notbefore", "notafter"]
      return names.count { values[$0] != nil } >= 2 && (values["thumbprint"] ?? values["serialnumber"]) != nil
    }
  }

  private(set) var records: [Record] = []

  /// The maximum number of records.
  private let limit: Int

  init(_ text: WrittenText, limit: Int) {
    self.limit = limit
    guard !readValues(text) else { return }
    let lines = text.lines.map(\.undressed)
    // The edge of a window breaks every value at the same column.
    let width = lines.lazy.map(\.columns).max() ?? 0
    var location: PowerShellLocation?
    var list: PropertyList?
    var table: PropertyTable?
    for (index, line) in lines.enumerated() {
      if records.count > limit { return }
      if var open = table {
        if let row = open.row(line) {
          if let row { records.append(row) } else { open.goOn(line, in: &records) }
          table = open
          continue
        }
        table = nil
      }
      if let found = PowerShellLocation(in: line.text) {
        // A property in a record belongs to that record; a line before the records applies to all of them.
        if list?.take(line) == true { continue }
        close(&list)
        if let begun = PropertyList(line, width: width, location: location), begun.isItsPlace {
          list = begun
        } else {
          location = found
        }
      } else if index + 1 < lines.count,
        let head = PropertyTable(head: line, dashes: lines[index + 1], location: location)
      {
        close(&list)
        table = head
      } else if list?.take(line) == true {
        continue
      } else {
        close(&list)
        list = PropertyList(line, width: width, location: location)
      }
    }
    close(&list)
  }

  private mutating func close(_ list: inout PropertyList?) {
    if let open = list, open.record.isOfCertificate { records.append(open.record) }
    list = nil
  }

  // MARK: - Values with separators

  /// - Returns: whether the text is such a table.
  private mutating func readValues(_ text: WrittenText) -> Bool {
    guard let separator = Self.separator(of: text) else { return false }
    let table = SeparatedValues(text.octets, separator: separator, limit: limit + 2)
    var rows = table.records[...]
    if Self.isTypeLine(rows.first) { rows = rows.dropFirst() }
    guard let head = rows.popFirst() else { return false }
    let names = head.fields.map { PastedText.line($0).lowercased() }
    for row in rows {
      var record = Record(line: row.line, location: nil)
      for (name, value) in zip(names, row.fields) { record.values[name] = PastedText.line(value) }
      records.append(record)
    }
    return true
  }

  private static func separator(of text: WrittenText) -> UInt8? {
    [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")].first { separator in
      var rows = SeparatedValues(text.octets, separator: separator, limit: 2).records[...]
      if isTypeLine(rows.first) { rows = rows.dropFirst() }
      let names = Set((rows.first?.fields ?? []).map { PastedText.line($0).lowercased() })
      return names.isSuperset(of: ["thumbprint", "subject"])
    }
  }

  /// `#TYPE System.Security.Cryptography.X509Certificates.X509Certificate2`
  private static func isTypeLine(_ record: SeparatedValues.Record?) -> Bool {
    record?.fields.first?.hasPrefix("#TYPE ") ?? false
  }
}

/// The place where PowerShell found certificates.
struct PowerShellLocation: Hashable {
  /// Whether it is a store of the computer, not of a user.
  let isOfComputer: Bool
  /// The store's own name, such as `Root`.
  let store: String

  init(isOfComputer: Bool, store: String) {
    self.isOfComputer = isOfComputer
    self.store = store
  }

  /// - Returns: `nil` for a text that does not name a store.
  init?(in text: String) {
    guard text.utf8.contains(UInt8(ascii: "\\")) else { return nil }
    // Non-ASCII letters are unchanged, so that positions are the same in both texts.
    let lower = String(decoding: text.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    for start in ["certificate::", "cert:\\"] {
      guard let found = lower.place(of: start) else { continue }
      let rest = text.dropFirst(lower.distance(from: lower.startIndex, to: found.upperBound))
      let parts = rest.prefix { $0 != " " && $0 != "'" && $0 != "\"" && $0 != ">" }.split(separator: "\\")
      guard parts.count >= 2 else { continue }
      let account = parts[0].lowercased()
      guard account == "localmachine" || account == "currentuser" else { continue }
      self.init(isOfComputer: account == "localmachine", store: String(parts[1]))
      return
    }
    return nil
  }
}

/// One certificate as shown by `Format-List`.
private struct PropertyList {
  private(set) var record: PowerShellRecords.Record
  private let width: Int
  /// The column of the colons.
  private let column: Int
  private var last: (name: String, line: WrittenText.Line)

  /// - Parameter width: the width of the widest line of the text, in columns.
  init?(_ line: WrittenText.Line, width: Int, location: PowerShellLocation?) {
    guard let (name, value, column) = Self.property(line, column: nil) else { return nil }
    self.width = width
    self.column = column
    last = (name, line)
    record = PowerShellRecords.Record(line: line.number, values: [name: value], location: location)
  }

  /// Whether the first property is the certificate's place. A line before a table has no blank before the
  /// colon.
  var isItsPlace: Bool {
    (last.name == "psparentpath" || last.name == "pspath") && last.line.text.holds(" :")
  }

  /// - Returns: whether the line belongs to the certificate.
  mutating func take(_ line: WrittenText.Line) -> Bool {
    guard !line.text.isEmpty, !line.text.hasPrefix("PS ") else { return false }
    if let (name, value, _) = Self.property(line, column: column) {
      guard record.values[name] == nil else { return false }
      record.values[name] = value
      last = (name, line)
      return true
    }
    // More properties of another kind of object, or text that a user wrote below.
    let isBelow = line.raw.unicodeScalars.prefix(column + 2).allSatisfy { $0 == " " }
    guard isBelow || last.line.columns >= width - 1 else { return false }
    goOn(line, isBelow: isBelow)
    return true
  }

  /// Whether a blank was lost at the edge is unknown, unless it is still there.
  private mutating func goOn(_ line: WrittenText.Line, isBelow: Bool) {
    let rest = line.raw.unicodeScalars.dropFirst(isBelow ? column + 2 : 0)
    let hasBlank = last.line.raw.last == " " || rest.first == " "
    let isFull = last.line.columns == width
    let value = record.values[last.name] ?? ""
    if value.utf8.count < CertutilBlock.longestLineOctets {
      record.values[last.name] = value + (hasBlank || !isFull ? " " : "") + line.text
    }
    if !hasBlank { record.uncertain.insert(last.name) }
    last.line = line
  }

  /// `Subject      : CN=…`; a .NET name has neither blanks nor non-ASCII letters.
  private static func property(
    _ line: WrittenText.Line, column: Int?
  ) -> (name: String, value: String, column: Int)? {
    let scalars = line.raw.unicodeScalars
    guard let colon = scalars.firstIndex(of: ":") else { return nil }
    let position = scalars.distance(from: scalars.startIndex, to: colon)
    guard column == nil || column == position, position <= longestName else { return nil }
    let name = PastedText.line(String(scalars[..<colon]))
    guard let first = name.first, first.isASCII, first.isLetter,
      name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") })
    else { return nil }
    let behind = scalars[colon...].dropFirst()
    guard behind.isEmpty || behind.first == " " else { return nil }
    return (name.lowercased(), PastedText.line(String(behind)), position)
  }

  /// The longest property name, including what precedes it, in columns.
  private static let longestName = 80
}

/// Certificates as shown by `Format-Table`.
private struct PropertyTable {
  private let names: [String]
  /// The columns, by start and end; the last one has no end.
  private let ranges: [Range<Int>]
  private let location: PowerShellLocation?

  /// - Returns: `nil` unless one line names columns, including thumbprints, and the next one underlines them.
  init?(head: WrittenText.Line, dashes: WrittenText.Line, location: PowerShellLocation?) {
    guard dashes.text.hasPrefix("--"), dashes.text.allSatisfy({ $0 == "-" || $0 == " " }) else { return nil }
    var starts: [Int] = []
    var previous: Unicode.Scalar = " "
    for (column, sign) in dashes.raw.unicodeScalars.enumerated() {
      if sign == "-", previous != "-" { starts.append(column) }
      previous = sign
    }
    ranges = starts.indices.map { starts[$0]..<($0 + 1 < starts.count ? starts[$0 + 1] : .max) }
    names = ranges.map { Self.cell(head, $0).lowercased() }
    guard names.contains("thumbprint") else { return nil }
    self.location = location
  }

  private static func cell(_ line: WrittenText.Line, _ range: Range<Int>) -> String {
    PastedText.line(
      String(
        String.UnicodeScalarView(line.raw.unicodeScalars.dropFirst(range.lowerBound).prefix(range.count))))
  }

  /// - Returns: `nil` at the end of the table; no record for a line that continues the row before, or
  ///   underlines the head.
  mutating func row(_ line: WrittenText.Line) -> PowerShellRecords.Record?? {
    if line.text.isEmpty || line.text.hasPrefix("PS ") { return nil }
    var record = PowerShellRecords.Record(line: line.number, location: location)
    record.isRow = true
    for (name, range) in zip(names, ranges) { record.values[name] = Self.cell(line, range) }
    guard let print = record.values["thumbprint"], !print.isEmpty, print.first != "-" else {
      return .some(nil)
    }
    return record
  }

  /// A line that PowerShell wrapped (`Format-Table -Wrap`).
  func goOn(_ line: WrittenText.Line, in records: inout [PowerShellRecords.Record]) {
    guard var last = records.popLast() else { return }
    for (name, range) in zip(names, ranges) {
      let more = Self.cell(line, range)
      guard !more.isEmpty, more.first != "-", let value = last.values[name],
        value.utf8.count < CertutilBlock.longestLineOctets
      else { continue }
      last.values[name] = value + " " + more
      last.uncertain.insert(name)
    }
    records.append(last)
  }
}
