// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
import Stores

/// The certificates of a server's stores to search for evidence about a path: those with one of its names or
/// keys, the authorities above it, and the certificates that they have issued.
public enum Surroundings {
  /// The limit on issued certificates per authority: more than this add nothing to the fact that something
  /// depends on it.
  private static let mostIssued = 100

  /// - Parameters:
  ///   - path: the noted certificates.
  ///   - entries: of both stores.
  /// - Returns: each certificate once, those with a matching name first.
  public static func of(_ path: [CertificateFacts], among entries: [StoreEntry]) -> [CertificateFacts] {
    let names = path.flatMap { [$0.subject, $0.issuer] }
    let subjects = path.map(\.subject)
    let keys = path.compactMap { $0.certificate?.publicKey }
    let traces = Set(path.compactMap { $0.certificate?.keyTrace })
    var seen = CertificateIndex()
    var named: [Certificate] = []
    var issued: [Certificate] = []
    for certificate in entries.lazy.compactMap(\.certificate) {
      let hasKey = traces.contains(certificate.keyTrace) && keys.contains(certificate.publicKey)
      if hasKey || names.contains(where: certificate.subject.isSame) {
        if seen.insert(certificate).isNew { named.append(certificate) }
      } else if issued.count < mostIssued, subjects.contains(where: certificate.issuer.isSame) {
        if seen.insert(certificate).isNew { issued.append(certificate) }
      }
    }
    return (named + issued).map { CertificateFacts($0) }
  }
}
