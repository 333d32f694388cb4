// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@testable import Pages

@Suite("A picture of stores")
struct StorePictureTests {
  private func picture(_ marks: [(PictureMark, PictureMark)], name: String = "Contoso Root CA")
    -> StorePicture
  {
    StorePicture(
      headings: StorePicture.Headings(
        number: "Line", name: "Issued To", serial: "Serial number", validTo: "Valid to",
        moments: ["Before", "After"]),
      shelves: [
        StorePicture.Shelf(
          title: "Trusted Root", note: "read in part",
          rows: marks.enumerated().map { index, marks in
            StorePicture.Row(
              number: "\(index + 1)", name: name, serial: "61 0\(index)", validTo: "3/1/2031",
              details: "line \(index + 1) · …0\(index)", validity: "to 3/1/2031",
              states: [
                StorePicture.State(mark: marks.0, words: "was \(marks.0)"),
                StorePicture.State(mark: marks.1, words: "is <\(marks.1)>"),
              ])
          })
      ], nothing: "nothing listed")
  }

  @Test("says in its table and to a screen reader what it draws")
  func same() throws {
    let html = PictureTable(picture: picture([(.matched, .matched), (.removable, .removed)]), id: "s").html
    let table = html[try #require(html.range(of: "<table>")).lowerBound...]
    let descriptions = html.matches(of: /<desc id="s0-(.)-d">([^<]*)</).map { String($0.2) }
    #expect(
      descriptions == [
        "Contoso Root CA, line 1 · …00, to 3/1/2031, was matched; Contoso Root CA, line 2 · …01, to 3/1/2031, was removable",
        "Contoso Root CA, line 1 · …00, to 3/1/2031, is &lt;matched&gt;; Contoso Root CA, line 2 · …01, to 3/1/2031, is &lt;removed&gt;",
      ])
    for words in ["was matched", "is &lt;matched&gt;", "was removable", "is &lt;removed&gt;"] {
      #expect(
        html.contains("<text class=\"state\" x=\"40\" y=\"\(words.contains("matched") ? 74 : 164)\">\(words)")
      )
      #expect(table.contains(">\(words)</td>"))
    }
    #expect(html.contains("<title>Trusted Root: After</title>"))
    #expect(html.contains("read in part"))
  }

  @Test("tells every mark by its form alone")
  func forms() {
    #expect(Set(PictureMark.allCases.map(\.path)).count == PictureMark.allCases.count)
    for mark in PictureMark.allCases {
      // Path data of SVG 1.1 § 8.3 and nothing else.
      #expect(mark.path.wholeMatch(of: /M[MmLlHhVvAaCcZz0-9., -]+/) != nil, "\(mark)")
    }
  }

  @Test("says that a store shows nothing, in words")
  func nothing() {
    let html = PictureTable(picture: picture([]), id: "s").html
    #expect(html.components(separatedBy: ">nothing listed<").count == 5)
    #expect(!html.contains("<table>"))
  }

  @Test("cuts off a name that is too wide for the drawing, and has it whole beside it")
  func wide() throws {
    for name in [String(repeating: "W", count: 60), String(repeating: "証", count: 40)] {
      let html = PictureTable(picture: picture([(.left, .left)], name: name), id: "s").html
      let drawn = try #require(html.firstMatch(of: /class="name"[^>]*>([^<]*)</))
      #expect(drawn.1.hasSuffix("…"))
      #expect(DrawnText.width(String(drawn.1)) * 15 <= 292)
      #expect(html.contains("<td data-head=\"Issued To\">\(name)</td>"))
    }
    #expect(DrawnText.fitted("Contoso Root CA", width: 292, fontSize: 15) == "Contoso Root CA")
  }

  @Test("renames what is named, and nothing else")
  func renamed() {
    let picture = picture([(.removable, .removed)])
    let renamed = picture.renamed { $0.replacing("Contoso", with: "Authority") }
    #expect(renamed.shelves[0].rows[0].name == "Authority Root CA")
    #expect(renamed.renamed { $0.replacing("Authority", with: "Contoso") } == picture)
  }

  @Test("draws the path from the root down, the server's own certificate apart")
  func path() {
    let path = PathPicture(
      title: "Certification path",
      links: [
        PathPicture.Link(
          role: "Root", name: "Contoso <Root>", serialEnd: "…7A 11", validity: "to 2031", isNoted: true),
        PathPicture.Link(role: "Gone", name: "B", validity: "to 2032", isNoted: true, alarm: "MISSING"),
        PathPicture.Link(role: "Server", name: "fe01.contoso.com", validity: "", isNoted: false),
      ])
    let svg = path.svg(id: "p")
    #expect(
      svg.contains(
        "Root: Contoso &lt;Root&gt;, …7A 11, to 2031; Gone: B, to 2032, MISSING; Server: fe01.contoso.com</desc>"
      ))
    #expect(svg.contains(">MISSING</text>") && svg.contains("box stop is-missing"))
    #expect(svg.components(separatedBy: "class=\"sign\"").count == 3)
    #expect(svg.contains("is-left"))
  }
}
