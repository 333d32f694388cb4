// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Foundation
import Glibc
import Procedure
import PseudoTerminal
import Servers
import Stores
import TestSupport
import Testing

/// Other sessions on this computer that are not finished and work on the same server.
extension LiveTests {
  private static let told = "Another unfinished session is for the same server"

  /// Answers until an item of this form is asked, and parks there.
  private func park(_ run: LiveRun, at form: Form, _ admin: Sensible = Sensible()) throws {
    #expect(try run.work { $0.item?.form == form ? .type("p") : try admin.act($0) } == .code(3))
  }

  @Test("another session on the same server is named, and nothing else is")
  func neighbours() throws {
    let first = try LiveRun(.duplicateRoot)
    #expect(!first.admin.screen.contains(Self.told))
    try park(first, at: .listing)
    // What nobody can read, a finished one and one for practice.
    let state = first.machine.state
    try first.machine.shell(
      "cd \(state); printf 'x\\n' >junk.session; mkfifo -m 600 pipe.session; mkdir d.session; "
        + "ln -s l.session link.session; touch empty.session; chmod 600 *.session; : >locked.session; "
        + "chmod 0 locked.session")
    _ = try first.run(["practice", "--name", "p"])

    let second = try LiveRun(beside: first.server, on: first.machine, chain: first.server.chain)
    #expect(try second.work(Sensible().act) == .code(0))
    let screen = second.admin.screen
    #expect(screen.contains("\(Self.told), FE01: l ("))
    #expect(screen.contains("lync-pin-wizard status l"))
    #expect(screen.components(separatedBy: Self.told).count == 2)
    // The second one is finished: the first one goes on, and is told nothing.
    try first.resume()
    try first.work { _ in .leave }
    #expect(!first.admin.screen.contains(Self.told))
  }

  @Test("a session by hand is told as soon as its server is named, and in resume")
  func byHandNeighbour() throws {
    let first = try LiveRun(.duplicateRoot)
    try park(first, at: .listing)
    let admin = try first.machine.start(["start", "--server", "2012", "--name", "h"], session: "h")
    var told: [Bool] = []
    try admin.work { moment in
      told.append(moment.shown.contains("\(Self.told), FE01: l ("))
      guard moment.item?.form == .value(.server) else { return .type("p") }
      return .type("fe01.contoso.com")
    }
    #expect(told == [false, true])
    #expect(try first.run(["resume", "h"]).says("\(Self.told), FE01: l ("))
    let resumed = try first.run(["resume", "l"] + first.signIn)
    #expect(resumed.says("\(Self.told), fe01.contoso.com: h ("))
  }

  @Test("another member of the pool is another server, whatever name it was reached by")
  func otherMember() throws {
    let first = try LiveRun(.duplicateRoot)
    try park(first, at: .listing)
    let second = try LiveRun(
      beside: first.server, on: first.machine, chain: first.server.chain,
      net:
        #"[ "$verb" = getvalueraw ] || exec "$real" "$@"; case "$*" in *Guid*) echo 6d0f3c1a-5b7e-4a52-9c01-f00dfe020002;; *) echo FE02;; esac"#
    )
    try second.work {
      $0.item == nil ? .leave : $0.item?.form == .value(.server) ? try Sensible().act($0) : .leave
    }
    #expect(!second.admin.screen.contains(Self.told))
  }

  @Test(
    "two sessions that contradict each other are both stopped, and one of them goes on when it is settled")
  func contradiction() throws {
    let first = try LiveRun(.duplicateRoot)
    try park(first, at: .deletion)
    let stray = try first.server.stray().certificates()[0].certificate
    let file = try first.machine.write(stray.der, to: "other-path.cer")
    let second = try LiveRun(beside: first.server, on: first.machine, chain: [file])
    let says = "STOP. The session l says the opposite of this one, m:"
    // Stopped at its order to delete, as both had begun before anything contradicted.
    #expect(try second.work(Sensible(path: [stray]).act) == .code(3))
    #expect(second.admin.screen.contains(says), "\(second.admin.screen.suffix(900))")
    #expect(try second.session.pending?.form == .deletion)

    for (name, text) in [("m", says), ("l", "STOP. The session m says the opposite of this one, l:")] {
      let result = try first.run(["resume", name] + first.signIn)
      #expect(result.code == 1)
      #expect(result.says(text), "\(result.messages)")
      for file in ["l", "m"] { #expect(result.says("\(first.machine.state)/\(file).session")) }
    }
    // Nor is anybody led to delete it by command files.
    let commands = try first.run(["commands", "l"])
    #expect(commands.code == 1)
    #expect(commands.says("STOP. The session m says the opposite of this one, l:"))
    #expect(try first.server.blobs() == first.server.filled)
    #expect(try !first.calls.contains("deletekey"))

    try first.machine.shell("mkdir away; mv \(first.machine.sessionFile("m")) away")
    try first.resume()
    #expect(try first.work(Sensible().act) == .code(0))
    #expect(try first.server.removed().keys.sorted() == ["ROOT/registry/\(try first.server.stray().name)"])
  }
}
