// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import FaultInjection
import Files
import Procedure
import PseudoTerminal
import Servers
import TestFiles
import TestSupport
import Testing
import Texts

/// What was deleted by mistake on the practice server is brought back with its own windows.
extension DesktopTests {
  @Test("brings back what was deleted by mistake, from the file that was exported")
  func restored() throws {
    let machine = try begun()
    let user = try DesktopUser("p", on: machine)
    let before = try server(machine).entries
    let number = try #require(try neededRoot(user))
    try user.export(.root, number, as: "needed")
    try user.delete(.root, number)
    #expect(try server(machine).entries.count == before.count - 1)
    try user.openList(.root)
    try user.click("\(user.texts("label.import"))…")
    try user.click(#"C:\LyncCertificates\needed.cer"#)
    #expect(user.window.contains(user.texts("label.placeAll")))
    #expect(user.window.contains(user.texts("label.trustedRoot")))
    try user.click("\(user.texts("label.next")) >")
    #expect(user.window.contains(user.texts("desktop.imported")))
    #expect(try Set(server(machine).entries) == Set(before))
    #expect(try neededRoot(user) == number)
    try user.typeLast("quit\r")
    #expect(try user.terminal.waitForExit() == .code(0))
    let parked = try machine.run(["resume", "p"])
    #expect(parked.says(String(Wording()("grade.mended").prefix { $0 != "{" })))
  }

  @Test("brings back what was never exported, from another Front End, by the command of a restore card")
  func restoredFromNeighbour() throws {
    let machine = try begun()
    let user = try DesktopUser("p", on: machine)
    let before = try server(machine).entries
    let serial = try user.noted(0, .serial)
    try user.delete(.root, #require(try neededRoot(user)))
    try user.home()
    try user.click(user.texts("desktop.remoteDesktop"))
    try user.click("\(user.texts("label.certificatesLocalComputer")) > \(user.texts("label.trustedRoot"))")
    try user.type("1")
    // The second source for the root's serial number.
    try user.clickLabels("label.details")
    #expect(user.window.contains(serial))
    try user.click("\(user.texts("desktop.copyToFile"))…")
    try user.type("root")
    try user.home()
    try user.clickLabels("desktop.commandPrompt")
    try user.type(#"certutil -addstore root  "C:\LyncCertificates\root.cer""#)
    #expect(user.window.contains("added to store"))
    #expect(try Set(server(machine).entries) == Set(before))
    try user.type("1")
    try user.type("format c:")
    #expect(user.window.contains(#"does not know the command “format c:”"#))
  }

  @Test("copies a certificate of the path to a file, for the wizard to read")
  func copiedToFile() throws {
    let machine = try begun()
    let user = try DesktopUser("p", on: machine)
    _ = try user.noted(0, .serial)
    try user.click("\(user.texts("desktop.copyToFile"))…")
    try user.type("root")
    let root = try #require(try server(machine).path.first)
    #expect(machine.files("p.exports").values.contains(root.der))
  }

  private func server(_ machine: Machine) throws -> PracticeMachine {
    try PracticeMachineFile.read(SessionPaths("\(machine.state)/p.session"))
  }

  /// The number of the row with the serial number of the path's root.
  private func neededRoot(_ user: DesktopUser) throws -> Int? {
    let serial = try user.noted(0, .serial)
    let name = try user.rootName()
    return try user.rows(.root, named: name).first { try user.row(.root, $0, .serial) == serial }
  }
}
