// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure
import Texts

// What a person sees before the prompt: where they are, what to do, what they should see.

extension Guide {
  func present(_ item: Item) {
    guard item.form != .restoreCard else { return }
    let values = steps.values(item, in: session, proposedExport: proposedExport)
    if let shown, isFurtherField(item), shown.step == item.step, shown.about == item.about { return }
    console.show("", as: .body)
    console.show(place(item), as: .quiet)
    if let title = steps.text(.title, of: item, values) { console.show(title, as: .heading) }
    let isOffered = isOffered(item)
    if let body = steps.text(.body, of: item, values, isOffered: isOffered) { console.show(body, as: .body) }
    // What is really there is shown by the question itself; a drawing beside it would only compete.
    if !isOffered, let see = steps.text(.see, of: item, values) { showSight(see) }
  }

  /// Whether what the step asks for is known already and only needs a look at the server.
  private func isOffered(_ item: Item) -> Bool {
    switch (item.form, item.about) {
    case (.value, .noted(let id)): !offers(id).isEmpty
    case (.listing, .noted(let id)), (.recount, .noted(let id)):
      session.findings.noted[id]?.facts.flatMap { frontEnd.rows(for: $0, role: id.role) } != nil
    case (.confirmation, .entry(let id)):
      item.step.kind == .compare && session.findings.entries[id]?.listed != nil
    case (.readBack, _), (.report, _): frontEnd.hands != nil
    default: false
    }
  }

  /// A drawing keeps its lines, a sentence is wrapped.
  private func showSight(_ see: String) {
    let isDrawing = see.contains("\n")
    console.show(wording("see"), as: .quiet)
    console.show(see, as: isDrawing ? .screen : .body)
  }

  private func place(_ item: Item) -> String {
    var parts = [steps.place(item.step)]
    if case .entry(let id) = item.about {
      let count = session.findings.listings[id.noted]?.count ?? id.number
      parts.append(wording("place.entry", ["number": String(id.number), "count": String(count)]))
    }
    if isPractice { parts.insert(wording("practice.mark"), at: 0) }
    return parts.joined(separator: " · ")
  }

  /// A step may ask for several values: its texts are shown with the first.
  private func isFurtherField(_ item: Item) -> Bool {
    if case .value = item.form { return true }
    return false
  }

  func explain(_ item: Item) {
    let values = steps.values(item, in: session, proposedExport: proposedExport)
    if let body = steps.text(.body, of: item, values) { console.show(body, as: .body) }
    if let see = steps.text(.see, of: item, values) { showSight(see) }
    if let why = steps.text(.why, of: item, values) {
      console.show(wording("why"), as: .quiet)
      console.show(why, as: .body)
    }
    if case .value(let field) = item.form, let form = wording.text(ifPresent: "form.\(field.rawValue)") {
      console.show(form, as: .body)
    }
    console.show(wording("help.prompt"), as: .body)
  }
}
