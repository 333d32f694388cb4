// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure
import Texts

/// What was found about this computer's clock, in a sentence.
struct ClockWords {
  let wording: Wording

  func text(_ check: ClockCheck) -> String {
    switch check {
    case .plausible: wording("clock.plausible")
    case .beforeRelease: wording("clock.beforeRelease")
    case .differs(let server): wording("clock.differs", ["server": server.description])
    }
  }
}
