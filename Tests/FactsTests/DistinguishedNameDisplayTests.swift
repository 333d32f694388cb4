// SPDX-License-Identifier: GPL-3.0-or-later

import TestCertificates
import Testing

@testable import Facts

@Suite("DistinguishedName, shown")
struct DistinguishedNameDisplayTests {
  typealias Part = TestName.Part

  struct Case: Sendable, CustomTestStringConvertible {
    let id: String
    let name: TestName
    let display: String
    let lines: [String]
    let rfc4514: String
    var testDescription: String { id }

    init(_ id: String, _ name: TestName, display: String, lines: [String], rfc4514: String) {
      self.id = id
      self.name = name
      self.display = display
      self.lines = lines
      self.rfc4514 = rfc4514
    }
  }

  static let cases: [Case] = [
    Case(
      "common name", .contoso("Contoso Root CA"), display: "Contoso Root CA",
      lines: ["CN = Contoso Root CA", "O = Contoso", "C = US"], rfc4514: "CN=Contoso Root CA,O=Contoso,C=US"),
    Case(
      "units, the last one shown (KB 293781)",
      TestName(
        Part("O", "Microsoft Trust Network"), Part("OU", "Microsoft Corporation"),
        Part("OU", "Microsoft Time Stamping Service Root"), Part("OU", "Copyright (c) 1997 Microsoft Corp.")),
      display: "Copyright (c) 1997 Microsoft Corp.",
      lines: [
        "OU = Copyright (c) 1997 Microsoft Corp.", "OU = Microsoft Time Stamping Service Root",
        "OU = Microsoft Corporation", "O = Microsoft Trust Network",
      ],
      rfc4514: "OU=Copyright (c) 1997 Microsoft Corp.,OU=Microsoft Time Stamping Service Root,"
        + "OU=Microsoft Corporation,O=Microsoft Trust Network"),
    Case(
      "two common names", TestName(Part("CN", "First"), Part("CN", "Second")), display: "Second",
      lines: ["CN = Second", "CN = First"], rfc4514: "CN=Second,CN=First"),
    Case(
      "unit before organization", TestName(Part("OU", "Unit"), Part("O", "Org")), display: "Unit",
      lines: ["O = Org", "OU = Unit"], rfc4514: "O=Org,OU=Unit"),
    Case(
      "organization before e-mail", TestName(Part("E", "a@b.c", .ia5), Part("O", "Org")), display: "Org",
      lines: ["O = Org", "E = a@b.c"], rfc4514: "O=Org,emailAddress=a@b.c"),
    Case(
      "e-mail before the first", TestName(Part("C", "US"), Part("E", "a@b.c", .ia5)), display: "a@b.c",
      lines: ["E = a@b.c", "C = US"], rfc4514: "emailAddress=a@b.c,C=US"),
    Case(
      "the first of others", TestName(Part("DC", "com"), Part("DC", "contoso"), Part("ST", "WA")),
      display: "com",
      lines: ["S = WA", "DC = contoso", "DC = com"], rfc4514: "ST=WA,DC=contoso,DC=com"),
    Case("nothing", TestName(sets: []), display: "", lines: [], rfc4514: ""),
    Case(
      "two attributes in one relative name",
      TestName(sets: [[Part("C", "US")], [Part("CN", "A"), Part("OU", "B")]]),
      display: "A", lines: ["CN = A + OU = B", "C = US"], rfc4514: "CN=A+OU=B,C=US"),
    Case(
      "an identifier without letters", TestName(Part("2.5.4.97", "VATES-Q0801176I")),
      display: "VATES-Q0801176I",
      lines: ["OID.2.5.4.97 = VATES-Q0801176I"], rfc4514: "2.5.4.97=VATES-Q0801176I"),
    Case(
      "special characters", TestName(Part("CN", #"a,b+c"d\e<f>g;h=i"#)), display: #"a,b+c"d\e<f>g;h=i"#,
      lines: [#"CN = a,b+c"d\e<f>g;h=i"#], rfc4514: #"CN=a\,b\+c\"d\\e\<f\>g\;h=i"#),
    Case(
      "blanks at the ends", TestName(Part("CN", " a ")), display: " a ", lines: ["CN =  a "],
      rfc4514: #"CN=\ a\ "#),
    Case(
      "a number sign in front", TestName(Part("CN", "#1 #2")), display: "#1 #2", lines: ["CN = #1 #2"],
      rfc4514: ##"CN=\#1 #2"##),
    Case("a NUL", TestName(Part("CN", "a\0b")), display: "a\0b", lines: ["CN = a\0b"], rfc4514: #"CN=a\00b"#),
    Case(
      "a line feed", TestName(Part("CN", "a\r\nb\nCN = c")), display: "a\r\nb\nCN = c",
      lines: ["CN = a\r\\u{A}b\\u{A}CN = c"], rfc4514: "CN=a\r\nb\nCN = c"),
    Case(
      "a value that is no text", TestName(Part(oid: [0x55, 4, 3], tag: 0x02, content: [5])),
      display: "#020105",
      lines: ["CN = #020105"], rfc4514: ##"CN=\#020105"##),
    Case(
      "wrong octets are still shown", TestName(Part(oid: [0x55, 4, 3], tag: 0x0C, content: [0x4D, 0xFC])),
      display: "M\u{FFFD}", lines: ["CN = M\u{FFFD}"], rfc4514: "CN=M\u{FFFD}"),
  ]

  @Test("is shown as Windows and RFC 4514 have it", arguments: cases)
  func shows(_ example: Case) {
    let name = example.name.name
    #expect(name.simpleDisplayName == example.display)
    #expect(name.detailLines == example.lines)
    let line = example.display.unicodeScalars.map { $0 == "\n" ? #"\u{A}"# : String($0) }.joined()
    #expect(name.displayLine == line)
    #expect(name.rfc4514 == example.rfc4514)
    #expect(name.isEmpty == example.lines.isEmpty)
    #expect(!name.isTyped)
  }

  @Test("every truncation of a name is refused with its offset")
  func truncated() {
    let der = TestName.contoso("Contoso Root CA").der
    for count in 0..<der.count {
      #expect(throws: DERError.self) { try DistinguishedName.check(Array(der[..<count]).span, in: 0..<count) }
    }
  }

  @Test("a third element in an attribute is refused")
  func trailing() {
    let pair = DER.sequence(DER.oid([0x55, 4, 3]), DER.element(0x0C, [65]), DER.element(0x0C, [66]))
    let name = DER.sequence(DER.set([pair]))
    #expect(throws: DERError.trailingBytes(offset: 14)) {
      try DistinguishedName.check(name.span, in: 0..<name.count)
    }
  }
}
