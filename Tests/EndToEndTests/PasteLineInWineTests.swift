// SPDX-License-Identifier: GPL-3.0-or-later

import Digests
import Facts
import Files
import Stores
import TestFiles
import TestSupport
import Testing

@testable import Servers

/// The lines for the server's own prompt, run by a cmd.exe.
extension CommandFilesInWineTests {
  /// Runs a line twice: certutil's stand-in cannot compute the hash, so that the second time it is told.
  private func run(_ line: String, isTyped: Bool = true, on wine: WineComputer) throws -> String {
    try wine.setHash("")
    _ = try wine.run(line: line, isTyped: isTyped)
    try wine.setHash(Hexadecimal.text(Digest.sha1(wine.hashed)))
    let run = try wine.run(line: line, isTyped: isTyped)
    #expect(run.code == 0)
    #expect(try wine.temporaryFiles() == [])
    return String(decoding: try wine.clipboard, as: UTF8.self)
  }

  @Test(
    "the line for cmd puts the stores on the clipboard, whole, and leaves nothing behind, also when a shell passes it on",
    arguments: [true, false])
  func commandPromptLine(isTyped: Bool) throws {
    let machine = Machine()
    let wine = try WineComputer(machine)
    let contoso = try ContosoSamples()
    try wine.keep(contoso.rootA1, in: "ROOT")
    try wine.keep(contoso.rootA2, in: "ROOT")
    try wine.keep(contoso.subB1, in: "CA")
    let text = try run(PasteLine.commandPrompt, isTyped: isTyped, on: wine)
    #expect(text.hasPrefix("\(PasteLine.opening)\r\n"))
    #expect(PasteLine.check(text)?.check == .whole)
    let contents = CertificateFolder(pasted: Array(text.utf8), name: "pasted")
    let found = contents.certificates.map { ($0.stored.store, $0.certificate.thumbprint) }
    #expect(found.count == 3)
    for (store, certificate) in [
      (Store.trustedRoot, contoso.rootA1), (.trustedRoot, contoso.rootA2), (.intermediate, contoso.subB1),
    ] { #expect(found.contains { $0 == (store, certificate.thumbprint) }) }
    #expect(contents.problems == [])
  }

  @Test("the line with certutil alone gives the lists, with the same mark at the end")
  func certutilLine() throws {
    let machine = Machine()
    let wine = try WineComputer(machine)
    let contoso = try ContosoSamples()
    try wine.install(contoso.rootA1)
    try wine.install(contoso.rootA2)
    let text = try run(PasteLine.certutil, on: wine)
    #expect(PasteLine.check(text)?.check == .whole)
    #expect(text.contains(WineComputer.spaced(contoso.rootA2)))
    let stores = ["-store ", "-enterprise -store ", "-grouppolicy -store "]
    let calls = wine.calls.filter { !$0.hasPrefix("-hashfile") }
    #expect(
      Array(calls.prefix(9)) == ["root", "authroot", "ca"].flatMap { name in stores.map { $0 + name } })
  }
}
