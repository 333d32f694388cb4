// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure
import Texts
import Words

extension RowOrigin: AskedQuestion {
  func ask(_ item: Item, in guide: Guide) throws(Guide.Interruption) { try guide.handleOrigin(item) }
}

extension Guide {
  fileprivate func handleOrigin(_ item: Item) throws(Interruption) {
    // Named as in the server's tree, in the order of the drawing, which has their numbers.
    let places: [(choice: Choice, store: PhysicalStore)] = [
      (.registry, .registry), (.thirdParty, .authRoot), (.groupPolicy, .groupPolicy),
      (.enterprise, .enterprise), (.unknown, .unknown),
    ]
    let choices = places.reduce(PromptChoices(places.map(\.choice))) { choices, place in
      place.store.label.map { choices.saying(place.choice, wording.marked($0)) } ?? choices
    }
    subjectDue = item
    guard case .command(let command) = try choose(item, from: choices),
      let match = places.first(where: { $0.choice == command })
    else { return }
    try answer(item, .origin(match.store))
  }
}
