// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

// What tells one certificate from the others at hand: the end of its serial number, which is typed to order its
// deletion, and its thumbprint, by which command files go.

extension Findings {
  /// How many of the last digits of an entry's serial number order its deletion: as many as tell it from every other
  /// row of its list and from the noted certificates. Two numbers of AD CS often end with the same four.
  public func orderDigits(_ id: EntryID) -> Int {
    guard rules >= 3, let serial = entries[id]?.facts?.serial else { return 4 }
    let rows = entries(of: id.noted).filter { $0 != id }.compactMap { entries[$0]?.facts?.serial }
    return serial.digits(tellingFrom: rows + noted.values.compactMap { $0.facts?.serial })
  }

  /// Whether what was typed is the end of an entry's serial number; blanks between the octets do not count.
  ///
  /// A number that has fewer digits than are asked for may be typed as it is.
  public func isEnd(_ typed: String, ofSerialOf id: EntryID) -> Bool {
    guard let serial = entries[id]?.facts?.serial else { return false }
    let count = orderDigits(id)
    let digits = PastedText.line(typed).lowercased()
    guard rules >= 3 else { return digits == serial.lastFour }
    let plain = digits.filter { $0 != " " }
    return plain == serial.last(count) || serial.hexadecimal.count < count && plain == serial.hexadecimal
  }

  /// The thumbprint of the certificate that has to stay when others of its name are deleted; `nil` when nobody noted
  /// it.
  public func keptThumbprint(_ id: NotedID) -> Thumbprint? {
    if let thumbprint = noted[id]?.facts?.thumbprint { return thumbprint }
    return matches(of: id).lazy.compactMap { entries[$0]?.facts?.thumbprint }.first
  }

  /// What is known best of the certificate that has to stay: the noted one, or the row that matches it.
  public func kept(_ id: NotedID) -> CertificateFacts? {
    let rows = matches(of: id).compactMap { entries[$0]?.facts }
    let known = [noted[id]?.facts].compactMap(\.self) + rows
    return known.first { $0.certificate != nil } ?? known.first
  }

  /// Makes sure that the thumbprint of an entry is nobody else's: not that of a noted certificate with another serial
  /// number, and not that of another row that is another certificate.
  ///
  /// - Throws: `Refusal.thumbprintIsNoted` or `.thumbprintOfRow`.
  func checkThumbprint(of id: EntryID) throws(Refusal) {
    guard let facts = entries[id]?.facts, let thumbprint = facts.thumbprint else { return }
    for one in noted.values.compactMap(\.facts) where one.thumbprint == thumbprint {
      guard one.serial == facts.serial else { throw .thumbprintIsNoted }
    }
    for other in entries.keys.sorted() where other != id {
      guard let row = entries[other]?.facts, row.thumbprint == thumbprint else { continue }
      let isSame =
        row.serial == facts.serial && row.subject.isSame(as: facts.subject)
        && row.issuer.isSame(as: facts.issuer)
      guard isSame else { throw .thumbprintOfRow(other.number) }
    }
  }

  /// Makes sure that no two certificates of the path have one thumbprint.
  ///
  /// - Throws: `Refusal.thumbprintIsNoted`.
  func checkThumbprint(of facts: CertificateFacts, at id: NotedID) throws(Refusal) {
    guard let thumbprint = facts.thumbprint else { return }
    for (other, one) in noted where other != id && one.facts?.thumbprint == thumbprint {
      throw .thumbprintIsNoted
    }
  }
}
