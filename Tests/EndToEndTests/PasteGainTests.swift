// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Procedure
import PseudoTerminal
import Stores
import TestFiles
import TestSupport
import Testing

/// What pasting saves: the same work, one duplicate root, with and without it.
@Suite("What pastes save")
struct PasteGainTests {
  /// What a whole session asked of the person at the terminal.
  struct Effort: Equatable, CustomStringConvertible {
    var prompts = 0
    /// Answers of more than one letter, each of which was looked up, and typed or copied. A paste is one.
    var values = 0

    var description: String { "\(prompts) prompts, \(values) values" }
  }

  /// Pastes a text at the first question about this item.
  struct Paste {
    let item: String
    let text: String
  }

  private static func effort(_ server: WindowsServer, pasting pastes: [Paste]) throws -> Effort {
    let contoso = try ContosoSamples()
    let run = try ByHandRun(server, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]))
    var left = pastes
    let exit = try run.work { moment, sensible in
      if let next = left.firstIndex(where: { $0.item == moment.item?.key }), !moment.isAside {
        return .paste(left.remove(at: next).text)
      }
      return try sensible.act(moment)
    }
    #expect(exit == .code(0))
    #expect(left.isEmpty)
    #expect(try run.session.ending == .duplicatesRemoved)
    #expect(try run.session.removed.count == 1)
    let typed = run.admin.typed
    return Effort(prompts: typed.count, values: typed.count { $0.count > 1 })
  }

  private static func keys(_ store: String, _ certificates: [Certificate]) -> String {
    PasteTests.printed([(store, certificates)]).split(separator: "\r\n", omittingEmptySubsequences: false)
      .dropFirst().dropLast(4).joined(separator: "\n")
  }

  @Test(
    "one duplicate root needs fewer prompts and far fewer values",
    arguments: [WindowsServer.windowsServer2008, .windowsServer2012])
  func gain(server: WindowsServer) throws {
    let contoso = try ContosoSamples()
    let roots = [contoso.rootA1, contoso.rootA2]
    let without = try Self.effort(server, pasting: [])
    let three = try Self.effort(
      server,
      pasting: [
        Paste(
          item: "wizard.7@0:issuer",
          text: [contoso.rootA1, contoso.subB1].map { PEM.block("CERTIFICATE", $0.der) }.joined()),
        Paste(item: "root.8@0", text: Self.keys("ROOT", roots)),
        Paste(item: "ca.8@1", text: Self.keys("CA", [contoso.subB1])),
      ])
    let one = try Self.effort(
      server,
      pasting: [
        Paste(
          item: "wizard.7@0:issuer",
          text: PasteTests.printed([
            ("ROOT", roots), ("CA", [contoso.subB1]), ("MY", [Samples.certificate("leaf.cer")]),
          ])
          .replacing("\r\n", with: "\n"))
      ])
    #expect(three.prompts < without.prompts, "\(without) without pastes, \(three) with three")
    #expect(one.prompts < three.prompts, "\(three) with three pastes, \(one) with one")
    #expect(three.values < without.values / 2, "\(without) without pastes, \(three) with three")
    #expect(one.values < three.values, "\(three) with three pastes, \(one) with one")
  }
}
