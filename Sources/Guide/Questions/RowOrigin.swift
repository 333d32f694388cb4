// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure
import Words

extension RowOrigin: AskedQuestion {
  func ask(_ item: Item, in guide: Guide) throws(Guide.Interruption) { try guide.handleOrigin(item) }
}

extension Guide {
  fileprivate func handleOrigin(_ item: Item) throws(Interruption) {
    let commands: [(Choice, PhysicalStore)] = [
      (.registry, .registry), (.thirdParty, .authRoot), (.groupPolicy, .groupPolicy),
      (.enterprise, .enterprise),
      (.unknown, .unknown),
    ]
    subjectDue = item
    let choice = try choose(item, from: PromptChoices(commands.map(\.0)))
    guard case .command(let command) = choice, let match = commands.first(where: { $0.0 == command })
    else { return }
    try answer(item, .origin(match.1))
  }
}
