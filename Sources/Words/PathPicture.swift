// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
public import Procedure
import Texts

extension StepWords {
  /// The noted path as in the tab Certification Path, each certificate with its serial number and its issuer, which has
  /// to be the name above it.
  public func picture(of findings: Findings) -> [String] {
    let certificates = findings.path.compactMap { id in
      findings.noted[id]?.facts.map { facts in
        let indent = String(repeating: "  ", count: id.position)
        let lines = [facts.issuedTo, "  \(facts.serial)", "  \(wording("label.issuer")): \(facts.issuedBy)"]
        return lines.map { indent + $0 }.joined(separator: "\n")
      }
    }
    return certificates + [String(repeating: "  ", count: findings.path.count) + wording("path.server")]
  }
}
