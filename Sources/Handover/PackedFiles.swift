// SPDX-License-Identifier: GPL-3.0-or-later

public import Files
import Glibc
import Paths
public import Procedure

/// The files supplied at the start of a session, as they lie next to a session that came from another
/// computer: `NAME.files/chain-1/root.cer` for the first file of `--chain`, and the files of a folder in
/// `NAME.files/store-1/collected/`.
///
/// The session keeps the paths of the computer where it began. Next to the session, they are found again
/// wherever it is taken.
public struct PackedFiles {
  /// A supplied file or folder, and the folder that holds it when it came along.
  public struct Supplied: Hashable {
    /// Where the session began.
    public let path: String
    /// `chain-1`
    public let place: String
  }

  /// The folder with all of them.
  public let folder: String

  public init(of session: SessionPaths) { folder = session.files }

  /// Each once: what was supplied with `--from` is both the path and a store.
  public static func all(of start: Start) -> [Supplied] {
    func numbered(_ kind: String, _ paths: [String]) -> [Supplied] {
      paths.enumerated().map { Supplied(path: $1, place: "\(kind)-\($0 + 1)") }
    }
    let all =
      numbered("chain", start.chainFiles) + numbered("store", start.storeFiles.map(\.path))
      + numbered("events", start.eventFiles)
    var taken: Set<[CChar]> = []
    return all.filter { taken.insert($0.path.pathOctets).inserted }
  }

  /// The same start, with the files that came along.
  public func here(_ start: Start) -> Start {
    let places = Dictionary(
      uniqueKeysWithValues: Self.all(of: start).map { ($0.path.pathOctets, self.path(of: $0)) })
    func here(_ path: String) -> String { places[path.pathOctets] ?? path }
    var moved = start
    moved.chainFiles = start.chainFiles.map(here)
    moved.storeFiles = start.storeFiles.map {
      Start.StoreFile(store: $0.store, physical: $0.physical, path: here($0.path))
    }
    moved.eventFiles = start.eventFiles.map(here)
    return moved
  }

  /// Where a supplied file is on this computer: what came along counts more than a file that happens to have
  /// the same path.
  private func path(of supplied: Supplied) -> String {
    let carried = "\(folder)/\(supplied.place)/\(supplied.path.pathName)"
    return access(carried.pathOctets, F_OK) == 0 ? carried : supplied.path
  }
}
