// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Procedure
import PseudoTerminal
import TestFiles
import TestSupport
import Testing

/// Two lines, of which only one was counted.
extension ConversationTests {
  private func run() throws -> ByHandRun {
    let contoso = try ContosoSamples()
    return try ByHandRun(.windowsServer2012, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]))
  }

  /// Whether it is asked how many lines the root has, or which one the only line is.
  private static func isAbout(_ item: Item?) -> Bool {
    guard let item, item.about == .noted(.root) else { return false }
    return item.question is RowList || item.step == StoreSection(role: .root).listedOnce
  }

  @Test("a missed line is noticed by the two serial numbers that were seen, and everything is counted again")
  func twoSeen() throws {
    let run = try run()
    var answers = ["1", "n", "1", "y", "y", "2"]
    let exit = try run.work { moment, sensible in
      guard Self.isAbout(moment.item), !answers.isEmpty else { return try sensible.act(moment) }
      return .type(answers.removeFirst())
    }
    #expect(exit == .code(0))
    #expect(answers.isEmpty)
    #expect(run.admin.screen.contains("there are two lines"))
    #expect(try run.session.ending == .duplicatesRemoved)
  }

  @Test("a serial number that was misread before makes no second line")
  func misread() throws {
    let run = try run()
    var answers = ["1", "n", "1", "y", "n"]
    try run.work { moment, sensible in
      guard Self.isAbout(moment.item), !answers.isEmpty else { return try sensible.act(moment) }
      return .type(answers.removeFirst())
    }
    #expect(answers.isEmpty)
    #expect(try run.session.ending == .listedOnce)
  }

  @Test("where one line was counted, the end says that it was counted, and a missed one can be added to it")
  func countedOnce() throws {
    let run = try run()
    let exit = try run.work { moment, sensible in
      guard Self.isAbout(moment.item) else { return try sensible.act(moment) }
      return .type(moment.item?.question is RowList ? "1" : "y")
    }
    #expect(exit == .code(1))
    #expect(run.admin.screen.contains("Counted by hand: one line named"))

    try run.resume()
    // The intermediate was counted, too, so it is asked which list is meant.
    var answers = ["+", "1"]
    let again = try run.work { moment, sensible in
      answers.isEmpty ? try sensible.act(moment) : .type(answers.removeFirst())
    }
    #expect(again == .code(0))
    #expect(try run.session.ending == .duplicatesRemoved)
  }
}
