// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Journal
import Procedure
import PseudoTerminal
import Servers
import TestSupport
import Testing
import Texts

@Suite("Practice, end to end")
struct PracticeTests {
  @Test("has a right ending for every scenario")
  func complete() {
    #expect(Set(RightEnding.all.map(\.scenario)) == Set(Scenario.allCases))
  }

  @Test("ends right for a sensible admin", arguments: RightEnding.all)
  func right(_ example: RightEnding) throws {
    let run = try Practice(example.scenario)
    let exit = try run.work(Sensible().act)
    let machine = run.machine
    let session = try machine.session(run.name)

    #expect(session.ending == example.ending)
    #expect(exit == .code(example.ending.isResolved ? 0 : 1))
    #expect(run.admin.screen.contains(Wording()("practice.right")))
    #expect(!run.admin.screen.contains(Wording()("practice.wrong")))

    let removed = run.removed
    #expect(removed.keys.count { $0.hasPrefix("ROOT/") } == example.roots)
    #expect(removed.keys.count { $0.hasPrefix("CA/") } == example.intermediates)
    #expect(run.isPathWhole)
    // What is gone was exported first, octet by octet, and has a card.
    #expect(Set(machine.files("\(run.name).exports").values) == Set(removed.values))
    #expect(machine.files("\(run.name).cards").count == removed.count)

    #expect(try machine.text("\(machine.state)/\(run.name).transcript.txt").contains("PRACTICE"))
    #expect(try machine.text("\(machine.state)/\(run.name).transcript.html").contains("PRACTICE"))
    #expect(try machine.run(["verify", run.name]).code == 0)
  }

  // MARK: - Wrong-doers

  @Test(
    "says so when a duplicate is kept", arguments: [Scenario.duplicateRoot, .duplicateIntermediate, .both])
  func keeps(_ scenario: Scenario) throws {
    let run = try Practice(scenario)
    let exit = try run.work(Sensible(decision: "k").act)
    #expect(try run.machine.session(run.name).ending == .duplicatesKept)
    #expect(exit == .code(1))
    #expect(run.admin.screen.contains(Wording()("practice.wrong")))
    // With the reason: how it ended, and why it should have ended otherwise.
    #expect(run.admin.screen.contains(Wording()("practice.wrong.ending").prefix { $0 != "{" }))
    #expect(run.removed.isEmpty)
    #expect(run.machine.files("\(run.name).exports").isEmpty)
  }

  @Test("never deletes the matching certificate, whatever is chosen", arguments: Scenario.allCases)
  func removesAll(_ scenario: Scenario) throws {
    let run = try Practice(scenario)
    // Somebody in a hurry: remove wherever it is offered, agree as owner, and try to where it is not.
    var tried: Set<String> = []
    let exit = try run.work { moment in
      let item = moment.item
      if case .decision? = item?.form, !moment.isAside, let key = item?.key, tried.insert(key).inserted {
        return .type(moment.letters.contains("R") ? "o" : "r")
      }
      return try Sensible(renewed: "o").act(moment)
    }
    #expect(run.isPathWhole)
    let isMatchThere = scenario != .noneMatches
    if isMatchThere { #expect(run.isPathInstalled) }
    let ending = try run.machine.session(run.name).ending
    switch scenario {
    case .duplicateRoot, .duplicateIntermediate, .both, .renewedSameKey, .anotherGeneration, .twoServers,
      .secondServer:
      #expect(ending == .duplicatesRemoved)
      #expect(exit == .code(0))
    case .misplaced:
      #expect(ending == .misplacedMoved)
      #expect(exit == .code(0))
    default:
      #expect(run.removed.isEmpty)
      #expect(exit == .code(1))
    }
  }

  @Test("asks for the owner's name, and removes a renewed certificate only with it")
  func owner() throws {
    let run = try Practice(.renewedSameKey)
    var isAsked = false
    try run.work { moment in
      if case .decision? = moment.item?.form, moment.isAside, !isAsked {
        isAsked = true
        return .type("")
      }
      return try Sensible(renewed: "o").act(moment)
    }
    #expect(isAsked)
    #expect(run.removed.count == 1)
    #expect(try run.machine.text(run.machine.sessionFile(run.name)).contains(Sensible.owner))
    #expect(try run.machine.session(run.name).ending == .duplicatesRemoved)
  }

  @Test("takes only the four characters of the very certificate")
  func wrongLastFour() throws {
    let run = try Practice(.duplicateRoot)
    var wrong = ["0000", "", "d", "y", "remove"]
    var isMatchingTried = false
    let exit = try run.work { moment in
      if moment.item?.form == .deletion {
        #expect(!moment.letters.contains("D"))
        let matching = moment.session?.findings.noted[.root]?.facts?.serial.lastFour ?? ""
        #expect(run.removed.isEmpty)
        if !wrong.isEmpty { return .type(wrong.removeFirst()) }
        if !isMatchingTried {
          isMatchingTried = true
          return .type(matching)
        }
      }
      return try Sensible().act(moment)
    }
    #expect(wrong.isEmpty)
    #expect(isMatchingTried)
    #expect(exit == .code(0))
    #expect(run.removed.count == 1)
    #expect(run.isPathInstalled)
    #expect(try run.machine.journal(run.name).records.count { $0.isDeletionOrder } == 1)
  }

  @Test("does not go back over a deletion")
  func backAfterDeletion() throws {
    let run = try Practice(.duplicateRoot)
    var tries = 0
    var given = 0
    let exit = try run.work { moment in
      if case .recount? = moment.item?.form, tries < 3 {
        tries += 1
        given = moment.session?.given.count ?? 0
        return .type("b")
      }
      return try Sensible().act(moment)
    }
    #expect(tries == 3)
    #expect(given > 0)
    #expect(exit == .code(0))
    let session = try run.machine.session(run.name)
    #expect(!session.records.contains { if case .withdrawn = $0.event { true } else { false } })
    #expect(run.removed.count == 1)
  }

  @Test("goes back from the deletion, and asks for the deletion again")
  func backBeforeDeletion() throws {
    let run = try Practice(.duplicateRoot)
    var isBack = false
    let exit = try run.work { moment in
      if moment.item?.form == .deletion, !isBack {
        isBack = true
        return .type("b")
      }
      return try Sensible().act(moment)
    }
    #expect(exit == .code(0))
    #expect(try run.machine.session(run.name).ending == .duplicatesRemoved)
    #expect(run.removed.count == 1)
    #expect(run.isPathInstalled)
  }
}

extension Record {
  var isDeletionOrder: Bool {
    if case .answered(_, let answer) = event { return answer.content is DeletionOrdered }
    return false
  }
}

/// A practice run in the making.
final class Practice {
  let machine: Machine
  let name: String
  private(set) var admin: Admin
  /// The practice server when the first prompt came.
  private(set) var before: [String: [UInt8]] = [:]

  /// - Parameter tool: a command that runs the program for its first time, with its arguments.
  init(
    _ scenario: Scenario, on machine: Machine? = nil, named name: String = "p",
    options: [String] = ["--seed", "7"], under tool: [String] = []
  ) throws {
    let machine = machine ?? Machine()
    self.machine = machine
    self.name = name
    admin = try machine.start(
      ["practice", scenario.rawValue, "--name", name] + options, session: name, under: tool)
  }

  /// A session that is on the machine already.
  init(resuming name: String, on machine: Machine) throws {
    self.machine = machine
    self.name = name
    admin = try machine.start(["resume", name], session: name)
  }

  /// Answers until the run ends or the policy leaves.
  @discardableResult
  func work(_ policy: Admin.Policy) throws -> PseudoTerminal.Exit? {
    try admin.work { moment in
      if before.isEmpty { before = now }
      return try policy(moment)
    }
  }

  /// The same session again, after it was parked or killed.
  func resume(_ arguments: [String]? = nil) throws {
    admin = try machine.start(["resume"] + (arguments ?? [name]), session: name)
  }

  var now: [String: [UInt8]] { machine.files("\(name).server") }
  /// What is not on the server any more.
  var removed: [String: [UInt8]] { before.filter { now[$0.key] == nil } }

  /// The certificates of the path, root first.
  func path(_ files: [String: [UInt8]]) -> [[UInt8]] {
    files.filter { $0.key.hasPrefix("path/") }.sorted { $0.key < $1.key }.map(\.value)
  }

  /// Whether nothing was deleted that belongs to the path.
  var isPathWhole: Bool {
    let path = Set(path(before))
    return path.count == 3 && now.filter { $0.key.hasPrefix("path/") }.count == 3
      && removed.values.allSatisfy { !path.contains($0) }
  }

  /// Whether root and intermediate of the path still lie in their stores.
  var isPathInstalled: Bool {
    let path = path(now)
    return now.contains { $0.key.hasPrefix("ROOT/") && $0.value == path[0] }
      && now.contains { $0.key.hasPrefix("CA/") && $0.value == path[1] }
  }
}
