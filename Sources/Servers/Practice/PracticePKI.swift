// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure
import X509

/// The certificates of a practice server: an organization's two-tier PKI, some public roots, and what the
/// scenario adds. Names, serial numbers and dates come from the seed; keys are new each time.
struct PracticePKI {
  /// A certificate in a store, in list order.
  struct Installed {
    let certificate: Certificate
    let store: Store
    let physical: PhysicalStore
  }

  /// Root, issuing authority, server certificate.
  private(set) var path: [Certificate] = []
  private(set) var installed: [Installed] = []
  private var random: Seeded
  private let organization: String
  private let domain: String

  private static let organizations = [
    ("Contoso", "contoso"), ("Fabrikam", "fabrikam"), ("Litware", "litwareinc"),
    ("Northwind", "northwindtraders"),
    ("Tailspin", "tailspintoys"), ("Adatum", "adatum"),
  ]

  typealias Name = [(label: String, value: String)]

  /// - Parameter pool: the path of another server of the same pool, which this one has, too.
  init(_ scenario: Scenario, seed: UInt64, pool: [Certificate]? = nil) throws(PracticeError) {
    random = Seeded(seed)
    (organization, domain) = Self.organizations[Int.random(in: 0..<Self.organizations.count, using: &random)]
    if let pool {
      try install(scenario, ofPool: pool)
      return
    }

    let rootKey = try PracticeKey()
    let root = try authority(rootName, key: rootKey, year: 2011)
    let issuingKey = try PracticeKey()
    let issuing = try authority(issuingName(1), key: issuingKey, year: 2012, issuer: (root, rootKey))
    let hosts = hosts(scenario)
    let server = try PracticeCertificate.make(
      subject: [("CN", hosts[0])], serial: serial(), notBefore: date(2024), notAfter: date(2034),
      key: try PracticeKey(),
      issuer: (issuing, issuingKey), isAuthority: false, dnsNames: hosts)
    path = [root, issuing, server]

    try installPublicRoots()
    if scenario != .noneMatches { install(root, .trustedRoot) }
    install(issuing, .intermediate)
    try add(scenario, (root, rootKey), (issuing, issuingKey))
  }

  private var rootName: Name { [("DC", "local"), ("DC", domain), ("CN", "\(organization) Root CA")] }
  private func issuingName(_ number: Int) -> Name {
    [("DC", "local"), ("DC", domain), ("CN", "\(organization) Issuing CA \(number)")]
  }
  /// Whom the server's certificate is for: where there are two servers, it is their pool's.
  private func hosts(_ scenario: Scenario) -> [String] {
    let computers = scenario.isOfPool ? ["pool01", "fe01", "fe02"] : [scenario.computer]
    return computers.map { "\($0).\(domain).local" }
  }

  /// The server has the path of the other one; a stray of its own takes no key of theirs.
  private mutating func install(_ scenario: Scenario, ofPool pool: [Certificate]) throws(PracticeError) {
    path = pool
    try installPublicRoots()
    for (place, certificate) in pool.dropLast().enumerated() {
      install(certificate, place == 0 ? .trustedRoot : .intermediate)
    }
    if scenario == .secondServer { install(try strayIntermediate(under: try strayRoot()), .intermediate) }
  }

  private mutating func installPublicRoots() throws(PracticeError) {
    for name in ["Proseware Public Root", "Wide World Root Authority"] {
      install(try authority([("O", name), ("CN", name)], key: try PracticeKey(), year: 2010), .trustedRoot)
    }
  }

  /// Adds the certificates that make up the scenario.
  private mutating func add(
    _ scenario: Scenario, _ root: (certificate: Certificate, key: PracticeKey),
    _ issuing: (certificate: Certificate, key: PracticeKey)
  ) throws(PracticeError) {
    switch scenario {
    case .duplicateRoot, .twoServers:
      install(try strayRoot().certificate, .trustedRoot)
    case .duplicateIntermediate, .secondServer:
      install(try strayIntermediate(under: try strayRoot()), .intermediate)
    case .both:
      let stray = try strayRoot()
      install(stray.certificate, .trustedRoot)
      install(try strayIntermediate(under: stray), .intermediate)
    case .listedOnce:
      break
    case .noneMatches:
      install(try authority(rootName, key: try PracticeKey(), year: 2005, years: 12), .trustedRoot)
      install(try authority(rootName, key: try PracticeKey(), year: 2008), .trustedRoot)
    case .sameNameOtherCA:
      let name: Name = [("O", "Proseware"), ("OU", "Purchased 2009"), ("CN", "\(organization) Root CA")]
      install(try authority(name, key: try PracticeKey(), year: 2009), .trustedRoot)
    case .siblingIntermediates:
      install(
        try authority(issuingName(2), key: try PracticeKey(), year: 2013, issuer: root), .intermediate)
    case .renewedSameKey:
      install(try authority(rootName, key: root.key, year: 2016), .trustedRoot)
    case .partialMatch:
      // The same Valid from with another serial number and another key: it is unclear which of the two is
      // meant.
      guard let validity = root.certificate.validity else {
        preconditionFailure("the dates of a certificate that was made here can be read")
      }
      install(
        try PracticeCertificate.make(
          subject: rootName, serial: serial(), notBefore: validity.notBefore,
          notAfter: validity.notAfter.adding(seconds: 86_400), key: try PracticeKey(),
          isAuthority: true),
        .trustedRoot)
    case .groupPolicy:
      install(try strayRoot().certificate, .trustedRoot, .groupPolicy)
    case .misplaced:
      let name: Name = [("O", "Proseware"), ("CN", "Proseware Partner Root CA")]
      let key = try PracticeKey()
      let partner = try authority(name, key: key, year: 2009)
      install(partner, .trustedRoot)
      install(
        try authority(
          [("O", "Proseware"), ("CN", "Proseware Partner Issuing CA")], key: try PracticeKey(), year: 2010,
          years: 12,
          issuer: (partner, key)), .trustedRoot)
    case .anotherGeneration:
      // The right root signed both, which proves that they are one authority.
      install(
        try authority(issuingName(1), key: try PracticeKey(), year: 2021, years: 15, issuer: root),
        .intermediate)
    }
  }

  /// An expired root with the right name but no connection to the right root.
  private mutating func strayRoot() throws(PracticeError) -> (certificate: Certificate, key: PracticeKey) {
    let key = try PracticeKey()
    return (try authority(rootName, key: key, year: 2005, years: 12), key)
  }

  private mutating func strayIntermediate(
    under stray: (certificate: Certificate, key: PracticeKey)
  ) throws(PracticeError) -> Certificate {
    try authority(issuingName(1), key: try PracticeKey(), year: 2007, years: 8, issuer: stray)
  }

  private mutating func authority(
    _ name: Name, key: PracticeKey, year: Int, years: Int = 25,
    issuer: (certificate: Certificate, key: PracticeKey)? = nil
  ) throws(PracticeError) -> Certificate {
    let from = date(year)
    return try PracticeCertificate.make(
      subject: name, serial: serial(), notBefore: from, notAfter: from.adding(seconds: years * 365 * 86_400),
      key: key, issuer: issuer, isAuthority: true)
  }

  private mutating func install(
    _ certificate: Certificate, _ store: Store, _ physical: PhysicalStore = .registry
  ) {
    installed.append(Installed(certificate: certificate, store: store, physical: physical))
  }

  /// Sixteen octets, the first neither zero nor above 0x7F, as a Windows CA generates them.
  private mutating func serial() -> [UInt8] {
    [UInt8.random(in: 0x10...0x7F, using: &random)]
      + (1..<16).map { _ in UInt8.random(in: 0...255, using: &random) }
  }

  private mutating func date(_ year: Int) -> Instant {
    let start = CivilTime(year: year, month: Int.random(in: 1...12, using: &random), day: 1)
    let seconds = Int.random(in: 0..<27 * 86_400, using: &random)
    return start.map { Instant($0).adding(seconds: seconds) } ?? Instant(secondsSince1970: 0)
  }
}
