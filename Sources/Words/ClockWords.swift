// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
public import Procedure
public import Texts

/// Describes the result of checking this computer's clock, in one sentence.
public struct ClockWords {
  public let wording: Wording

  public init(wording: Wording) {
    self.wording = wording
  }

  public func text(_ check: ClockCheck) -> String {
    switch check {
    case .plausible: wording("clock.plausible")
    case .beforeRelease: wording("clock.beforeRelease")
    case .differs(let server): wording("clock.differs", ["server": server.description])
    }
  }
}
