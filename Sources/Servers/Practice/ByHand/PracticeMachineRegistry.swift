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
    let listing = keys.flatMap { key in
      ["", key.path] + (key.value.map { ["    Blob    REG_BINARY    \($0)"] } ?? [])
    }
    let lines: [String] = [PasteLine.opening] + listing
    let octets = lines.flatMap { line -> [UInt8] in Array(line.utf8) + [0x0D, 0x0A] }
    let mark = Digest.sha1(octets).map { Hexadecimal.text([$0]) }.joined(separator: " ")
    return
      (lines + [
        "SHA1 hash of file lpw:", mark, "CertUtil: -hashfile command completed successfully.",
      ]).map { "\($0)\n" }.joined()
  }

  /// In the order of the line's three branches, and in each as reg.exe sorts keys. The key of a physical store is
  /// there whether it has entries or not.
  private var keys: [(path: String, value: String?)] {
    let own = path.last.map { [("\(Self.local)\\MY", $0)] } ?? []
    let listed = entries.map { (Self.folder($0.store, $0.physical), $0.certificate) } + own
    let places = Store.allCases.flatMap { store in store.physicalStores.map { Self.folder(store, $0) } }
    func isBelow(_ branch: String, _ folder: String) -> Bool { folder.hasPrefix("\(branch)\\") }
    return [Self.local, #"Microsoft\EnterpriseCertificates"#, Self.policies].flatMap { branch in
      let entries = listed.filter { isBelow(branch, $0.0) }.map { folder, certificate in
        (
          path: Self.key(folder) + "\\" + certificate.thumbprint.description.uppercased(),
          value: Optional(Hexadecimal.text(Self.value(certificate)).uppercased())
        )
      }
      let folders = places.filter { isBelow(branch, $0) }.map { (path: Self.key($0), value: nil as String?) }
      return (folders + entries).sorted { $0.path.uppercased() < $1.path.uppercased() }
    }
  }

  private static func key(_ folder: String) -> String {
    "HKEY_LOCAL_MACHINE\\SOFTWARE\\\(folder)\\Certificates"
  }

  private static let local = #"Microsoft\SystemCertificates"#
  private static let policies = #"Policies\Microsoft\SystemCertificates"#

  private static func folder(_ place: Store, _ physical: PhysicalStore) -> String {
    let store = place.rawValue
    return switch physical {
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
