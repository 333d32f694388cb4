// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure
import Stores
import Terminal
import TestFiles
import Texts
import X509

@testable import Commands
@testable import Files
@testable import Words

extension FuzzTarget {
  /// Values that are typed or pasted. Two values stand in one input, with NUL between.
  static let pasted = FuzzTarget(
    name: "pasted", longestBytes: 4 << 10,
    words: [
      "CN = ", "OU=", "O=\"Contoso, Ltd.\"", "DC=", "OID.2.5.4.3=", "2.5.4.3=", "S = ", "E=", " + ", ", ",
      "; ", "\\,",
      "\"\"", "\u{200E}", "\u{A0}", "\r\n", "0x", "6a 96 07 b8", ":", "-", "?", "11/23/2026 7:34 PM",
      "Monday, November 23, 2026 7:34:26 PM", "23. November 2026", "2026-11-23T19:34:26Z", "2011年3月1日", "下午",
      "p. m.",
      "GMT", "+05:30", "(UTC+01:00) Berlin", "\\\\nas\\share\\a.cer", "C:\\x\\", "~/a.cer", "[::1]:444",
      "fe01:444",
      "\0",
    ],
    seeds: {
      let certificates = try Samples.certificates().compactMap { try? Certificate(der: $0) }
      let typed = certificates.flatMap { certificate in
        [
          certificate.subject.detailLines.joined(separator: "\r\n"), certificate.issuer.rfc4514,
          certificate.serial.description + "\0" + certificate.serial.hexadecimal,
          (certificate.notBefore?.text(offsetMinutes: 60) ?? "") + "\0"
            + WindowsText(wording: Rules.wording).validFrom(
              certificate.validFrom, offsetMinutes: 60),
        ]
      }
      return (typed + Self.spellings).map { Array($0.utf8) }
    },
    run: { bytes in
      let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
      try checkLine(parts[0])
      try checkNames(parts)
      try checkNumbers(parts)
      try checkDates(parts)
      try checkPlaces(parts[0])
    })

  private static let spellings = [
    "Tuesday, \u{200E}March \u{200E}1, \u{200E}2011 \u{200F}11:00:00 AM", "Dienstag, 1. März 2011 11:00:00",
    "martes, 1 de marzo de 2011 10:00:00 p. m.", "2011年3月1日 下午 03:00:00", "2011년 3월 1일 화요일 오전 10:00:00",
    "01.03.2011 10:00\u{0}3/1/2011 10:00 AM", "7/1/2012 10:34 PM 38.000s", "3/13/2011 10:34 PM GMT",
    "\u{200E}6a 96 07 b8 16 7a 72\u{0}6a9607b8167a72", "0x1F:A4:B2", "?4c 1f", "(UTC+05:30) Chennai", "-8",
    "+0100",
    "\u{200E}dd fb 16 cd 49 31 c9 73 a2 03 7d 3f c8 3a 4d 7d 77 5d 05 e4", #"C:\exports\a.cer"#,
    "\"~/My path/a.cer\"",
    "[fe80::1%eth0]:444", "fe01.contoso.local:444", "CN=a+OU=b, O=c\\,d, C=\"e, \"\"f\"\"\"",
    "OID.1.2.840.113549.1.9.1 = x",
  ]

  private static func checkLine(_ text: String) throws {
    let line = PastedText.line(text)
    try hold(PastedText.line(line) == line, "a line is a line again")
    try hold(!line.unicodeScalars.contains { $0 == "\n" || PastedText.isInvisible($0) }, "a line is one line")
    for line in PastedText.lines(text) { try hold(PastedText.line(line) == line, "each line is one line") }
    let harmless = SafeText.harmless(text)
    try Rules.checkHarmless(harmless)
    try hold(SafeText.harmless(harmless) == harmless, "harmless stays harmless")
    let columns = Columns.ofTable
    for line in LineWrapper(widthColumns: 40, columns: columns).lines(of: harmless) {
      try hold(columns.count(line) <= 40, "a line is wider than the page: \(line)")
    }
  }

  private static func checkNames(_ texts: [String]) throws {
    let names = texts.map { text in outcome { () throws(NameReading.Refusal) in try NameReading.read(text) } }
    for name in names {
      switch name {
      case .failure(let refusal):
        try Rules.checkShown(RefusalWords(wording: Rules.wording).text(.unreadableName(refusal)))
      case .success(let name):
        try hold(name.isTyped && !name.isEmpty && name.isSame(as: name), "a name is the same as itself")
        try Rules.checkShown(name.rfc4514 + "\n" + name.detailLines.joined(separator: "\n"))
      }
    }
    guard names.count == 2, let one = try? names[0].get(), let other = try? names[1].get() else { return }
    try hold(one.isSame(as: other) == other.isSame(as: one), "two names are the same in either order")
    try hold(one != other || one.hashValue == other.hashValue, "equal names have equal hashes")
  }

  private static func checkNumbers(_ texts: [String]) throws {
    let serials = texts.map { text in
      outcome { () throws(SerialReading.Refusal) in try SerialReading.read(text) }
    }
    for serial in serials {
      switch serial {
      case .failure(let refusal):
        try Rules.checkShown(RefusalWords(wording: Rules.wording).text(.unreadableSerial(refusal)))
      case .success(let serial):
        try hold(serial.bytes.count <= SerialReading.longestOctets, "no serial number is that long")
        let again = try SerialReading.read(serial.description)
        try hold(again.bytes == serial.bytes, "a number is read as it is shown")
        try hold(SerialRelation(serial, again) == .same, "a number is the same as itself")
        try hold(serial.lastFour.utf8.count == 4, "four characters are four")
      }
    }
    if let print = Thumbprint(pasted: texts[0]) {
      try hold(Thumbprint(pasted: print.description) == print, "a thumbprint is read as it is shown")
    }
    if let minutes = UTCOffset.minutes(texts[0]) {
      try hold(UTCOffset.minutes(UTCOffset.text(minutes)) == minutes, "an offset is read as it is shown")
    }
    guard serials.count == 2, let one = try? serials[0].get(), let other = try? serials[1].get() else {
      return
    }
    let (forth, back) = (SerialRelation(one, other), SerialRelation(other, one))
    try hold(forth == back, "two numbers are in one relation in either order: \(forth), \(back)")
    try hold(forth.isSameNumber == (one == other), "the same number is the same number")
  }

  private static func checkDates(_ texts: [String]) throws {
    let dates = texts.map(WrittenDate.init)
    for date in dates {
      try hold(WrittenDate(date.text) == date, "a date is read as it is shown")
      try hold(date.meanings.count <= 2, "a date means two days at most")
      try hold(
        ValidFromRelation(.written(date), .written(date), offsetMinutes: nil) == .same,
        "a date is the same as itself")
    }
    if dates.count == 2 {
      for offset in [nil, 0, 330] {
        let (one, other) = (ValidFrom.written(dates[0]), ValidFrom.written(dates[1]))
        try hold(
          ValidFromRelation(one, other, offsetMinutes: offset)
            == ValidFromRelation(other, one, offsetMinutes: offset),
          "two dates are in one relation in either order")
      }
    }
    if let exact = Instant(iso8601: texts[0]) {
      try hold(exact.description == texts[0], "a moment is written as it was read")
      let shown = WindowsText(wording: Rules.wording).validFrom(.exact(exact), offsetMinutes: 90)
      let relation = ValidFromRelation(.exact(exact), .written(WrittenDate(shown)), offsetMinutes: 90)
      try hold(
        relation == .same || WrittenDate(shown).meanings.isEmpty,
        "a moment is the same as a dialog shows it, and not \(relation)")
    }
  }

  private static func checkPlaces(_ text: String) throws {
    let export = ExportName(typed: text, defaultFolder: "d")
    try hold(!export.file.contains("\\"), "a file's name holds no folder")
    if let path = LocalPath(typed: text) { try Rules.checkShown(path.name) }
    if let target = ProbeTarget(text) {
      try hold(
        target.port > 0 && !target.host.isEmpty && target.host.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F },
        "a host has a name")
    }
  }
}
