// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Listings
import Stores
import TestFiles
import Testing

/// The files of `Tests/Samples`, and listings and events that tests are made of.
enum TextSamples {
  static func bytes(_ name: String, in folder: String = "text") throws -> [UInt8] {
    try Samples.bytes(name, in: folder)
  }

  static func listing(_ name: String) throws -> CertutilListing { try CertutilListing(bytes(name)) }

  static func events(_ name: String) throws -> EventReading { try EventReading(bytes(name)) }

  /// A listing with one certificate.
  static func listing(
    serial: String = "Serial Number: 05", issuer: String = "Issuer: CN=a", dates: [String] = [from, to],
    subject: String = "Subject: CN=a", hash: String = "Cert Hash(sha1): \(hash)", store: String = "Root"
  ) -> [UInt8] {
    let lines =
      [store, "================ Certificate 0 ================", serial, issuer] + dates
      + [subject, hash, "", "CertUtil: -store command completed successfully.", ""]
    return Array(lines.joined(separator: "\r\n").utf8)
  }

  static let from = " NotBefore: 1/13/2009 12:05 AM"
  static let to = " NotAfter: 1/13/2029 12:05 AM"
  static let hash = "0102030405060708090a0b0c0d0e0f1011121314"

  /// An event in XML with these parts in place of the usual.
  static func xml(
    number: String = "47067", source: String = "LS UserPin Service",
    data: String = "<Data>GetEncryptionKeyRequest</Data>"
  ) -> String {
    "<Event><System><Provider Name=\"\(source)\"/><EventID>\(number)</EventID></System>"
      + "<EventData>\(data)</EventData></Event>"
  }

  static func name(_ text: String) throws -> DistinguishedName { try NameReading.read(text) }
}
