// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Glibc
import Stores
import Testing

/// The roots that the system carries: certificates that exist.
enum Bundle {
  private static let path = "/etc/ssl/certs/ca-certificates.crt"

  static let isThere = access(path, R_OK) == 0

  private static let read = Result { try CertificateReader.read(BoundedFile.read(path)) }

  static var certificates: [Certificate] { get throws { try read.get() } }

  /// Those whose display name contains a text, or for names without a common name, that the text is part of.
  static func named(_ text: String) throws -> [Certificate] {
    try certificates.filter { $0.subject.simpleDisplayName.contains(text) }
  }

  /// Ends a test as passed when this edition of the bundle lacks what it is about.
  static func lacks(_ what: String) throws -> Never {
    try Test.cancel("this edition of ca-certificates does not carry \(what)")
  }
}
