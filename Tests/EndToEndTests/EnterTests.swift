// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Procedure
import PseudoTerminal
import Servers
import TestSupport
import Testing

/// Somebody who only presses Enter.
@Suite struct EnterTests {
  /// Presses Enter once at every prompt, and goes on sensibly where that was not enough.
  ///
  /// - Returns: the items at which Enter alone was an answer.
  private func press(_ work: ((Admin.Moment) throws -> Admin.Act) throws -> Void) throws -> [Item] {
    var answered: [Item] = []
    var pressed: Item?
    var tried: Set<String> = []
    try work { moment in
      if let item = pressed, moment.item?.key != item.key { answered.append(item) }
      pressed = nil
      guard let item = moment.item, !moment.isAside, tried.insert(item.key).inserted else {
        return try Sensible().act(moment)
      }
      pressed = item
      return .type("")
    }
    return answered
  }

  @Test(
    "never decides, never deletes and never reports anything", arguments: [Scenario.both, .renewedSameKey])
  func never(_ scenario: Scenario) throws {
    let run = try Practice(scenario)
    let answered = try press { policy in try run.work(policy) }
    #expect(answered.count > 20)
    for item in answered {
      switch item.form {
      case .decision(let verdict): #expect(!verdict.allowsRemoval, "\(item.key)")
      case .deletion, .origin, .branch: Issue.record("Enter answered \(item.key)")
      default: break
      }
    }
  }

  @Test("by hand, leaves every question open that only the server can answer")
  func byHand() throws {
    let contoso = try ContosoSamples()
    let sensible = contoso.sensible(rows: [contoso.rootA1, contoso.rootA2])
    let run = try ByHandRun(.windowsServer2008, sensible)
    var tried: Set<String> = []
    var pressed: Item?
    let exit = try run.work { moment, sensible in
      if let item = pressed, moment.item?.key != item.key {
        #expect(item.step.kind != .delete, "Enter answered \(item.key)")
        switch item.form {
        case .confirmation, .acknowledgement, .check, .exportName: break
        case .decision(let verdict): #expect(!verdict.allowsRemoval, "\(item.key)")
        default: Issue.record("Enter answered \(item.key)")
        }
      }
      pressed = nil
      guard let item = moment.item, !moment.isAside, tried.insert(item.key).inserted else {
        return try sensible.act(moment)
      }
      pressed = item
      return .type("")
    }
    #expect(exit == .code(0))
    #expect(tried.count > 60)
  }
}
