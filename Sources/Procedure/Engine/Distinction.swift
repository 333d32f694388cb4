// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

// What distinguishes one certificate from the other available ones: the end of its serial number, which is
// typed to order its deletion, and its thumbprint, which command files use.

extension Findings {
  /// How many of the last digits of an entry's serial number must be typed to order its deletion: enough to
  /// distinguish it from every other row of its list and from the noted certificates. AD CS serial numbers
  /// often end with the same four digits.
  public func orderDigits(_ id: EntryID) -> Int {
    guard rules >= 3, let serial = entries[id]?.facts?.serial else { return 4 }
    let rows = entries(of: id.noted).filter { $0 != id }.compactMap { entries[$0]?.facts?.serial }
    return serial.digits(tellingFrom: rows + noted.values.compactMap { $0.facts?.serial })
  }

  /// Whether the typed text is the end of an entry's serial number, ignoring spaces.
  ///
  /// A number with fewer digits than requested can be typed in full.
  public func isEnd(_ typed: String, ofSerialOf id: EntryID) -> Bool {
    guard let serial = entries[id]?.facts?.serial else { return false }
    let count = orderDigits(id)
    let digits = PastedText.line(typed).lowercased()
    guard rules >= 3 else { return digits == serial.lastFour }
    let plain = digits.filter { $0 != " " }
    return plain == serial.last(count) || serial.hexadecimal.count < count && plain == serial.hexadecimal
  }

  /// The thumbprint of the certificate that must stay when others with its name are deleted; `nil` when it is
  /// unknown.
  public func keptThumbprint(_ id: NotedID) -> Thumbprint? {
    if let thumbprint = noted[id]?.facts?.thumbprint { return thumbprint }
    return matches(of: id).lazy.compactMap { entries[$0]?.facts?.thumbprint }.first
  }

  /// The best available facts about the certificate that must stay: the noted one, or the row that matches
  /// it.
  public func kept(_ id: NotedID) -> CertificateFacts? {
    let rows = matches(of: id).compactMap { entries[$0]?.facts }
    let known = [noted[id]?.facts].compactMap(\.self) + rows
    return known.first { $0.certificate != nil } ?? known.first
  }

  /// Checks that an entry's thumbprint belongs to no other certificate: neither to a noted certificate with
  /// another serial number, nor to a row that is a different certificate.
  ///
  /// - Throws: `Refusal.thumbprintIsNoted` or `.thumbprintOfRow`.
  func checkThumbprint(of id: EntryID) throws(Refusal) {
    guard let facts = entries[id]?.facts, let thumbprint = facts.thumbprint else { return }
    for one in noted.values.compactMap(\.facts) where one.thumbprint == thumbprint {
      guard one.serial == facts.serial else { throw .thumbprintIsNoted(one.serial, here: facts.serial) }
    }
    for other in entries.keys.sorted() where other != id {
      guard let row = entries[other]?.facts, row.thumbprint == thumbprint else { continue }
      let isSame =
        row.serial == facts.serial && row.subject.isSame(as: facts.subject)
        && row.issuer.isSame(as: facts.issuer)
      guard isSame else { throw .thumbprintOfRow(other.number) }
    }
  }

  /// Checks that no two certificates of the path have the same thumbprint.
  ///
  /// - Throws: `Refusal.thumbprintIsNoted`.
  func checkThumbprint(of facts: CertificateFacts, at id: NotedID) throws(Refusal) {
    guard let thumbprint = facts.thumbprint else { return }
    for (other, one) in noted where other != id {
      guard let one = one.facts, one.thumbprint == thumbprint else { continue }
      throw .thumbprintIsNoted(one.serial, here: facts.serial)
    }
  }
}
