// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestFiles
import Testing

/// What validates the outputs is no good unless it refuses what does not fit.
@Suite("The schema of inspect --json")
struct JSONSchemaTests {
  static let good = """
    {"schema": "lync-pin-wizard/inspect/1", "server": null, "unrelated": 0, "more": {"to": ["come"]},
     "noted": [{"role": "root", \(certificate)}],
     "entries": [{"store": "CA", "physical": "unknown", "source": "a", "verdict": "sibling",
                  "managedBy": null, "why": "so", "impact": ["\(sha1)"], \(certificate)}],
     "outcomes": [{"sha1": "\(sha1)", "outcome": "listedOnce"}],
     "advisories": [{"id": "expired", "detail": "so", "certificates": []}]}
    """
  private static let sha1 = String(repeating: "0a", count: 20)
  private static let certificate = """
    "subject": "", "issuer": "", "issuedTo": "", "issuedBy": "", "serial": "00", "validFrom": \
    "2011-03-01T10:00:00Z", "validTo": "2011-03-01T10:00:00Z", "sha1": "\(sha1)", "sha256": \
    "\(sha1)\(String(repeating: "0", count: 24))"
    """

  private func objections(_ text: String) throws -> [String] {
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8), options: [.fragmentsAllowed])
    return try JSONSchema("inspect-1.schema.json").objections(to: value)
  }

  @Test("takes what fits, and members that may come")
  func fits() throws { #expect(try objections(Self.good) == []) }

  @Test("misses every member that is required")
  func missing() throws {
    let optional: Set = ["unrelated", "impact", "certificates", "more", "to"]
    let names = Set(Self.good.matches(of: /"([a-zA-Z0-9]+)":/).map { String($0.1) }).subtracting(optional)
    #expect(names.count == 25)
    for name in names {
      #expect(try !objections(Self.good.replacing("\"\(name)\":", with: "\"x\(name)\":")).isEmpty, "\(name)")
    }
  }

  static let misfits: [(String, String)] = [
    ("inspect/1", "inspect/2"), ("\"server\": null", "\"server\": {}"), ("\"server\": null", "\"server\": 0"),
    ("\"unrelated\": 0", "\"unrelated\": -1"), ("\"unrelated\": 0", "\"unrelated\": true"),
    ("\"unrelated\": 0", "\"unrelated\": 0.5"), ("\"unrelated\": 0", "\"unrelated\": \"0\""),
    ("\"root\"", "\"server\""), ("\"CA\"", "\"MY\""), ("\"unknown\"", "\"elsewhere\""),
    ("\"sibling\"", "\"fine\""), ("\"managedBy\": null", "\"managedBy\": \"registry\""),
    ("\"why\": \"so\"", "\"why\": \"\""), ("\"source\": \"a\"", "\"source\": 1"),
    ("listedOnce", "listedThrice"),
    ("\"serial\": \"00\"", "\"serial\": \"0\""), ("\"serial\": \"00\"", "\"serial\": \"0A\""),
    ("\"serial\": \"00\"", "\"serial\": \"\""), ("10:00:00Z", "10:00:00"),
    ("\"sha1\": \"0a", "\"sha1\": \"0"),
    ("\"impact\": [\"0a", "\"impact\": [\"xx"), ("\"subject\": \"\"", "\"subject\": null"),
    ("\"certificates\": []", "\"certificates\": {}"), ("\"noted\": [", "\"noted\": [1, "),
  ]

  @Test("refuses other types and values", arguments: misfits)
  func faults(good: String, bad: String) throws {
    #expect(Self.good.contains(good))
    #expect(try !objections(Self.good.replacing(good, with: bad)).isEmpty)
  }

  @Test("refuses what is no object", arguments: ["[]", "null", "1", "\"\""])
  func noObject(text: String) throws { #expect(try !objections(text).isEmpty) }
}
