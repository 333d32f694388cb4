// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Testing

@testable import Files
@testable import Listings
@testable import Stores

@Suite("PowerShell's listings")
struct PowerShellListingTests {
  static let a1 = CertutilListingTests.rootA1.uppercased()
  static let a2 = CertutilListingTests.rootA2.uppercased()
  static let serial = CertutilListingTests.serialA1.uppercased()
  static let name = "CN=Contoso Root CA, OU=PKI, O=Contoso, C=US"

  private func listing(_ text: String) throws -> PowerShellListing {
    try PowerShellListing(Array(text.utf8))
  }

  /// `Format-List` with the properties in this order.
  static func list(_ properties: [(String, String)]) -> String {
    properties.map { name, value in
      name + String(repeating: " ", count: 13 - name.utf8.count) + ": " + value
    }.joined(separator: "\r\n") + "\r\n\r\n"
  }

  static let whole = [
    ("PSParentPath", "Microsoft.PowerShell.Security\\Certificate::LocalMachine\\Root"), ("Subject", name),
    ("Issuer", name), ("Thumbprint", a1), ("NotBefore", "23-11-2026 19:34:26"),
    ("NotAfter", "20-11-2036 19:34:26"), ("SerialNumber", serial),
  ]

  @Test("a list with all that is compared describes, in every encoding")
  func described() throws {
    let text = Self.list(Self.whole) + Self.list(Self.whole.filter { $0.0 != "PSParentPath" })
    let wide: [UInt8] = [0xFF, 0xFE] + text.utf8.flatMap { [UInt8]([$0, 0]) }
    for bytes in [Array(text.utf8), [0xEF, 0xBB, 0xBF] + Array(text.utf8), wide] {
      #expect(PowerShellListing.looksLike(bytes))
      #expect(TextListing.looksLike(bytes))
      #expect(!CertutilListing.looksLike(bytes))
      #expect(!EventReading.looksLike(bytes))
      let listing = try PowerShellListing(bytes)
      #expect(listing.found.isEmpty && listing.unreadable.isEmpty)
      let entries = listing.entries
      #expect(entries.map(\.store) == ["Root", nil])
      #expect(entries.map(\.logicalStore) == [.trustedRoot, nil])
      #expect(entries.map(\.line) == [1, 9])
      #expect(entries.allSatisfy { $0.serial.hexadecimal == CertutilListingTests.serialA1 })
      #expect(entries.allSatisfy { $0.subject.rfc4514 == CertutilListingTests.contoso })
      #expect(
        entries.allSatisfy { !$0.subject.isUncertain && $0.thumbprint?.description.uppercased() == Self.a1 })
      #expect(entries.allSatisfy { $0.validFrom.text == "23-11-2026 19:34:26" })
      #expect(entries.allSatisfy { $0.validTo == "20-11-2036 19:34:26" && $0.physicalStore == .unknown })
    }
  }

  @Test("a list with less only finds", arguments: ["SerialNumber", "Issuer", "Subject", "NotBefore"])
  func found(without name: String) throws {
    let listing = try listing(Self.list(Self.whole.filter { $0.0 != name }))
    #expect(listing.entries.isEmpty)
    let entry = try #require(listing.found.first)
    #expect(entry.thumbprint.description.uppercased() == Self.a1)
    #expect(entry.part == StorePart(.trustedRoot, .unknown))
    #expect(entry.name == (name == "Subject" ? "" : Self.name))
    #expect(entry.validTo == "20-11-2036 19:34:26")
  }

  static let damage: [(name: String, value: String, found: Int, unreadable: Int)] = [
    ("SerialNumber", "1.2E+37", 1, 0), ("SerialNumber", "1FA", 1, 0), ("Issuer", "Contoso", 1, 0),
    ("NotBefore", "", 1, 0), ("Thumbprint", "F9EC262D8D79DA8...", 0, 1),
  ]

  @Test("what cannot be read is found at the most, and never passed over", arguments: damage.indices)
  func damaged(_ index: Int) throws {
    let row = Self.damage[index]
    let listing = try listing(
      Self.list(Self.whole.map { $0.0 == row.name ? (row.name, row.value) : $0 }) + Self.list(Self.whole))
    #expect(listing.entries.map(\.line) == [9])
    #expect(listing.found.count == row.found)
    #expect(listing.unreadable == (row.unreadable > 0 ? [.init(line: 1)] : []))
  }

  @Test("a value that goes on in the next line is put together, and uncertain where a blank may be lost")
  func wrapped() throws {
    let long = "CN=Contoso Root CA, OU=Public Key Infrastructure of the Contoso Group, O=Contoso, C=US"
    let below = String(repeating: " ", count: 15)
    func broken(at count: Int, _ end: String = "") -> [(String, String)] {
      Self.whole.map { name, value in
        guard name == "Subject" || name == "Issuer" else { return (name, value) }
        return (name, "\(long.prefix(count))\(end)\r\n\(below)\(long.dropFirst(count))")
      }
    }
    let whole = try TextSamples.name(long)
    // In the middle of a word nothing tells whether the edge took a blank with it.
    let entry = try #require(try listing(Self.list(broken(at: 66))).entries.first)
    #expect(long.dropFirst(65).prefix(2).allSatisfy { $0 != " " })
    #expect(entry.subject.isSame(as: whole) && entry.issuer.isSame(as: whole))
    #expect(entry.subject.isUncertain && entry.issuer.isUncertain)
    // The blank is still there, at the end of the one line or in front of the other.
    let blank =
      try #require(long.firstIndex(of: "y").map { long.distance(from: long.startIndex, to: $0) }) + 1
    for count in [blank, blank + 1] {
      let kept = try #require(try listing(Self.list(broken(at: count))).entries.first)
      #expect(kept.subject.isSame(as: whole) && !kept.subject.isUncertain)
    }
  }

  @Test("a table finds, with its columns in any order")
  func table() throws {
    let text = """
      PS C:\\> gci Cert:\\LocalMachine\\Root


         PSParentPath: Microsoft.PowerShell.Security\\Certificate::LocalMachine\\AuthRoot

      Thumbprint                                Subject
      ----------                                -------
      \(Self.a1)  CN=Contoso Root CA, OU=PKI, O=Contoso, C=US
      \(Self.a2)  CN=Contoso Ro...


          Répertoire : Microsoft.PowerShell.Security\\Certificate::LocalMachine\\CA

      Subject                  NotAfter             Thumbprint                               SerialNumber
      -------                  --------             ----------                               ------------
      CN=Contoso Issuing CA 1, 20.11.2036 19:34:26  \(Self.a1) 1F
      DC=contoso
      CN=a                     20.11.2036 19:34:26  DEDE3E2516B89CA170E807B9CBCE160...      1F

      PS C:\\>
      """
    let listing = try listing(text)
    #expect(listing.entries.isEmpty)
    #expect(
      listing.found.map(\.thumbprint.description) == [Self.a1, Self.a2, Self.a1].map { $0.lowercased() })
    #expect(
      listing.found.map(\.part) == [
        StorePart(.trustedRoot, .authRoot), StorePart(.trustedRoot, .authRoot),
        StorePart(.intermediate, .unknown),
      ])
    #expect(
      listing.found.map(\.name) == [
        "CN=Contoso Root CA, OU=PKI, O=Contoso, C=US", "CN=Contoso Ro...",
        "CN=Contoso Issuing CA 1, DC=contoso",
      ])
    #expect(listing.found.map(\.validTo) == [nil, nil, "20.11.2036 19:34:26"])
    #expect(listing.unreadable == [.init(line: 18)])
  }

  @Test("values with separators, and quotes, and a line about the type")
  func separated() throws {
    for separator in [",", ";", "\t"] {
      let names = [
        "PSParentPath", "NotBefore", "NotAfter", "SerialNumber", "Thumbprint", "Issuer", "Subject",
      ]
      let path = "Microsoft.PowerShell.Security\\Certificate::LocalMachine\\CA"
      let rows = [
        names, [path, "a 1:00 2026", "", "01", Self.a1, Self.name, "CN=\"a, b\""],
        [path, "1.1.2026 01:00", "", "1,00E+31", Self.a2, Self.name, Self.name],
      ].map { row in
        row.map {
          "\"\($0.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
        }
        .joined(separator: separator)
      }
      let listing = try listing("#TYPE System.Object\r\n" + rows.joined(separator: "\r\n") + "\r\n")
      #expect(listing.entries.map(\.subject.rfc4514) == ["CN=a\\, b"])
      #expect(listing.entries.map(\.logicalStore) == [.intermediate])
      #expect(listing.found.map(\.thumbprint.description) == [Self.a2.lowercased()])
    }
  }

  @Test("stores of the user and other stores are told from the computer's")
  func places() throws {
    func at(_ place: String) -> String {
      Self.list(
        Self.whole.map {
          $0.0 == "PSParentPath" ? ($0.0, "Microsoft.PowerShell.Security\\Certificate::\(place)") : $0
        })
    }
    let text =
      at("CurrentUser\\Root") + at("LocalMachine\\My") + at("LocalMachine\\Disallowed")
      + at("LocalMachine\\CA")
    let listing = try listing(text)
    #expect(listing.userStores == ["Root"])
    #expect(listing.entries.map(\.store) == ["My", "Disallowed", "CA"])
    let contents = try ListingContents(Array(text.utf8))
    #expect(contents.entries.map(\.logicalStore) == [.intermediate])
    #expect(contents.whole.isEmpty)
    #expect(contents.remarks.contains(.storePassedOver(name: "My", certificates: 1)))
    #expect(contents.remarks.contains(.disallowed(certificates: 1)))
    #expect(contents.remarks.contains(.onlyDescribed(count: 1)))
    // In the command or the prompt in front.
    for head in ["PS C:\\> dir cert:\\localmachine\\root | fl *", "PS Cert:\\LocalMachine\\ROOT> dir | fl *"]
    {
      let text = head + "\r\n\r\n" + Self.list(Self.whole.filter { $0.0 != "PSParentPath" })
      #expect(try self.listing(text).entries.map(\.logicalStore) == [.trustedRoot])
    }
  }

  @Test("a mail and a remote session around it are taken off")
  func quoted() throws {
    let lines = Self.list(Self.whole).split(separator: "\r\n", omittingEmptySubsequences: false)
    for mark in ["> ", ">> ", "> > ", ">"] {
      let text = lines.map { mark + $0 }.joined(separator: "\n")
      #expect(try listing(text).entries.map(\.logicalStore) == [.trustedRoot])
    }
  }

  @Test("what is no certificate is none")
  func refusals() {
    for text in [
      "", "Subject : x", "Name : a\r\nSubject : b", "Thumbprint Subject\n", "Thumbprint\n----------\nx",
      "a,b,c\n1,2,3", "Subject\tFrom\nHello\tme",
    ] {
      #expect(throws: CertutilListing.Refusal.noBlocks) { try listing(text) }
      #expect(!TextListing.looksLike(Array(text.utf8)))
    }
  }

  static let names: [(name: String, isAlike: Bool)] = [
    ("CN=Contoso Root CA, OU=PKI, O=Contoso, C=US", true), ("CN=CONTOSO root ca", true),
    ("CN=Contoso Root CA 2, OU=PKI", false), ("CN=Contoso Ro...", true), ("CN=Contoso Rx...", false),
    ("CN=Contoso Root CA, OU=Publ…", true), ("O=Contoso, OU=x, CN=Contoso Root CA", true), ("", false),
    ("CN=Contoso R?ot CA", false), ("CN=Contoso Root CA?", true),
  ]

  @Test("a name that may be the noted one's is never called another's", arguments: names.indices)
  func alike(_ index: Int) throws {
    let row = Self.names[index]
    let print = try #require(Thumbprint(pasted: Self.a2))
    let entry = FoundEntry(line: 1, store: nil, thumbprint: print, name: row.name, validTo: nil)
    #expect(entry.mayDisplay(like: try TextSamples.name(Self.name)) == row.isAlike)
  }
}
