// SPDX-License-Identifier: GPL-3.0-or-later

import FactCoding
public import Facts
public import Files
public import Inspection
public import JSON
import Journal
import Listings
import Stores
public import Texts
import Words

/// The output of `inspect --json`: `lync-pin-wizard/inspect/1`. Others rely on it: fields may be added;
/// existing ones never change.
public struct InspectionJSON {
  public let wording: Wording

  public init(wording: Wording) {
    self.wording = wording
  }

  /// - Parameters:
  ///   - unreadable: what could not be read of each physical store.
  ///   - other: another server, or the same one at another time.
  ///   - list: Schannel's list of issuers, if it was asked for.
  public func value(
    _ survey: StoreInspection, _ unreadable: [StorePart: [CertificateFolder.Problem]],
    against other: Comparand? = nil, issuers list: IssuerList? = nil
  ) -> JSONValue {
    [
      "schema": "lync-pin-wizard/inspect/1",
      "noted": .array(
        survey.noted.map {
          .object([member("role", $0.role.rawValue)] + CertificateMembers.of($0.certificate))
        }),
      "server": survey.server.map { .object(CertificateMembers.of($0)) } ?? .null,
      "coverage": coverage(survey.coverage, unreadable),
      "entries": .array(survey.entries.map { entry($0, survey) }),
      "found": .array(survey.openRows.map { found($0.row, survey.noted[$0.noted]) }),
      "unrelated": .integer(survey.unrelatedCount),
      "outcomes": outcomes(survey),
      "signatures": .string(survey.verifiesAllSignatures ? "all" : "needed"),
      "advisories": .array(survey.advisories().map(advisory)),
      "against": other.map(against) ?? .null,
      "issuerList": list.map(value) ?? .null,
    ]
  }

  func outcomes(_ survey: StoreInspection) -> JSONValue {
    .array(
      zip(survey.noted, survey.outcomes).map { noted, outcome in
        ["sha1": .string(noted.certificate.thumbprint.description), "outcome": .string(outcome.rawValue)]
      })
  }

  /// One row per physical store, and one for the logical store if that is what was supplied.
  public func coverage(
    _ coverage: [Store: Coverage], _ unreadable: [StorePart: [CertificateFolder.Problem]]
  ) -> JSONValue {
    let rows = Store.allCases.flatMap { store -> [JSONValue] in
      let coverage = coverage[store] ?? Coverage(store)
      let isLogical = coverage.parts[.unknown] != nil
      // A listing of the logical store shows all physical stores.
      let places =
        isLogical ? PhysicalStore.allCases.filter { coverage.parts[$0] != nil } : store.physicalStores
      return places.map { physical in
        [
          "store": .string(store.rawValue), "physical": .string(physical.rawValue),
          "state": .string(coverage.state(of: physical).rawValue),
          "entries": .integer(coverage.parts[physical]?.entries ?? 0),
          "unreadable": .array((unreadable[StorePart(store, physical)] ?? []).map(unread)),
        ]
      }
    }
    return .array(rows)
  }

  private func unread(_ problem: CertificateFolder.Problem) -> JSONValue {
    let place = problem.place
    return [
      "name": .string(place.name), "offset": place.offset.map(JSONValue.integer) ?? .null,
      "reason": .string(FileWords(wording: wording).text(problem)),
    ]
  }

  private func entry(_ entry: StoreInspection.Entry, _ survey: StoreInspection) -> JSONValue {
    let handed = entry.handed
    let impact = entry.impact.map { JSONValue.string($0.thumbprint.description) }
    return .object(
      [
        member("store", handed.store.rawValue), member("physical", handed.physical.rawValue),
        member("source", handed.file),
      ] + certificate(handed) + [
        member("verdict", entry.verdict.rawValue),
        member("standing", survey.standing(entry).rawValue),
        member("gate", survey.gate(entry).rawValue),
        JSONValue.Member("evidence", .array(entry.judgement.evidence.map { .string($0.rawValue) })),
        member("validity", entry.period.rawValue),
        JSONValue.Member(
          "dependants", .array(entry.dependants.map { .string($0.thumbprint.description) })),
        member("managedBy", entry.managedBy?.rawValue),
        member("why", InspectionWords(wording: wording).why(entry)),
        // No signature can be verified with a certificate that a text only describes.
        JSONValue.Member("impact", handed.certificate == nil ? .null : .array(impact)),
      ])
  }

  /// A row that contains too little to be judged.
  private func found(_ row: FoundRow, _ noted: Noted) -> JSONValue {
    .object([
      member("store", row.store.rawValue), member("physical", row.physical.rawValue),
      member("source", row.file), member("name", row.entry.name),
      member("sha1", row.entry.thumbprint.description), member("validToAsWritten", row.entry.validTo),
      member("notedSha1", noted.certificate.thumbprint.description), member("why", wording("found.why")),
    ])
  }

  private func advisory(_ advisory: Advisory) -> JSONValue {
    [
      "id": .string(advisory.id.rawValue),
      "detail": .string(InspectionWords(wording: wording).text(advisory)),
      "certificates": .array(
        (advisory.certificates.map(\.thumbprint) + advisory.described.compactMap(\.thumbprint))
          .map { .string($0.description) }),
    ]
  }

  func certificate(_ handed: StoreEntry) -> [JSONValue.Member] {
    switch handed.content {
    case .certificate(let certificate): CertificateMembers.of(certificate)
    case .described(let facts, let validTo): described(facts, validTo: validTo)
    }
  }

  /// The members of a certificate: null for those that only the certificate itself contains, and the dates as
  /// written in separate members.
  private func described(_ facts: CertificateFacts, validTo: String) -> [JSONValue.Member] {
    CertificateMembers.names(facts) + Self.validFrom(facts.validFrom) + [
      member("validTo", nil), member("validToAsWritten", validTo),
      member("sha1", facts.thumbprint?.description), member("sha256", nil),
    ]
  }

  public static func validFrom(_ validFrom: ValidFrom) -> [JSONValue.Member] {
    switch validFrom {
    case .exact(let instant): [JSONValue.Member("validFrom", .string(instant.description))]
    case .written(let date):
      [
        JSONValue.Member("validFrom", .null),
        JSONValue.Member("validFromAsWritten", .string(date.text)),
      ]
    case .unreadable: [JSONValue.Member("validFrom", .null)]
    }
  }

  func member(_ name: String, _ value: String?) -> JSONValue.Member {
    JSONValue.Member(name, JSONValue(value))
  }
}
