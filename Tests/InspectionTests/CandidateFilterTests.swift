// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Inspection
import Stores
import TestAuthorities
import Testing
import X509

/// What the filter holds back must be unrelated by the full judgement.
@Suite struct CandidateFilterTests {
  /// Everything but what is unrelated, as text: store, certificate, verdict, and the noted one that decided.
  private static func verdicts(_ survey: StoreInspection) -> [String] {
    survey.entries.filter { $0.verdict != .unrelated }.map {
      "\($0.handed.store) \($0.facts.thumbprint, default: "-") \($0.verdict) \($0.noted ?? -1)"
    }
  }

  private static func expectSame(_ path: CertificationPath, _ handed: [StoreEntry]) {
    let filtered = StoreInspection(path: path, handed: handed, coverage: .whole, now: Authority.now)
    let whole = StoreInspection(
      path: path, handed: handed, coverage: .whole, now: Authority.now, includesUnrelated: true)
    let name = path.levels.last?.last?.subject.rfc4514 ?? ""
    #expect(verdicts(filtered) == verdicts(whole), "\(name)")
    #expect(filtered.outcomes == whole.outcomes, "\(name)")
    #expect(filtered.unrelatedCount == whole.unrelatedCount, "\(name)")
    #expect(filtered.advisories() == whole.advisories(), "\(name)")
    #expect(whole.entries.count == handed.count)
    #expect(!filtered.entries.contains { $0.verdict == .unrelated })
  }

  @Test("lets pass all that is related among the system's roots", .enabled(if: Bundle.isThere))
  func roots() throws {
    let bundle = try Bundle.certificates
    let families = try Bundle.named("GlobalSign") + Bundle.named("Firmaprofesional")
    for noted in stride(from: 0, to: bundle.count, by: 10).map({ bundle[$0] }) + families {
      Self.expectSame(try CertificationPath(from: [noted]), .root(bundle))
    }
  }

  @Test("lets pass all that is related among intermediates", .enabled(if: Bundle.isThere))
  func intermediates() throws {
    let bundle = try Bundle.certificates
    let world = try SignedStores()
    // Intermediates that bear the names and display names of the system's roots.
    let named = try bundle.prefix(6).map {
      try Authority($0.subject.simpleDisplayName, by: world.root, serial: 5).certificate
    }
    for noted in named {
      Self.expectSame(
        try CertificationPath(from: [world.root.certificate, noted]), .ca(bundle + named) + .root(named))
    }
  }

  @Test("lets pass a noted name in another string type, case and blanks")
  func encodings() throws {
    let texts = [
      "Łódź Root CA", "łódź Root CA", "Łódź  ROOT ca", "Größe", "Größe ", "Contoso", "CONTOSO", " contoso ",
      "中文 CA", "中文 ca", "中文CA",
    ]
    let authorities = try texts.map { try Authority($0).certificate }
    for noted in authorities {
      Self.expectSame(try CertificationPath(from: [noted]), .root(authorities) + .ca(authorities))
    }
  }

  @Test("lets pass a noted name in a BMPString, whose octets may look like letters")
  func wide() throws {
    // Each of these characters takes two octets in UTF-8 and in UTF-16 alike.
    let text = "Łłżź"
    let noted = try Authority(text)
    let narrow: [UInt8] = [0x0C, 8] + Array(text.utf8)
    let wide: [UInt8] = [0x1E, 8] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    var der = try noted.again(serial: 7, years: -5).certificate.der
    for place in der.indices where der[place...].starts(with: narrow) {
      der.replaceSubrange(place..<place + narrow.count, with: wide)
    }
    let stray = try Certificate(der: der)
    let path = try CertificationPath(from: [noted.certificate])
    let handed: [StoreEntry] = .root([noted.certificate, stray])
    Self.expectSame(path, handed)
    #expect(
      StoreInspection(path: path, handed: handed, coverage: .whole, now: Authority.now).entries.map(\.verdict)
        == [
          // Its signature was made over the other octets.
          .matched, .link,
        ])
  }
}
