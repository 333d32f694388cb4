// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Texts
package import X509

extension ProgramPart {
  /// Why certificates do not form a single path, for the user.
  package func failure(_ error: PathError) -> Failure {
    let text: String
    switch error {
    case .noCertificates: text = wording("chain.none")
    case .severalPaths(let paths):
      let names = paths.map { ($0.server ?? $0.levels.last?.first)?.subject.displayLine ?? "?" }
      let more = paths.count < CertificationPath.mostToldApart ? [] : ["…"]
      text = wording("chain.several", ["names": (names + more).joined(separator: ", ")])
    case .tooManyKeys(let name, let count):
      text = wording("chain.tooManyKeys", ["name": name.displayLine, "count": String(count)])
    }
    return Failure(code: .badData, text: text)
  }
}
