// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Procedure
import PseudoTerminal
import Servers
import Testing

@testable import Guide

extension LiveTests {
  @Suite("Pace of a live session, end to end")
  struct LivePaceTests {
    @Test(
      "asks at most 40 times by window; export and deletion are one step each, with the article's numbers")
    func prompts() throws {
      let run = try LiveRun(.duplicateRoot)
      let admin = PacedAdmin(sensible: Sensible())
      var isFast = false
      var own: [String] = []
      let exit = try run.work { moment in
        if !isFast {
          isFast = true
          return .type("faster")
        }
        let act = try admin.act(moment)
        if let item = moment.item, [.export, .delete].contains(item.step.kind) { own.append(item.key) }
        return act
      }
      #expect(exit == .code(0))
      #expect(try run.session.ending == .duplicatesRemoved)
      #expect(own == ["root.12@0/2", "root.18@0/2"])
      #expect(run.admin.screen.contains("steps 12 to 17 of 20"))
      #expect(run.admin.screen.contains("steps 18 to 19 of 20"))
      let given = try run.session.given.map(\.item.step.id)
      #expect((12...19).allSatisfy { given.contains("root.\($0)") })
      #expect(run.admin.moments.count <= 40)
    }

    @Test("back takes back the whole export, and the deletion is ordered with the last characters alone")
    func back() throws {
      let run = try LiveRun(.duplicateRoot)
      var asked: [String] = []
      try run.work { moment in
        guard let item = moment.item, [.export, .delete].contains(item.step.kind) else {
          return try Sensible().act(moment)
        }
        asked.append(item.step.id)
        return asked.count == 2 ? .type("b") : try Sensible().act(moment)
      }
      #expect(asked == ["root.12", "root.18", "root.12", "root.18"])
      #expect(try run.session.ending == .duplicatesRemoved)
    }
  }
}
