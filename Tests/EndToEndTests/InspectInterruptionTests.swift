// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import PseudoTerminal
import TestCertificates
import TestFiles
import Testing

@Suite("Inspect, interrupted")
struct InspectInterruptionTests {
  /// Roots whose signatures take libcrypto a hundredth of a second each: the exponents are as long as the keys.
  private static func slowStore(count: UInt16) -> [UInt8] {
    let rsa = DER.sequence(DER.oid([0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01]), [0x05, 0x00])
    let sha256 = DER.sequence(DER.oid([0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0B]), [0x05, 0x00])
    let modulus = DER.integer([0x00] + [UInt8](repeating: 0xFF, count: 384))
    // Smaller than the modulus, or libcrypto would not begin.
    let exponent = DER.integer([0x7F] + [UInt8](repeating: 0xFF, count: 383))
    let key = DER.sequence(rsa, DER.bits(DER.sequence(modulus, exponent)))
    let dates = DER.sequence(DER.utcTime("200101000000Z"), DER.utcTime("400101000000Z"))
    let name = DER.sequence(
      DER.set(DER.sequence(DER.oid([0x55, 0x04, 0x03]), DER.utf8("Slow Root"))))
    let certificates = (0..<count).map { serial in
      DER.sequence(
        DER.sequence(
          DER.integer([0x41, UInt8(serial >> 8), UInt8(serial & 0xFF)]), sha256, name, dates, name, key),
        sha256, DER.bits([UInt8](repeating: 0x5A, count: 384)))
    }
    let records = certificates.flatMap { [32, 1, UInt32($0.count)].flatMap(octets) + $0 }
    return [0, 0, 0, 0] + Array("CERT".utf8) + records + [UInt8](repeating: 0, count: 12)
  }

  private static func octets(_ number: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }

  @Test(
    "ends at once while it verifies the signatures of all roots",
    arguments: [SIGINT, SIGTERM])
  func verifying(_ number: Int32) throws {
    let machine = Machine()
    let store = try machine.write(Self.slowStore(count: 1000), to: "slow.sst")
    let terminal = try machine.terminal(
      ["inspect", "--chain", "\(Samples.windows)/rootA1.cer", "--store", "ROOT=\(store)", "--signatures"])
    // Two processors need some seconds for a thousand of these.
    usleep(700_000)
    if number == SIGINT { try terminal.send("\u{3}") } else { terminal.sendSignal(number) }
    #expect(try terminal.waitForExit() == .signal(number))
    #expect(!terminal.plainScreen.contains("Others, which have nothing to do with this path"))
  }
}
