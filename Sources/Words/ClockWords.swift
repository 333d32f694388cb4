// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
public import Procedure
public import Texts

/// Describes the result of checking this computer's clock, in one sentence.
public struct ClockWords {
  public let wording: Wording
  /// The offset of the server's clock from UTC, if known.
  public let offsetMinutes: Int?

  public init(wording: Wording, offsetMinutes: Int? = nil) {
    self.wording = wording
    self.offsetMinutes = offsetMinutes
  }

  public func text(_ check: ClockCheck) -> String {
    switch check {
    case .plausible: wording("clock.plausible")
    case .beforeRelease: wording("clock.beforeRelease")
    case .differs(let server):
      wording(
        "clock.differs",
        ["server": WindowsText(wording: wording).moment(server, offsetMinutes: offsetMinutes)])
    }
  }
}
