// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Inspection
public import JSON
import Journal
import Stores
public import Texts
import X509

/// The output of `inspect --pool --json`: `lync-pin-wizard/inspect-pool/1`. Others rely on it: fields may be added;
/// existing ones never change.
public struct PoolJSON {
  public let wording: Wording

  public init(wording: Wording) {
    self.wording = wording
  }

  public func value(_ pool: PoolInspection) -> JSONValue {
    typealias M = JSONValue.Member
    return [
      "schema": "lync-pin-wizard/inspect-pool/1",
      "certificates": .array(
        pool.descriptions.map { one in
          .object(
            [
              M("sha1", JSONValue(one.certificate.thumbprint?.description)),
              M("issuedTo", .string(one.issuedTo)),
              M("serial", .string(one.serial)),
            ] + InspectionJSON.validFrom(one.validFrom))
        }),
      "servers": .array(
        pool.servers.map { server in
          [
            "name": .string(server.name), "needsSession": .boolean(server.needsSession),
            "readWhole": .boolean(!server.hasFailed), "state": .string(server.state.rawValue),
            "counts": counts(server),
            "coverage": InspectionJSON(wording: wording).coverage(server.coverage, server.unreadable),
            "outcomes": .array(
              zip(pool.noted, server.outcomes).map { noted, outcome in
                [
                  "sha1": .string(noted.certificate.thumbprint.description),
                  "outcome": .string(outcome.rawValue),
                ]
              }),
            "entries": .array(
              server.findings.map { one in
                [
                  "sha1": JSONValue(one.certificate.thumbprint?.description),
                  "verdict": .string(one.verdict.rawValue), "standing": .string(one.standing.rawValue),
                  "store": .string(one.store.rawValue), "physical": .string(one.physical.rawValue),
                ]
              }),
          ]
        }),
    ]
  }

  private func counts(_ server: PoolInspection.Server) -> JSONValue {
    .object(
      PoolInspection.Count.allCases.map {
        JSONValue.Member($0.rawValue, .integer(server.count($0)))
      })
  }
}
