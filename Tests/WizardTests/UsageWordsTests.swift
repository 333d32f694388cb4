// SPDX-License-Identifier: GPL-3.0-or-later

import Testing
import Texts

@testable import Words

@Suite("What the command line understands")
struct UsageWordsTests {
  @Test("reads on 80 columns", arguments: Wording.languages)
  func usage(language: String) {
    for line in UsageWords(wording: Wording(language: language)).text(nil).split(separator: "\n") {
      let columns = line.unicodeScalars.reduce(0) {
        $0 + ($1.value >= 0x1100 && !(0x2000..<0x2E80).contains($1.value) ? 2 : 1)
      }
      #expect(columns <= 80, "\(line)")
    }
  }
}
