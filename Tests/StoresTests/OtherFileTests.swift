// SPDX-License-Identifier: GPL-3.0-or-later

import Stores
import TestFiles
import Testing

@Suite("Files that are something else")
struct OtherFileTests {
  static let kinds: [(start: [UInt8], kind: OtherFile)] = [
    (Array("regf".utf8), .hive),
    ([0x50, 0x4B, 3, 4, 20, 0], .archive), ([0x50, 0x4B, 5, 6], .archive),
    (Array("MSCF".utf8) + [0, 0, 0, 0], .archive),
    ([UInt8](repeating: 0x61, count: 257) + Array("ustar\0".utf8), .archive),
    ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .packed), (Array("Rar!\u{1A}".utf8), .packed),
    ([0x1F, 0x8B, 8, 0], .packed), (Array("BZh9".utf8), .packed),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], .packed), ([0x28, 0xB5, 0x2F, 0xFD], .packed),
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .office), (Array("%PDF-1.7".utf8), .pdf),
    ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .image), ([0xFF, 0xD8, 0xFF, 0xE0], .image),
    (Array("GIF89a".utf8), .image), ([0x49, 0x49, 0x2A, 0], .image), ([0x4D, 0x4D, 0, 0x2A], .image),
    (Array("RIFFsizeWEBP".utf8), .image),
    (Array("MZ".utf8) + [0x90, 0], .executable), ([0x7F] + Array("ELF".utf8), .executable),
  ]

  @Test("are refused by their names, whatever the file is called")
  func kinds() {
    for (start, kind) in Self.kinds {
      let bytes = start + [UInt8](repeating: 0x41, count: 300)
      #expect(throws: FormatError.otherFile(kind)) { try CertificateReader.contents(of: bytes) }
    }
  }

  @Test("are never seen in what is read")
  func samples() throws {
    for folder in ["windows", "field", "genuine", "text", "servers"] {
      for name in Samples.names(in: folder) where name != "V" {
        #expect(OtherFile(try Samples.bytes(name, in: folder)) == nil, "\(name)")
      }
    }
  }
}
