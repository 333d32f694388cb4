// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Glibc
import Inspection
import Stores

/// The genuine files of `Tests/Samples/windows`, and bytes that tests are made of.
enum Samples {
  static let folder: String = {
    let parts = #filePath.split(separator: "/").dropLast(2)
    return "/" + parts.joined(separator: "/") + "/Samples/windows"
  }()

  static func bytes(_ name: String) throws -> [UInt8] { try BoundedFile.read("\(folder)/\(name)") }

  static func certificate(_ name: String) throws -> Certificate { try Certificate(der: bytes(name)) }

  /// A small certificate, made anew.
  static func small() throws -> Certificate {
    try PracticeCertificate.make(
      subject: [("CN", "a")], serial: [1], notBefore: Instant(secondsSince1970: 1_300_000_000),
      notAfter: Instant(secondsSince1970: 1_900_000_000), key: PracticeKey(), isAuthority: true)
  }

  /// PKCS#7 signed data with these members of the set of certificates.
  static func message(_ members: [[UInt8]], lists: [UInt8] = [], isIndefinite: Bool = false) -> [UInt8] {
    func wrap(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
      isIndefinite ? indefinite(tag, content) : element(tag, content)
    }
    let body =
      element(0x02, [1]) + element(0x31, []) + wrap(0x30, element(0x06, pkcs7(1)))
      + wrap(0xA0, members.flatMap { $0 }) + lists + wrap(0x31, [])
    return wrap(0x30, element(0x06, pkcs7(2)) + wrap(0xA0, wrap(0x30, body)))
  }

  static func pkcs7(_ type: UInt8) -> [UInt8] { [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, type] }

  static func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    let count = content.count
    if count < 0x80 { return [tag, UInt8(count)] + content }
    return [tag, 0x82, UInt8(count >> 8), UInt8(count & 0xFF)] + content
  }

  static func indefinite(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] { [tag, 0x80] + content + [0, 0] }

  static func base64(_ bytes: [UInt8], lineEnd: String = "\n") -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var text = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = Array(bytes[start..<min(start + 3, bytes.count)])
      let bits = (group + [0, 0]).prefix(3).reduce(0) { $0 << 8 | Int($1) }
      for digit in 0..<4 {
        text.append(digit <= group.count ? alphabet[bits >> (18 - 6 * digit) & 63] : "=")
      }
      if start % 48 == 45 { text += lineEnd }
    }
    return text + (text.hasSuffix(lineEnd) ? "" : lineEnd)
  }

  static func block(_ label: String, _ bytes: [UInt8], lineEnd: String = "\n") -> String {
    "-----BEGIN \(label)-----\(lineEnd)\(base64(bytes, lineEnd: lineEnd))-----END \(label)-----\(lineEnd)"
  }
}

/// A folder that is removed with everything in it when the value goes.
final class TemporaryFolder {
  let path: String

  init() {
    var template = Array("/tmp/stores-tests-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { preconditionFailure("no temporary folder") }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    // Every test's folder is flat.
    for name in names(in: path) where unlink("\(path)/\(name)") != 0 { rmdir("\(path)/\(name)") }
    rmdir(path)
  }

  private func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { raw in
        String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  func write(_ name: String, _ bytes: [UInt8]) {
    let descriptor = open("\(path)/\(name)", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    precondition(descriptor >= 0 && Glibc.write(descriptor, bytes, bytes.count) == bytes.count)
    close(descriptor)
  }
}
