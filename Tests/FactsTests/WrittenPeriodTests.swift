// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Testing

/// Valid from and Valid to, typed one after the other.
@Suite("WrittenPeriod")
struct WrittenPeriodTests {
  private static let both: [(String, String, String)] = [
    ("3/1/2011 10:00:00 AM – 3/1/2031 10:00:00 AM", "3/1/2011 10:00:00 AM", "3/1/2031 10:00:00 AM"),
    (
      "Tuesday, March 1, 2011 10:00:00 AM - Saturday, March 1, 2031 10:00:00 AM",
      "Tuesday, March 1, 2011 10:00:00 AM", "Saturday, March 1, 2031 10:00:00 AM"
    ),
    ("01.03.2011 11:00\n – 01.03.2031 11:00", "01.03.2011 11:00", "01.03.2031 11:00"),
    ("1. März 2011 11:00 bis 1. März 2031 11:00", "1. März 2011 11:00", "1. März 2031 11:00"),
    ("2011-03-01 10:00 to 2031-03-01 10:00", "2011-03-01 10:00", "2031-03-01 10:00"),
    ("2011/3/1 10:00:00 ～ 2031/3/1 10:00:00", "2011/3/1 10:00:00", "2031/3/1 10:00:00"),
    (
      "2011 m. kovo 1 d. 10:00 — 2031 m. kovo 1 d. 10:00", "2011 m. kovo 1 d. 10:00",
      "2031 m. kovo 1 d. 10:00"
    ),
  ]

  @Test("has both where a sign or word between blanks separates two dates", arguments: both)
  func hasBoth(text: String, from: String, to: String) {
    let period = WrittenPeriod(text)
    #expect(period.from.text == from)
    #expect(period.to?.text == to)
  }

  @Test(
    "has one where only one date was typed",
    arguments: [
      "3/1/2011 10:00:00 AM", "2011-03-01 10:00:00", "01-Mar-2011 10:00", "1 March 2011 - 10:00:00",
      "3/1/2011 10:00:00 a", "– 3/1/2031", "3/1/2011 –", "", "to",
    ])
  func one(text: String) {
    let period = WrittenPeriod(text)
    #expect(period.to == nil)
    #expect(period.from == WrittenDate(text))
  }
}
