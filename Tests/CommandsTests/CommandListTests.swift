// SPDX-License-Identifier: GPL-3.0-or-later

import Testing
import Usage

@testable import Commands

@Suite("The list of commands")
struct CommandListTests {
  @Test("takes an option of one name in one way, whichever command it belongs to")
  func namesAgree() {
    var takesValue: [String: Bool] = [:]
    for option in CommandList.all.flatMap({ $0.options }) + CommonOptions.all {
      let value = option.placeholder != nil
      #expect(takesValue.updateValue(value, forKey: option.name) ?? value == value, "\(option.name)")
    }
    let names = CommandList.all.map { $0.name }
    #expect(Set(names).count == names.count)
  }
}
