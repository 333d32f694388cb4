// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

// Typing errors are caught on input, while the dialog is still open. Sessions of older revisions may contain
// them and must still open: only answers of the current revision are checked.

extension Findings {
  /// Refuses a typed answer that is most likely a typing error.
  ///
  /// - Parameter now: when the answer was given.
  func refuseSlip(_ answer: Answer, to item: Item, at now: Instant) throws(Refusal) {
    guard let question = item.question as? any TypedQuestion,
      let text = answer.read(as: ValueGiven.self)?.text
    else { return }
    switch question.field {
    case .timeZone:
      if let minutes = UTCOffset.unsignedMinutes(PastedText.line(text)) {
        throw .unsignedTimeZone(minutes: minutes, now: now)
      }
    case .validFrom:
      if text.contains(where: \.isNumber), WrittenPeriod(text).from.lacksTimeOfDay { throw .dateWithoutTime }
    case .serial:
      guard let serial = try? SerialReading.read(text) else { return }
      if known.contains(where: { $0.thumbprint?.bytes == serial.bytes }) { throw .serialIsThumbprint }
    case .thumbprint:
      guard let print = Thumbprint(pasted: text) else { return }
      if known.contains(where: { $0.serial?.bytes == print.bytes }) { throw .thumbprintIsSerial }
    case .server:
      let line = PastedText.line(text)
      if !line.isEmpty, !line.looksLikeServerName { throw .notAServerName(line) }
    case .administrator, .issuer, .subject:
      break
    }
  }

  /// Refuses a typed answer that would give two certificates the same issuer and serial number: an authority
  /// uses each number only once (RFC 5280 § 4.1.2.2). Certificates supplied as files are not checked.
  ///
  /// Two rows with the same date may be the same certificate. Until its issuer is typed, a row is assumed to
  /// have the issuer of its list.
  ///
  /// - Parameter item: the answered item; these findings already include the answer.
  func refuseRepeatedSerial(_ answer: Answer, after item: Item) throws(Refusal) {
    guard let question = item.question as? any TypedQuestion, !(answer.content is CertificateNoted) else {
      return
    }
    switch question.about {
    case .session: break
    case .noted(let id):
      guard let mine = noted[id]?.identity else { return }
      for (place, other) in noted.sorted(by: { $0.key < $1.key }) where place != id {
        if mine.isNumbered(like: other.identity) {
          throw .serialNoted(issuedTo: other.facts?.issuedTo ?? "?")
        }
      }
    case .entry(let id):
      guard question.field == .validFrom, var mine = entries[id]?.identity, let date = mine.validFrom else {
        return
      }
      mine.issuer = mine.issuer ?? noted[id.noted]?.identity.issuer
      for (row, other) in entries.sorted(by: { $0.key < $1.key }) where row != id {
        guard mine.isNumbered(like: other.identity), let otherDate = other.identity.validFrom,
          ValidFromRelation(date, otherDate, offsetMinutes: trustedOffset) == .different
        else { continue }
        throw .serialInRow(number: row.number)
      }
    }
  }

  private var known: [Identity] { noted.values.map(\.identity) + entries.values.map(\.identity) }
}

/// What identifies a certificate, from the values typed or supplied so far.
private struct Identity {
  var issuer: DistinguishedName?
  let serial: SerialNumber?
  let validFrom: ValidFrom?
  let thumbprint: Thumbprint?

  init(_ facts: CertificateFacts?, _ typed: TypedValues) {
    issuer = facts?.issuer ?? typed.issuer
    serial = facts?.serial ?? typed.serial
    validFrom = facts?.validFrom ?? typed.validFrom.map { .written($0) }
    thumbprint = facts?.thumbprint ?? typed.thumbprint
  }

  func isNumbered(like other: Identity) -> Bool {
    guard let issuer, let serial, let otherIssuer = other.issuer else { return false }
    return serial == other.serial && issuer.isSame(as: otherIssuer)
  }
}

extension NotedFindings {
  fileprivate var identity: Identity { Identity(facts, typed) }
}

extension EntryFindings {
  fileprivate var identity: Identity { Identity(facts, typed) }
}

// MARK: - The server's clock

extension Findings {
  /// Rows identified by thumbprint and serial number, with the time that the server shows for them.
  private var sightings: [ServerClock.Sighting] {
    let path = noted.values.compactMap(\.facts).filter { $0.thumbprint != nil }
    return entries.values.compactMap(\.facts).flatMap { entry in
      path.compactMap { ServerClock.Sighting(of: entry, as: $0) }
    }
  }

  /// Whether a reliably identified row proves that the offset is not the server's.
  public var isOffsetDisproved: Bool {
    offsetMinutes.map { ServerClock.isDisproved($0, by: sightings) } ?? false
  }

  /// The offset for comparing dates; `nil` while the typed one is disproved.
  public var trustedOffset: Int? { isOffsetDisproved ? nil : offsetMinutes }

  /// The offset that matches the rows to their certificates; `nil` when the rows do not determine one.
  public var offsetByRows: Int? { ServerClock.offset(by: sightings) }
}

extension String {
  /// Whether it can be a computer name: no blanks, more than one character, and only characters that such
  /// names can have.
  ///
  /// Source: RFC 1123 § 2.1; learn.microsoft.com/troubleshoot/windows-server/active-directory/naming-conventions-for-computer-domain-site-ou
  /// (NetBIOS names may hold letters of any script).
  fileprivate var looksLikeServerName: Bool {
    count > 1 && unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.numericType != nil }
      && unicodeScalars.allSatisfy { scalar in
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
          || "-._:[]".unicodeScalars.contains(scalar)
      }
  }
}
