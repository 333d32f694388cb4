// SPDX-License-Identifier: GPL-3.0-or-later

import Texts
import Words

/// How many clicks one answer confirms.
///
/// It belongs to the conversation, not to the session: the command that resumes names it.
public enum Pace: String, Hashable, Sendable, CaseIterable {
  /// Every step is asked for by itself.
  case each
  /// Clicks that follow each other in one window are shown together.
  case window
}

extension Guide {
  /// Changes the pace; the current item is shown again, because other steps may now be shown with it.
  func change(to pace: Pace) throws(Interruption) {
    self.pace = pace
    askedSingly = []
    shownGroup = []
    console.show(wording("pace.\(pace.rawValue)"), as: .quiet)
    throw .elsewhere
  }
}
