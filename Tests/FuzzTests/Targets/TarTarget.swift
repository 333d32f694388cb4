// SPDX-License-Identifier: GPL-3.0-or-later

import TestFiles

@testable import Files
@testable import Stores

extension FuzzTarget {
  /// What bsdtar makes of an archive, and `.tar`.
  static let tar = FuzzTarget(
    name: "tar", longestBytes: 64 << 10,
    words: [
      "ustar\u{0}00", "ustar  \u{0}", "0000644\u{0}", "00000000000\u{0}", "x", "L", "5", "2", "./@LongLink",
      "11 path=a\n", "12 size=10\n", "../",
    ],
    seeds: {
      let files = [("ROOT/a.cer", [UInt8]("a certificate".utf8)), ("../b", [])]
      return [
        TarWriter.archive(files), TarWriter.archive(files, form: .pax), TarWriter.archive(files, form: .gnu),
      ]
    },
    run: { bytes in
      let read = outcome { () throws(FormatError) in try TarArchive.members(bytes) }
      try hold(read == outcome { () throws(FormatError) in try TarArchive.members(bytes) }, "read again")
      switch read {
      case .failure(let error): try Rules.check(error, fileBytes: bytes.count)
      case .success(let members):
        try hold(
          members.reduce(0) { $0 + ($1.content?.count ?? 0) + 512 } <= bytes.count,
          "members lie in the file, one after another")
        for member in members { try hold(!member.name.hasPrefix("/"), "no name begins at the root") }
      }
    })
}
