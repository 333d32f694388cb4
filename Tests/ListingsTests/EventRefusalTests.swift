// SPDX-License-Identifier: GPL-3.0-or-later

import Listings
import Testing

@Suite struct EventRefusalTests {
  private static let deep = String(repeating: "<a>", count: 65)
  private static let wide = (0...64).map { " a\($0)='1'" }.joined()

  static let cases: [(text: String, refusal: EventReading.Refusal)] = [
    ("", .noEvents),
    ("only words: and more", .noEvents),
    ("a,b,c\n1,2,3\n", .noEvents),
    ("<Events></Events>", .noEvents),
    ("<html><body/></html>", .noEvents),
    ("ElfFile\0 and the rest", .eventLog),
    ("<!DOCTYPE x [<!ENTITY a 'b'>]><Event/>", .badXML(.documentType(line: 1))),
    ("<Events>\n<!ELEMENT x>", .badXML(.documentType(line: 2))),
    ("<Events>\n<Event>", .badXML(.cut(line: 2))),
    ("<Events>\n<Event a=>", .badXML(.badTag(line: 2))),
    ("<Event a='1' a='2'/>", .badXML(.badTag(line: 1))),
    ("<Event a='<'/>", .badXML(.badTag(line: 1))),
    ("<Event a='1'b='2'/>", .badXML(.badTag(line: 1))),
    ("<Event></Events>", .badXML(.unexpectedEnd(line: 1, name: "Events"))),
    ("</Event>", .badXML(.unexpectedEnd(line: 1, name: "Event"))),
    ("<Event>&nbsp;</Event>", .badXML(.badReference(line: 1))),
    ("<Event>&#0;</Event>", .badXML(.badReference(line: 1))),
    ("<Event>&#xD800;</Event>", .badXML(.badReference(line: 1))),
    ("<Event>a & b and so on</Event>", .badXML(.badReference(line: 1))),
    ("<Event><!-- x", .badXML(.cut(line: 1))),
    ("<Event><![CDATA[ x ]]", .badXML(.cut(line: 1))),
    (deep, .badXML(.tooDeep(line: 1, limit: 64))),
    ("<Event\(wide)/>", .badXML(.tooManyAttributes(line: 1, limit: 64))),
  ]

  @Test("refuses with a kind and a line", arguments: cases.indices)
  func refusals(_ index: Int) {
    let row = Self.cases[index]
    #expect(throws: row.refusal) { try EventReading(Array(row.text.utf8)) }
  }

  @Test("keeps the events before the damage, and names those that say too little")
  func partly() throws {
    let good = TextSamples.xml()
    let cut = try EventReading(Array("<Events>\n\(good)\n\(good.dropLast(9))".utf8))
    #expect(cut.events.count == 1)
    #expect(cut.remarks == [.badXML(.cut(line: 3))])
    let odd = "<Events>\n\(TextSamples.xml(number: "x"))\n\(good)\n\(TextSamples.xml(source: " "))</Events>"
    let reading = try EventReading(Array(odd.utf8))
    #expect(reading.events.map(\.line) == [3])
    #expect(reading.remarks == [.incomplete(line: 2), .incomplete(line: 4)])
    let table =
      "a,b,c,d,e\nError,1/2/2013 4:02 AM,x,7,y\nError,1/2/2013,x\nError,1/2/2013 4:02 AM,x,8,y,\"open\n"
    let rows = try EventReading(Array(table.utf8))
    #expect(rows.events.map(\.number) == [7, 8])
    #expect(rows.remarks == [.incomplete(line: 3), .openQuote(line: 4)])
  }

  @Test("understands references, CDATA, comments and elements it does not know")
  func markup() throws {
    let data =
      "<!-- <Data> --><x:Data xmlns:x='y'>Get&#69;ncryption<![CDATA[Key]]>&#x52;equest &amp;&lt;&gt;</x:Data><?a b?>"
    let event = try #require(
      EventReading(Array("<?xml version='1.0'?>\n\(TextSamples.xml(data: data))".utf8)).events.first)
    #expect(event.request == .encryptionKey)
    #expect(event.line == 2)
  }
}
