// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

// How the attributes of a certificate are read as somebody types them.

extension TypedValues {
  /// Reads one attribute as typed.
  ///
  /// - Parameter pattern: what “the same” stands for.
  mutating func take(_ answer: Answer, _ field: Field, same pattern: CertificateFacts?) throws(Refusal) {
    switch (field, answer) {
    case (.issuer, .value(let text)): issuer = try Self.name(text)
    case (.subject, .value(let text)): subject = try Self.name(text)
    case (.subject, .same):
      guard let name = pattern?.subject ?? issuer else { throw .notOffered }
      subject = name
    case (.issuer, .same):
      guard let name = pattern?.issuer else { throw .notOffered }
      issuer = name
    case (.serial, .value(let text)):
      do throws(SerialReading.Refusal) { serial = try SerialReading.read(text) } catch {
        throw .unreadableSerial(error)
      }
    case (.validFrom, .value(let text)):
      let date = WrittenDate(text)
      guard date.text.contains(where: \.isNumber) else { throw .unreadableDate }
      validFrom = date
    case (.thumbprint, .value(let text)):
      guard let print = Thumbprint(pasted: text) else { throw .unreadableThumbprint }
      thumbprint = print
    case (.thumbprint, .skipped): break
    default: throw .notOffered
    }
  }

  private static func name(_ text: String) throws(Refusal) -> DistinguishedName {
    do throws(NameReading.Refusal) { return try NameReading.read(text) } catch {
      throw .unreadableName(error)
    }
  }

  /// The first attribute that was typed and that the certificate states otherwise.
  func difference(from facts: CertificateFacts, offsetMinutes: Int?) -> Field? {
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
