// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Occurrences
import Procedure
import PseudoTerminal
import Stores
import TestFiles
import X509

/// A server with two roots of one name, which is full of what means something to cmd.exe. The second is not the noted
/// one.
struct HostileCase {
  static let name = "Evil\" & del *.* | ^!%PATH%! (x) > y < z `'; \r\nremove.cmd delete"

  let noted, stray: Certificate
  /// What lies in the store besides.
  let others: [Certificate]

  init() throws {
    noted = try Self.make(serial: [0x11, 0x22, 0x33], from: 1_200_000_000)
    stray = try Self.make(serial: [0x44, 0x55, 0x66], from: 1_300_000_000)
    others = []
  }

  /// - Parameter stray: its serial number ends with 5566.
  init(noted: Certificate, stray: Certificate, others: [Certificate]) {
    self.noted = noted
    self.stray = stray
    self.others = others
  }

  private static func make(serial: [UInt8], from start: Int) throws -> Certificate {
    let start = Instant(secondsSince1970: start)
    return try PracticeCertificate.make(
      subject: [("O", name), ("CN", name)], serial: serial, notBefore: start,
      notAfter: start.adding(seconds: 100_000_000), key: PracticeKey(), isAuthority: true)
  }

  static let id = EntryID(noted: .root, number: 2)

  /// The session up to the export of the stray root, which is marked, and parked there.
  func run(_ machine: Machine, server: String = "fe01.contoso.com") throws -> ByHandRun {
    let chain = try machine.write(noted.der, to: "noted.cer")
    var registry = Registry()
    registry.add(.local, "ROOT", noted, stray)
    for other in others { registry.add(.local, "ROOT", other) }
    registry.add(.local, "CA")
    let store = try machine.write(registry.text, to: "stores.reg")
    var sensible = Sensible(path: [noted])
    sensible.server = server
    let run = try ByHandRun(.windowsServer2008, sensible, ["--chain", chain, "--store", store], on: machine)
    try run.parkAtExport()
    guard try run.session.findings.marked == [Self.id] else { throw Unexpected("nothing is marked") }
    return run
  }

  /// Writes the command files of the session.
  func commands(_ machine: Machine, _ arguments: [String] = []) throws -> Machine.Run {
    let answers = try machine.write("5566\n", to: "answers.txt")
    return try machine.run(["commands", "h", "--answers", answers] + arguments)
  }
}

extension Session {
  /// A receipt of the last command files, as they write it when all goes well.
  func receipt(_ kind: String, _ state: String) throws -> String {
    guard
      case .commanded(let order)? = records.last(where: {
        if case .commanded = $0.event { true } else { false }
      })?.event
    else { throw Unexpected("no command files were written") }
    let entries = order.entries.enumerated().map { number, entry in
      """
      entry \(number + 1) \(entry.id.noted.role.store.rawValue) \(entry.thumbprint) \(entry.file)
      step \(number + 1) export 0
      state \(number + 1) \(state)
      """
    }
    return """
      lync-pin-wizard receipt 1
      begin \(kind)
      session h
      head \(order.head)
      server \(order.server)
      folder "C:\\Lync & Co"
      \(entries.joined(separator: "\n"))
      end \(state == "failed" ? 1 : 0)

      """.replacing("\n", with: "\r\n")
  }
}
