// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
public import Journal
public import Procedure
public import Texts
import Words

/// Describes other sessions on the same server.
public struct NeighbourWords {
  /// What was shown already, so that nothing is shown twice.
  public final class Told {
    fileprivate var sentences: Set<String> = []

    public init() {}
  }

  let wording: Wording
  let folder: SessionFolder?
  /// The session's own file.
  let path: String
  let told: Told
  /// The command line that applies a verb to a session file.
  let command: (_ verb: String, _ path: String) -> String

  public init(
    wording: Wording, folder: SessionFolder?, path: String, told: Told,
    command: @escaping (_ verb: String, _ path: String) -> String
  ) {
    self.wording = wording
    self.folder = folder
    self.path = path
    self.told = told
    self.command = command
  }

  private var neighbours: Neighbours { Neighbours(folder: folder, path: path) }

  /// One sentence for each of them that was not mentioned yet.
  public func news(for session: Session) -> [String] {
    let sentences = neighbours.all(of: session).map { neighbour in
      wording(
        "neighbour.same",
        [
          "name": SessionPaths(neighbour.path).name,
          "server": neighbour.session.findings.server ?? neighbour.session.start.live?.host ?? "?",
          "state": StatusWords(wording: wording.of(neighbour.session)).position(neighbour.session),
          "command": command("status", neighbour.path),
        ])
    }
    return sentences.filter { told.sentences.insert($0).inserted }
  }

  /// Why nothing may be removed while another session says the opposite.
  public func contradiction(to session: Session) -> String? {
    neighbours.contradiction(to: session).map { found in
      wording(
        "neighbour.contradiction",
        [
          "name": SessionPaths(found.neighbour.path).name, "own": SessionPaths(path).name,
          "issuedTo": found.facts.issuedTo, "serial": found.facts.serial.description,
          "otherFile": found.neighbour.path, "ownFile": path,
        ])
    }
  }
}
