// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
import Procedure
public import Texts

/// Values as the server's own windows write them, so that they can be held against the screen.
///
/// Dates have the form that a Windows of the labels' language has when it is installed. An administrator with other
/// regional settings sees another form of the same moment.
public struct WindowsText: Sendable {
  public let wording: Wording

  public init(wording: Wording) {
    self.wording = wording
  }

  /// A moment on a clock that is `offsetMinutes` ahead of UTC, as a Details tab shows it:
  /// `Tuesday, March 1, 2011 11:00:00 AM`, `Dienstag, 1. März 2011 11:00:00`.
  func longDate(_ instant: Instant, offsetMinutes: Int) -> String {
    picture(wording("label.longDate")).text(instant, offsetMinutes: offsetMinutes)
  }

  /// `3/1/2031`, as the list's column of expiry shows it.
  public func shortDate(_ instant: Instant, offsetMinutes: Int) -> String {
    picture(wording("label.shortDate")).text(instant, offsetMinutes: offsetMinutes)
  }

  /// Valid from, exact or as it was written.
  public func validFrom(_ validFrom: ValidFrom, offsetMinutes: Int?) -> String {
    switch validFrom {
    case .exact(let instant): longDate(instant, offsetMinutes: offsetMinutes ?? 0)
    case .written(let date): date.text
    case .unreadable: wording("date.unreadable")
    }
  }

  private func picture(_ picture: String) -> DatePicture {
    DatePicture(
      picture: picture, months: words("label.months"), weekdays: words("label.weekdays"),
      halves: words("label.halves"))
  }

  private func words(_ key: String) -> [String] { wording(key).split(separator: " ").map(String.init) }
}
