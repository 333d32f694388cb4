// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure
import Servers
import Texts
import Words

extension PathBranch: AskedQuestion {
  func ask(_ item: Item, in guide: Guide) throws(Guide.Interruption) { try guide.handleBranch(item, noted) }
}

extension Guide {
  fileprivate func handleBranch(_ item: Item, _ id: NotedID) throws(Interruption) {
    let another = wording(id.role == .root ? "branch.yes" : "branch.more")
    let end = wording("branch.no")
    if let continues = serverAccess.continues(below: id) {
      let next = serverAccess.path(at: id.below, below: session.findings.noted[id]?.facts).first
      console.show(
        wording(
          continues ? "branch.known" : "branch.knownEnd",
          [
            "issuedTo": next?.facts.issuedTo ?? "", "another": another, "end": end,
          ]),
        as: .body)
    }
    let choice = try choose(
      item,
      from: PromptChoices([.another, .end]).saying(.another, another).saying(.end, end)
        .answering(yes: .another, no: .end))
    if case .command(.another) = choice {
      try answer(item, .pathContinues)
    } else {
      try answer(item, .pathEnds)
    }
  }
}
