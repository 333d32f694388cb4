// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Journal
import Procedure
import PseudoTerminal
import Stores
import TestFiles
import TestSupport
import Testing
import Texts

/// Roots of public authorities, by hand.
extension ByHandTests {
  @Test("calls two roots of one name and key renewed when their files are given")
  func renewedFromFiles() throws {
    let roots = try ["", "_2"].map {
      try Samples.public("Autoridad_de_Certificacion_Firmaprofesional_CIF_A62634068\($0)")
    }
    let run = try ByHandRun(.windowsServer2012, Sensible(path: [roots[0].1], rows: [.root: roots.map(\.1)]))
    let exit = try run.work { moment, sensible in
      guard case .value? = moment.item?.form, let item = moment.item, item.about != .session else {
        return try sensible.act(moment)
      }
      let certificate = try sensible.certificate(item)
      return .type(roots.first { $0.1 == certificate }?.0 ?? "")
    }
    #expect(exit == .code(1))
    #expect(try run.session.verdicts == ["0/1": .matched, "0/2": .renewed])
    #expect(try run.session.ending == .stoppedForReview)
  }

  @Test("warns that the key is not known when the same two roots are typed")
  func renewedTyped() throws {
    let roots = try ["", "_2"].map {
      try Samples.public("Autoridad_de_Certificacion_Firmaprofesional_CIF_A62634068\($0)").1
    }
    let run = try ByHandRun(.windowsServer2012, Sensible(path: [roots[0]], rows: [.root: roots]))
    var warned = false
    let exit = try run.work { moment, sensible in
      if case .decision? = moment.item?.form {
        let entry = EntryID(noted: .root, number: 2)
        #expect(
          moment.session?.findings.warnings(entry, now: Instant(secondsSince1970: 0)).contains(.keyUnknown)
            == true)
        // Anything but the word marks nothing.
        if moment.isAside { return .type("yes") }
        defer { warned = true }
        return .type(warned ? "v" : "o")
      }
      return try sensible.act(moment)
    }
    #expect(exit == .code(1))
    #expect(try run.session.verdicts == ["0/1": .matched, "0/2": .undecided])
    #expect(try run.session.ending == .stoppedForReview)
    #expect(run.admin.screen.contains(Wording()("warning.keyUnknown").prefix(40)))
  }

  @Test("keeps the roots of another authority with the same display name", arguments: [true, false])
  func otherAuthority(fromFiles: Bool) throws {
    let roots = try ["R3", "R6"].map { try Samples.public("GlobalSign_Root_CA_-_\($0)") }
    let run = try ByHandRun(.windowsServer2008, Sensible(path: [roots[0].1], rows: [.root: roots.map(\.1)]))
    let exit = try run.work { moment, sensible in
      guard fromFiles, case .value? = moment.item?.form, let item = moment.item, item.about != .session else {
        return try sensible.act(moment)
      }
      let certificate = try sensible.certificate(item)
      return .type(roots.first { $0.1 == certificate }?.0 ?? "")
    }
    #expect(exit == .code(1))
    #expect(try run.session.verdicts == ["0/1": .matched, "0/2": .otherCA])
    #expect(try run.session.ending == .listedOnce)
  }
}
