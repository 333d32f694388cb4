// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Foundation
import Procedure
import PseudoTerminal
import TestSupport
import Testing
import Texts
import Words

/// A session in a terminal so low that almost nothing fits on it.
@Suite struct FullScreenTests {
  private struct Run {
    let admin: Admin
    let sensible: Sensible
    let machine = Machine()

    init(columns: Int = 80, rows: Int) throws {
      let contoso = try ContosoSamples()
      sensible = contoso.sensible(rows: [contoso.rootA1, contoso.rootA2])
      admin = try machine.start(
        ["start", "--server", "2012", "--name", "h"], session: "h", columns: columns, rows: rows)
    }
  }

  @Test("Enter that turned a page answers nothing: the question behind it has no default")
  func turned() throws {
    let run = try Run(rows: 14)
    var (stops, questions, withdrawn) = (0, 0, 0)
    var pressed: Item?
    let exit = try run.admin.work { moment in
      if let item = pressed { #expect(moment.item == item, "Enter answered \(item.key)") }
      pressed = nil
      defer { stops = run.admin.fullScreens }
      guard run.admin.fullScreens > stops, let item = moment.item, !moment.isAside else {
        return try run.sensible.act(moment)
      }
      questions += 1
      #expect(!moment.shown.contains("(default is"), "\(item.key)")
      withdrawn += moment.shown.contains("(type D; Enter alone does nothing here)") ? 1 : 0
      pressed = item
      return .type("")
    }
    #expect(exit == .code(0))
    #expect(questions > 20)
    // Where there was one, it is said that it does not count now.
    #expect(withdrawn > 3)
  }

  @Test("a verdict and the paragraphs around it are each on one page")
  func blocks() throws {
    let run = try Run(rows: 24)
    let more = Wording()("tone.more")
    var verdicts = 0
    let exit = try run.admin.work { moment in
      let pages = moment.shown.components(separatedBy: more)
      for page in pages where page.contains("Verdict: undecided") {
        verdicts += 1
        #expect(page.contains("another generation of the same authority"), "\(page)")
      }
      if case .decision? = moment.item?.form, !moment.isAside {
        let first = (pages.first { $0.contains("Verdict: ") } ?? "")
          .split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(
          first.contains("What to do now: ") && first.contains("type its path here."),
          "\(first)")
      }
      return try run.sensible.act(moment)
    }
    #expect(exit == .code(0))
    #expect(verdicts > 1)
  }

  @Test("q leaves out the rest, but not what the next question is about")
  func skipped() throws {
    let run = try Run(rows: 14)
    run.admin.turn = "q"
    let words = StepWords(wording: Wording())
    var (stops, questions) = (0, 0)
    let exit = try run.admin.work { moment in
      defer { stops = run.admin.fullScreens }
      guard run.admin.fullScreens > stops, let session = moment.session, let item = session.pending,
        !moment.isAside
      else { return try run.sensible.act(moment) }
      questions += 1
      let title = try #require(words.text(.title, of: item, words.values(item, in: session)))
      #expect(moment.shown.contains(title), "\(item.key)")
      if case .decision = item.form {
        #expect(moment.shown.contains("Verdict: ") && moment.shown.contains("This question is about: "))
      }
      // A difference without what differs would say nothing.
      #expect(!moment.shown.contains("≠") || moment.shown.contains("Serial number"), "\(item.key)")
      return try run.sensible.act(moment)
    }
    #expect(exit == .code(0))
    #expect(questions > 20)
  }
}
