// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Guide
import Journal
import Procedure
import Stores
import Texts
import Words

/// An export recorded in a session, compared with the file as it is now.
struct ExportCheck {
  enum Finding: Hashable {
    /// The file contains exactly the certificate that was read back.
    case same(path: String)
    /// The file exists, but contains something else.
    case changed(path: String)
    case missing(path: String)
    case unreadable(FileError)
    /// The admin saw the export on the server; the file was never on this computer.
    case elsewhere
  }

  let name: ExportName
  /// The thumbprint of the exported certificate; `nil` if it was typed without one.
  let thumbprint: Thumbprint?
  let finding: Finding

  /// The exports confirmed by answers in effect, in the order of the procedure.
  static func all(of session: Session, at paths: SessionPaths) -> [ExportCheck] {
    let ids = session.findings.path.flatMap(session.findings.entries(of:))
    return ids.compactMap { id in
      guard let entry = session.findings.entries[id], let export = entry.removal?.export else { return nil }
      return ExportCheck(
        name: export.name, thumbprint: entry.facts?.thumbprint,
        finding: finding(export.proof, export.certificate?.certificate, at: paths))
    }
  }

  private static func finding(
    _ proof: ExportProof, _ certificate: Certificate?, at paths: SessionPaths
  ) -> Finding {
    guard case .readBack(let typed) = proof else { return .elsewhere }
    let places = places(typed, paths)
    for place in places {
      switch LocalPath(place).oneCertificate(followsLinks: false) {
      case .failure(.unreadable(.missing)): continue
      case .failure(.unreadable(let error)): return .unreadable(error)
      case .failure: return .changed(path: place)
      case .success(let facts):
        return facts.certificate == certificate ? .same(path: place) : .changed(path: place)
      }
    }
    return .missing(path: places[0])
  }

  /// Where to look for the file: where it was read back, and, because a session's folder may have been moved,
  /// in the session's exports and next to the session.
  private static func places(_ typed: String, _ paths: SessionPaths) -> [String] {
    let path = LocalPath(typed)
    let beside = ["\(paths.exports)/\(path.name)", "\(paths.folder)\(path.name)"]
    return path.path.hasPrefix("/") ? [path.path] + beside : beside
  }
}

// MARK: - Telling

extension ExportCheck {
  /// A changed export is more serious than one that cannot be read.
  static func gravest(_ codes: [ExitCode]) -> ExitCode? {
    [.badData, .inputOutput, .permission, .noInput].first(where: codes.contains)
  }

  /// Shows what is wrong with the export.
  ///
  /// - Parameter good: receives the sentence when nothing is wrong.
  /// - Returns: the resulting exit code; `nil` if nothing is wrong.
  func tell(in program: Program, good: (String) -> Void) -> ExitCode? {
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
