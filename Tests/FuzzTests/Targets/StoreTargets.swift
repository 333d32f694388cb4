// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import TestFiles

@testable import Stores

// The formats that hold certificates.

extension FuzzTarget {
  /// `.reg`
  static let registry = FuzzTarget(
    name: "registry", longestBytes: 64 << 10,
    words: [
      "Windows Registry Editor Version 5.00\r\n", "REGEDIT4\n", "[HKEY_LOCAL_MACHINE\\SOFTWARE\\", "]\r\n",
      "\\SystemCertificates\\ROOT\\Certificates\\", "\\EnterpriseCertificates\\CA\\Certificates\\",
      "\\Policies\\",
      "\\AuthRoot\\", "\\Disallowed\\", "\\CRLs\\", "\\CTLs\\", "HKEY_CURRENT_USER", "\"Blob\"=hex:",
      "hex(3):",
      "\\\r\n  ", "dword:", "@=", "[-", ";", "20,00,00,00,01,00,00,00,", "0b,00,00,00,01,00,00,00,",
      "13,00,00,00,01,00,00,00,00,00,00,00,",
    ],
    seeds: {
      let exports = try Samples.files("windows", ".reg")
      // Genuine exports are long and say the same again and again: a small one of each kind of line is mutated better.
      let small = Array(try smallExport().utf8)
      return exports.filter { $0.count <= 64 << 10 } + [
        small, Samples.wide(small), Samples.wide(small, mark: false), Samples.wideBigEndian(small),
        [0xEF, 0xBB, 0xBF] + small,
      ]
    },
    run: { bytes in
      // The reader is only asked when its first line is there.
      guard RegistryText.isExport(bytes) else { return }
      let read = outcome { () throws(FormatError) in try RegistryExport.read(bytes) }
      try hold(read == outcome { () throws(FormatError) in try RegistryExport.read(bytes) }, "read again")
      try check(read, bytes)
      try checkParts(bytes, read)
      // Octets are read in three ways, one for each width and order; all have to agree.
      guard let wide = Samples.alsoWide(bytes) else { return }
      try hold(
        essence(of: outcome { () throws(FormatError) in try RegistryExport.read(wide) }) == essence(of: read),
        "the same export in UTF-16 gives the same")
    })

  /// `.sst`, and one serialized certificate.
  static let serialized = FuzzTarget(
    name: "serialized", longestBytes: 64 << 10,
    words: [
      "\0\0\0\0CERT", "\u{20}\0\0\0\u{01}\0\0\0", "\u{0B}\0\0\0\u{01}\0\0\0", "\u{13}\0\0\0\u{01}\0\0\0",
    ],
    seeds: { try Samples.files("windows", ".sst", ".bin") },
    run: { bytes in
      // The reader of a whole store is only asked when its first octets are there.
      if bytes.starts(with: SerializedStore.signature) {
        let read = outcome { () throws(FormatError) in try SerializedStore.read(bytes) }
        try hold(read == outcome { () throws(FormatError) in try SerializedStore.read(bytes) }, "read again")
        try check(read, bytes)
      }
      let read = outcome { () throws(FormatError) in try SerializedStore.readCertificate(bytes) }
      try hold(
        read == outcome { () throws(FormatError) in try SerializedStore.readCertificate(bytes) }, "read again"
      )
      try check(read, bytes)
    })

  /// `.p7b`
  static let message = FuzzTarget(
    name: "message", longestBytes: 64 << 10, seeds: { try Samples.files("windows", ".p7b") },
    run: { bytes in
      let read = outcome { () throws(FormatError) in try SignedData.read(bytes) }
      try hold(read == outcome { () throws(FormatError) in try SignedData.read(bytes) }, "read again")
      try check(read, bytes)
      guard case .success(let contents) = read else { return }
      for certificate in contents.certificates.map(\.certificate) {
        try hold(
          bytes[certificate.encoded.indices].elementsEqual(certificate.der),
          "a certificate lies in the file where it says")
      }
    })

  /// `registry.pol`
  static let policy = FuzzTarget(
    name: "policy", longestBytes: 64 << 10,
    words: ["PReg\u{01}\0\0\0", "[\0", "]\0", ";\0", "*\0*\0", "B\0l\0o\0b\0\0\0"],
    seeds: {
      let file = try Samples.files("field", ".pol")[0]
      return [file, Array(file.prefix(file.count - 3)), Array(file.prefix(8))]
    },
    run: { bytes in
      guard bytes.starts(with: PolicyFile.signature) else { return }
      let read = outcome { () throws(FormatError) in try PolicyFile.read(bytes) }
      try hold(read == outcome { () throws(FormatError) in try PolicyFile.read(bytes) }, "read again")
      try check(read, bytes)
    })

  /// What `reg query … /s` prints.
  static let query = FuzzTarget(
    name: "query", longestBytes: 64 << 10,
    words: [
      "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\SystemCertificates\\ROOT\\Certificates\\", "    Blob    ",
      "REG_BINARY", "    ", "\t", "\r\n", "3082",
    ],
    seeds: {
      let text = try Samples.files("field", "reg-query.txt")[0]
      return [text, Samples.wide(text), Array(text.prefix(400))]
    },
    run: { bytes in
      guard RegistryQuery.looksLike(bytes) else { return }
      let read = outcome { () throws(FormatError) in try RegistryQuery.read(bytes) }
      try check(read, bytes)
      guard let wide = Samples.alsoWide(bytes) else { return }
      try hold(
        essence(of: outcome { () throws(FormatError) in try RegistryQuery.read(wide) }) == essence(of: read),
        "the same text in UTF-16 gives the same")
    })

  /// Any file: what is told by content, and text with Base64 in it.
  static let blocks = FuzzTarget(
    name: "blocks", longestBytes: 64 << 10,
    words: [
      "-----BEGIN ", "-----END ", "CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE", "PKCS7", "CMS",
      "PKCS #7 SIGNED DATA", "CERTIFICATE REQUEST", "X509 CRL", "PRIVATE KEY", "ENCRYPTED PRIVATE KEY",
      "-----\n",
      "-----\r\n", "MII", "=", "==",
    ],
    seeds: {
      let texts = try (Samples.files("windows", "rootA1.cer", "rootC.cer", "p7-empty.p7b", "export.p7b"))
        .flatMap { bytes in
          let block = PEM.block("CERTIFICATE", bytes, lineEnd: "\r\n")
          return [PEM.base64(bytes), block, "Subject: a\n" + block + block]
        }.map { Array($0.utf8) }
      return try texts + texts.prefix(2).map { Samples.wide($0) } + Samples.certificates().prefix(4)
        + Samples.files("windows", ".p7b", "export.sst", ".bin")
    },
    run: { bytes in
      let read = outcome { () throws(FormatError) in try CertificateReader.contents(of: bytes) }
      try check(read, bytes)
      if case .success(let octets) = Base64.decode(bytes[...]) {
        try hold(
          PEM.base64(octets, lineEnd: "").utf8.elementsEqual(bytes.filter { !Base64.isBlank($0) }),
          "Base64 that is read is the only Base64 of its octets")
      }
      guard let wide = Samples.alsoWide(bytes) else { return }
      switch FileFormat.recognise(bytes) {
      case .blocks, .bareBase64:
        try hold(
          outcome { () throws(FormatError) in try CertificateReader.contents(of: wide) } == read,
          "the same text in UTF-16 gives the same")
      default: break
      }
    })

  /// A large export is read in parts, which begin wherever a line looks like a key.
  private static func checkParts(_ bytes: [UInt8], _ read: Result<FileContents, FormatError>) throws {
    let memory = MemoryFile(bytes)
    let file = try OpenFile(SystemPath("/proc/self/fd/\(memory.descriptor)"), limit: bytes.count)
    for count in [2, 5, 30] {
      let share = max(2, bytes.count / count & ~1)
      guard let parts = RegistryParts(file, share: share)?.contents(threads: 1) else { continue }
      try hold(.success(parts) == read, "parts of \(share) bytes hold what the whole export holds")
    }
  }

  private static func check(_ read: Result<FileContents, FormatError>, _ bytes: [UInt8]) throws {
    switch read {
    case .success(let contents): try Rules.check(contents, fileBytes: bytes.count)
    case .failure(let error): try Rules.check(error, fileBytes: bytes.count)
    }
  }

  /// What does not depend on offsets.
  private struct Essence: Hashable {
    var contents: [StoredCertificate]?
    var stores: Set<Store> = []
    var remarks = 0
    var unreadable: [String] = []
    var line: Int?
    var error: String?
  }

  private static func essence(of read: Result<FileContents, FormatError>) -> Essence {
    switch read {
    case .success(let contents):
      return Essence(
        contents: contents.certificates, stores: contents.stores, remarks: contents.remarks.count,
        unreadable: contents.unreadable.map {
          "\($0.name ?? "") \($0.number) \($0.store as Any) \($0.physical)"
        })
    case .failure(.badRegistryLine(_, let line)): return Essence(line: line)
    case .failure(let error):
      return Essence(error: String(String(describing: error).prefix { $0 != "(" }))
    }
  }

  private static func smallExport() throws -> String {
    let certificate = try Samples.files("windows", "rootC.cer")[0]
    func record(_ identifier: UInt8, _ content: [UInt8]) -> [UInt8] {
      [identifier, 0, 0, 0, 1, 0, 0, 0, UInt8(content.count & 0xFF), UInt8(content.count >> 8), 0, 0]
        + content
    }
    let octets = record(11, Array("a\0b\0\0\0".utf8)) + record(19, []) + record(32, certificate)
    let digits = octets.map { Hexadecimal.text([$0]) }
    let lines = stride(from: 0, to: digits.count, by: 25).map {
      digits[$0..<min($0 + 25, digits.count)].joined(separator: ",")
    }
    let root = #"[HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\SystemCertificates"#
    return """
      Windows Registry Editor Version 5.00\r
      \r
      \(root)\\ROOT\\Certificates\\\(try Certificate(der: certificate).thumbprint)]\r
      "Blob"=hex:\(lines.joined(separator: ",\\\r\n  "))\r
      "Name"="a \\"b\\" \\\\"\r
      \r
      \(root)\\CA\\CRLs\\AB]\r
      "Blob"=hex(3):01\r
      ; said by hand\r
      \(root)\\Disallowed\\Certificates\\AB]\r
      @=dword:00000001\r
      "Blob"=-\r

      """
  }
}
