// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import X509

@Suite("HandshakeMessages")
struct HandshakeMessagesTests {
  static let certificates: [[UInt8]] = [[1, 2, 3], [4], [5, 6]]
  static let names: [[UInt8]] = [[0x30, 0], [0x30, 1, 2]]

  /// The same lists as each version writes them.
  static func certificateBody(_ version: TLSVersion) -> [UInt8] {
    guard version == .tls13 else { return Flight.certificateBody(certificates) }
    let entries = certificates.flatMap { Flight.vector($0, 3) + Flight.vector([9, 9], 2) }
    return Flight.vector([], 1) + Flight.vector(entries, 3)
  }

  static func requestBody(_ version: TLSVersion) -> [UInt8] {
    let list = Flight.vector(names.flatMap { Flight.vector($0, 2) }, 2)
    switch version {
    case .tls10, .tls11: return Flight.vector([1, 64], 1) + list
    case .tls12: return Flight.requestBody(names)
    case .tls13:
      let extensions = [0, 13] + Flight.vector([0, 2, 4, 3], 2) + [0, 47] + Flight.vector(list, 2)
      return Flight.vector([7], 1) + Flight.vector(extensions, 2)
    }
  }

  static let versions: [TLSVersion] = [.tls10, .tls11, .tls12, .tls13]

  @Test("reads the lists of every version", arguments: versions)
  func whole(version: TLSVersion) {
    #expect(
      HandshakeMessages.certificates(Self.certificateBody(version), version: version) == Self.certificates)
    #expect(HandshakeMessages.authorities(Self.requestBody(version), version: version) == Self.names)
  }

  @Test("survives every cut and every changed byte", arguments: versions)
  func damaged(version: TLSVersion) {
    for body in [Self.certificateBody(version), Self.requestBody(version)] {
      for length in body.indices {
        let cut = Array(body[..<length])
        #expect(HandshakeMessages.certificates(cut, version: version).joined().count <= length)
        #expect(HandshakeMessages.authorities(cut, version: version).joined().count <= length)
      }
      for index in body.indices {
        for value in [0, 1, 0x7F, 0xFF] as [UInt8] {
          var changed = body
          changed[index] = value
          #expect(HandshakeMessages.certificates(changed, version: version).joined().count <= body.count)
          #expect(HandshakeMessages.authorities(changed, version: version).joined().count <= body.count)
        }
      }
    }
  }
}
