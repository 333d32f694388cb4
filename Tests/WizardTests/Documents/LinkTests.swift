// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestFiles
import Testing

/// Whether what the documents point to is there. No address is asked: these tests need no network.
@Suite("Links of the documents")
struct LinkTests {
  /// Where the links of a page lead; commands and code have none.
  private static func targets(of document: Document) throws -> [String] {
    let text = try WholeFile.text(document.path).components(separatedBy: "```").enumerated()
      .filter { $0.offset.isMultiple(of: 2) }.map(\.element).joined()
    return text.matches(of: /\]\(([^)\s]+)\)/).map { String($0.1) }
  }

  @Test("lead to files of the checkout, or to a site that is known", arguments: Document.pages)
  func files(document: Document) throws {
    let folder = URL(filePath: document.path).deletingLastPathComponent()
    for target in try Self.targets(of: document) {
      if target.hasPrefix("https://") {
        let host = URL(string: target)?.host()
        #expect(["learn.microsoft.com"].contains(host), "\(target)")
      } else {
        let path = folder.appending(path: target).path
        #expect(FileManager.default.fileExists(atPath: path), "\(target)")
      }
    }
  }

  @Test("there are some in README.md")
  func some() throws { #expect(try Self.targets(of: .readme).count > 10) }

  private static let manuals = Set(
    Document.manPages.map { URL(filePath: $0.name) }.map {
      "\($0.deletingPathExtension().lastPathComponent)(\($0.pathExtension))"
    })

  @Test("man pages that are named exist", arguments: Document.pages + Document.manPages)
  func manualsExist(document: Document) throws {
    let text = try WholeFile.text(document.path)
    let named =
      text.matches(of: /(lync-pin-wizard[a-z-]*)\(([1-9])\)/).map { "\($0.1)(\($0.2))" }
      + text.matches(of: /\.Xr (lync-pin-wizard[a-z-]*) ([1-9])/).map { "\($0.1)(\($0.2))" }
    #expect(Set(named).subtracting(Self.manuals) == [])
  }

  @Test("lync-pin-wizard(1) and README.md lead to every man page", arguments: manuals.sorted())
  func isFound(manual: String) throws {
    #expect(try WholeFile.text(Document.readme.path).contains("[\(manual)]("))
    let first = try #require(Document.manPages.first { $0.name.hasSuffix(".1") })
    let reference = manual.replacing("(", with: " ").replacing(")", with: "")
    let isItself = first.name.hasSuffix("/\(reference.replacing(" ", with: "."))")
    #expect(try isItself || WholeFile.text(first.path).contains(".Xr \(reference)"))
  }

  @Test("a section that README.md names is in its man page")
  func sections() throws {
    let text = try WholeFile.text(Document.readme.path).split { $0.isWhitespace }.joined(separator: " ")
    let named = text.matches(of: /\]\((Scripts\/package\.d\/man\/[^)]*)\), “([A-Z ]+)”/)
    #expect(named.count == 2)
    for match in named {
      let page = try WholeFile.text("\(Checkout.path)/\(match.1)")
      #expect(page.contains("\n.Sh \(match.2)\n"), "\(match.2)")
    }
  }
}
