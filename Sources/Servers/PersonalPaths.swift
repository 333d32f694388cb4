// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Stores
import X509

/// The certification paths of the certificates in a server's own store, “Personal”, through the certificates
/// of its other stores. Which of them Lync uses, only its Deployment Wizard shows.
enum PersonalPaths {
  /// - Parameters:
  ///   - personal: the certificates of the computer's own store.
  ///   - pool: the certificates of its other stores.
  /// - Returns: complete paths only, each once, in the order of `personal`.
  static func all(of personal: [Certificate], through pool: [Certificate]) -> [CertificationPath] {
    var bySubject: [DistinguishedName: [Certificate]] = [:]
    for certificate in pool { bySubject[certificate.subject, default: []].append(certificate) }
    var paths: [CertificationPath] = []
    for certificate in personal {
      for path in self.paths(of: certificate, bySubject) where path.missingIssuer == nil {
        if !paths.contains(where: { $0.levels == path.levels }) { paths.append(path) }
      }
    }
    return paths
  }

  private static func paths(
    of certificate: Certificate, _ bySubject: [DistinguishedName: [Certificate]]
  ) -> [CertificationPath] {
    let above = issuers(of: certificate, bySubject)
    let paths: [CertificationPath]
    do throws(PathError) { paths = [try CertificationPath(from: [certificate] + above)] } catch {
      guard case .severalPaths(let several) = error else { return [] }
      paths = several
    }
    return paths.filter { $0.server == certificate && !$0.levels.isEmpty }
  }

  /// The certificates whose names lead up from this one: a pool of hundreds has a handful of them.
  private static func issuers(
    of certificate: Certificate, _ bySubject: [DistinguishedName: [Certificate]]
  ) -> [Certificate] {
    var names: Set<DistinguishedName> = []
    var found: [Certificate] = []
    var open = [certificate.issuer]
    while let name = open.popLast() {
      guard names.insert(name).inserted else { continue }
      for issuer in bySubject[name] ?? [] where !found.contains(issuer) {
        found.append(issuer)
        open.append(issuer.issuer)
      }
    }
    return found
  }
}
