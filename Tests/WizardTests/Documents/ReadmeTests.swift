// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestFiles
import Testing

/// Whether the first page that anybody reads stays short, and in the order in which it is needed.
@Suite("README.md")
struct ReadmeTests {
  @Test("has its parts in the order in which a newcomer needs them")
  func order() throws {
    let headings = try Document.readme.lines().filter { $0.hasPrefix("##") }
    #expect(
      headings == [
        "## Install", "## From source", "## Four ways to use it", "### By hand", "### From files",
        "### With command files", "### On a live server", "## Afterwards", "## What it will never do",
        "## Troubleshooting", "## Getting help", "## License",
      ])
  }

  /// Words are what blanks separate, the text of links and pictures included. Blocks of commands and the recorded
  /// session, which are between lines of three backticks, do not count.
  @Test("has at most 1,200 words besides commands and the recorded session")
  func words() throws {
    var count = 0
    var isBlock = false
    for line in try Document.readme.lines() {
      if line.hasPrefix("```") {
        isBlock.toggle()
      } else if !isBlock {
        count += line.split(separator: " ").count
      }
    }
    #expect(!isBlock)
    #expect(count > 500)
    #expect(count <= 1_200)
  }

  @Test("each way to use it is told in at most ten lines, with a link")
  func ways() throws {
    let ways = try WholeFile.text(Document.readme.path).components(separatedBy: "\n### ").dropFirst()
    for way in ways {
      let part = way.components(separatedBy: "\n## ")[0].components(separatedBy: "```")
      let lines = part.dropFirst(2).joined().split(separator: "\n")
      #expect(lines.count <= 10, "\(way.prefix(20))")
      #expect(lines.contains { $0.contains("(7)](") }, "\(way.prefix(20))")
    }
    #expect(ways.count == 4)
  }

  @Test("its moving picture is a drawing that moves, runs no script and is not larger than 1 MB")
  func movingPicture() throws {
    let name = "Scripts/record.d/practice.svg"
    #expect(try WholeFile.text(Document.readme.path).contains("](\(name))"))
    let bytes = try WholeFile.bytes("\(Checkout.path)/\(name)")
    #expect(bytes.count <= 1_000_000)
    let drawing = String(decoding: bytes, as: UTF8.self)
    #expect(drawing.hasPrefix("<svg "))
    #expect(drawing.contains("@keyframes"))
    #expect(!drawing.contains("<script"))
  }
}
