// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
import Stores
import Threads
import X509

/// Something apart from the verdicts that administrators of the server should know.
public struct Advisory: Hashable, Sendable {
  public enum ID: String, Hashable, Sendable, CaseIterable {
    /// More than 100 roots: sign-in trouble has been reported (“Checks to do in the Lync/Skype4B Certificate
    /// Store”, 2015).
    case rootCountOver100
    /// The list of issuers that Schannel sends is limited to 16 KB (Microsoft KB 931125, KB 2464556, KB
    /// 2880390).
    case issuerListOver16KB
    /// In ROOT, but not signed by its own key (Microsoft KB 2795828, KB 2802568).
    case nonSelfSignedInRoot
    /// In ROOT, names itself as issuer, and is signed in a way that libcrypto does not know.
    case rootSignatureUnknown
    /// The same certificate in two physical stores: deleting one leaves the other.
    case sameCertificateTwice
    /// The same certificate in ROOT and CA.
    case inBothStores
    /// A duplicate that another source keeps in the store.
    case managedDuplicate
    /// A certificate of the path, or the server's, has expired.
    case expired
    /// A certificate of the path, or the server's, is not yet valid.
    case notYetValid
    // Lync Server's requirements for a Front End's certificate (“Certificate infrastructure requirements for
    // Lync Server 2013”, “Certificate requirements for internal servers in Lync Server 2013”).
    case serverAuthenticationMissing
    case revocationPointMissing
    case signedWithPSS
    case weakDigest
    case unusualKey
    case subjectNotInNames
    case wildcardSubject
    case serverUnreadable
  }

  public let id: ID
  /// The affected certificates; empty if the advisory is about the whole store.
  public let certificates: [Certificate]
  /// Affected certificates known only from text.
  public let described: [CertificateFacts]
  /// A related figure: a count, or bytes.
  public let figure: Int?

  init(
    _ id: ID, _ certificates: [Certificate] = [], described: [CertificateFacts] = [], figure: Int? = nil
  ) {
    self.id = id
    self.certificates = certificates
    self.described = described
    self.figure = figure
  }
}

extension Advisory {
  /// - Parameter isToVerify: whether to verify this root's signature, regardless of what the root says about
  ///   itself.
  static func all(
    _ handed: [StoreEntry], _ entries: [StoreInspection.Entry], noted: [Noted], server: Certificate?,
    now: Instant,
    isToVerify: (Certificate) -> Bool
  ) -> [Advisory] {
    aboutStores(handed, isToVerify) + managed(entries)
      + validity(noted.map(\.certificate) + [server].compactMap { $0 }, now: now)
      + (server.map(aboutServer) ?? [])
  }

  private static func managed(_ entries: [StoreInspection.Entry]) -> [Advisory] {
    let managed = entries.filter { $0.verdict.allowsRemoval && $0.handed.physical.isManaged }
    guard !managed.isEmpty else { return [] }
    return [
      Advisory(
        .managedDuplicate, managed.compactMap(\.handed.certificate),
        described: managed.filter { $0.handed.certificate == nil }.map(\.facts))
    ]
  }

  private static func validity(_ certificates: [Certificate], now: Instant) -> [Advisory] {
    let expired = certificates.filter { $0.notAfter.map { $0 < now } ?? false }
    let early = certificates.filter { $0.notBefore.map { now < $0 } ?? false }
    return (expired.isEmpty ? [] : [Advisory(.expired, expired)])
      + (early.isEmpty ? [] : [Advisory(.notYetValid, early)])
  }
}

// MARK: - The stores as a whole

extension Advisory {
  private static let mostRoots = 100
  private static let mostIssuerBytes = 16 * 1024

  private static func aboutStores(_ handed: [StoreEntry], _ isToVerify: (Certificate) -> Bool) -> [Advisory] {
    let copies = Copies(handed)
    let roots = copies.certificates { $0.contains { $0.store == .trustedRoot } }
    var advisories: [Advisory] = []
    let count = roots.count + describedRoots(handed)
    if count > mostRoots { advisories.append(Advisory(.rootCountOver100, figure: count)) }
    // Each name in the list is preceded by its length in two octets (RFC 5246 § 7.4.4). Without a root's DER,
    // the length of its name is unknown, and the list is longer than this.
    let bytes = roots.reduce(0) { $0 + 2 + $1.subjectDER.count }
    if bytes > mostIssuerBytes { advisories.append(Advisory(.issuerListOver16KB, figure: bytes)) }
    advisories += aboutSignatures(roots, isToVerify)
    let twice = copies.certificates { group in
      guard !group.others.isEmpty else { return false }
      return Store.allCases.contains { store in
        Set(group.all.filter { $0.store == store && $0.physical != .unknown }.map(\.physical)).count > 1
      }
    }
    if !twice.isEmpty { advisories.append(Advisory(.sameCertificateTwice, twice)) }
    let both = copies.certificates { !$0.others.isEmpty && Set($0.all.map(\.store)).count > 1 }
    if !both.isEmpty { advisories.append(Advisory(.inBothStores, both)) }
    return advisories
  }

  /// Names and key identifiers are a certificate's own claims; its signature is proof. A root that claims to
  /// be signed by another name or key is always verified. Verifying one takes as long as the walk over twenty
  /// certificates, so threads are used if all are verified.
  private static func aboutSignatures(
    _ all: [Certificate], _ isToVerify: (Certificate) -> Bool
  ) -> [Advisory] {
    let roots = all.filter { !$0.hasIdenticalNames || isToVerify($0) || $0.namesAnotherKey }
    let answers = Parallel.map(roots.count, tools: SignatureVerifier.init) { verifier, number in
      let root = roots[number]
      return root.isSelfIssued ? verifier.verify(root, by: root) : .invalid
    }
    let kinds: [(ID, SignatureVerifier.Answer)] = [
      (.nonSelfSignedInRoot, .invalid), (.rootSignatureUnknown, .unknown),
    ]
    return kinds.compactMap { id, answer in
      let found = zip(roots, answers).filter { $1 == answer }.map(\.0)
      return found.isEmpty ? nil : Advisory(id, found)
    }
  }

  /// The number of different roots known only from text.
  static func describedRoots(_ handed: [StoreEntry]) -> Int {
    var prints: Set<Thumbprint> = []
    return handed.count { entry in
      guard case .described(let facts, _) = entry.content, entry.store == .trustedRoot else { return false }
      return facts.thumbprint.map { prints.insert($0).inserted } ?? true
    }
  }
}

// MARK: - The Front End's certificate

extension Advisory {
  private static let usualModulusBits: Set = [2048, 4096]
  private static let usualCurveBits: Set = [256, 384, 521]

  private static func aboutServer(_ certificate: Certificate) -> [Advisory] {
    guard let server = try? ServerCertificate(certificate) else {
      return [Advisory(.serverUnreadable, [certificate])]
    }
    var ids: [ID] = []
    if !server.allowsServerAuthentication { ids.append(.serverAuthenticationMissing) }
    if !server.hasRevocationPoints { ids.append(.revocationPointMissing) }
    if server.isSignedWithPSS { ids.append(.signedWithPSS) }
    if let digest = server.digest, digest.hasPrefix("MD") { ids.append(.weakDigest) }
    switch server.key {
    case .rsa(let bits): if !usualModulusBits.contains(bits) { ids.append(.unusualKey) }
    case .ellipticCurve(let bits): if !usualCurveBits.contains(bits) { ids.append(.unusualKey) }
    case .other: ids.append(.unusualKey)
    }
    let name = certificate.subject.simpleDisplayName.lowercased()
    if !server.dnsNames.contains(where: { $0.lowercased() == name }) { ids.append(.subjectNotInNames) }
    if name.hasPrefix("*") { ids.append(.wildcardSubject) }
    return ids.map { Advisory($0, [certificate]) }
  }
}
