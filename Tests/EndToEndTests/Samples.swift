// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Ledger
import Procedure
import PseudoTerminal
import Stores
import Testing
import Texts

/// Genuine files.
enum Samples {
  static let folder: String = {
    let parts = #filePath.split(separator: "/").dropLast(2)
    return "/" + parts.joined(separator: "/") + "/Samples/windows"
  }()

  /// Listings and events, by file name.
  static func text(_ name: String) -> String { folder.replacing("/windows", with: "/text") + "/\(name)" }

  static func bytes(_ name: String) throws -> [UInt8] { try BoundedFile.read("\(folder)/\(name)") }

  static func certificate(_ name: String) throws -> Certificate { try Certificate(der: bytes(name)) }

  /// A public root of the system's bundle, with its path.
  static func `public`(_ name: String) throws -> (String, Certificate) {
    let path = "/usr/share/ca-certificates/mozilla/\(name).crt"
    let certificates = try CertificateReader.read(BoundedFile.read(path))
    guard certificates.count == 1 else {
      throw Unexpected("\(path) holds \(certificates.count) certificates")
    }
    return (path, certificates[0])
  }
}
