// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Guide
import Procedure
import Reports
import Texts
import Words

extension ExportCheck {
  /// A changed export is more serious than one that cannot be read.
  package static func gravest(_ codes: [ExitCode]) -> ExitCode? {
    [.badData, .inputOutput, .permission, .noInput].first(where: codes.contains)
  }

  /// Shows what is wrong with the export.
  ///
  /// - Parameter good: receives the sentence when nothing is wrong.
  /// - Returns: the resulting exit code; `nil` if nothing is wrong.
  package func tell(in program: Program, good: (String) -> Void) -> ExitCode? {
    let wording = program.wording
    let values = [
      "name": name.file, "folder": name.folder, "thumbprint": thumbprint?.description ?? wording("unknown"),
    ]
    func refuse(_ key: String, _ more: [String: String], _ code: ExitCode) -> ExitCode {
      program.console.show(
        wording("verify.export.\(key)", values.merging(more) { $1 }), as: .error)
      return code
    }
    switch finding {
    case .same(let path):
      good(wording("verify.export.same", values.merging(["file": path]) { $1 }))
      return nil
    case .elsewhere:
      good(wording("verify.export.elsewhere", values))
      return nil
    case .changed(let path): return refuse("changed", ["file": path], .badData)
    case .missing(let path): return refuse("missing", ["file": path], .noInput)
    case .unreadable(let error):
      return refuse("unreadable", ["reason": FileWords(wording: wording).text(error)], ExitCode(error))
    }
  }
}
