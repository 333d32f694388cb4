// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Testing

@testable import Listings

@Suite("Receipts of command files")
struct ServerReceiptTests {
  static let print = String(repeating: "ab", count: 20)
  static let whole = """
    lync-pin-wizard receipt 1
    begin delete
    session h
    head \(String(repeating: "0f", count: 32))
    server FE01
    folder "C:\\a b"
    entry 1 ROOT \(print) root-\(print).cer
    step 1 export 0
    step 1 delete -2146885628
    state 1 failed
    end 1

    """

  private func read(_ text: String) throws -> ServerReceipt { try ServerReceipt(Array(text.utf8)) }

  @Test("are read with either line end", arguments: ["\n", "\r\n", " \r\n"])
  func lines(end: String) throws {
    let run = try #require(try read(Self.whole.replacing("\n", with: end)).runs.first)
    #expect(run.kind == .delete)
    #expect(run.folder == #"C:\a b"#)
    #expect(run.entries.map(\.thumbprint.description) == [Self.print])
    #expect(run.entries.first?.steps.map(\.code) == [0, -2_146_885_628])
    #expect(run.entries.first?.state == .failed)
    #expect(run.end == 1)
  }

  @Test("keep what is not ASCII out of the folder's name")
  func folder() throws {
    var bytes = Array(Self.whole.utf8)
    let place = try #require(bytes.firstIndex(of: UInt8(ascii: "\\")))
    bytes[place + 1] = 0x81
    #expect(try ServerReceipt(bytes).runs.first?.folder == #"C:\? b"#)
  }

  @Test("name the computer that was read over the network, and each of its physical stores")
  func collected() throws {
    let text = """
      lync-pin-wizard receipt 1
      begin collect
      server FE01
      machine 6D0F3C1A-5b7e-4a52-9c01-f00dfe010001
      store ROOT groupPolicy absent
      store CA registry exported
      end 0

      """
    let run = try #require(try read(text).runs.first)
    #expect(run.identity.computerName == "FE01")
    #expect(run.identity.machineGUID == "6d0f3c1a-5b7e-4a52-9c01-f00dfe010001")
    #expect(
      run.stores == [
        StorePart(.trustedRoot, .groupPolicy): .absent, StorePart(.intermediate, .registry): .exported,
      ])
    for bad in ["store MY registry absent", "store ROOT drawer absent", "store ROOT registry lost"] {
      #expect(throws: ServerReceipt.Refusal.badLine(5)) {
        try read(text.replacing("store ROOT groupPolicy absent", with: bad))
      }
    }
    #expect(try read(Self.whole).runs.first?.identity.machineGUID == nil)
  }

  @Test("a cut at any byte leaves no run that ended, or a line that is none")
  func cuts() {
    let bytes = Array(Self.whole.utf8)
    for count in 0..<bytes.count - 2 {
      guard let receipt = try? ServerReceipt(Array(bytes[..<count])) else { continue }
      #expect(receipt.runs.allSatisfy { $0.end == nil }, "\(count)")
    }
  }

  static let bad: [(String, ServerReceipt.Refusal)] = [
    ("", .notAReceipt), ("x\n" + whole, .notAReceipt),
    (whole + "step 1 export 0\n", .badLine(12)),
    (whole.replacing("begin delete", with: "begin burn"), .badLine(2)),
    (whole.replacing("begin delete\n", with: ""), .badLine(2)),
    (whole.replacing("entry 1", with: "entry 2"), .badLine(7)),
    (whole.replacing("ROOT", with: "MY"), .badLine(7)),
    (whole.replacing("step 1 export", with: "step 2 export"), .badLine(8)),
    (whole.replacing("state 1 failed", with: "state 1 perfect"), .badLine(10)),
    (whole.replacing("export 0", with: "export x"), .badLine(8)),
  ]

  @Test("refuse a line that no command file writes", arguments: bad)
  func refusals(text: String, refusal: ServerReceipt.Refusal) {
    #expect(throws: refusal) { try read(text) }
  }

  @Test("are no larger than 1 MiB")
  func size() {
    let text = Self.whole + String(repeating: "\n", count: ServerReceipt.limitBytes)
    #expect(throws: ServerReceipt.Refusal.tooLarge(limit: ServerReceipt.limitBytes)) { try read(text) }
  }
}
