// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
import Procedure
public import Texts

/// Formats values as the server's own windows show them, so that they can be compared with the screen.
///
/// Dates have the default format of a Windows installation in the labels' language. An administrator with
/// other regional settings sees the same moment in another format.
public struct WindowsText: Sendable {
  public let wording: Wording

  public init(wording: Wording) {
    self.wording = wording
  }

  /// A moment on a clock `offsetMinutes` ahead of UTC, as in the Details tab: `Tuesday, March 1, 2011
  /// 11:00:00 AM`, `Dienstag, 1. März 2011 11:00:00`.
  public func longDate(_ instant: Instant, offsetMinutes: Int) -> String {
    picture(wording("label.longDate")).text(instant, offsetMinutes: offsetMinutes)
  }

  /// `3/1/2031`, as in the list's expiration column.
  public func shortDate(_ instant: Instant, offsetMinutes: Int) -> String {
    picture(wording("label.shortDate")).text(instant, offsetMinutes: offsetMinutes)
  }

  /// `11:00 AM`, as in the listings of programs that leave the seconds out.
  public func shortTime(_ instant: Instant, offsetMinutes: Int) -> String {
    picture(wording("desktop.shortTime")).text(instant, offsetMinutes: offsetMinutes)
  }

  /// A day for a sentence, which cannot be misread: `3/7/2017` is in July for most of the world. In the server's short
  /// format if that says which number is the month, otherwise in words.
  public func day(_ instant: Instant, offsetMinutes: Int) -> String {
    isShortDateClear
      ? shortDate(instant, offsetMinutes: offsetMinutes) : dayInWords(instant, offsetMinutes: offsetMinutes)
  }

  /// A day that is to be found on the server's screen: in its short format, with the day in words where it can be misread:
  /// `3/7/2017 (March 7, 2017)`.
  public func dayToFind(_ instant: Instant, offsetMinutes: Int) -> String {
    let short = shortDate(instant, offsetMinutes: offsetMinutes)
    guard !isShortDateClear, let time = instant.civilTime(offsetMinutes: offsetMinutes), time.day <= 12,
      time.day != time.month
    else { return short }
    return "\(short) (\(dayInWords(instant, offsetMinutes: offsetMinutes)))"
  }

  /// Whether the server's short format can be read in one way only: the year first, or full stops, which go with the day
  /// first; or it is the one of the reader's own language. English has readers of both habits.
  private var isShortDateClear: Bool {
    let short = wording("label.shortDate")
    guard short.hasSuffix("yyyy"), short.contains("/") else { return true }
    return wording.language != Wording().language && short == own("label.shortDate")
  }

  /// In the language of the text: `March 7, 2017`.
  private func dayInWords(_ instant: Instant, offsetMinutes: Int) -> String {
    DatePicture(
      picture: wording("date.inWords"), months: own("label.months").split(separator: " ").map(String.init),
      weekdays: [], halves: []
    ).text(instant, offsetMinutes: offsetMinutes)
  }

  /// A label in the language of the text, whatever that of the server is.
  private var own: Wording { Wording(language: wording.language) }

  /// A moment of the work, on the server's clock and in the server's format; in UTC while its offset is not
  /// known.
  ///
  /// - Parameter withUTC: whether UTC is added, as in a transcript.
  public func moment(_ instant: Instant, offsetMinutes: Int?, withUTC: Bool = false) -> String {
    guard let offsetMinutes else { return instant.description }
    let text = longDate(instant, offsetMinutes: offsetMinutes)
    return withUTC ? "\(text) (\(instant))" : text
  }

  /// Valid from, exact or as written.
  public func validFrom(_ validFrom: ValidFrom, offsetMinutes: Int?) -> String {
    switch validFrom {
    case .exact(let instant): longDate(instant, offsetMinutes: offsetMinutes ?? 0)
    case .written(let date): date.text
    case .unreadable: wording("date.unreadable")
    }
  }

  /// Valid to as the list's expiration column shows it, or as written; `nil` if it is not known.
  public func validTo(_ facts: CertificateFacts, offsetMinutes: Int?) -> String? {
    facts.certificate?.notAfter.map { dayToFind($0, offsetMinutes: offsetMinutes ?? 0) }
      ?? facts.validTo?.text
  }

  private func picture(_ picture: String) -> DatePicture {
    DatePicture(
      picture: picture, months: words("label.months"), weekdays: words("label.weekdays"),
      halves: words("label.halves"))
  }

  private func words(_ key: String) -> [String] { wording(key).split(separator: " ").map(String.init) }
}
