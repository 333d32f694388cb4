// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestFiles
import Testing

/// Scripts that no test runs wait for sentences of the program, too.
@Suite("Sentences that scripts wait for")
struct ScriptSentenceTests {
  @Test("are sentences that the program says", arguments: ["chroot"])
  func said(script: String) throws {
    let text = try WholeFile.text("\(Checkout.path)/Scripts/package.d/\(script)")
    let sentences = text.matches(of: /\*'([^'$]+)'\*/).map { String($0.1) }
    try #require(!sentences.isEmpty)
    let catalog = try WholeFile.text("\(Checkout.path)/Locales/en.json")
    for sentence in sentences { #expect(catalog.contains(sentence), "\(sentence)") }
  }
}
