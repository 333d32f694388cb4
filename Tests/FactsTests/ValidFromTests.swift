// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Testing

@Suite("ValidFrom")
struct ValidFromTests {
  struct Exact: Sendable, CustomTestStringConvertible {
    let text: String
    /// What the certificate states.
    let instant: String
    let offset: Int?
    let relation: ValidFromRelation
    var testDescription: String { "\(text) at \(offset.map(String.init) ?? "?") and \(instant)" }

    init(
      _ text: String, _ instant: String = "2011-03-01T10:00:00Z", offset: Int?, _ relation: ValidFromRelation
    ) {
      self.text = text
      self.instant = instant
      self.offset = offset
      self.relation = relation
    }
  }

  static let zones: [Exact] = [
    Exact("2011-03-01 10:00:00", offset: 0, .same),
    Exact("01.03.2011 11:00", offset: 60, .same),
    Exact("Dienstag, 1. März 2011 11:00:00", offset: 60, .same),
    Exact("Tuesday, March 1, 2011 2:00:00 AM", offset: -480, .same),
    Exact("3/1/2011 2:00 AM", offset: -480, .same),
    Exact("01/03/2011 15:30", offset: 330, .same),
    Exact("2011年3月1日 19:00:00", offset: 540, .same),
    Exact("2011년 3월 1일 화요일 오후 7:00:00", offset: 540, .same),
    Exact("1 March 2011 23:30", "2011-03-02T07:30:00Z", offset: -480, .same),
    Exact("1 January 2011 04:29:59", "2010-12-31T22:59:59Z", offset: 330, .same),
    Exact("Tuesday, March 1, 2011 2:00:00 PM", offset: -480, .different),
    Exact("3/1/2011 11:00 AM", offset: -480, .different),
    Exact("1 March 2011 10:00", offset: nil, .unclear),
    Exact("1 April 1999 10:00", offset: nil, .unclear),
    // The text states its own clock; then nobody has to say it.
    Exact("2011-03-01T10:00:00Z", offset: -480, .same),
    Exact("Mar  1 10:00:00 2011 GMT", offset: nil, .same),
    Exact("3/1/2011 10:00 AM GMT", offset: 330, .same),
    Exact("2011-03-01T15:30:00+05:30", offset: nil, .same),
    Exact("2011-03-01T15:30:00Z", offset: 330, .different),
  ]

  static let hours: [Exact] = [
    Exact("1 March 2011 11:00:00", offset: 0, .sameButOneHour),
    Exact("1 March 2011 09:00:00", offset: 0, .sameButOneHour),
    Exact("1 March 2011 11:00", offset: 0, .sameButOneHour),
    Exact("1 March 2011 10:59", offset: 0, .different),
    Exact("1 March 2011 10:59:59", offset: 0, .different),
    Exact("1 March 2011 11:00:01", offset: 0, .different),
    Exact("1 March 2011 11:01", offset: 0, .different),
    Exact("1 March 2011 09:01", offset: 0, .different),
    Exact("1 March 2011 12:00:00", offset: 0, .different),
    Exact("1 March 2011 08:00:00", offset: 0, .different),
    Exact("1 March 2011 10:30", offset: 0, .different),
    // A genuine listing: Paris in winter, dates in summer.
    Exact("10/05/2001 00:19", "2001-05-09T23:19:22Z", offset: 60, .same),
    Exact("10/05/2001 00:19", "2001-05-09T23:19:22Z", offset: 120, .sameButOneHour),
    Exact("10/05/2021 00:28", "2021-05-09T23:28:13Z", offset: 60, .same),
  ]

  static let exactness: [Exact] = [
    // Seconds are cut off, not rounded.
    Exact("1 March 2011 10:00", "2011-03-01T10:00:59Z", offset: 0, .same),
    Exact("1 March 2011 10:01", "2011-03-01T10:00:59Z", offset: 0, .different),
    Exact("1 March 2011 11:00", "2011-03-01T10:00:59Z", offset: 0, .sameButOneHour),
    Exact("1 March 2011 10:00:00", "2011-03-01T10:00:01Z", offset: 0, .different),
    // A date alone proves nothing but another day.
    Exact("1 March 2011", offset: 0, .unclear),
    Exact("1 March 2011", "2011-03-01T00:00:00Z", offset: 0, .unclear),
    Exact("1 March 2011", "2011-03-01T23:59:59Z", offset: 0, .unclear),
    Exact("2 March 2011", "2011-03-01T23:00:00Z", offset: 0, .unclear),
    Exact("28 February 2011", "2011-03-01T00:59:59Z", offset: 0, .unclear),
    Exact("2 March 2011", "2011-03-01T22:59:59Z", offset: 0, .different),
    Exact("28 February 2011", "2011-03-01T01:00:00Z", offset: 0, .different),
    // Two meanings: one that fits is enough, and both have to differ.
    Exact("01/03/2011 10:00", offset: 0, .same),
    Exact("03/01/2011 10:00", offset: 0, .same),
    Exact("01/03/2011 11:00", offset: 0, .sameButOneHour),
    Exact("01/04/2011 10:00", offset: 0, .different),
    // No meaning.
    Exact("1 marca 2011 10:00", offset: 0, .unclear),
    Exact("31 April 2011", offset: 0, .unclear),
    Exact("01.03.99 10:00", offset: 0, .unclear),
    Exact("01/03/2554 10:00", offset: 0, .unclear),
    Exact("01/03/2011 22:00 CH", offset: 0, .unclear),
    Exact("unknown", offset: 0, .unclear),
  ]

  @Test("holds a written date against an exact one, in either order", arguments: zones + hours + exactness)
  func seen(_ example: Exact) {
    let written = Typing.date(example.text)
    let exact = ValidFrom.exact(Typing.instant(example.instant))
    #expect(ValidFromRelation(written, exact, offsetMinutes: example.offset) == example.relation)
    #expect(ValidFromRelation(exact, written, offsetMinutes: example.offset) == example.relation)
  }

  struct Written: Sendable, CustomTestStringConvertible {
    let one: String
    let other: String
    let relation: ValidFromRelation
    var testDescription: String { "\(one) and \(other)" }

    init(_ one: String, _ other: String, _ relation: ValidFromRelation) {
      self.one = one
      self.other = other
      self.relation = relation
    }
  }

  static let written: [Written] = [
    Written("3/1/2011 11:00 AM", "3/1/2011 11:00 AM", .same),
    Written("3/1/2011 11:00 AM", "\u{200E}3/1/2011  11:00 am", .same),
    Written("3/1/2011 11:00 AM", "Tuesday, March 1, 2011 11:00:00 AM", .same),
    Written("01.03.2011 11:00", "Dienstag, 1. März 2011 11:00:31", .same),
    Written("3/1/2011", "Tuesday, March 1, 2011 11:00:00 AM", .unclear),
    Written("3/1/2011", "Wednesday, March 2, 2011 0:30:00 AM", .unclear),
    Written("3/1/2011 11:00 AM", "3/1/2011 12:00 PM", .sameButOneHour),
    Written("3/1/2011 12:30 AM", "2/28/2011 11:30 PM", .sameButOneHour),
    Written("1 March 2011 11:00", "1 March 2011 11:59", .different),
    Written("1 March 2011 11:00", "1 March 2011 13:00", .different),
    Written("1 March 2011 11:00:00", "1 March 2011 11:00:01", .different),
    Written("3/1/2011 11:00 AM", "3/2/2011 11:00 AM", .different),
    Written("01.03.2011 11:00", "01.04.2011 11:00", .different),
    Written("Tuesday, March 1, 2011 11:00:00 AM", "Wednesday, May 4, 2005 11:00:00 AM", .different),
    Written("3/1/2011", "3/5/2011", .different),
    Written("3/1/2011", "Saturday, March 5, 2011 11:00:00 AM", .different),
    // In one form the day does not come first here and the month there; yet it may, on two machines.
    Written("3/1/2011 11:00 AM", "1/3/2011 11:00 AM", .unclear),
    Written("3/1/2011 11:00", "1.3.2011 11:00", .same),
    // Dates alone are too coarse for neighbours.
    Written("3/1/2011", "3/2/2011", .unclear),
    Written("3/1/2011", "3/3/2011", .different),
    // A year of two digits may be the day or the month as well, on another machine.
    Written("3/1/11 11:00 AM", "3/1/11 11:00 AM", .same),
    Written("3/1/11 11:00 AM", "1/3/11 11:00 AM", .unclear),
    Written("11/03/01 11:00", "01/03/11 11:00", .unclear),
    Written("11/03/01 11:00", "03/11/01 18:30", .unclear),
    Written("3/1/11 11:00 AM", "3/1/2011 11:00 AM", .unclear),
    Written("3/1/11 11:00 AM", "6/15/05 11:00 AM", .different),
    Written("3/1/11 11:00 AM", "3/2/11 11:00 AM", .different),
    Written("01.03.11 10:00", "15.06.05 10:00", .unclear),
    // An hour more or less may have made it the next day, month or year.
    Written("3/1/11 11:30 PM", "3/2/11 0:30 AM", .unclear),
    Written("31/1/11 23:30", "1/2/11 00:30", .unclear),
    Written("31/12/99 23:30", "1/1/00 00:30", .unclear),
    Written("31/1/11 23:30", "1/4/13 00:30", .different),
    Written("29/02/1432 23:30", "01/03/1432 00:30", .unclear),
    Written("28 lutego 2011 23:30", "1 marca 2011 00:30", .unclear),
    Written("31 grudnia 2010 23:30", "1 stycznia 2011 00:30", .unclear),
    Written("28 lutego 2011 23:30", "1 marca 2009 00:30", .different),
    Written("28 lutego 2011", "1 marca 2011", .unclear),
    // A word at the time of day may be a “p.m.”.
    Written("26/03/1432 11:00 μμ", "27/03/1432 11:00 πμ", .unclear),
    Written("26/03/1432 11:00 μμ", "29/03/1432 11:00 πμ", .different),
    // Neither can be read: only numbers of the day tell, and only in one form.
    Written("1 marca 2011 10:00", "1 marca 2011 10:00", .same),
    Written("1 marca 2011 10:00", "2 marca 2011 10:00", .different),
    Written("1 marca 2011 10:00", "1 marca 2009 10:00", .different),
    Written("1 marca 2011 10:00", "1 maja 2011 10:00", .unclear),
    Written("1 marca 2011 10:00", "01 marca 2011 11:00", .unclear),
    Written("1 marca 2011 10:00", "1. marca 2009 10:00", .unclear),
    Written("1. maaliskuuta 2011 10.00.00", "1. maaliskuuta 2011 11.00.00", .unclear),
    Written("unknown", "unreadable", .unclear),
    Written("page 3", "page 4", .unclear),
    // One can be read.
    Written("1 marca 2011 10:00", "1 March 2011 10:00", .unclear),
    Written("31 April 2011", "30 April 2011", .unclear),
    Written("01.03.11", "01.03.2011", .unclear),
    // One states its clock.
    Written("2011-03-01 10:00:00Z", "2011-03-01 10:00:00", .unclear),
    Written("2011-03-01T10:00:00Z", "2011-03-01T11:00:00+01:00", .same),
    Written("2011-03-01T10:00:00Z", "2011-03-01T15:00:00Z", .different),
  ]

  @Test("holds two written dates against each other, in either order", arguments: written)
  func typed(_ example: Written) {
    let one = Typing.date(example.one)
    let other = Typing.date(example.other)
    #expect(ValidFromRelation(one, other, offsetMinutes: nil) == example.relation)
    #expect(ValidFromRelation(other, one, offsetMinutes: nil) == example.relation)
    #expect(ValidFromRelation(one, one, offsetMinutes: nil) == .same)
  }

  @Test("the server's offset tells where only one written date states its own")
  func oneClock() {
    let relation = ValidFromRelation(
      Typing.date("2011-03-01 10:00:00Z"), Typing.date("1 March 2011 15:30"), offsetMinutes: 330)
    #expect(relation == .same)
  }

  @Test("exact dates are the same to the second")
  func instants() {
    let instant = Typing.instant("2011-03-01T10:00:00Z")
    #expect(ValidFromRelation(.exact(instant), .exact(instant), offsetMinutes: nil) == .same)
    for seconds in [1, 3600, -3600, 86_400] {
      let other = instant.adding(seconds: seconds)
      #expect(ValidFromRelation(.exact(instant), .exact(other), offsetMinutes: 60) == .different)
    }
  }

  @Test("what a dialog shows is the same as the certificate, in every form and zone")
  func everyForm() {
    for offset in stride(from: -720, through: 840, by: 90) {
      for day in stride(from: 0, to: 12_000, by: 613) {
        let instant = Typing.instant("1995-01-01T00:00:00Z").adding(seconds: day * 86_413)
        for text in DialogForms.all(instant, offset) {
          let relation = ValidFromRelation(.exact(instant), Typing.date(text), offsetMinutes: offset)
          if relation != .same { Issue.record("\(text) at \(offset): \(relation)") }
        }
      }
    }
  }
}

/// How servers in several languages write one instant.
private enum DialogForms {
  static func all(_ instant: Instant, _ offset: Int) -> [String] {
    guard let time = instant.civilTime(offsetMinutes: offset) else { return [] }
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let month = WrittenDateTests.calendars.map { $0[time.month - 1] }
    let clock = "\(two(time.hour)):\(two(time.minute)):\(two(time.second))"
    let half = "\((time.hour + 11) % 12 + 1):\(two(time.minute)):\(two(time.second))"
    let isMorning = time.hour < 12
    return [
      "Tuesday, \(month[0]) \(time.day), \(time.year) \(half) \(isMorning ? "AM" : "PM")",
      "\(time.month)/\(time.day)/\(time.year) \(half) \(isMorning ? "AM" : "PM")",
      "Dienstag, \(time.day). \(month[1]) \(time.year) \(clock)",
      "mardi \(time.day) \(month[2]) \(time.year) \(clock)",
      "martes, \(time.day) de \(month[3]) de \(time.year) \(half) \(isMorning ? "a. m." : "p. m.")",
      "martedì \(time.day) \(month[4]) \(time.year) \(clock)",
      "terça-feira, \(time.day) de \(month[5]) de \(time.year) \(clock)",
      "\(time.year)年\(time.month)月\(time.day)日 \(clock)",
      "\(time.year)年\(time.month)月\(time.day)日 \(isMorning ? "上午" : "下午") \(half)",
      "\(time.year)년 \(time.month)월 \(time.day)일 화요일 \(isMorning ? "오전" : "오후") \(half)",
      "\(two(time.day)).\(two(time.month)).\(time.year) \(two(time.hour)):\(two(time.minute))",
      instant.text(offsetMinutes: offset), instant.description,
    ]
  }
}
