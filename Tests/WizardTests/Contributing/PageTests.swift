// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestFiles
import Testing

/// Whether the code in CONTRIBUTING.md is code that is compiled and run here.
@Suite("CONTRIBUTING.md")
struct PageTests {
  private static let folder = URL(filePath: "\(Checkout.path)/Tests/WizardTests/Contributing")

  /// What stands between ```` ```swift ```` and ```` ``` ````.
  static let blocks = blocks(of: "swift")

  private static func blocks(of language: String) -> [String] {
    let page = try? WholeFile.text("\(Checkout.path)/CONTRIBUTING.md")
    let parts = page?.components(separatedBy: "\n```") ?? []
    return parts.filter { $0.hasPrefix("\(language)\n") }.map { String($0.dropFirst(language.count + 1)) }
  }

  @Test("what it shows of a catalog is in the catalog", arguments: blocks(of: "json"))
  func isInCatalog(block: String) throws {
    #expect(try WholeFile.text("\(Checkout.path)/Locales/en.json").contains(block))
  }

  @Test("has blocks of code")
  func some() { #expect(!Self.blocks.isEmpty) }

  @Test("each block is in one of these files, line for line", arguments: blocks)
  func isTested(block: String) throws {
    let folders = [Self.folder, Self.folder.appending(path: "../../CommandsTests").standardizedFileURL]
    let files = try folders.flatMap {
      try FileManager.default.contentsOfDirectory(at: $0, includingPropertiesForKeys: nil)
    }
    let texts = try files.map { try String(contentsOf: $0, encoding: .utf8) }
    #expect(texts.contains { $0.contains(block) })
  }
}
