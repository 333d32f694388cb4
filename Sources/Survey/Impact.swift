// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Inspection

/// Which of the certificates handed over hang on another one, by signature and not by name alone.
struct Impact {
  private let certificates: [Certificate]
  private let bySubject: [UInt64: [Int]]
  private let byIssuer: [UInt64: [Int]]

  init(_ handed: [Certificate], _ path: CertificationPath) {
    let all = handed + path.levels.flatMap { $0 } + [path.server].compactMap { $0 }
    certificates = all
    bySubject = Dictionary(grouping: all.indices) { NameTrace.of(all[$0].subjectDER) }
    byIssuer = Dictionary(grouping: all.indices) { NameTrace.of(all[$0].issuerDER) }
  }

  /// The certificates that this one has issued and that no other certificate handed over verifies.
  func ofRemoving(_ certificate: Certificate) -> [Certificate] {
    let name = NameTrace.of(certificate.subjectDER)
    var children: [Certificate] = []
    for index in byIssuer[name] ?? [] {
      let child = certificates[index]
      guard child != certificate, !children.contains(child), Signature.isValid(of: child, by: certificate)
      else { continue }
      let others = (bySubject[name] ?? []).map { certificates[$0] }.filter { $0 != certificate }
      if !others.contains(where: { Signature.isValid(of: child, by: $0) }) { children.append(child) }
    }
    return children
  }
}
