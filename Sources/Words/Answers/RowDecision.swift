// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure
import Texts

extension EntryDecided: ToldAnswer {
  func told(_ words: AnswerWords) -> String {
    let wording = words.wording
    return switch decision {
    case .keep(let reason): wording("said.keep", ["reason": reason])
    case .setAside: wording("said.setAside")
    case .remove: wording("said.remove") + warnings(words)
    case .removeAgreed(let name, _):
      wording(name == words.administrator ? "said.removeAlone" : "said.removeAgreed", ["name": name])
        + warnings(words)
    }
  }

  private func warnings(_ words: AnswerWords) -> String {
    RemovalWarning.allCases.filter(decision.acknowledged.contains).map {
      " " + words.wording("said.warned.\($0.rawValue)")
    }
    .joined()
  }
}
