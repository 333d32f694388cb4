// SPDX-License-Identifier: GPL-3.0-or-later

/// The words of a written date, separated into the time of day and the rest.
struct DateWords {
  struct Clock {
    let hour: Int
    let minute: Int
    let second: Int
    let precision: WrittenDate.Precision
  }

  /// The words that are not part of the time of day.
  private(set) var day: [Substring] = []
  private(set) var clock: Clock?
  /// The time zone stated in the text, in minutes ahead of UTC.
  private(set) var offsetMinutes: Int?
  /// Whether the time of day was read completely, with no words around it that may change its meaning.
  private(set) var isClear = true

  init(_ line: String) {
    let words = Self.joined(line.lowercased()).split { $0 == " " || $0 == "," }.flatMap(Self.isoParts)
    guard let index = words.firstIndex(where: { $0.contains(":") }) else {
      day = words
      return
    }
    var before = words[..<index]
    var after = words[(index + 1)...]
    var half = Half(trailing: &before)
    var word = words[index]
    half = half ?? Half(leading: &word)
    let digits = word.prefix { $0.isASCII && $0.isNumber || $0 == ":" }
    let rest = word[digits.endIndex...]
    // A fraction of a second, as .NET writes it, is ignored.
    let mark = rest.hasPrefix(".") ? rest.dropFirst().drop { $0.isNumber } : rest
    if !mark.isEmpty { after.insert(mark, at: after.startIndex) }
    half = half ?? Half(following: &after)
    takeAside(&after)

    let numbers = digits.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    let parts = numbers.compactMap { $0 }
    if parts.count == numbers.count, (2...3).contains(parts.count), let hour = Half.hour(parts[0], half) {
      clock = Clock(
        hour: hour, minute: parts[1], second: parts.count == 3 ? parts[2] : 0,
        precision: parts.count == 3 ? .second : .minute)
    } else {
      isClear = false
    }
    day = Array(before + after)
    let neighbours = [half == nil ? before.last : nil, after.first, after.last].compactMap { $0 }
    if neighbours.contains(where: Self.mayChangeTheTime) || day.contains(where: { $0.contains(":") }) {
      isClear = false
    }
  }

  /// Removes what may follow a time of day: seconds as certutil writes them (`38.000s`), a word for
  /// “o'clock”, a zone.
  private mutating func takeAside(_ after: inout ArraySlice<Substring>) {
    if let word = after.first, word.hasSuffix("s"), word.dropLast().allSatisfy({ $0.isNumber || $0 == "." }) {
      after.removeFirst()
    }
    if after.first == "uhr" { after.removeFirst() }
    if let word = after.first, let minutes = Self.zone(word) {
      offsetMinutes = minutes
      after.removeFirst()
    } else if let word = after.last, let minutes = Self.zone(word) {
      // OpenSSL: `Mar  1 10:00:00 2011 GMT`.
      offsetMinutes = minutes
      after.removeLast()
    }
  }

  private static func zone(_ word: Substring) -> Int? {
    if ["z", "gmt", "utc"].contains(word) { return 0 }
    let parts = word.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
    guard let sign = word.first, sign == "+" || sign == "-", parts.count == 2,
      parts.allSatisfy({ $0.count == 2 && $0.allSatisfy { $0.isASCII && $0.isNumber } }),
      let hours = Int(parts[0]), let minutes = Int(parts[1]), minutes < 60
    else { return nil }
    let offset = (sign == "+" ? 1 : -1) * (hours * 60 + minutes)
    return ServerClock.offsets.contains(offset) ? offset : nil
  }

  /// A word next to the time of day may be an “a.m.” or a zone, unless it is a number, a month, or a known
  /// other word.
  private static func mayChangeTheTime(_ word: Substring) -> Bool {
    !word.contains { $0.isNumber } && MonthNames.months(of: word.prefix { $0.isLetter }).isEmpty
      && !["at", "um", "à", "г."].contains(word)
  }
}

// MARK: - Halves of the day

extension DateWords {
  private enum Half {
    case morning, afternoon

    private static let marks: [(half: Half, words: [String])] = [
      (.morning, ["am", "a", "上午", "午前", "오전"]), (.afternoon, ["pm", "p", "下午", "午後", "오후"]),
    ]

    private init?(_ word: Substring) {
      let plain = String(word.filter { $0 != "." })
      guard let entry = Self.marks.first(where: { $0.words.contains(plain) }) else { return nil }
      self = entry.half
    }

    /// Chinese and Korean dates put it before the time.
    init?(trailing words: inout ArraySlice<Substring>) {
      guard let word = words.last, let half = Half(word) else { return nil }
      words.removeLast()
      self = half
    }

    init?(leading word: inout Substring) {
      guard let half = Half(word.prefix { !$0.isNumber }) else { return nil }
      word = word.drop { !$0.isNumber }
      self = half
    }

    /// `AM`, or the Spanish `a. m.`, which is two words.
    init?(following words: inout ArraySlice<Substring>) {
      guard let word = words.first, let half = Half(word) else { return nil }
      words.removeFirst()
      if word == "a." || word == "p.", words.first == "m." { words.removeFirst() }
      self = half
    }

    /// - Returns: the hour from 0 to 23; `nil` for an hour that is not valid in this half of the day.
    static func hour(_ hour: Int, _ half: Half?) -> Int? {
      switch half {
      case .morning?: hour < 12 ? hour : hour == 12 ? 0 : nil
      case .afternoon?: hour < 12 ? hour + 12 : hour
      case nil: hour
      }
    }
  }
}

// MARK: - Words

extension DateWords {
  /// Joins a numeric date that has blanks or signs between its numbers into one word: `1. 3. 2011`,
  /// `2011年3月1日`, `2011년 3월 1일`.
  private static func joined(_ text: String) -> String {
    var joined = ""
    var rest = Substring(text)
    while let character = rest.popFirst() {
      let next = rest.drop { $0 == " " }
      let isBetweenNumbers = joined.last?.isNumber == true && next.first?.isNumber == true
      let isBeforeClock = next.prefix { $0 != " " }.contains(":")
      switch character {
      case "年", "년", "月", "월":
        joined.append(isBetweenNumbers ? "-" : character)
        if isBetweenNumbers { rest = next }
      case "日", "일":
        joined.append(joined.last?.isNumber == true ? " " : character)
      case "." where isBetweenNumbers && !isBeforeClock:
        joined.append(character)
        rest = next
      default:
        joined.append(character)
      }
    }
    return joined
  }

  /// Splits `2011-03-01t10:00:00z` into two words.
  private static func isoParts(_ word: Substring) -> [Substring] {
    guard word.contains(":"), let middle = word.firstIndex(of: "t"), middle > word.startIndex,
      word[..<middle].allSatisfy({ $0.isNumber || $0 == "-" }),
      word[word.index(after: middle)...].first?.isNumber == true
    else { return [word] }
    return [word[..<middle], word[word.index(after: middle)...]]
  }
}
