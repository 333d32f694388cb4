// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Testing

@Suite("NameReading")
struct NameReadingTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let id: String
    let paste: String
    /// `type=value` in the order of the encoding, attributes of one relative name joined by `|`.
    let names: [String]
    var testDescription: String { id }
  }

  static let threeNames = ["C=US", "O=Contoso", "CN=Contoso Root CA"]
  static let microsoft = ["DC=com", "DC=microsoft", "CN=Microsoft Root Certificate Authority"]

  static let cases: [Case] = [
    // The Details tab.
    Case(
      id: "lines of the Details tab", paste: "CN = Contoso Root CA\nO = Contoso\nC = US", names: threeNames),
    Case(id: "CRLF", paste: "CN = Contoso Root CA\r\nO = Contoso\r\nC = US\r\n", names: threeNames),
    Case(
      id: "CR only, empty lines", paste: "\rCN = Contoso Root CA\r\rO = Contoso\rC = US", names: threeNames),
    Case(
      id: "bidi marks and NBSP",
      paste: "\u{200E}CN =\u{A0}Contoso  Root CA\r\n\u{202A}O = Contoso\u{202C}\r\nC = US",
      names: threeNames),
    Case(id: "one line of the Details tab", paste: "CN = Contoso Root CA", names: ["CN=Contoso Root CA"]),
    Case(
      id: "commas inside values of lines", paste: "CN = Contoso, CN = Root\r\nO = Contoso, Inc.\r\nC = US",
      names: ["C=US", "O=Contoso, Inc.", "CN=Contoso, CN = Root"]),
    Case(
      id: "several units",
      paste: "OU = Copyright (c) 1997 Microsoft Corp.\r\nOU = Time Stamping\r\nO = Trust",
      names: ["O=Trust", "OU=Time Stamping", "OU=Copyright (c) 1997 Microsoft Corp."]),
    Case(id: "a value with an equals sign", paste: "CN = a = b\r\nO = x=y", names: ["O=x=y", "CN=a = b"]),
    Case(
      id: "OID and a backslash", paste: "OID.2.5.4.97 = VATES-Q0801176I\r\nCN = CONTOSO\\Root",
      names: ["CN=CONTOSO\\Root", "2.5.4.97=VATES-Q0801176I"]),
    Case(
      id: "two attributes in one relative name", paste: "CN = Root + OU = IT\r\nC = US",
      names: ["C=US", "CN=Root|OU=IT"]),
    Case(
      id: "plus and no attribute", paste: "CN = C++ Root + more\r\nC = US",
      names: ["C=US", "CN=C++ Root + more"]),
    // certutil and other one-liners.
    Case(
      id: "certutil", paste: "CN=Microsoft Root Certificate Authority, DC=microsoft, DC=com", names: microsoft
    ),
    Case(
      id: "certutil with S= and E=", paste: "E=ca@contoso.com, CN=Root, L=Redmond, S=Washington, C=US",
      names: ["C=US", "ST=Washington", "L=Redmond", "CN=Root", "emailAddress=ca@contoso.com"]),
    Case(
      id: "a quoted value", paste: #"CN=Root, O="Contoso, OU=Ltd.", C=US"#,
      names: ["C=US", "O=Contoso, OU=Ltd.", "CN=Root"]),
    Case(
      id: "doubled quotes in a quoted value", paste: #"O="Contoso ""Best"", Inc.", C=US"#,
      names: ["C=US", #"O=Contoso "Best", Inc."#]),
    Case(
      id: "a comma without quotes", paste: "CN=Root, O=Contoso, Ltd., C=US",
      names: ["C=US", "O=Contoso, Ltd.", "CN=Root"]),
    Case(id: "semicolons", paste: "CN=Root; O=Contoso;C=US", names: ["C=US", "O=Contoso", "CN=Root"]),
    Case(id: "no blanks", paste: "CN=Root,O=Contoso,C=US", names: ["C=US", "O=Contoso", "CN=Root"]),
    Case(
      id: "labels in lower case", paste: "cn=Root, oid.2.5.4.10=Contoso, 2.5.4.6=US",
      names: ["C=US", "O=Contoso", "CN=Root"]),
    Case(
      id: "OID with other neighbours", paste: "CN=Root, OID.2.5.4.97=VATES-Q08, C=ES",
      names: ["C=ES", "2.5.4.97=VATES-Q08", "CN=Root"]),
    Case(id: "plus in a one-liner", paste: "CN=Root + OU=IT, C=US", names: ["C=US", "CN=Root|OU=IT"]),
    Case(id: "a quoted plus", paste: #"CN="Root + OU=IT", C=US"#, names: ["C=US", "CN=Root + OU=IT"]),
    Case(id: "a quoted equals sign", paste: #"CN="a = b", C=US"#, names: ["C=US", "CN=a = b"]),
    // RFC 4514.
    Case(
      id: "an escaped comma", paste: #"CN=Root\, CN=Two,O=Contoso"#, names: ["O=Contoso", "CN=Root, CN=Two"]),
    Case(
      id: "an escaped plus", paste: #"CN=Root\+CN=Two,O=Contoso"#, names: ["O=Contoso", "CN=Root+CN=Two"]),
    Case(id: "escaped quotes", paste: #"CN=\"Root\",O=Contoso"#, names: ["O=Contoso", #"CN="Root""#]),
    Case(id: "an escaped backslash", paste: #"CN=a\\,O=Contoso"#, names: ["O=Contoso", #"CN=a\"#]),
    Case(id: "two escaped backslashes", paste: #"CN=a\\\\b,O=Contoso"#, names: ["O=Contoso", #"CN=a\\b"#]),
    Case(
      id: "a backslash that escapes nothing", paste: #"CN=CONTOSO\ca, O=Contoso"#,
      names: ["O=Contoso", #"CN=CONTOSO\ca"#]),
    Case(id: "a backslash at the end", paste: #"CN=Root\"#, names: [#"CN=Root\"#]),
    Case(
      id: "letters of other scripts", paste: "CN=Корневой УЦ, O=証明書 発行",
      names: ["O=証明書 発行", "CN=Корневой УЦ"]),
  ]

  static func written(_ name: DistinguishedName) -> [String] {
    name.relativeNames.map { $0.map { "\($0.type.label)=\($0.value)" }.joined(separator: "|") }
  }

  @Test("reads what is pasted, last of the encoding first", arguments: cases)
  func reads(_ example: Case) throws {
    let name = try NameReading.read(example.paste)
    #expect(Self.written(name) == example.names)
    #expect(name.isTyped)
  }

  @Test("reads its own two spellings back", arguments: cases)
  func roundTrip(_ example: Case) throws {
    let name = try NameReading.read(example.paste)
    #expect(try NameReading.read(name.rfc4514).isSame(as: name))
  }

  struct Refused: Sendable, CustomTestStringConvertible {
    let paste: String
    let refusal: NameReading.Refusal
    var testDescription: String { paste.isEmpty ? "nothing" : paste }
  }

  static let refused: [Refused] = [
    Refused(paste: "", refusal: .empty),
    Refused(paste: " \r\n\u{200E}\r\n", refusal: .empty),
    Refused(paste: "Contoso Root CA", refusal: .onlyDisplayName("Contoso Root CA")),
    Refused(paste: "Contoso Root CA, Contoso, US", refusal: .onlyDisplayName("Contoso Root CA, Contoso, US")),
    Refused(paste: "CN = Root\r\nContoso", refusal: .onlyDisplayName("Contoso")),
    Refused(paste: "Issuer:\n  CN=Root\n  O=Contoso", refusal: .onlyDisplayName("Issuer:")),
    Refused(paste: "Issuer: CN=Root, C=US", refusal: .unknownAttribute("Issuer: CN")),
    Refused(paste: "XY = Root\r\nC = US", refusal: .unknownAttribute("XY")),
    Refused(paste: "= Root", refusal: .unknownAttribute("")),
    Refused(paste: "OID.3.1 = Root", refusal: .unknownAttribute("OID.3.1")),
    Refused(paste: "CN = ", refusal: .noValue("CN")),
    Refused(paste: "CN=Root, OU=, C=US", refusal: .noValue("OU")),
    Refused(paste: #"CN="", C=US"#, refusal: .noValue("CN")),
    Refused(paste: #"CN="Contoso, O=Contoso"#, refusal: .openQuote),
  ]

  @Test("refuses what is no full name", arguments: refused)
  func refuses(_ example: Refused) {
    #expect(throws: example.refusal) { try NameReading.read(example.paste) }
  }

  @Test("spends no time on a paste of hostile length")
  func hostile() throws {
    let name = try NameReading.read("CN=" + String(repeating: ",", count: 20_000))
    #expect(name.relativeNames.count == 1)
  }
}

@Suite("AttributeType")
struct AttributeTypeTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let typed: [String]
    let oid: [UInt8]
    let label: String
    let windows: String
    var testDescription: String { label }
  }

  static let cases: [Case] = [
    Case(
      typed: ["CN", "cn", "2.5.4.3", "OID.2.5.4.3", "oid.2.5.4.3"], oid: [0x55, 4, 3], label: "CN",
      windows: "CN"),
    Case(typed: ["ST", "S", "2.5.4.8"], oid: [0x55, 4, 8], label: "ST", windows: "S"),
    Case(
      typed: ["E", "emailAddress", "EMAIL", "1.2.840.113549.1.9.1"],
      oid: [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 9, 1], label: "emailAddress", windows: "E"),
    Case(
      typed: ["DC", "0.9.2342.19200300.100.1.25"],
      oid: [9, 0x92, 0x26, 0x89, 0x93, 0xF2, 0x2C, 0x64, 1, 0x19],
      label: "DC", windows: "DC"),
    Case(typed: ["OID.2.5.4.97"], oid: [0x55, 4, 0x61], label: "2.5.4.97", windows: "OID.2.5.4.97"),
    Case(typed: ["2.999.3"], oid: [0x88, 0x37, 3], label: "2.999.3", windows: "OID.2.999.3"),
  ]

  @Test("stands for an object identifier in every spelling", arguments: cases)
  func spellings(_ example: Case) {
    for text in example.typed { #expect(AttributeType(label: text)?.oid == example.oid) }
    #expect(AttributeType(oid: example.oid).label == example.label)
    #expect(AttributeType(oid: example.oid).windowsLabel == example.windows)
  }

  static let strange = [
    "", " ", "2", "2.", "2.5.4.", ".2.5", "3.1", "1.40", "2.-5", "CNN", "2.5.4.99999999999999999999",
  ]

  @Test("is not found for other letters", arguments: strange)
  func refuses(_ text: String) {
    #expect(AttributeType(label: text) == nil)
  }

  @Test("shows hostile octets without a trap")
  func hostile() {
    #expect(AttributeType(oid: []).dotted == "")
    #expect(AttributeType(oid: [UInt8](repeating: 0xFF, count: 40)).dotted.hasPrefix("ffff"))
  }
}
