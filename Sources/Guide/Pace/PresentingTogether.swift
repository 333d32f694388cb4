// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Procedure
import Texts
import Words

extension Guide {
  /// Shows several steps of one section, with the article's own numbers.
  func present(_ items: [Item]) {
    guard let first = items.first, let last = items.last else { return }
    guard items.count > 1 else { return present(first) }
    console.endSkipping()
    console.show("", as: .body)
    console.show(place(first, named: steps.place(first.step, to: last.step)), as: .quiet)
    titleRow = console.writtenRows
    var isShortened = false
    for item in items {
      let values = values(item)
      console.show(numberedTitle(item, values), as: .heading)
      guard let body = steps.text(.body, of: item, values, doneBy: doer(of: item)) else { continue }
      if isDue(body, of: item) { console.show(body, as: .body) } else { isShortened = true }
    }
    if isShortened { console.show(wording("asBefore"), as: .quiet) }
  }

  /// “3. Search for mmc.exe”, with the article's number.
  private func numberedTitle(_ item: Item, _ values: [String: String]) -> String {
    let title = steps.text(.title, of: item, values) ?? item.step.id
    return item.step.number.map { "\($0). \(title)" } ?? title
  }

  /// Shows the clicks again: those of all steps that one answer confirms.
  func showAllClicks(_ item: Item) {
    let items = shownTogether(with: item)
    for one in items {
      let values = values(one)
      if items.count > 1 { console.show(numberedTitle(one, values), as: .heading) }
      showClicks(one)
    }
  }

  /// The reason for each of these steps, and its place in the article.
  func explainAll(_ item: Item) { for one in shownTogether(with: item) { explainWhy(one) } }

  private func shownTogether(with item: Item) -> [Item] {
    if let leadIn, leadIn.next == item { return leadIn.group.items + [item] }
    if let warning = ownWarning(of: item) { return [item, warning] }
    return shownGroup.first == item ? shownGroup : [item]
  }

  private func isDue(_ body: String, of item: Item) -> Bool {
    tell(body, for: StepWords.sharedName(item.step)) || item.step.isReadEveryTime
  }
}
