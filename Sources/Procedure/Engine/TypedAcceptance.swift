// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

// How typed attributes of a certificate are read.

extension TypedValues {
  /// Reads one typed attribute.
  ///
  /// - Parameters:
  ///   - pattern: what “the same” refers to.
  ///   - takesPeriods: whether Valid to may follow Valid from.
  mutating func take(
    _ answer: Answer, _ field: Field, same pattern: CertificateFacts?, takesPeriods: Bool
  ) throws(Refusal) {
    switch answer.content {
    case let given as ValueGiven where takesPeriods && field == .validFrom: try readPeriod(given.text)
    case let given as ValueGiven: try read(given.text, field)
    case is SameGiven: try takeSame(field, pattern)
    case is Skipped where field == .thumbprint: break
    default: throw .notOffered
    }
  }

  private mutating func read(_ text: String, _ field: Field) throws(Refusal) {
    switch field {
    case .issuer: issuer = try Self.name(text)
    case .subject: subject = try Self.name(text)
    case .serial:
      do throws(SerialReading.Refusal) { serial = try SerialReading.read(text) } catch {
        throw .unreadableSerial(error)
      }
    case .validFrom:
      let date = WrittenDate(text)
      let isDate = date.text.contains(where: \.isNumber) && Thumbprint(pasted: text) == nil
      guard isDate else { throw .unreadableDate }
      validFrom = date
    case .thumbprint:
      guard let print = Thumbprint(pasted: text) else { throw .unreadableThumbprint }
      thumbprint = print
    case .server, .administrator, .timeZone: throw .notOffered
    }
  }

  private mutating func readPeriod(_ text: String) throws(Refusal) {
    let period = WrittenPeriod(text)
    try read(period.from.text, .validFrom)
    validTo = period.to
  }

  private mutating func takeSame(_ field: Field, _ pattern: CertificateFacts?) throws(Refusal) {
    switch (field, pattern?.subject ?? issuer, pattern?.issuer) {
    case (.subject, let name?, _): subject = name
    case (.issuer, _, let name?): issuer = name
    default: throw .notOffered
    }
  }

  private static func name(_ text: String) throws(Refusal) -> DistinguishedName {
    do throws(NameReading.Refusal) { return try NameReading.read(text) } catch {
      throw .unreadableName(error)
    }
  }

  /// Refuses a certificate that differs from the values typed for it before, or that is not an authority.
  public func check(against facts: CertificateFacts, offsetMinutes: Int?) throws(Refusal) {
    if let field = difference(from: facts, offsetMinutes: offsetMinutes) { throw .differsFromTyped(field) }
    if facts.certificate?.isAuthority == false { throw .notAnAuthority }
  }

  /// The first typed attribute that differs from the certificate.
  private func difference(from facts: CertificateFacts, offsetMinutes: Int?) -> Field? {
    if let issuer, !issuer.isSame(as: facts.issuer) { return .issuer }
    if let subject, !subject.isSame(as: facts.subject) { return .subject }
    if let serial, serial != facts.serial { return .serial }
    if let validFrom,
      ValidFromRelation(.written(validFrom), facts.validFrom, offsetMinutes: offsetMinutes) == .different
    {
      return .validFrom
    }
    if let thumbprint, let other = facts.thumbprint, thumbprint != other { return .thumbprint }
    return nil
  }
}
