// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Texts

/// What holds for every language: well-formed texts, labels that exist, drawings that fit.
@Suite("Catalogs")
struct CatalogTests {
  static let english = Catalog.english.texts

  /// Everything a step's text may ask for, with values of a usual length. Other texts are filled where they are used.
  static let values = [
    "store": "Intermediate Certification Authorities", "issuedTo": "Contoso Issuing CA 1",
    "issuedBy": "Contoso Root CA", "serial": "3f9a41d2000000000017", "validTo": "2031-03-01", "inList": "",
    "needed": "Needed", "thisOne": "This one",
    "kept": "1f a4 b2 c3 d4 e5 f6 07 18 29 3a 4b 5c 6d 7e 8f",
    "validFrom": "2011-03-01 11:00",
    "count": "2", "number": "1", "folder": #"C:\lync-pin-certificates"#, "server": "fe01.contoso.com",
    "time": "03:12",
    "file": "CA-Contoso-Issuing-CA-1-00000017-20261123.cer", "storeName": "CA",
    "session": "fe01", "person": "Alex Admin", "date": "3/1/2031", "local": "/home/alex/fe01.exports/a.cer",
    "pool": "pool01.contoso.com", "webServices": "<web services name>",
    "portTest": "telnet pool01.contoso.com 444",
    "portAnswer": "An empty window means that the port answers.",
    "poolHint": "The name is in Topology Builder.",
    "thumbprint": "da39a3ee5e6b4b0d3255bfef95601890afd80709",
    "restart": "The Lync services were not restarted yet.\n",
    "rows": "│ ▸ Contoso Issuing CA 1 │ Contoso Root CA │ …\n│   Contoso Issuing CA 1 │ Contoso Root CA │ …",
  ]

  /// East Asian characters, which take two columns, begin in Unicode where Hangul Jamo do.
  private static func columns(_ line: Substring) -> Int {
    line.unicodeScalars.reduce(0) {
      $0 + ($1.value >= 0x1100 && !(0x2000..<0x2E80).contains($1.value) ? 2 : 1)
    }
  }

  /// Columns a drawing may take in a terminal of 80: a name of a page that is drawn in full takes 71 in Italian.
  static let drawingColumns = 72

  private func catalog(_ language: String) throws -> Catalog {
    try #require(Catalog(embedded: language))
  }

  @Test("is well formed and has no empty text", arguments: Wording.languages)
  func noEmptyText(language: String) throws {
    for (key, text) in try catalog(language).texts {
      #expect(text.contains { !$0.isWhitespace }, "\(key) is empty")
      #expect(text.last?.isWhitespace == false, "\(key) ends in a blank")
      let odd = key.contains { !$0.isASCII || !($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") }
      #expect(!odd, "\(key) is no key")
      let controlled = text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" }
      #expect(!controlled, "\(key) has a control character")
    }
  }

  @Test("asks only for labels and values that exist", arguments: Wording.languages)
  func placeholdersResolve(language: String) throws {
    for (key, text) in try catalog(language).texts {
      let template = Template(text)
      for name in template.placeholders.map(String.init) {
        if name.hasPrefix("label.") {
          #expect(Self.english[name] != nil, "\(key): {\(name)}")
        } else if key.hasPrefix("step.") || key.hasPrefix("restore.") {
          #expect(Self.values[name] != nil, "\(key): {\(name)}")
        }
      }
      let outside = template.pieces.contains {
        if case .literal(let text) = $0 { text.contains { $0 == "{" || $0 == "}" } } else { false }
      }
      #expect(!outside, "\(key) has a brace that is no placeholder")
      if key.hasPrefix("label.") { #expect(template.placeholders.isEmpty, "\(key) has a placeholder") }
    }
  }

  @Test("has English keys only, and English placeholders only", arguments: Wording.languages)
  func agreesWithEnglish(language: String) throws {
    for (key, text) in try catalog(language).texts {
      let english = Self.english[Catalog.englishKey(key)]
      #expect(english != nil, "\(key) is not in English")
      guard let english else { continue }
      let values = { (text: String) in
        Set(Template(text).placeholders.filter { !$0.hasPrefix("label.") })
      }
      #expect(values(text) == values(english), "\(key)")
    }
  }

  @Test("opens and closes its quotation marks")
  func quotationMarks() {
    for (key, text) in Self.english {
      #expect(text.count { $0 == "“" } == text.count { $0 == "”" }, "\(key)")
    }
  }

  /// Every drawing, which is a `see` of several lines; the console shows those as they are, and wraps the others.
  static let drawings = Self.english.keys.sorted().filter {
    $0.hasSuffix(".see") && Self.english[$0]?.contains("\n") == true
  }

  @Test("stops a full screen in one line of a narrow terminal", arguments: Wording.languages)
  func more(_ language: String) {
    #expect(Self.columns(Wording(language: language)("tone.more")[...]) < 40)
  }

  @Test("draws within the columns", arguments: Wording.languages)
  func drawingsFit(language: String) throws {
    let wording = Wording(language: language)
    #expect(!Self.drawings.isEmpty)
    for key in Self.drawings {
      for line in wording(key, Self.values).split(separator: "\n", omittingEmptySubsequences: false) {
        #expect(Self.columns(line) <= Self.drawingColumns, "\(key): \(line)")
        #expect(line.first.map { "┌│├└".contains($0) } == true, "\(key): \(line)")
      }
    }
  }
}
