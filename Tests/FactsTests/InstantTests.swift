// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Testing

@Suite("Instant")
struct InstantTests {
  struct Known: Sendable, CustomTestStringConvertible {
    let text: String
    let seconds: Int
    var testDescription: String { text }
  }

  static let known: [Known] = [
    Known(text: "1970-01-01T00:00:00Z", seconds: 0),
    Known(text: "1969-12-31T23:59:59Z", seconds: -1),
    Known(text: "2000-02-29T12:34:56Z", seconds: 951_827_696),
    Known(text: "2000-03-01T00:00:00Z", seconds: 951_868_800),
    Known(text: "2011-03-01T10:00:00Z", seconds: 1_298_973_600),
    Known(text: "2038-01-19T03:14:08Z", seconds: 2_147_483_648),
    Known(text: "1900-03-01T00:00:00Z", seconds: -2_203_891_200),
    Known(text: "2100-03-01T00:00:00Z", seconds: 4_107_542_400),
    Known(text: "0001-01-01T00:00:00Z", seconds: -62_135_596_800),
    Known(text: "9999-12-31T23:59:59Z", seconds: 253_402_300_799),
  ]

  @Test("counts seconds as every other clock does", arguments: known)
  func counts(_ example: Known) {
    #expect(Instant(iso8601: example.text)?.secondsSince1970 == example.seconds)
    #expect(Instant(secondsSince1970: example.seconds).description == example.text)
  }

  @Test("every day from 1890 to 2110 follows the day before and comes back")
  func everyDay() throws {
    let start = try #require(CivilTime(year: 1890, month: 1, day: 1))
    var expected = start
    var instant = Instant(start)
    while expected.year < 2110 {
      if instant.civilTime() != expected || Instant(expected) != instant { Issue.record("\(expected)") }
      instant = instant.adding(seconds: 86_400)
      let next =
        CivilTime(year: expected.year, month: expected.month, day: expected.day + 1)
        ?? CivilTime(year: expected.year, month: expected.month + 1, day: 1)
        ?? CivilTime(year: expected.year + 1, month: 1, day: 1)
      expected = try #require(next)
    }
  }

  @Test("has a 29 February in leap years only")
  func leapYears() {
    for year in [1996, 2000, 2012, 2400, 4] { #expect(CivilTime(year: year, month: 2, day: 29) != nil) }
    for year in [1900, 2100, 2011, 1, 2200] { #expect(CivilTime(year: year, month: 2, day: 29) == nil) }
  }

  @Test("every second around a day's end comes back at every offset")
  func dayEnd() {
    for second in -5...5 {
      for offset in [-720, -480, 0, 60, 330, 840] {
        let instant = Instant(secondsSince1970: 1_298_937_600 + second)
        let time = instant.civilTime(offsetMinutes: offset)
        #expect(time.map { Instant($0, offsetMinutes: offset) } == instant)
        #expect(Instant(iso8601: instant.description) == instant)
      }
    }
  }

  static let impossible: [[Int]] = [
    [2011, 0, 1, 0, 0, 0], [2011, 13, 1, 0, 0, 0], [2011, 1, 0, 0, 0, 0], [2011, 1, 32, 0, 0, 0],
    [2011, 4, 31, 0, 0, 0], [2011, 1, 1, 24, 0, 0], [2011, 1, 1, -1, 0, 0], [2011, 1, 1, 0, 60, 0],
    [2011, 1, 1, 0, 0, 60], [0, 1, 1, 0, 0, 0], [10_000, 1, 1, 0, 0, 0],
    [Int.max, Int.max, Int.max, 0, 0, 0],
  ]

  @Test("there is no time outside the calendar", arguments: impossible)
  func refuses(_ parts: [Int]) {
    let time = CivilTime(
      year: parts[0], month: parts[1], day: parts[2], hour: parts[3], minute: parts[4], second: parts[5])
    #expect(time == nil)
  }

  @Test("moments outside the calendar are shown as a count")
  func outside() {
    #expect(Instant(secondsSince1970: 253_402_300_800).description == "@253402300800Z")
    #expect(Instant(secondsSince1970: -62_135_596_801).civilTime() == nil)
    #expect(Instant(secondsSince1970: Int.max / 2).civilTime() == nil)
    #expect(Instant(secondsSince1970: Int.min / 2).civilTime() == nil)
  }

  static let notISO = [
    "", "2011-03-01", "2011-03-01T10:00:00", "2011-03-01 10:00:00Z", "2011-03-01T10:00:00z",
    "2011-3-01T10:00:00Z",
    "2011-03-01T10:00:0Z ", "2011-13-01T10:00:00Z", "2011-02-29T10:00:00Z", "2011-03-01T24:00:00Z",
    "2011-03-01T10:00:60Z", "+011-03-01T10:00:00Z", "2011-03-01T10:00+00Z", "0000-01-01T00:00:00Z",
    "２011-03-01T10:00Z", "2011-03-01T10:00:00ZZ", "2011-03-01T10:00:000", "201a-03-01T10:00:00Z",
  ]

  @Test("reads no other spelling as ISO 8601", arguments: notISO)
  func refusesISO(_ text: String) {
    #expect(Instant(iso8601: text) == nil)
  }
}

@Suite("Instant, read from certificates")
struct CertificateTimeTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    let tag: UInt8
    let iso: String?
    var testDescription: String { "\(tag == 0x17 ? "UTCTime" : "GeneralizedTime") \(text)" }

    init(_ text: String, tag: UInt8 = 0x17, _ iso: String?) {
      self.text = text
      self.tag = tag
      self.iso = iso
    }
  }

  static let cases: [Case] = [
    Case("110301100000Z", "2011-03-01T10:00:00Z"),
    Case("000229000000Z", "2000-02-29T00:00:00Z"),
    Case("491231235959Z", "2049-12-31T23:59:59Z"),
    Case("500101000000Z", "1950-01-01T00:00:00Z"),
    Case("991231235959Z", "1999-12-31T23:59:59Z"),
    Case("1103011000Z", "2011-03-01T10:00:00Z"),
    Case("110301110000+0100", "2011-03-01T10:00:00Z"),
    Case("1103010200-0800", "2011-03-01T10:00:00Z"),
    Case("110301153000+0530", "2011-03-01T10:00:00Z"),
    Case("20110301100000Z", tag: 0x18, "2011-03-01T10:00:00Z"),
    Case("20500101000000Z", tag: 0x18, "2050-01-01T00:00:00Z"),
    Case("19000228235959Z", tag: 0x18, "1900-02-28T23:59:59Z"),
    Case("99991231235959Z", tag: 0x18, "9999-12-31T23:59:59Z"),
    Case("201103011000Z", tag: 0x18, "2011-03-01T10:00:00Z"),
    Case("20110301110000+0100", tag: 0x18, "2011-03-01T10:00:00Z"),
    Case("", nil), Case("Z", nil), Case("110301100000", nil), Case("110301100000z", nil),
    Case("110301100000ZZ", nil), Case("1103011000000Z", nil), Case("11030110000Z", nil),
    Case("110229100000Z", nil),
    Case("111301100000Z", nil), Case("110301240000Z", nil), Case("110301100060Z", nil),
    Case("110301100000+01", nil),
    Case("110301100000+01a0", nil), Case("110301100000 0100", nil), Case("110301100000+01000", nil),
    Case("110301100000+2400", nil), Case("110301100000+0060", nil),
    Case("20110301100000Z", nil), Case("110301100000Z", tag: 0x18, "1103-01-10T00:00:00Z"),
    Case("20110301100000.5Z", tag: 0x18, "2011-03-01T10:00:00Z"),
    Case("20110301235959.999Z", tag: 0x18, "2011-03-01T23:59:59Z"),
    Case("20110301110000,25+0100", tag: 0x18, "2011-03-01T10:00:00Z"),
    Case("20110301100000.Z", tag: 0x18, nil), Case("20110301100000.5", tag: 0x18, nil),
    Case("20110301100000.5.5Z", tag: 0x18, nil), Case("201103011000.5Z", tag: 0x18, nil),
    Case("110301100000.5Z", nil),
    Case("00000101000000Z", tag: 0x18, nil), Case("20110301100000", tag: 0x18, nil),
    Case("110301100000Z", tag: 0x0C, nil),
    Case("１10301100000Z", nil),
  ]

  @Test("reads both types, without seconds, with fractions of them and with offsets too", arguments: cases)
  func reads(_ example: Case) {
    #expect(Instant(x509Time: Array(example.text.utf8)[...], tag: example.tag)?.description == example.iso)
  }

  @Test("no octet in any place makes it trap")
  func hostile() {
    let sound = Array("110301100000+0100".utf8)
    for index in sound.indices {
      for octet in UInt8.min...UInt8.max {
        var damaged = sound
        damaged[index] = octet
        let isDigit = (0x30...0x39).contains(octet)
        let instant = Instant(x509Time: damaged[...], tag: 0x17)
        #expect(instant == nil || isDigit || index == 12 && (octet == 0x2B || octet == 0x2D))
      }
    }
  }
}
