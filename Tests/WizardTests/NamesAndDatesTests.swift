// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Procedure
import TestCertificates
import Testing
import Texts
import X509

@testable import Files
@testable import Reports
@testable import Words

@Suite("ExportName")
struct ExportNameTests {
  static func proposal(_ commonName: String, taken: Set<String> = []) -> String {
    let name = TestName.contoso(commonName)
    let facts = Contoso.strayRoot.with { ($0.subject, $0.issuer) = (name, name) }.facts
    return ExportName.proposal(facts, role: .root, now: Contoso.now, taken: taken)
  }

  static let names: [(String, String)] = [
    ("Contoso Root CA", "contoso-root"), ("  -- Contoso --  ", "contoso"), ("..", ""),
    ("../../etc/passwd", "etc-passwd"),
    (#"C:\Windows\x.exe"#, "c-windows-x"), ("CON", "con"),
    ("a/b\\c:d*e?f\"g<h>i|j", "a-b-c-d-e-f-g"),
    ("x & del /q * & y", "x-del-q-y"), ("$(rm -rf ~) `id` %PATH%", "rm-rf-id-path"), ("Zürich Ä", "z-rich"),
    ("中文", ""), ("\u{202E}gpj.exe", "gpj-exe"), ("a\nb\u{0}c", "a-b-c"), ("👩‍💻", ""), ("", ""),
    (String(repeating: "long ", count: 40), "long-long"),
    ("Contoso Root CA Northern Europe", "contoso-root"), ("Internationalization", "international"),
  ]

  @Test("is made of letters, digits and hyphens, whatever the display name is", arguments: names.indices)
  func hostile(index: Int) {
    let (name, slug) = Self.names[index]
    let file = Self.proposal(name)
    let middle = slug.isEmpty ? "" : slug + "-"
    #expect(file == "root-\(middle)55c81ef4-20261123.cer", "\(name.debugDescription)")
    #expect(file.count <= 40)
    #expect(file.dropLast(4).allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
  }

  @Test("is never one that is taken")
  func collisions() {
    var taken: Set<String> = []
    for _ in 0..<12 {
      let file = Self.proposal("Contoso", taken: taken)
      #expect(taken.insert(file).inserted)
    }
    #expect(taken.contains("root-contoso-55c81ef4-20261123-12.cer"))
    #expect(taken.allSatisfy { $0.count <= 40 })
  }

  static let typed: [(String, String, String)] = [
    ("a.cer", "a.cer", #"D:\x"#), (#"C:\exports\a.cer"#, "a.cer", #"C:\exports"#),
    (#"\\nas\share\a.cer"#, "a.cer", #"\\nas\share"#),
    (#"C:\exports\"#, "", #"C:\exports"#), ("", "", #"D:\x"#),
  ]

  @Test("takes a whole path apart; without a folder the proposed one is meant", arguments: typed)
  func parts(text: String, file: String, folder: String) {
    #expect(ExportName(typed: text, defaultFolder: #"D:\x"#) == ExportName(file: file, folder: folder))
  }
}

@Suite("Pseudonyms")
struct PseudonymTests {
  /// What a session on a live server says, with other names.
  private func hidden(_ text: String, host: String) throws -> String {
    let live = Start.Live(host: host, port: 445, isDryRun: false)
    let start = Start(program: "test", server: .windowsServer2012, live: live)
    let session = try Session(
      first: Record(sequence: 1, at: Contoso.now, event: .started(start)), signatures: .libcrypto)
    return Pseudonyms(session).applied(to: text)
  }

  @Test("hide a live server's name and its parts, but of an address no lone number")
  func live() throws {
    #expect(
      try hidden("-S fe01.contoso.com on FE01", host: "fe01.contoso.com") == "-S server.example on server")
    #expect(
      try hidden("-S 10.1.2.3 at 2026-11-10, 10 entries", host: "10.1.2.3")
        == "-S server.example at 2026-11-10, 10 entries")
  }
}

@Suite("WindowsText")
struct WindowsTextTests {
  static let english = WindowsText(wording: Wording())

  static let dates: [(String, Int, String, String)] = [
    ("2011-03-01T10:00:00Z", 60, "Tuesday, March 1, 2011 11:00:00 AM", "3/1/2011"),
    ("1970-01-01T00:00:00Z", 0, "Thursday, January 1, 1970 12:00:00 AM", "1/1/1970"),
    ("1969-12-31T23:59:59Z", 0, "Wednesday, December 31, 1969 11:59:59 PM", "12/31/1969"),
    ("2000-02-29T12:00:00Z", 0, "Tuesday, February 29, 2000 12:00:00 PM", "2/29/2000"),
    ("2011-12-31T23:30:00Z", 330, "Sunday, January 1, 2012 5:00:00 AM", "1/1/2012"),
    ("2012-01-01T03:00:00Z", -480, "Saturday, December 31, 2011 7:00:00 PM", "12/31/2011"),
    ("2049-06-15T00:00:01Z", 840, "Tuesday, June 15, 2049 2:00:01 PM", "6/15/2049"),
    ("1950-01-01T00:00:00Z", 0, "Sunday, January 1, 1950 12:00:00 AM", "1/1/1950"),
  ]

  @Test("writes dates as an English Windows does", arguments: dates)
  func written(instant: String, offset: Int, long: String, short: String) throws {
    let instant = try #require(Instant(iso8601: instant))
    #expect(Self.english.longDate(instant, offsetMinutes: offset) == long)
    #expect(Self.english.shortDate(instant, offsetMinutes: offset) == short)
  }

  @Test("what it writes is the same date when it is typed back", arguments: dates)
  func typedBack(instant: String, offset: Int, long: String, short: String) throws {
    let instant = try #require(Instant(iso8601: instant))
    let relation = ValidFromRelation(.written(WrittenDate(long)), .exact(instant), offsetMinutes: offset)
    #expect(relation == .same)
  }

  static let languages: [(String, String, String)] = [
    ("de", "Dienstag, 1. März 2011 00:05:09", "31.12.2031"),
    ("fr", "mardi 1 mars 2011 00:05:09", "31/12/2031"),
    ("es", "martes, 1 de marzo de 2011 0:05:09", "31/12/2031"),
    ("pt-BR", "terça-feira, 1 de março de 2011 00:05:09", "31/12/2031"),
    ("it", "martedì 1 marzo 2011 00:05:09", "31/12/2031"),
    ("ja", "2011年3月1日 0:05:09", "2031/12/31"),
    ("zh-Hans", "2011年3月1日 0:05:09", "2031/12/31"),
    ("ko", "2011년 3월 1일 화요일 오전 12:05:09", "2031-12-31"),
    ("ru", "1 марта 2011 г. 0:05:09", "31.12.2031"),
  ]

  @Test("writes dates as a Windows of the labels' language does", arguments: languages)
  func labelled(language: String, long: String, short: String) throws {
    let windows = WindowsText(wording: Wording(windows: language))
    let (start, end) = ("2011-03-01T00:05:09Z", "2031-12-31T00:00:00Z")
    #expect(windows.longDate(try #require(Instant(iso8601: start)), offsetMinutes: 0) == long)
    #expect(windows.shortDate(try #require(Instant(iso8601: end)), offsetMinutes: 0) == short)
  }

  /// Language of the text, of Windows; the day in a sentence, and to be found on the screen: 7 March 2017.
  static let sentences: [(String, String, String, String)] = [
    ("de", "en", "7. März 2017", "3/7/2017 (7. März 2017)"), ("de", "de", "07.03.2017", "07.03.2017"),
    ("en", "en", "March 7, 2017", "3/7/2017 (March 7, 2017)"), ("en", "de", "07.03.2017", "07.03.2017"),
    ("ru", "fr", "7 марта 2017 г.", "07/03/2017 (7 марта 2017 г.)"), ("fr", "fr", "07/03/2017", "07/03/2017"),
    ("ja", "en", "2017年3月7日", "3/7/2017 (2017年3月7日)"), ("en", "ja", "2017/03/07", "2017/03/07"),
    ("de", "zh-Hans", "2017/3/7", "2017/3/7"),
    ("es", "en", "7 de marzo de 2017", "3/7/2017 (7 de marzo de 2017)"),
  ]

  @Test("says a day so that it cannot be misread", arguments: sentences)
  func day(language: String, windows: String, said: String, found: String) throws {
    let words = WindowsText(wording: Wording(language: language, windows: windows))
    let instant = try #require(Instant(iso8601: "2017-03-06T23:30:00Z"))
    #expect(words.day(instant, offsetMinutes: 60) == said)
    #expect(words.dayToFind(instant, offsetMinutes: 60) == found)
  }

  @Test("adds no words to a day that can be read in one way only")
  func clearDay() throws {
    for (iso, short) in [("2017-03-13", "3/13/2017"), ("2017-03-03", "3/3/2017")] {
      let instant = try #require(Instant(iso8601: "\(iso)T00:00:00Z"))
      #expect(Self.english.dayToFind(instant, offsetMinutes: 0) == short)
    }
  }

  @Test("what it writes in any language is the same date when it is typed back", arguments: Wording.languages)
  func typedBack(language: String) throws {
    let windows = WindowsText(wording: Wording(windows: language))
    for month in 1...12 {
      for hour in ["00:00:00", "09:59:07", "12:00:00", "23:59:59"] {
        let day = month < 10 ? "0\(month)" : "\(month)"
        let instant = try #require(Instant(iso8601: "2013-\(day)-28T\(hour)Z"))
        let text = windows.longDate(instant, offsetMinutes: 0)
        let relation = ValidFromRelation(.written(WrittenDate(text)), .exact(instant), offsetMinutes: 0)
        #expect(relation == .same, "\(text)")
        #expect(WrittenDate(text).precision == .second, "\(text)")
      }
    }
  }

  @Test("has a name for every month, weekday and half of the day", arguments: Wording.languages)
  func names(language: String) {
    let wording = Wording(windows: language)
    for (key, count) in [("months", 12), ("weekdays", 7), ("halves", 2)] {
      let words = wording("label.\(key)").split(separator: " ")
      #expect(Set(words).count == count, "label.\(key)")
    }
  }
}
