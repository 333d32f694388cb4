// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Foundation
import Procedure
import PseudoTerminal
import Servers
import Stores
import TestSupport
import Testing

/// What changes on the server between the decision and the deed: nothing is deleted then.
extension LiveTests {
  /// Answers as a sensible admin; at the last prompt before a deletion, something happens first.
  private func work(
    _ run: LiveRun, _ admin: Sensible = Sensible(), atTheDeed happens: () throws -> Void
  ) throws -> PseudoTerminal.Exit? {
    var hasHappened = false
    return try run.work { moment in
      // The letter M is offered only after a failure.
      if moment.letters.contains("M") { return .leave }
      if moment.item?.form == .deletion, !hasHappened {
        hasHappened = true
        try happens()
      }
      return try admin.act(moment)
    }
  }

  /// Nothing was deleted by the wizard, and both the admin and the record know why.
  private func expectRefused(_ run: LiveRun, saying text: String) throws {
    #expect(try !run.calls.contains("deletekey"))
    let screen = run.admin.screen.filter { !$0.isWhitespace }
    #expect(screen.contains(text.filter { !$0.isWhitespace }), "\(run.admin.screen.suffix(900))")
    #expect(try run.refused.contains { $0.contains(text) })
    #expect(try run.session.findings.entries.values.allSatisfy { $0.isGone != true })
    #expect(!run.exports.keys.contains { $0.hasSuffix(".before.reg") })
    let transcript = try run.run(["transcript", run.name]).output
    #expect(transcript.contains("Not run: net rpc registry deletekey"))
    #expect(try run.run(["verify", run.name]).code == 0)
  }

  enum Change: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case rightRootIsDeleted = "the right root is deleted"
    case storeIsEmptied = "everything else in the store is deleted"
    case rightRootMovesToPolicy = "the right root is only in Group Policy's part from now on"
    case policyBringsIt = "Group Policy brings the stray root as well"
    case directoryBringsIt = "Active Directory brings the stray root as well"
    case updateBringsIt = "Windows Update brings the stray root as well"
    var testDescription: String { rawValue }

    static let policy = #"Policies\Microsoft\SystemCertificates\Root"#

    func happen(on server: SambaServer) throws {
      let stray = try server.stray()
      switch self {
      case .rightRootIsDeleted: try server.local(["deletekey", SambaServer.rootKey(server.noted().name)])
      case .storeIsEmptied:
        for root in try server.roots() where root.entry.name != stray.name && root.entry.physical == .registry
        {
          try server.local(["deletekey", SambaServer.rootKey(root.entry.name)])
        }
      case .rightRootMovesToPolicy:
        try server.put(server.noted(), below: Self.policy)
        try server.local(["deletekey", SambaServer.rootKey(server.noted().name)])
      case .policyBringsIt: try server.put(stray, below: Self.policy)
      case .directoryBringsIt: try server.put(stray, below: #"Microsoft\EnterpriseCertificates\Root"#)
      case .updateBringsIt: try server.put(stray, below: #"Microsoft\SystemCertificates\AuthRoot"#)
      }
    }

    /// Where the certificate that the server needs is gone, that is a problem to mend before all else.
    var ending: Ending {
      switch self {
      case .rightRootIsDeleted, .storeIsEmptied: .neededMissing
      case .rightRootMovesToPolicy, .policyBringsIt, .directoryBringsIt, .updateBringsIt: .stoppedForReview
      }
    }

    var says: String {
      switch self {
      case .rightRootIsDeleted, .storeIsEmptied:
        "No certificate that matches the noted one would stay in this store."
      case .rightRootMovesToPolicy: "The certificate that has to stay is only in a part of the store"
      case .policyBringsIt: "This copy comes from Group Policy."
      case .directoryBringsIt: "This copy comes from Active Directory."
      case .updateBringsIt: "This copy belongs to Microsoft's list of public authorities."
      }
    }
  }

  @Test("is held against the server as it is at the deed", arguments: Change.allCases)
  func atTheDeed(_ change: Change) throws {
    let run = try LiveRun(.duplicateRoot)
    var before: [String: [UInt8]] = [:]
    let exit = try work(run) {
      try change.happen(on: run.server)
      before = try run.server.blobs()
    }
    #expect(exit == .code(1))
    try expectRefused(run, saying: change.says)
    #expect(try run.server.blobs() == before)
    #expect(before.keys.contains("ROOT/registry/\(try run.server.stray().name)"))
    #expect(try run.session.ending == change.ending)
    // Nobody is led to do by hand what was refused.
    #expect(!run.admin.screen.contains("M continues by hand"))
  }

  @Test("says at the decision that the match lies only where a policy keeps it, and deletes nothing")
  func onlyManagedMatch() throws {
    let run = try LiveRun(.duplicateRoot)
    try Change.rightRootMovesToPolicy.happen(on: run.server)
    var wasTold = false
    let exit = try run.work { moment in
      if moment.letters.contains("M") { return .leave }
      if case .decision? = moment.item?.form, !moment.isAside, moment.letters.contains("K") {
        let shown = moment.shown.filter { !$0.isWhitespace }
        wasTold = shown.contains(Change.rightRootMovesToPolicy.says.filter { !$0.isWhitespace })
      }
      return try Sensible().act(moment)
    }
    #expect(wasTold)
    #expect(exit == .code(1))
    try expectRefused(run, saying: Change.rightRootMovesToPolicy.says)
  }

  @Test("finds out what was gone before it came to it, and deletes nothing")
  func allIsGone() throws {
    let run = try LiveRun(.duplicateRoot)
    let exit = try work(run) {
      for root in try run.server.roots() where root.entry.physical == .registry {
        try run.server.local(["deletekey", SambaServer.rootKey(root.entry.name)])
      }
    }
    #expect(exit == .code(1))
    #expect(try !run.calls.contains("deletekey"))
  }

  @Test("of two sessions that each note the other's root, only the first one deletes")
  func twoSessions() throws {
    let first = try LiveRun(.duplicateRoot)
    let stray = try first.server.stray()
    let file = try first.machine.write(try stray.certificates()[0].certificate.der, to: "other-path.cer")
    // On another computer, where nobody knows of the first session.
    let second = try LiveRun(beside: first.server, chain: [file])
    let other = Sensible(path: [try stray.certificates()[0].certificate])
    #expect(
      try second.work { $0.item?.form == .deletion ? .leave : try other.act($0) } == nil)
    #expect(try first.work(Sensible().act) == .code(0))
    #expect(try first.server.removed().keys.sorted() == ["ROOT/registry/\(stray.name)"])

    let last = try #require(try second.session.pending)
    guard case .entry(let id) = last.about, let facts = try second.session.findings.entries[id]?.facts else {
      Issue.record("\(last.key)")
      return
    }
    #expect(facts.certificate == (try first.server.noted().certificates()[0].certificate))
    try second.admin.terminal.send("\(facts.serial.lastFour)\r")
    #expect(try second.work(other.act) == .code(1))
    try expectRefused(second, saying: "No certificate that matches the noted one would stay in this store.")
    #expect(try first.server.removed().keys.sorted() == ["ROOT/registry/\(stray.name)"])
  }

  // MARK: - Another server

  /// What the server says of itself once `other` lies in the machine's folder.
  private func net(name: String, guid: String) -> String {
    """
    if [ "$verb" = getvalueraw ] && [ -e "$folder/other" ]; then
      case "$*" in *MachineGuid*) \(guid) ;; *) \(name) ;; esac
      exit
    fi
    exec "$real" "$@"
    """
  }

  private static let guid = "6d0f3c1a-5b7e-4a52-9c01-f00dfe010001"

  struct Other: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let name: String
    let guid: String
    let says: [String]
  }

  static let others = [
    Other(
      testDescription: "another member of the pool", name: "echo FE02",
      guid: "echo 6d0f3c1a-5b7e-4a52-9c01-f00dfe020002", says: ["FE02, not FE01"]),
    Other(
      testDescription: "a clone with the same MachineGuid", name: "echo fe02",
      guid: "echo \(guid.uppercased())",
      says: ["FE02, not FE01"]),
    Other(
      testDescription: "a machine installed anew under the name", name: "echo FE01",
      guid: "echo 6d0f3c1a-5b7e-4a52-9c01-f00dfe010009",
      says: ["A server named FE01 answered", guid, "6d0f3c1a-5b7e-4a52-9c01-f00dfe010009"]),
    Other(
      testDescription: "one that does not say who it is", name: "exit 255", guid: "exit 255",
      says: ["127.0.0.1 does not say which server it is"]),
    Other(
      testDescription: "one that says something else", name: "echo; echo 'two words'", guid: "echo",
      says: ["127.0.0.1 does not say which server it is"]),
  ]

  @Test("deletes nothing on a server that is another one by now", arguments: others)
  func otherServer(_ other: Other) throws {
    let run = try LiveRun(.duplicateRoot, net: net(name: other.name, guid: other.guid))
    #expect(try work(run) { try run.machine.write("", to: "other") } == nil)
    for text in other.says { try expectRefused(run, saying: text) }
    #expect(try run.server.blobs() == run.server.filled)
    // The right one answers again.
    try run.machine.shell("rm other")
    try run.admin.terminal.send("d\r")
    #expect(try run.work(Sensible().act) == .code(0))
    #expect(try run.server.removed().keys.sorted() == ["ROOT/registry/\(try run.server.stray().name)"])
  }

  @Test("does not take another server's word that the deletion is done")
  func otherServerBehind() throws {
    let run = try LiveRun(
      .duplicateRoot,
      net: #"[ "$verb" = deletekey ] && touch "$folder/other"; "#
        + net(name: "echo FE02", guid: "echo 6d0f3c1a-5b7e-4a52-9c01-f00dfe020002"))
    #expect(try work(run) {} == nil)
    #expect(
      run.admin.screen.contains("After the deletion was sent, another server answered: FE02, not FE01."))
    #expect(try run.session.pending?.form == .report)
    #expect(run.exports.keys.contains { $0.hasSuffix(".before.reg") })
    try run.machine.shell("rm other")
    try run.admin.terminal.send("d\r")
    #expect(try run.work(Sensible().act) == .code(0))
    #expect(try run.calls.count { $0 == "deletekey" } == 1)
  }
}
