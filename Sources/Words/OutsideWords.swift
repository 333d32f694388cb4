// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
public import Procedure
public import Texts

/// Describes a deletion outside the session.
public struct OutsideWords {
  public let wording: Wording

  public init(wording: Wording) {
    self.wording = wording
  }

  public func name(_ outside: OutsideDeletion, in session: Session) -> String {
    session.facts(outside).map { "\($0.issuedTo) (\($0.serial))" } ?? outside.thumbprint.description
  }

  public func values(_ outside: OutsideDeletion, in session: Session) -> [String: String] {
    let facts = session.facts(outside)
    return [
      "issuedTo": facts?.issuedTo ?? wording("unknown"),
      "serial": facts?.serial.description ?? wording("unknown"),
      "thumbprint": outside.thumbprint.description, "file": outside.export.file,
      "folder": outside.export.folder, "receipt": outside.receipt,
    ]
  }
}
