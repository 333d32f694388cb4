// SPDX-License-Identifier: GPL-3.0-or-later

import TestCertificates
import Testing

@testable import Facts

extension VerdictRule {
  static let shortSerial = VerdictRule(
    .partial, "own rule, because RFC 5280 § 4.1.2.2 wants unique numbers, and one octet soon repeats"
  ) { entry in
    entry.facts.serial.bytes.count == 1 ? entry.judgement(.partial) : nil
  }
}

/// The page “A verdict rule” of CONTRIBUTING.md, carried out.
@Suite("A verdict rule of one's own")
struct VerdictRuleTests {
  @Test(
    "applies to what it is about, and to nothing else",
    arguments: [([0x07], Verdict.partial), ([0x07, 0x01], nil)])
  func applies(serial: [UInt8], verdict: Verdict?) {
    let certificate = Contoso.strayRoot.with { $0.serial = serial }.facts
    let entry = JudgedEntry(
      certificate, in: .trustedRoot, of: [PathCertificate(Contoso.root.facts, role: .root)],
      hand: Hand([], signatures: .none), offsetMinutes: nil)
    #expect(VerdictRule.shortSerial.judgement(entry)?.verdict == verdict)
    #expect(!VerdictRule.shortSerial.source.isEmpty)
  }
}
