// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import X509

/// Which supplied certificates depend on another one, by signature and not by name alone.
struct Dependents {
  private let certificates: [Certificate]
  private let bySubject: [UInt64: [Int]]
  private let byIssuer: [UInt64: [Int]]
  private let verifier = SignatureVerifier()

  init(_ handed: [Certificate], _ path: CertificationPath) {
    let all = handed + path.levels.flatMap { $0 } + [path.server].compactMap { $0 }
    certificates = all
    bySubject = Dictionary(grouping: all.indices) { NameTrace.of(all[$0].subjectDER) }
    byIssuer = Dictionary(grouping: all.indices) { NameTrace.of(all[$0].issuerDER) }
  }

  /// The remaining certificates that this one has issued, and that no remaining certificate verifies.
  ///
  /// - Parameter leaving: all that may be removed. Two of them can have the same key: certificates issued
  ///   with it lose their path if both are removed, and are named for each.
  func ofRemoving(_ certificate: Certificate, leaving: Set<Certificate>) -> [Certificate] {
    let name = NameTrace.of(certificate.subjectDER)
    var children: [Certificate] = []
    for index in byIssuer[name] ?? [] {
      let child = certificates[index]
      guard !leaving.contains(child), !children.contains(child),
        verifier.verify(child, by: certificate) == .valid
      else { continue }
      let others = (bySubject[name] ?? []).map { certificates[$0] }.filter { !leaving.contains($0) }
      if !others.contains(where: { verifier.verify(child, by: $0) == .valid }) { children.append(child) }
    }
    return children
  }
}
