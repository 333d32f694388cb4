// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Testing

@Suite("WrittenDate")
struct WrittenDateTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    /// Every meaning as ISO 8601 without a zone, month first before day first.
    let meanings: [String]
    let precision: WrittenDate.Precision
    let offset: Int?
    var testDescription: String { text }

    init(_ text: String, _ meanings: String..., precision: WrittenDate.Precision, offset: Int? = nil) {
      self.text = text
      self.meanings = meanings
      self.precision = precision
      self.offset = offset
    }
  }

  static let digits: [Case] = [
    Case("2011-03-01 10:00:00", "2011-03-01 10:00:00", precision: .second),
    Case("2011-03-01", "2011-03-01 00:00:00", precision: .day),
    Case("2011/3/1 10:00", "2011-03-01 10:00:00", precision: .minute),
    Case("2011.03.01. 10:00", "2011-03-01 10:00:00", precision: .minute),
    Case("2011. 03. 01. 10:00:00", "2011-03-01 10:00:00", precision: .second),
    Case("2011-03-01T10:00:00", "2011-03-01 10:00:00", precision: .second),
    Case("2011-03-01 10:00:00.000", "2011-03-01 10:00:00", precision: .second),
    Case("13.03.2011 10:00", "2011-03-13 10:00:00", precision: .minute),
    Case("3/13/2011 10:00", "2011-03-13 10:00:00", precision: .minute),
    Case("31-01-2011", "2011-01-31 00:00:00", precision: .day),
    Case("1. 3. 2011 10:00:00", "2011-01-03 10:00:00", "2011-03-01 10:00:00", precision: .second),
    Case("03/03/2011", "2011-03-03 00:00:00", precision: .day),
    Case("3/1/2011 11:00 AM", "2011-03-01 11:00:00", "2011-01-03 11:00:00", precision: .minute),
    Case("01.03.2011 10:00", "2011-01-03 10:00:00", "2011-03-01 10:00:00", precision: .minute),
    Case("01/03/2011", "2011-01-03 00:00:00", "2011-03-01 00:00:00", precision: .day),
    Case("2/29/2012 1:00 PM", "2012-02-29 13:00:00", precision: .minute),
    Case("7/1/2012 10:34 PM 38.000s", "2012-07-01 22:34:00", "2012-01-07 22:34:00", precision: .minute),
  ]

  static let words: [Case] = [
    Case("Tuesday, March 1, 2011 11:00:00 AM", "2011-03-01 11:00:00", precision: .second),
    Case(
      "Tuesday, \u{200E}March \u{200E}1, \u{200E}2011 \u{200F}11:00:00 AM", "2011-03-01 11:00:00",
      precision: .second),
    Case("1 March 2011 10:00:00", "2011-03-01 10:00:00", precision: .second),
    Case("01-Mar-2011", "2011-03-01 00:00:00", precision: .day),
    Case("01-mar-2011 10:00", "2011-03-01 10:00:00", precision: .minute),
    Case("Mar  1 10:00:00 2011", "2011-03-01 10:00:00", precision: .second),
    Case("May 12, 2011", "2011-05-12 00:00:00", precision: .day),
    Case("Sept. 2, 2011", "2011-09-02 00:00:00", precision: .day),
    Case("Dienstag, 1. März 2011 11:00:00", "2011-03-01 11:00:00", precision: .second),
    Case("Dienstag, 1. Ma\u{308}rz 2011 11:00:00", "2011-03-01 11:00:00", precision: .second),
    Case("Samstag, 31. Dezember 2011 23:59 Uhr", "2011-12-31 23:59:00", precision: .minute),
    Case("mardi 1 mars 2011 10:00:00", "2011-03-01 10:00:00", precision: .second),
    Case("lundi 15 août 2011 10:00", "2011-08-15 10:00:00", precision: .minute),
    Case("vendredi 2 février 2012", "2012-02-02 00:00:00", precision: .day),
    Case("martes, 1 de marzo de 2011 10:00:00", "2011-03-01 10:00:00", precision: .second),
    Case("martes, 1 de marzo de 2011 10:00:00 p. m.", "2011-03-01 22:00:00", precision: .second),
    Case("martedì 1 marzo 2011 10:00:00", "2011-03-01 10:00:00", precision: .second),
    Case("terça-feira, 1 de março de 2011 10:00:00", "2011-03-01 10:00:00", precision: .second),
    Case("1 марта 2011 г. 10:00:00", "2011-03-01 10:00:00", precision: .second),
    Case("вторник, 3 мая 2011 г. 9:05:00", "2011-05-03 09:05:00", precision: .second),
    Case("31 августа 2011", "2011-08-31 00:00:00", precision: .day),
    Case("2011年3月1日 10:00:00", "2011-03-01 10:00:00", precision: .second),
    Case("2011年3月1日 星期二 10:00", precision: .minute),
    Case("2011年3月1日 下午 03:00:00", "2011-03-01 15:00:00", precision: .second),
    Case("2011年3月1日 午前0:30", "2011-03-01 00:30:00", precision: .minute),
    Case("2011/3/1 上午 12:05", "2011-03-01 00:05:00", precision: .minute),
    Case("2011년 3월 1일 화요일 오전 10:00:00", "2011-03-01 10:00:00", precision: .second),
    Case("2011년 3월 7일 월요일 오후 1:00:00", "2011-03-07 13:00:00", precision: .second),
  ]

  static let clocks: [Case] = [
    Case("1 March 2011 12:00 AM", "2011-03-01 00:00:00", precision: .minute),
    Case("1 March 2011 12:59:59 AM", "2011-03-01 00:59:59", precision: .second),
    Case("1 March 2011 12:00 PM", "2011-03-01 12:00:00", precision: .minute),
    Case("1 March 2011 1:00PM", "2011-03-01 13:00:00", precision: .minute),
    Case("1 March 2011 11:59 p.m.", "2011-03-01 23:59:00", precision: .minute),
    Case("1 March 2011 11:59\u{202F}pm", "2011-03-01 23:59:00", precision: .minute),
    Case("1 March 2011 at 00:00", "2011-03-01 00:00:00", precision: .minute),
    Case("2011-03-01T10:00:00Z", "2011-03-01 10:00:00", precision: .second, offset: 0),
    Case("3/13/2011 10:34 PM GMT", "2011-03-13 22:34:00", precision: .minute, offset: 0),
    Case("Mar  1 10:00:00 2011 GMT", "2011-03-01 10:00:00", precision: .second, offset: 0),
    Case("2011-03-01T10:00:00+05:30", "2011-03-01 10:00:00", precision: .second, offset: 330),
    Case("2011-03-01 10:00:00 -08:00", "2011-03-01 10:00:00", precision: .second, offset: -480),
    Case("2011-03-01 10:00:00 +14:00", "2011-03-01 10:00:00", precision: .second, offset: 840),
    Case("2011-03-01 10:00:00 -12:00", "2011-03-01 10:00:00", precision: .second, offset: -720),
  ]

  static let unreadable: [Case] = [
    Case("", precision: .day), Case("unknown", precision: .day), Case("2011", precision: .day),
    Case("March 2011", precision: .day), Case("10:00", precision: .minute), Case("0/0/2011", precision: .day),
    Case("13/13/2011", precision: .day), Case("30/02/2011", precision: .day),
    Case("2011-02-29", precision: .day),
    Case("31 April 2011", precision: .day), Case("1 March 2011 25:00", precision: .minute),
    Case("1 March 2011 10:60", precision: .minute), Case("1 March 2011 13:00 AM", precision: .day),
    Case("1 March 2011 1:2:3:4", precision: .day), Case("1 March 2011 :", precision: .day),
    // A year of two digits may be year, month or day, and of two centuries.
    Case("01.03.11 10:00", precision: .minute), Case("5/9/97", precision: .day),
    Case("01-Mar-11", precision: .day),
    // Years of other calendars.
    Case("1/3/2554 10:00", precision: .minute), Case("26/03/1432 10:00", precision: .minute),
    Case("平成23年3月1日", precision: .day), Case("民國100年3月1日", precision: .day),
    // Languages that are not known, and words at the time of day that may be “p.m.” or a zone.
    Case("1 marca 2011 10:00", precision: .minute), Case("1 березня 2011 р. 10:00:00", precision: .second),
    Case("01/03/2011 10:00 CH", precision: .minute), Case("1/3/2011 3:00 μμ", precision: .minute),
    Case("1 March 2011 10:00 CET", precision: .minute), Case("Mar 1 10:00:00 2011 PST", precision: .second),
    Case("1 March 2011 10:00 +1:00", precision: .minute), Case("2011-03-01 10:00 +14:15", precision: .minute),
    Case("2011-03-01 10:00 -12:15", precision: .minute), Case("2011-03-01 10:00 +23:59", precision: .minute),
    Case("ΜΜ 3:00 1/3/2011", precision: .minute),
    // Two months, two dates, or a time with points.
    Case("mar. 5 avril 2011", precision: .day), Case("5 jui 2011", precision: .day),
    Case("3/1/2011 to 3/1/2031", precision: .day), Case("1 March 2011 - 1 March 2031", precision: .day),
    Case("1 marzo 2011 10.11.12", precision: .day), Case("10.11.12 1.3.2011", precision: .day),
    Case("٠١/٠٣/٢٠١١", precision: .day), Case("99999999999999999999/1/2011", precision: .day),
  ]

  @Test(
    "keeps every meaning, how exact it is and whose clock it was",
    arguments: digits + words + clocks + unreadable)
  func reads(_ example: Case) {
    let date = WrittenDate(example.text)
    #expect(date.meanings.map { Instant($0.time).text(offsetMinutes: 0) } == example.meanings)
    #expect(date.precision == example.precision)
    #expect(date.statedOffsetMinutes == example.offset)
    #expect(date.isAmbiguous == (example.meanings.count == 2))
    let orders: [WrittenDate.Order] =
      switch example.meanings.count {
      case 0: []
      case 1: [.fixed]
      default: [.monthFirst, .dayFirst]
      }
    #expect(date.meanings.map(\.order) == orders)
  }

  /// Every month of every language in a row.
  static let calendars: [[String]] = [
    [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
      "November", "December",
    ],
    [
      "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
      "November", "Dezember",
    ],
    [
      "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
      "novembre", "décembre",
    ],
    [
      "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
      "noviembre", "diciembre",
    ],
    [
      "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre",
      "ottobre", "novembre", "dicembre",
    ],
    [
      "janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro",
      "novembro", "dezembro",
    ],
    [
      "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября",
      "ноября", "декабря",
    ],
    [
      "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь",
      "ноябрь", "декабрь",
    ],
  ]

  @Test("no month's name or beginning is taken for another month", arguments: calendars)
  func months(_ names: [String]) {
    for (index, name) in names.enumerated() {
      for length in 3...max(3, name.count) where length <= name.count {
        let date = WrittenDate("5 \(name.prefix(length)) 2011")
        let months = date.meanings.map(\.time.month)
        #expect(months == [index + 1] || months.isEmpty && length < name.count, "\(name.prefix(length))")
      }
    }
  }

  static let weekdays = [
    "Sunday Monday Tuesday Wednesday Thursday Friday Saturday",
    "Sonntag Montag Dienstag Mittwoch Donnerstag Freitag Samstag",
    "воскресенье понедельник вторник среда четверг пятница суббота",
    "dimanche lundi mardi mercredi jeudi vendredi samedi",
    "domingo lunes martes miércoles jueves viernes sábado",
    "domenica lunedì martedì mercoledì giovedì venerdì sabato",
    "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira",
  ].flatMap { $0.split(separator: " ").map(String.init) }

  @Test("no weekday is taken for a month", arguments: weekdays)
  func weekday(_ name: String) {
    #expect(WrittenDate("\(name), 5 2011").meanings.isEmpty)
    #expect(WrittenDate("\(name), 5 April 2011").meanings.map(\.time.month) == [4])
  }

  @Test("knows a date without its time of day from one whose time it cannot read")
  func timeOfDay() {
    for text in [
      "3/1/2011", "01.03.11", "1 March 2011", "Dienstag, 1. März 2011", "2011年3月1日", "26/03/1432",
      "1. maaliskuuta 2011", "2011",
    ] {
      #expect(WrittenDate(text).lacksTimeOfDay, "\(text)")
    }
    for text in [
      "3/1/2011 11:00", "1. maaliskuuta 2011 10.00.00", "01.03.11 10.00.00", "1 March 2011 25:00",
      "1 March 2011 13:00 AM", "2011-03-01T10:00:00Z", "1 marca 2011 10:00", "2011年3月1日 10時00分",
      "10:00",
    ] {
      #expect(!WrittenDate(text).lacksTimeOfDay, "\(text)")
    }
  }

  @Test("one program's dates have one shape")
  func shapes() {
    #expect(
      WrittenDate("Tuesday, March 1, 2011 9:00:00 AM").shape
        == WrittenDate("Monday, May 12, 1997 11:00:00 PM").shape)
    #expect(WrittenDate("3/1/2011").shape == WrittenDate("12/31/1999").shape)
    #expect(WrittenDate("3/1/2011").shape != WrittenDate("3.1.2011").shape)
    #expect(WrittenDate("3/1/2011 11:00").shape != WrittenDate("3/1/2011 11:00 AM").shape)
  }
}
