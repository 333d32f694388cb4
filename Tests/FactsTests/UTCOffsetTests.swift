// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Testing

@Suite("UTCOffset")
struct UTCOffsetTests {
  static let read: [(text: String, minutes: Int)] = [
    ("+01:00", 60), ("-08:00", -480), ("+1", 60), ("-8", -480), ("5", 300), ("0", 0), ("+00:00", 0),
    ("-0", 0),
    ("(UTC+05:30)", 330), ("UTC", 0), ("utc", 0), ("(UTC)", 0), ("Z", 0), ("GMT", 0), ("GMT+2", 120),
    ("UTC-3", -180), ("(UTC+01:00) Amsterdam, Berlin", 60),
    ("UTC +01:00", 60), ("+0530", 330), ("-0930", -570), ("0545", 345), ("\u{2212}05:00", -300),
    ("+14:00", 840), ("-12:00", -720), ("+13:45", 825), ("+9:30", 570), ("  +01:00  ", 60),
  ]

  @Test("reads what Windows writes and what people type", arguments: read.indices)
  func reads(index: Int) {
    let (text, minutes) = Self.read[index]
    #expect(UTCOffset.minutes(text) == minutes, "\(text.debugDescription)")
  }

  static let refused = [
    "", " ", "()", "+", "-", ":", "+:", "+1:", "+:30", "+1:60", "+0160", "+0199", "+14:01", "+15", "-12:01",
    "-13",
    "+1:00:00", "+123", "+12345", "CET", "W. Europe Standard Time", "1h", "+1.5", "+1,5", "++1", "+-1", "1-",
    "+1:5:",
    "+9223372036854775807", "+9223372036854775807:00", "-9223372036854775808:00", "+1:9223372036854775807",
    "99999999999999999999:00", "+٣", "+1:٣0", "+½", "١٢", "0x10", "+1\u{0}", "UTC+", "NaN", "+000001:00",
    "+1:000",
  ]

  @Test("refuses everything else, however large", arguments: refused.indices)
  func refuses(index: Int) {
    let text = Self.refused[index]
    #expect(UTCOffset.minutes(text) == nil, "\(text.debugDescription)")
  }

  @Test("reads what it writes, for every offset there is")
  func roundTrip() {
    for minutes in -12 * 60...14 * 60 {
      #expect(UTCOffset.minutes(UTCOffset.text(minutes)) == minutes)
    }
    #expect(UTCOffset.text(-90) == "-01:30")
    #expect(UTCOffset.text(0) == "+00:00")
  }
}
