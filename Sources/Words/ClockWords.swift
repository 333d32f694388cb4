// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
public import Procedure
public import Texts

/// What was found about this computer's clock, in a sentence.
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
