// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Foundation
import Procedure
import TestFiles
import TestSupport
import Testing
import Texts

@testable import Words

/// What the steps say that depend on the product or on Windows, compared with `Tests/ProductScreens`.
///
/// `Scripts/screens` writes those files anew; the difference is for a person to read.
@Suite("Screens of the products")
struct ProductScreensTests {
  struct Kind: Sendable, CustomTestStringConvertible {
    let server: ServerKind
    let language: String

    var testDescription: String {
      "\(server.product?.rawValue ?? "")-\(server.windows.rawValue)-\(language)"
    }
  }

  static let servers = [
    ServerKind(.windowsServer2008, .lync2010), ServerKind(.windowsServer2012R2, .lync2013),
    ServerKind(.windowsServer2008, .skypeForBusiness2015),
    ServerKind(.windowsServer2012, .skypeForBusiness2015),
    ServerKind(.windowsServer2016, .skypeForBusiness2015),
  ]
  static let kinds = servers.flatMap { server in
    ["en", "de", "ja"].map { Kind(server: server, language: $0) }
  }

  private static func screen(_ kind: Kind) throws -> String {
    let start = Start(program: "test", server: kind.server.windows, product: kind.server.product)
    let now = Instant(secondsSince1970: 1_790_000_000)
    var session = try Session(
      first: Record(sequence: 1, at: now, event: .started(start)), signatures: .none)
    let key = try #require(session.pending?.key)
    try session.apply(session.record(.answered(key: key, .value("fe01.contoso.com")), at: now))

    let wording = Wording(language: kind.language).of(product: kind.server.product?.rawValue)
    let words = StepWords(wording: wording)
    let steps = start.path.opening + [Elevation.check] + DeploymentWizardSection.opening
    let items =
      start.path.checks + (steps + [ClosingSection.services]).map { Item($0, Confirmation()) }
    let pages = items.map { item in
      let values = words.values(item, in: session, pool: "pool01.contoso.com")
      let parts = [StepWords.Part.title, .body, .see, .why].compactMap { words.text($0, of: item, values) }
      return ([words.place(item)] + parts).joined(separator: "\n")
    }
    let restart = wording("ending.next.restart", ["server": "fe01.contoso.com"])
    return wording.footnoted((pages + [restart]).joined(separator: "\n\n")) + "\n"
  }

  @Test("are as they were looked at", arguments: kinds)
  func golden(_ kind: Kind) throws {
    let shown = try Self.screen(kind)
    try GoldenScreen.check(shown, "ProductScreens/\(kind.testDescription).txt")
  }

  @Test("are there for every kind, and for no other")
  func complete() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: "\(Checkout.path)/Tests/ProductScreens")
    #expect(Set(files) == Set(Self.kinds.map { "\($0.testDescription).txt" }))
  }

  @Test("name no program of Lync where its product is another", arguments: Wording.languages)
  func noLync(language: String) throws {
    let lync = Wording(language: language)
    for server in Self.servers where server.product == .skypeForBusiness2015 {
      let text = try Self.screen(Kind(server: server, language: language))
      for name in ["managementShell", "installOrUpdate"] {
        #expect(!text.contains(lync("label.\(name)")), "\(name)")
      }
      #expect(text.contains("Invoke-CsComputerFailOver -ComputerName fe01.contoso.com"))
      #expect(!text.contains("EnableSessionTicket"))
    }
  }
}
