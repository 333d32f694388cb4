// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Stores
import TestFiles

extension Samples {
  /// A public root of the system's bundle, with its path.
  static func `public`(_ name: String) throws -> (String, Certificate) {
    let path = "/usr/share/ca-certificates/mozilla/\(name).crt"
    let certificates = try CertificateReader.read(WholeFile.bytes(path))
    guard certificates.count == 1 else {
      throw Unexpected("\(path) holds \(certificates.count) certificates")
    }
    return (path, certificates[0])
  }
}
