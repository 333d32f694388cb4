// SPDX-License-Identifier: GPL-3.0-or-later

public import Article
public import Facts
public import Procedure
import Stores
import X509

/// The practice server of a session by hand: what it was installed with, and what was done on it since.
///
/// Everything that its windows show follows from these two. The session does not read it before it ends.
public struct PracticeMachine: Hashable, Sendable {
  /// One row of a store.
  public struct Entry: Hashable, Sendable {
    public let certificate: Certificate
    public let store: Store
    public let physical: PhysicalStore
  }

  /// Something that changes the server, or leaves a file on its drive C.
  public enum Deed: Hashable, Sendable {
    /// - Parameter file: the path on drive C, without the drive.
    case exported(Thumbprint, file: String)
    case deleted(Thumbprint, Store, PhysicalStore)
    case imported(Thumbprint, Store)
    /// `gpupdate /force`: what a policy installs is installed again.
    case refreshed
    case restarted
    /// - Parameter works: whether the phone signed in.
    case signedIn(works: Bool)
  }

  public struct Done: Hashable, Sendable {
    public let deed: Deed
    public let at: Instant
  }

  public let scenario: Scenario
  public let server: WindowsServer
  public let product: Product
  /// The languages of its Windows and of its product.
  public let windows: String
  public let lync: String
  /// How far its clock is ahead of UTC, in minutes.
  public let offsetMinutes: Int
  public let begun: Instant
  /// The certification path, root first, the server's certificate last.
  public let path: [Certificate]
  public let installed: [Entry]
  public private(set) var deeds: [Done] = []
  /// The rows of both stores as they are now.
  public private(set) var entries: [Entry]

  init(
    scenario: Scenario, server: WindowsServer, product: Product, windows: String, lync: String,
    offsetMinutes: Int, begun: Instant, path: [Certificate], installed: [Entry], deeds: [Done] = []
  ) {
    self.scenario = scenario
    self.server = server
    self.product = product
    self.windows = windows
    self.lync = lync
    self.offsetMinutes = offsetMinutes
    self.begun = begun
    self.path = path
    self.installed = installed
    entries = installed
    for done in deeds { add(done) }
  }

  mutating func add(_ done: Done) {
    deeds.append(done)
    switch done.deed {
    case .deleted(let thumbprint, let store, let physical):
      entries.removeAll {
        $0.certificate.thumbprint == thumbprint && $0.store == store && $0.physical == physical
      }
    case .imported(let thumbprint, let store):
      guard let certificate = certificate(thumbprint) else { return }
      let entry = Entry(certificate: certificate, store: store, physical: .registry)
      if !entries.contains(entry) { entries.append(entry) }
    case .refreshed:
      entries += installed.filter { $0.physical.isManaged && !entries.contains($0) }
    case .exported, .restarted, .signedIn: break
    }
  }
}

// MARK: - What is made for it

extension PracticeMachine {
  /// A new server for a scenario. Names, serial numbers and dates come from the seed.
  ///
  /// - Parameters:
  ///   - windows: the language of its Windows, which also decides its time zone.
  ///   - lync: the language of its Lync.
  ///   - pool: the path of another server of the same pool, if it is to have that one.
  /// - Throws: `PracticeServerError.cryptography`.
  public init(
    _ practice: Start.Practice, scenario: Scenario, server: WindowsServer, product: Product,
    windows: String, lync: String, begun: Instant, pool: [Certificate]? = nil
  ) throws(PracticeServerError) {
    let pki: PracticePKI
    do throws(PracticeError) { pki = try PracticePKI(scenario, seed: practice.seed, pool: pool) } catch {
      throw .cryptography
    }
    self.init(
      scenario: scenario, server: server, product: product, windows: windows, lync: lync,
      offsetMinutes: Self.offsets[windows] ?? 60, begun: begun, path: pki.path,
      installed: pki.installed.map {
        Entry(certificate: $0.certificate, store: $0.store, physical: $0.physical)
      })
  }

  /// Where a server of that language is likely to be, in minutes ahead of UTC; whole hours without summer
  /// time.
  private static let offsets = [
    "en": -300, "ja": 540, "ko": 540, "zh-Hans": 480, "pt-BR": -180, "ru": 180,
  ]

  /// A certificate that the server has, or had.
  public func certificate(_ thumbprint: Thumbprint) -> Certificate? {
    (path + installed.map(\.certificate)).first { $0.thumbprint == thumbprint }
  }

  /// Its full name, such as `fe01.contoso.local`.
  public var host: String { scenario.computer + domain }
  private var domain: Substring { (path.last?.subject.simpleDisplayName ?? "").drop { $0 != "." } }
  /// The name of its pool, such as `pool01.contoso.local`.
  public var pool: String { "pool01" + domain }
  /// Another Front End of the pool, on which phones can sign in.
  public var neighbour: String { scenario.otherComputer + domain }
  /// A computer in the phones' network.
  public var client: String { "pc017" + domain }
  /// The pool's web services, inside and outside.
  public var webServices: String { "webint" + domain }
  public var externalWebServices: String { "webext" + domain }
  public var user: String { "sip:pia.kern@" + domain.dropFirst() }

  /// The rows of a store in the order of MMC's list. Equal names come in the order of their serial numbers, so
  /// that the right one is not always the first.
  ///
  /// - Parameter physical: one physical store; `nil` for all of them together.
  public func entries(of store: Store, in physical: PhysicalStore? = nil) -> [Entry] {
    entries.filter { $0.store == store && (physical == nil || $0.physical == physical) }
      .sorted { Self.isListed($0.certificate, before: $1.certificate) }
  }

  /// The certificates of a store of the other Front End: the path's, and what was installed beside it.
  public func neighbourCertificates(of store: Store) -> [Certificate] {
    let authorities = path.dropLast().enumerated().filter { ($0.offset == 0) == (store == .trustedRoot) }
    let others = installed.filter {
      $0.store == store && !path.contains($0.certificate) && !doubles.contains($0)
    }
    return (authorities.map(\.element) + others.map(\.certificate)).sorted(by: Self.isListed(_:before:))
  }

  private static func isListed(_ one: Certificate, before other: Certificate) -> Bool {
    let names = (one.subject.displayLine, other.subject.displayLine)
    return names.0 == names.1 ? one.serial.hexadecimal < other.serial.hexadecimal : names.0 < names.1
  }
}

// MARK: - What is right on it

extension PracticeMachine {
  /// The rows beside the certification path that have the full name of one of its authorities.
  var doubles: [Entry] {
    installed.filter { entry in
      !path.contains(entry.certificate)
        && path.dropLast().contains { $0.subject.isSame(as: entry.certificate.subject) }
    }
  }

  /// The rows that are to be removed.
  var strays: [Entry] {
    switch scenario {
    case .duplicateRoot, .duplicateIntermediate, .both, .twoServers, .secondServer: doubles
    case .misplaced:
      installed.filter { $0.store == .trustedRoot && !CertificateFacts($0.certificate).isSelfIssued }
    case .listedOnce, .noneMatches, .sameNameOtherCA, .siblingIntermediates, .renewedSameKey, .partialMatch,
      .groupPolicy, .anotherGeneration:
      []
    }
  }

  /// Whether a row may be removed if its owner agrees.
  func isOwners(_ entry: Entry) -> Bool {
    switch scenario {
    case .renewedSameKey, .anotherGeneration: doubles.contains(entry)
    case .duplicateRoot, .duplicateIntermediate, .both, .listedOnce, .noneMatches, .sameNameOtherCA,
      .siblingIntermediates, .partialMatch, .groupPolicy, .twoServers, .secondServer, .misplaced:
      false
    }
  }

  /// What was done after the last change of a store.
  private var sinceLastChange: ArraySlice<Done> {
    let change = deeds.lastIndex { done in
      switch done.deed {
      case .deleted, .imported, .refreshed: true
      case .exported, .restarted, .signedIn: false
      }
    }
    return deeds[(change ?? deeds.startIndex)...]
  }

  /// Whether the services were restarted after the last change of a store.
  var isRestarted: Bool { sinceLastChange.contains { $0.deed == .restarted } }

  /// Whether a sign-in worked after it.
  var isProven: Bool { sinceLastChange.contains { $0.deed == .signedIn(works: true) } }

  /// Whether phones can sign in: nothing stray is left, nothing of the path is missing, and the services know
  /// it.
  public var signsIn: Bool {
    !strays.isEmpty && !strays.contains(where: entries.contains) && isRestarted
      && installed.filter { path.contains($0.certificate) }.allSatisfy(entries.contains)
  }
}

// MARK: - What its windows show

extension PracticeMachine {
  /// The certification path that ends with a certificate, as far as its issuers are there, root first.
  ///
  /// A stray authority has stray issuers, every other the ones of the path: that is how scenarios are made.
  public func chain(of certificate: Certificate) -> [Certificate] {
    if let place = path.firstIndex(of: certificate) { return Array(path[...place]) }
    guard !certificate.isSelfIssued else { return [certificate] }
    let isStray = strays.contains { $0.certificate == certificate }
    let above = isStray ? strays.first { $0.store == .trustedRoot }?.certificate : path.first
    guard let above, isStray || above.subject.isSame(as: certificate.issuer) else { return [certificate] }
    let isThere = entries.contains { $0.certificate == above }
    return isThere ? [above, certificate] : [certificate]
  }
}
