// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Glibc
import TestFiles
import TestSupport

@testable import Stores

extension FuzzTarget {
  /// One entry of any octets among good ones, in every container: the good ones always come out, and the other one is
  /// never passed over in silence.
  ///
  /// The first octet says which container, the second where in it the entry stands; what follows is the entry.
  static let entries = FuzzTarget(
    name: "entries", longestBytes: 8 << 10,
    words: [
      "\"Blob\"=hex:", "\"a\"=\"", "[", "]", "\\\n", ";", "\n", "[HKEY_LOCAL_MACHINE\\", "-----BEGIN ",
      "-----END ", "CERTIFICATE-----\n", "MIIA", "=", "HKEY_LOCAL_MACHINE\\", "    Blob    REG_BINARY    ",
      "\u{20}\0\0\0\u{01}\0\0\0", "\u{0B}\0\0\0\u{01}\0\0\0",
    ],
    seeds: {
      let certificate = try Samples.files("windows", "rootC.cer")[0]
      let key = Array("\"Name\"=\"no end\n\n[HKEY_LOCAL_MACHINE\\SOFTWARE]\n".utf8)
      let bodies: [[UInt8]] = [
        [], Array(certificate.dropLast(9)), Array(certificate.dropFirst()), key, certificate,
        Array("-----END CERTIFICATE-----\n-----BEGIN X-----\n".utf8), Array("00,1\n  x".utf8),
      ]
      return Container.allCases.flatMap { container in
        bodies.enumerated().map { [container.rawValue, UInt8($0 % 4)] + $1 }
      }
    },
    run: { bytes in
      guard bytes.count >= 2 else { return }
      let all = Container.allCases
      let container = all[Int(bytes[0]) % all.count]
      let place = Int(bytes[1]) % (Container.good.count + 1)
      let read: FileContents
      do throws(FormatError) { read = try container.read(Array(bytes[2...]), at: place) } catch {
        // A key in place of a certificate refuses the whole file, whatever else is in it.
        switch error {
        case .privateKey, .pkcs12: return
        default: throw Broken("\(container): one bad entry costs all, \(error)")
        }
      }
      var rest = Container.good[...]
      for found in read.certificates where found.certificate == rest.first { rest.removeFirst() }
      try hold(rest.isEmpty, "\(container): \(rest.count) good certificates are missing")
      try hold(
        !container.isFramed || read.certificates.count > Container.good.count || !read.unreadable.isEmpty
          || !read.remarks.isEmpty, "\(container): the bad entry is passed over in silence")
      try hold(!container.isFramed || read.brokenAt == nil, "\(container): its frame is not broken")
      try Rules.check(read, fileBytes: .max)
    })
}

/// What holds certificates one after the other.
private enum Container: UInt8, CaseIterable {
  case export
  /// A registry export whose bad entry is any text below its key.
  case exportText
  case query
  case policy
  case store
  case message
  case bundle
  case folder

  static let good: [Certificate] = {
    let files = try? ["rootA1.cer", "rootC.cer", "subB1.cer"].flatMap { try Samples.files("windows", $0) }
    let certificates = (files ?? []).compactMap { try? Certificate(der: $0) }
    precondition(certificates.count == 3, "the samples are there")
    return certificates
  }()

  /// Whether where the bad entry ends is known, whatever it is.
  var isFramed: Bool {
    switch self {
    case .export, .policy, .store, .message, .folder: true
    case .exportText, .query, .bundle: false
    }
  }

  /// - Parameters:
  ///   - entry: octets of an entry, or the text of one.
  ///   - place: how many good ones are in front of it.
  func read(_ entry: [UInt8], at place: Int) throws(FormatError) -> FileContents {
    if self == .folder { return Self.folder(entry, at: place) }
    var parts = Self.good.map(part)
    parts.insert(bad(entry), at: place)
    return try CertificateReader.contents(of: file(parts))
  }

  // MARK: - Making them

  private static let root = #"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\SystemCertificates\ROOT\Certificates\"#

  private func part(_ certificate: Certificate) -> [UInt8] {
    let name = Hexadecimal.text(certificate.thumbprint.bytes)
    switch self {
    case .export, .exportText: return Self.exported(name, Self.value(Self.record(certificate.der)))
    case .query: return Self.queried(name, Self.digits(Self.record(certificate.der)))
    case .policy: return Self.instruction(name, Self.record(certificate.der))
    case .store: return Self.record(certificate.der)
    case .message, .folder: return certificate.der
    case .bundle: return Array(PEM.block("CERTIFICATE", certificate.der).utf8)
    }
  }

  private func bad(_ entry: [UInt8]) -> [UInt8] {
    let name = String(repeating: "0", count: 40)
    switch self {
    case .export: return Self.exported(name, Self.value(entry))
    case .exportText: return Self.exported(name, entry)
    case .query: return Self.queried(name, entry)
    case .policy: return Self.instruction(name, entry)
    case .store: return Self.record(entry)
    case .message:
      let size = entry.count
      return [0x30, 0x83, UInt8(size >> 16), UInt8(size >> 8 & 0xFF), UInt8(size & 0xFF)] + entry
    case .bundle: return Self.block(entry)
    case .folder: return entry
    }
  }

  private func file(_ parts: [[UInt8]]) -> [UInt8] {
    let body = Array(parts.joined())
    switch self {
    case .export, .exportText: return Array("Windows Registry Editor Version 5.00\n\n".utf8) + body
    case .query, .bundle, .folder: return body
    case .policy: return PolicyFile.signature + [1, 0, 0, 0] + body
    case .store: return SerializedStore.signature + body + [UInt8](repeating: 0, count: 12)
    case .message:
      // PKCS#7 of indefinite lengths: nothing has to be counted.
      let data: [UInt8] = [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07]
      return [0x30, 0x80] + data + [0x02, 0xA0, 0x80, 0x30, 0x80, 0x02, 0x01, 0x01, 0x31, 0x00, 0x30, 0x0B]
        + data + [0x01, 0xA0, 0x80] + body + [0x00, 0x00, 0x31, 0x00] + [UInt8](repeating: 0, count: 6)
    }
  }

  private static func record(_ content: [UInt8]) -> [UInt8] {
    [32, 0, 0, 0, 1, 0, 0, 0] + little(content.count) + content
  }

  private static func little(_ number: Int) -> [UInt8] { (0..<4).map { UInt8(number >> (8 * $0) & 0xFF) } }

  private static func digits(_ octets: [UInt8]) -> [UInt8] { Array(Hexadecimal.text(octets).utf8) }

  private static func value(_ octets: [UInt8]) -> [UInt8] {
    Array("\"Blob\"=hex:".utf8) + octets.map { digits([$0]) }.joined(separator: [0x2C])
  }

  private static func exported(_ name: String, _ values: [UInt8]) -> [UInt8] {
    Array("[\(root)\(name)]\n".utf8) + values + [0x0A, 0x0A]
  }

  private static func queried(_ name: String, _ digits: [UInt8]) -> [UInt8] {
    Array("\(root)\(name)\n    Blob    REG_BINARY    ".utf8) + digits + [0x0A, 0x0A]
  }

  private static func block(_ body: [UInt8]) -> [UInt8] {
    Array("-----BEGIN CERTIFICATE-----\n".utf8) + body + Array("\n-----END CERTIFICATE-----\n".utf8)
  }

  private static func instruction(_ name: String, _ data: [UInt8]) -> [UInt8] {
    func wide(_ text: String) -> [UInt8] { text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } }
    let key = #"Software\Policies\Microsoft\SystemCertificates\CA\Certificates\"# + name
    return wide("[\(key)\0;Blob\0;") + little(3) + wide(";") + little(data.count) + wide(";") + data
      + wide("]")
  }

  /// A file for each entry, in a folder in memory.
  private static func folder(_ entry: [UInt8], at place: Int) -> FileContents {
    let scratch = TemporaryFolder(in: "/dev/shm")
    var files = good.map(\.der)
    files.insert(entry, at: place)
    for (number, bytes) in files.enumerated() {
      do { try scratch.write(bytes, to: "\(number).cer") } catch { fatalError(error.description) }
    }
    guard let folder = try? CertificateFolder(path: scratch.path) else { fatalError("no folder in memory") }
    let isSaid =
      !folder.problems.isEmpty || !folder.listed.isEmpty || !folder.events.isEmpty || !folder.receipts.isEmpty
    return FileContents(
      certificates: folder.certificates.map(\.stored),
      remarks: folder.remarks.map(\.remark) + (isSaid ? [.strayBlobs(count: 1, offset: 0)] : []))
  }
}
