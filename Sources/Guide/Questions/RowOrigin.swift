// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure
import Texts
import Words

extension RowOrigin: AskedQuestion {
  func ask(_ item: Item, in guide: Guide) throws(Guide.Interruption) {
    try guide.handleOrigin(item, in: entry.noted.role.store)
  }
}

extension Guide {
  fileprivate func handleOrigin(_ item: Item, in store: Store) throws(Interruption) {
    // Named as in the server's tree, in the order of the drawing, which has their numbers.
    let all: [(choice: Choice, store: PhysicalStore)] = [
      (.registry, .registry), (.thirdParty, .authRoot), (.groupPolicy, .groupPolicy),
      (.enterprise, .enterprise), (.unknown, .unknown),
    ]
    let places = all.filter { $0.store == .unknown || store.physicalStores.contains($0.store) }
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
