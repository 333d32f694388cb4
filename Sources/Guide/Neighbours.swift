// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Glibc
import Journal
import Procedure
import Servers
import Texts
import Words
import X509

/// The other unfinished sessions on this computer that work on the same server.
struct Neighbours {
  let folder: SessionFolder?
  /// The session's own file.
  let path: String

  struct Neighbour {
    public let path: String
    public let session: Session

    public init(path: String, session: Session) {
      self.path = path
      self.session = session
    }
  }

  /// Two sessions disagree about a certificate: one needs it to stay, the other marks it for removal.
  struct Contradiction {
    let neighbour: Neighbour
    let facts: CertificateFacts
  }

  /// Sessions that cannot be read are skipped: they cannot order anything either.
  func all(of session: Session) -> [Neighbour] {
    guard let folder, session.start.practice == nil else { return [] }
    return ((try? folder.names()) ?? []).map(folder.file(named:)).compactMap { other in
      guard !Self.isSameFile(other, path),
        let found = try? SessionFile.read(at: other, signatures: .libcrypto).session,
        found.ending == nil, found.start.practice == nil, Self.isSameServer(found, session)
      else { return nil }
      return Neighbour(path: other, session: found)
    }
  }

  /// The first certificate of one session's noted path that the other marked for removal, or removed.
  func contradiction(to session: Session) -> Contradiction? {
    for neighbour in all(of: session) {
      let pairs = [(session, neighbour.session), (neighbour.session, session)]
      for (one, other) in pairs {
        if let facts = other.removal.first(where: { one.notes($0) }) {
          return Contradiction(neighbour: neighbour, facts: facts)
        }
      }
    }
    return nil
  }

  private static func isSameFile(_ one: String, _ other: String) -> Bool {
    var first = stat()
    var second = stat()
    guard stat(one, &first) == 0, stat(other, &second) == 0 else { return one == other }
    return first.st_ino == second.st_ino && first.st_dev == second.st_dev
  }

  /// If both computer names are known, they decide, because a pool's name stands for several servers.
  private static func isSameServer(_ one: Session, _ other: Session) -> Bool {
    if one.identity.computerName != nil, other.identity.computerName != nil {
      return one.identity.relation(to: other.identity) != .another
    }
    return !one.serverNames.isDisjoint(with: other.serverNames)
  }
}

extension Session {
  /// All names that it knows its server by, without domain and in upper case.
  fileprivate var serverNames: Set<String> {
    let names = [start.live?.host, findings.server, identity.computerName].compactMap(\.self)
    return Set(names.map { ComputerName($0)?.computer ?? $0.trimmed.uppercased() })
  }

  /// The certificates marked for removal, including those already removed.
  fileprivate var removal: [CertificateFacts] {
    findings.path.flatMap(findings.entries(of:)).compactMap { id in
      guard let entry = findings.entries[id], findings.decision(id)?.isRemoval == true || entry.isGone
      else { return nil }
      return entry.facts
    }
  }

  /// Whether a certificate belongs to the noted path. If either was only typed, name and serial number are
  /// enough, so that missing information does not hide a contradiction.
  fileprivate func notes(_ facts: CertificateFacts) -> Bool {
    findings.path.compactMap { findings.noted[$0]?.facts }.contains { noted in
      let comparison = Comparison(facts, noted, offsetMinutes: findings.offsetMinutes)
      switch comparison.certificate {
      case .same: return true
      case .different: return false
      case .unknown: return comparison.isSameSubject && comparison.serial.isSameNumber
      }
    }
  }
}
