// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestFiles
import Testing

@Suite("Pages and comparisons of inspect, end to end")
struct InspectPagesTests {
  private static let pool = Samples.path("pool")
  private static let server = ["inspect"] + InspectTests.chain + ["--store", InspectTests.export]
  static let pages: [(name: String, arguments: [String], code: Int32)] = [
    ("server", server, 0),
    ("against", server + ["--against", "\(pool)/fe04"], 0),
    ("missing", ["inspect"] + InspectTests.chain + ["--store", "\(pool)/fe03/stores.reg"], 0),
    ("pool", ["inspect"] + InspectTests.chain + ["--pool", pool], 65),
  ]

  /// What a browser would load, run, or send something to.
  private static let active = [
    "<script", "<link", "<img", "<iframe", "<form", "<object", " src=", " href=", "url(", "@import",
    " onload",
  ]

  @Test("write a page that needs nothing from outside and runs nothing", arguments: pages)
  func page(name: String, arguments: [String], code: Int32) throws {
    let machine = Machine()
    let run = try machine.run(arguments + ["--html", "\(machine.folder)/page.html"])
    #expect(run.code == code)
    #expect(run.output.isEmpty)
    #expect(run.says("\(machine.folder)/page.html"))
    let html = try machine.text("page.html")
    #expect(html.hasPrefix("<!doctype html>\n<html lang=\"en\">"))
    #expect(html.contains("content=\"default-src 'none'; style-src 'unsafe-inline'"))
    #expect(html.contains("@media (prefers-color-scheme: dark)"))
    for part in Self.active { #expect(!html.contains(part), "\(part)") }
    // The same on standard output, but for the time.
    let streamed = try machine.run(arguments + ["--html", "-"])
    let lines = html.split(separator: "\n").filter { !$0.contains("Written ") }
    #expect(streamed.output.split(separator: "\n").filter { !$0.contains("Written ") } == lines)
    // An existing file is never replaced.
    try machine.write("x", to: "page.html")
    #expect(try machine.run(arguments + ["--html", "\(machine.folder)/page.html"]).code == 73)
  }

  @Test(
    "write valid HTML in every language that was looked at",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/tidy")),
    arguments: pages.map(\.name), ["en", "de", "ja"])
  func valid(name: String, language: String) throws {
    let machine = Machine()
    let arguments = try #require(Self.pages.first { $0.name == name }).arguments
    _ = try machine.run(arguments + ["--language", language, "--html", "\(machine.folder)/page.html"])
    try machine.shell("tidy -e -q -utf8 page.html >said 2>&1 || :")
    // Tidy takes the title of a drawing for that of the page, which may have no identifier.
    let said = try machine.text("said").split(separator: "\n").filter {
      !$0.hasSuffix("<title> proprietary attribute \"id\"")
    }
    #expect(said == [])
  }

  @Test("say on the page what was said before it: a file that could not be read is not one that is in order")
  func remarks() throws {
    let machine = Machine()
    let arguments = ["inspect"] + InspectTests.chain + ["--pool", Self.pool, "--html", "-"]
    let pool = try machine.run(arguments).output
    #expect(pool.contains("fe06: ROOT.txt is not a certificate file."))
    #expect(pool.contains("banner stop"))
    let store = try machine.write("Call Bob.\n", to: "ROOT.txt")
    let run = try machine.run(
      ["inspect"] + InspectTests.chain + ["--store", "ROOT=\(store)", "--html", "-"])
    #expect(run.code == 66)
    #expect(run.output.contains("ROOT.txt is not a certificate file."))
    #expect(run.output.contains("nothing can be concluded"))
    #expect(!run.output.contains("banner good"))
  }

  @Test("make a hostile name harmless on a page")
  func hostile() throws {
    let machine = Machine()
    let html = try machine.run(
      Self.server + ["--against", "\(machine.folder)/<b>.reg", "--html", "-"]
    ).output
    #expect(!html.contains("<b>"))
    #expect(html.contains("&lt;b&gt;.reg"))
  }

  @Test("compare two servers: what is here and not there, as far as it was read")
  func against() throws {
    let run = try InspectTests.json(
      ["--store", InspectTests.export, "--against", "\(Self.pool)/fe05"], on: Machine())
    let against = try #require(run.value["against"] as? [String: Any])
    let here = try #require(against["onlyHere"] as? [[String: Any]])
    #expect(!here.isEmpty)
    // Of fe05, only the registry was handed over.
    #expect(Set(here.map { $0["certainty"] as? String }) == ["absentFromPart", "notSeen"])
    #expect((against["onlyThere"] as? [Any])?.isEmpty == true)
    #expect(against["both"] as? Int == 2)

    let text = try Machine().run(Self.server + ["--against", "\(Self.pool)/fe01"]).output
    #expect(text.contains("\nHere, and not there\n"))
    #expect(text.contains("Certificates in both: 2."))
  }

  @Test("end with the code of what could not be read on the other side")
  func againstCodes() throws {
    let machine = Machine()
    let text = try machine.write("Call Bob.\n", to: "there/ROOT.txt")
    for (path, code) in [("/nowhere", 66), ("\(machine.folder)/there", 66), (text, 66)] {
      let run = try machine.run(Self.server + ["--against", path])
      #expect(run.code == Int32(code), "\(path)")
      #expect(!run.messages.isEmpty)
    }
    #expect(try machine.run(Self.server + ["--against", "\(Self.pool)/fe01"]).code == 0)
  }

  @Test("write a pool as its schema says")
  func poolSchema() throws {
    let run = try Machine().run(["inspect", "--json"] + InspectTests.chain + ["--pool", Self.pool])
    #expect(run.code == 65)
    let value = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    #expect(try JSONSchema("inspect-pool-1.schema.json").objections(to: value) == [])
  }
}
