// SPDX-License-Identifier: GPL-3.0-or-later

package import Guide
package import Procedure
import Words

extension ProgramPart {
  /// Reports other sessions on the same server.
  ///
  /// - Throws: if one of them contradicts this session.
  package func tellNeighbours(of session: Session, at path: String) throws(Failure) {
    let words = neighbours(of: path)
    for sentence in words.news(for: session) { console.show(sentence, as: .warning) }
    if let contradiction = words.contradiction(to: session) {
      throw Failure(code: .unresolved, text: contradiction)
    }
  }

  package func neighbours(of path: String) -> NeighbourWords {
    NeighbourWords(
      wording: wording, folder: program.folder, path: path, told: program.toldNeighbours
    ) { [unowned program] in program.command($0, $1) }
  }
}
