// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

/// What is said of a product before a session begins.
@Suite("Products at the start")
struct StartProductTests {
  @Test("says what Microsoft's lists say of a product and its Windows, and goes on")
  func support() throws {
    let cases = [
      ("2016", "sfb2015", "with Cumulative Update 5 (KB 4015888) or later"),
      ("2019", "sfb2015", "with Cumulative Update 9 or later"), ("2008", "sfb2015", "upgraded in place"),
      ("2012", "sfb2015", "among the older clients"), ("2012R2", "lync2013", "October 2013"),
      ("2016", "lync2013", "does not list Lync Server 2013 on Windows Server 2016"),
      ("2012", "lync2010", "does not list Lync Server 2010 on Windows Server 2012"),
    ]
    for (number, one) in cases.enumerated() {
      let run = try Machine().run(["start", "--name", "s\(number)", "--server", one.0, "--product", one.1])
      #expect(run.code == 3)
      #expect(run.says(one.2), "\(one)")
    }
    let listed = try Machine().run(["start", "--name", "s", "--server", "2012", "--product", "lync2013"])
    #expect(!listed.says("does not list") && !listed.says("Cumulative Update"))
  }

  @Test("begins nothing where Lync Phone Edition is not supported, and says why")
  func unsupportedProduct() throws {
    let machine = Machine()
    let said = "Lync Phone Edition is not supported with Skype for Business Server 2019"
    let asked = try machine.run(["start", "--name", "h"], input: "2016\nSkype for Business Server 2019\n")
    #expect(asked.code == 1)
    #expect(asked.says(said) && asked.says("plan their replacement"))
    let given = try machine.run(["start", "--server", "2019", "--product", "sfb2019"])
    #expect(given.code == 64 && given.says(said))
    #expect(machine.files("").isEmpty)
  }
}
