// SPDX-License-Identifier: GPL-3.0-or-later

import Digests
import Testing

@Suite struct DigestTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    let sha1: String
    let sha256: String
    var testDescription: String { "“\(text)”" }
  }

  /// Source: FIPS 180-2, appendices A and B; the empty message from NIST's CAVP vectors.
  static let cases = [
    Case(
      text: "", sha1: "da39a3ee5e6b4b0d3255bfef95601890afd80709",
      sha256: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    Case(
      text: "abc", sha1: "a9993e364706816aba3e25717850c26c9cd0d89d",
      sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    Case(
      text: "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      sha1: "84983e441c3bd26ebaae4aa1f95129e5e54670f1",
      sha256: "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"),
  ]

  @Test("digests the standard's own messages", arguments: cases)
  func standardMessages(_ test: Case) {
    let bytes = Array(test.text.utf8)
    #expect(hexadecimal(Digest.sha1(bytes)) == test.sha1)
    #expect(hexadecimal(Digest.sha256(bytes)) == test.sha256)
  }

  @Test("digests a slice like an array of its elements")
  func slices() {
    let bytes = Array("xabcx".utf8)
    #expect(Digest.sha1(bytes[1..<4]) == Digest.sha1(Array("abc".utf8)))
    #expect(Digest.sha256(bytes[2..<2]) == Digest.sha256([]))
  }

  private func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
