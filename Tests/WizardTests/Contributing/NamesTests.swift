// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestFiles
import Testing

/// Whether the pages for contributors name files and rooms that exist.
@Suite("names in the pages for contributors")
struct NamesTests {
  /// Every file and folder of the project, from the checkout on.
  private static let paths: [String] = ["Sources", "Tests", "Scripts", "Locales"].flatMap { folder in
    let found = FileManager.default.enumerator(atPath: "\(Checkout.path)/\(folder)")
    return [folder] + (found?.compactMap { $0 as? String }.map { "\(folder)/\($0)" } ?? [])
  }

  /// The words in backticks that look like a path; `../` and options of Windows programs (`/i`) do not.
  private static func named(in page: String) throws -> [String] {
    try quoted(in: page).filter { word in
      guard let first = word.first, first != ".", first != "/" else { return false }
      return word.contains("/") && !word.contains(where: { " <>*:$(".contains($0) })
    }
  }

  private static func quoted(in page: String) throws -> [String] {
    let parts = try WholeFile.text("\(Checkout.path)/\(page)").split(
      separator: "`", omittingEmptySubsequences: false)
    return parts.enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }

  @Test("exist", arguments: ["CONTRIBUTING.md", "Tests/README.md"])
  func exist(page: String) throws {
    let unknown = try Self.named(in: page).filter { name in
      let ending = name.hasSuffix("/") ? String(name.dropLast()) : name
      return !Self.paths.contains { $0 == ending || $0.hasSuffix("/\(ending)") }
    }
    #expect(unknown == [])
  }

  @Test("every room is there")
  func rooms() throws {
    let page = try Set(Self.quoted(in: "CONTRIBUTING.md"))
    let rooms = Self.paths.filter { $0.hasPrefix("Sources/") && $0.hasSuffix(".swift") }
      .map { String($0.split(separator: "/")[1]) }
    #expect(Set(rooms).subtracting(page).subtracting(["lync-pin-wizard"]) == [])
  }
}
