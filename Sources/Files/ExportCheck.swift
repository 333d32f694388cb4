// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
import Journal
public import Procedure
public import Stores

/// An export recorded in a session, compared with the file as it is now.
public struct ExportCheck {
  public enum Finding: Hashable {
    /// The file contains exactly the certificate that was read back.
    case same(path: String)
    /// The file exists, but contains something else.
    case changed(path: String)
    case missing(path: String)
    case unreadable(FileError)
    /// The admin saw the export on the server; the file was never on this computer.
    case elsewhere
  }

  public let name: ExportName
  /// The thumbprint of the exported certificate; `nil` if it was typed without one.
  public let thumbprint: Thumbprint?
  public let finding: Finding

  /// The exports confirmed by answers in effect, in the order of the procedure.
  public static func all(of session: Session, at paths: SessionPaths) -> [ExportCheck] {
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
