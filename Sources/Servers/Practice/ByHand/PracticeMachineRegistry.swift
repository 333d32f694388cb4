// SPDX-License-Identifier: GPL-3.0-or-later

import Digests
import Facts
import Procedure
import Stores

// What `PasteLine` puts on the clipboard of a practice server: reg.exe's listing of the keys, and certutil's
// mark at its end.
//
// Source: genuine listings of `reg query /s`; [MS-GPEF] 2.2.1.1.1.1 for the records of a value.

extension PracticeMachine {
  /// With LF at the ends of lines; the mark is that of the text with CR and LF, as on the server.
  public var pasted: String {
    let listing = keys.flatMap { key in ["", key.path, "    Blob    REG_BINARY    \(key.value)"] }
    let lines: [String] = [PasteLine.opening] + listing
    let octets = lines.flatMap { line -> [UInt8] in Array(line.utf8) + [0x0D, 0x0A] }
    let mark = Digest.sha1(octets).map { Hexadecimal.text([$0]) }.joined(separator: " ")
    return
      (lines + [
        "SHA1 hash of file lpw:", mark, "CertUtil: -hashfile command completed successfully.",
      ]).map { "\($0)\n" }.joined()
  }

  /// In the order of the line's three branches, and in each as reg.exe sorts keys.
  private var keys: [(path: String, value: String)] {
    let own = path.last.map { [("\(Self.local)\\MY", $0)] } ?? []
    let listed = entries.map { (Self.folder(of: $0), $0.certificate) } + own
    return [Self.local, #"Microsoft\EnterpriseCertificates"#, Self.policies].flatMap { branch in
      listed.filter { $0.0.hasPrefix("\(branch)\\") }.map { folder, certificate in
        let name = certificate.thumbprint.description.uppercased()
        return (
          path: "HKEY_LOCAL_MACHINE\\SOFTWARE\\\(folder)\\Certificates\\\(name)",
          value: Hexadecimal.text(Self.value(certificate)).uppercased()
        )
      }.sorted { $0.path.uppercased() < $1.path.uppercased() }
    }
  }

  private static let local = #"Microsoft\SystemCertificates"#
  private static let policies = #"Policies\Microsoft\SystemCertificates"#

  private static func folder(of entry: Entry) -> String {
    let store = entry.store.rawValue
    return switch entry.physical {
    case .registry, .unknown: "\(local)\\\(store)"
    case .authRoot: "\(local)\\AuthRoot"
    case .groupPolicy: "\(policies)\\\(store)"
    case .enterprise: "Microsoft\\EnterpriseCertificates\\\(store)"
    }
  }

  /// The thumbprint and the certificate, each as identifier, encoding 1, length and octets.
  private static func value(_ certificate: Certificate) -> [UInt8] {
    record(3, certificate.thumbprint.bytes) + record(32, certificate.der)
  }

  private static func record(_ identifier: UInt8, _ octets: [UInt8]) -> [UInt8] {
    let length = (0..<4).map { UInt8(truncatingIfNeeded: octets.count >> (8 * $0)) }
    return [identifier, 0, 0, 0, 1, 0, 0, 0] + length + octets
  }
}
