// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Ledger
import Stores
import Survey
import Texts

/// What `inspect --json` writes: `lync-pin-wizard/inspect/1`. Others build on it; members may come, none may change.
struct SurveyJSON {
  let wording: Wording

  func value(_ survey: Survey) -> JSONValue {
    [
      "schema": "lync-pin-wizard/inspect/1",
      "noted": .array(
        survey.noted.map { .object([member("role", $0.role.rawValue)] + certificate($0.certificate)) }),
      "server": survey.server.map { .object(certificate($0)) } ?? .null,
      "entries": .array(survey.entries.map { entry($0, survey) }),
      "unrelated": .integer(survey.unrelatedCount),
      "outcomes": .array(
        zip(survey.noted, survey.outcomes).map { noted, outcome in
          ["sha1": .string(noted.certificate.thumbprint.description), "outcome": .string(Self.name(outcome))]
        }),
      "advisories": .array(survey.advisories.map(advisory)),
    ]
  }

  /// `listedTwice` is no outcome of the schema: nothing but the noted certificate bears its name.
  private static func name(_ outcome: Outcome) -> String {
    outcome == .listedTwice ? Outcome.listedOnce.rawValue : outcome.rawValue
  }

  private func entry(_ entry: Survey.Entry, _ survey: Survey) -> JSONValue {
    let handed = entry.handed
    return .object(
      [
        member("store", handed.store.rawValue), member("physical", handed.physical.rawValue),
        member("source", handed.file),
      ] + certificate(handed.certificate) + [
        member("verdict", entry.verdict.rawValue),
        member("managedBy", handed.physical.isManaged ? handed.physical.rawValue : nil),
        member("why", SurveyWords(wording: wording).why(entry)),
        JSONValue.Member("impact", .array(entry.impact.map { .string($0.thumbprint.description) })),
      ])
  }

  private func advisory(_ advisory: Advisory) -> JSONValue {
    [
      "id": .string(advisory.id.rawValue), "detail": .string(SurveyWords(wording: wording).text(advisory)),
      "certificates": .array(advisory.certificates.map { .string($0.thumbprint.description) }),
    ]
  }

  private func certificate(_ certificate: Certificate) -> [JSONValue.Member] {
    let subject = certificate.subject
    let issuer = certificate.issuer
    return [
      member("subject", subject.rfc4514), member("issuer", issuer.rfc4514),
      member("issuedTo", subject.simpleDisplayName), member("issuedBy", issuer.simpleDisplayName),
      member("serial", certificate.serial.hexadecimal),
      member("validFrom", certificate.validity.notBefore.description),
      member("validTo", certificate.validity.notAfter.description),
      member("sha1", certificate.thumbprint.description),
      member("sha256", Hexadecimal.text(certificate.sha256)),
    ]
  }

  private func member(_ name: String, _ value: String?) -> JSONValue.Member {
    JSONValue.Member(name, JSONValue(value))
  }
}
