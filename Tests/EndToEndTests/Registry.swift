// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Stores

/// A registry export of a server's stores, as reg.exe writes it, but in UTF-8.
struct Registry {
  enum Branch: String, CaseIterable {
    case local = #"Microsoft\SystemCertificates"#
    case policy = #"Policies\Microsoft\SystemCertificates"#
    case enterprise = #"Microsoft\EnterpriseCertificates"#
  }

  /// The stores of a branch, empty ones too.
  private var keys: [(path: String, certificate: Certificate?)] = []

  mutating func add(_ branch: Branch, _ store: String, _ certificates: Certificate...) {
    let path = #"HKEY_LOCAL_MACHINE\SOFTWARE\\#(branch.rawValue)\\#(store)"#
    keys += [(path, nil), (#"\#(path)\Certificates"#, nil)]
    keys += certificates.map { (#"\#(path)\Certificates\\#($0.thumbprint.description.uppercased())"#, $0) }
  }

  var text: String {
    "Windows Registry Editor Version 5.00\r\n\r\n"
      + keys.map { key in
        let blob = key.certificate.map { #""Blob"=hex:\#(Self.blob($0))\#r\#n"# } ?? ""
        return "[\(key.path)]\r\n\(blob)\r\n"
      }.joined()
  }

  /// One record of a certificate: identifier 32, encoding 1, length, DER.
  private static func blob(_ certificate: Certificate) -> String {
    let length = certificate.der.count
    let header: [UInt8] =
      [32, 0, 0, 0, 1, 0, 0, 0] + (0..<4).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) }
    return (header + certificate.der).map { Hexadecimal.text([$0]) }.joined(separator: ",")
  }
}
