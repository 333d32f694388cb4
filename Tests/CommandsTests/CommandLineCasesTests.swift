// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Guide
import Procedure
import Reports
import Servers
import Testing
import Texts
import Usage
import X509

@testable import Commands
@testable import ProgramParts

/// What holds for all cases together.
extension CommandLineReaderTests {
  @Test("has a case of its own for every command", arguments: CommandList.all.map { $0.name })
  func everyCommand(name: String) {
    let cases =
      Self.generalCases + Self.helpAndVersionCases + Self.startCases + Self.sessionWorkCases + Self.looksCases
    #expect(cases.contains { $0.line.split(separator: " ").first.map(String.init) == name })
  }

  @Test("says each misuse in every language", arguments: Wording.languages)
  func words(language: String) {
    let wording = Wording(language: language)
    for line in Self.generalCases + Self.startCases + Self.sessionWorkCases + Self.recheckCases
      + Self.looksCases
    {
      guard case .misuse(let misuse) = line.outcome else { continue }
      let text = misuse.text(wording)
      #expect(!text.contains("‹") && !text.contains("{") && text.contains(misuse.subject), "\(text)")
    }
  }
}
