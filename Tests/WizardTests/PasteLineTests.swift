// SPDX-License-Identifier: GPL-3.0-or-later

import Digests
import Facts
import Testing

@testable import Servers

@Suite("PasteLine")
struct PasteLineTests {
  private static let stores = """
    LYNC-PIN-WIZARD

    HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\SystemCertificates\\ROOT\\Certificates\\AB
        Blob    REG_BINARY    0300

    """

  /// What the line prints for these stores: certutil's mark has the digits of the octets with CR and LF.
  private static func printed(_ stores: String, as octets: [UInt8]? = nil, spaced: Bool = true) -> String {
    let lines = stores.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
    let digest = Digest.sha1(octets ?? Array(lines.utf8))
    let digits = digest.map { byte in
      let text = String(byte, radix: 16)
      return text.count == 1 ? "0\(text)" : text
    }
    return stores + """
      SHA1 hash of file lpw:
      \(digits.joined(separator: spaced ? " " : ""))
      CertUtil: -hashfile command completed successfully.

      """
  }

  @Test("fits on a line that can be typed", arguments: [PasteLine.commandPrompt, PasteLine.powerShell])
  func length(line: String) { #expect(line.utf8.count <= 250) }

  @Test("is whole, with any line ends, and with a copied prompt around it")
  func whole() {
    let text = Self.printed(Self.stores)
    #expect(PasteLine.check(text)?.check == .whole)
    #expect(PasteLine.check(Self.printed(Self.stores, spaced: false))?.check == .whole)
    #expect(
      PasteLine.check(
        text.split(separator: "\n", omittingEmptySubsequences: false)
          .joined(separator: "\r\n"))?.check == .whole)
    let prompt = "C:\\Windows\\system32>\(PasteLine.commandPrompt)\n"
    #expect(PasteLine.check(prompt + text + "\nC:\\Users\\a\\AppData\\Local\\Temp>")?.check == .whole)
  }

  @Test("is cut wherever it ends before its mark")
  func cut() {
    let whole = Array(Self.printed(Self.stores))
    let mark = Self.printed(Self.stores).split(separator: "\n").dropLast().joined(separator: "\n").count
    for count in PasteLine.opening.count..<mark - 4 {
      let text = String(whole[..<count])
      guard case .cut? = PasteLine.check(text)?.check else {
        Issue.record("after \(count) characters: \(String(describing: PasteLine.check(text)))")
        return
      }
    }
  }

  @Test("is changed when a character is missing, added or another one")
  func changed() {
    let text = Self.printed(Self.stores)
    #expect(PasteLine.check(text.replacing("0300", with: "0301"))?.check == .changed)
    #expect(PasteLine.check(text.replacing("0300", with: "030"))?.check == .changed)
    #expect(PasteLine.check(text.replacing("    Blob", with: "   Blob"))?.check == .changed)
  }

  @Test("cannot be verified where the server's octets are not those of the text")
  func unverified() {
    let stores = Self.stores + "    Имя    REG_SZ    x\n"
    #expect(PasteLine.check(Self.printed(stores, as: [1, 2, 3]))?.check == .unverified)
    #expect(PasteLine.check(Self.printed(stores))?.check == .whole)
  }

  @Test("counts as whole when it was cut off and pasted again, or came twice; a cut copy is left out")
  func again() throws {
    let text = Self.printed(Self.stores)
    let cut = String(text.prefix(70)) + "\n"
    for pasted in [cut + text, text + cut, cut + text + cut] {
      let found = try #require(PasteLine.check(pasted))
      #expect(found.check == .whole)
      #expect(found.text.split(separator: "\n") == text.split(separator: "\n"))
    }
    let twice = try #require(PasteLine.check(text + text))
    #expect(twice.check == .whole)
    #expect(twice.text.split(separator: "\n") == (text + text).split(separator: "\n"))
    let before = try #require(PasteLine.check("-----BEGIN X-----\n" + text))
    #expect(before.text == "-----BEGIN X-----\n" + text)
    guard case .cut? = PasteLine.check(cut + cut)?.check else {
      Issue.record("two cut copies are not cut")
      return
    }
  }

  @Test("is not found in other text", arguments: ["", "Contoso\nRoot", "echo LYNC-PIN-WIZARD\nx"])
  func other(text: String) { #expect(PasteLine.check(text)?.check == nil) }
}
