// SPDX-License-Identifier: GPL-3.0-or-later

import Procedure
import Texts

extension MatchReported: ToldAnswer {
  func told(_ words: AnswerWords) -> String {
    switch (isThere, byWizard) {
    case (true, true): words.wording("said.staysSeen")
    case (true, false): words.wording("said.stays")
    case (false, true): words.wording("said.lostSeen")
    case (false, false): words.wording("said.lost")
    }
  }
}
