// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Files
import Procedure
import Servers
import Substrings
import Texts
import Words

// What a person sees before the prompt: where they are, what to do, and what the screen should show.

extension Guide {
  func present(_ item: Item) {
    guard !item.asked.isSilent(in: self) else { return }
    let values = values(item)
    // If a step asks for several values, its texts are shown with the first one.
    if let shown, item.question is any TypedQuestion, shown.step == item.step, shown.about == item.about {
      return
    }
    console.endSkipping()
    let title = steps.text(.title, of: item, values)
    let doer = doer(of: item)
    let body = steps.text(.body, of: item, values, doneBy: doer)
    // The question itself shows the actual content; a drawing in addition would be confusing.
    let see = doer == .admin ? steps.text(.see, of: item, values) : nil
    // What follows a long text, such as the welcome, begins on a screen of its own if it does not fit below it.
    let place = place(item)
    let block = [place, title, body, see.map { "\(wording("see"))\n\($0)" }].compactMap(\.self)
    console.prepare(
      for: Prompt(
        line: promptLine([.done], default: .done, isWithdrawn: true), question: block.joined(separator: "\n"))
    )
    console.show("", as: .body)
    console.show(place, as: .quiet)
    titleRow = console.writtenRows
    if let title { console.show(title, as: .heading) }
    defer { showAnswerBefore(item) }
    guard isNew(body, see, item.step) || item.step.isReadEveryTime else {
      console.show(wording("asBefore"), as: .quiet)
      return
    }
    if let body { console.show(body, as: .body) }
    if doer == .admin { explainTick(item) }
    if let see { showSight(see) }
  }

  /// Says what a list looks like while the physical stores are shown: the option stays ticked in a console, and was
  /// ticked for an earlier question.
  private func explainTick(_ item: Item) {
    let lists = [StoreSection(role: .root), StoreSection(role: .intermediate)].flatMap(\.lists)
    guard lists.contains(item.step), session.given.contains(where: { $0.item.question is RowOrigin }) else {
      return
    }
    console.show(wording("physical.ticked", values(item)), as: .body)
  }

  /// What the texts of a step are filled with.
  func values(_ item: Item) -> [String: String] {
    steps.values(item, in: session, pool: events.pool, proposedExport: proposedExport)
  }

  /// Repeats what a question is about if that has scrolled away or was left out: the step's title, the
  /// certificate and, where it is decided about, its verdict.
  func remind(of item: Item, before prompt: Prompt) {
    let isDue = subjectDue == item
    subjectDue = nil
    let isLeftOut = console.heightRows != nil && console.endSkipping()
    guard isLeftOut || hasScrolled(item, isDue: isDue, before: prompt) else {
      if isDue { showSubject(item) }
      return
    }
    let title = steps.text(.title, of: item, values(item))
    // All of it is on one screen with the question.
    let block = [title, verdictText(item), subject(of: item), prompt.question].compactMap(\.self)
    console.prepare(
      for: Prompt(line: prompt.line, question: block.filter { !$0.isEmpty }.joined(separator: "\n")))
    // Whatever was left out until here, this is not.
    console.endSkipping()
    titleRow = console.writtenRows
    if let title { console.show(title, as: .heading) }
    if case .entry(let id) = item.about, item.question is RowDecision { showVerdict(id) }
    showSubject(item)
  }

  /// Whether the step's title is no longer to be seen when the prompt is.
  ///
  /// - Parameter isDue: whether what it is about comes between them.
  private func hasScrolled(_ item: Item, isDue: Bool, before prompt: Prompt) -> Bool {
    guard let height = console.heightRows else { return false }
    func rows(_ text: String) -> Int {
      text.isEmpty ? 0 : 1 + console.columns(of: text) / max(1, console.widthColumns)
    }
    let needed = rows(isDue ? subject(of: item) ?? "" : "") + rows(prompt.question) + rows(prompt.line) + 2
    return console.writtenRows - titleRow + needed > height
  }

  func showSubject(_ item: Item) {
    if let text = subject(of: item) { console.show(text, as: .body) }
  }

  /// Which entry a question is about: name, serial number and, if known, expiration date.
  private func subject(of item: Item) -> String? {
    guard case .entry(let id) = item.about, let facts = session.findings.entries[id]?.facts else {
      return nil
    }
    let values = steps.facts(facts, session.findings.trustedOffset)
    let isDated = facts.certificate?.notAfter != nil || facts.validTo != nil
    let key = isDated ? "about.entry.dated" : "about.entry"
    return wording(key, values.merging(place(of: id)) { $1 })
  }

  /// Whether these texts, or a value in them, differ from what the step showed last. Both halves share the
  /// texts of most steps.
  private func isNew(_ body: String?, _ see: String?, _ step: Step) -> Bool {
    let told = "\(body ?? "")\n\(see ?? "")"
    let isOther = tell(told, for: StepWords.sharedName(step))
    return isOther || told.trimmed.isEmpty || console.columns(of: told) <= Self.shortText
  }

  /// In columns: texts up to this length are shown again.
  private static let shortText = 160

  func doer(of item: Item) -> StepWords.Doer {
    if item.asked.isOffered(item, in: self) { return .source }
    if let order = item.question as? DeletionOrder, missingApproval(order.entry) != nil { return .nobody }
    // The article's steps stay, but not its clicks: following them would delete behind the wizard's back.
    let isOurs = session.start.live != nil && serverAccess.editor != nil
    return isOurs && [.export, .delete].contains(item.step.kind) ? .wizard : .admin
  }

  /// A drawing keeps its lines; a sentence is wrapped.
  func showSight(_ see: String) {
    let isDrawing = see.contains("\n")
    console.show(wording("see"), as: .quiet)
    console.show(see, as: isDrawing ? .screen : .body)
  }

  /// - Parameter steps: the steps shown, if they are more than the item's.
  func place(_ item: Item, named steps: String? = nil) -> String {
    var parts = [steps ?? self.steps.place(item)]
    if case .entry(let id) = item.about {
      let end = session.findings.entries[id]?.facts.flatMap {
        WindowsText(wording: wording).validTo($0, offsetMinutes: session.findings.trustedOffset)
      }
      let place = place(of: id).merging(["validTo": end ?? ""]) { $1 }
      parts.append(wording(end == nil ? "place.entry" : "place.entry.dated", place))
    }
    parts.append(progress())
    if let mark = session.start.mark(wording) { parts.insert(mark, at: 0) }
    // A line breaks between the parts only, and none begins with what separates them.
    let words = parts.joined(separator: " · ").parts(between: " · ").map { String($0).tied }
    return words.joined(separator: "\u{A0}· ")
  }

  /// “12 of about 60”; a total that is another than the one shown before says why.
  func progress() -> String {
    defer { shownTotal = shownProgress.roundedTotal }
    let change = shownProgress.roundedTotal - (shownTotal ?? shownProgress.roundedTotal)
    let isAgain = shownProgress.isAgain
    let key =
      isAgain ? "progress.again" : change > 0 ? "progress.more" : change < 0 ? "progress.less" : "progress"
    return wording(
      key, ["number": String(shownProgress.number), "total": String(shownProgress.roundedTotal)])
  }

  func place(of id: EntryID) -> [String: String] {
    let count = session.findings.listings[id.noted]?.count ?? id.number
    return ["number": String(id.number), "count": String(count)]
  }

  func explain(_ item: Item, _ choices: PromptChoices) {
    showAllClicks(item)
    explainWhy(item)
    if let field = (item.question as? any TypedQuestion)?.field,
      let form = wording.text(ifPresent: "form.\(field.rawValue)")
    {
      console.show(form, as: .body)
    }
    for line in choices.explanations(wording) { console.show(line, as: .body) }
    console.show(wording("help.prompt"), as: .body)
    if wording.hasMarks { console.show(wording.footnote, as: .body) }
  }
}

extension Step {
  /// Whether the full text is shown every time, because a mistake in this step is the most costly.
  var isReadEveryTime: Bool {
    switch kind {
    case .decide, .delete, .stop: true
    case .act, .check, .note, .locate, .compare, .export, .repeat: false
    }
  }
}
