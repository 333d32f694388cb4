// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import FactCoding
import Facts
import JSON
import Journal
import Procedure
import Stores
import Texts
import Words

/// A transcript for programs. Times are UTC; identifiers are those of the session file.
struct JSONTranscript {
  let transcript: Transcript

  var value: JSONValue {
    let session = transcript.session
    let findings = session.findings
    return [
      "schema": "lync-pin-wizard/transcript/1",
      "name": .string(transcript.name),
      "practice": practice(session.start.practice),
      "program": .string(session.start.program),
      "windows": .string(session.start.server.rawValue),
      "procedure": .string(session.start.course.rawValue),
      "product": JSONValue(session.start.product?.rawValue),
      "server": JSONValue(findings.server),
      "administrator": JSONValue(findings.administrator),
      "utcOffsetMinutes": findings.offsetMinutes.map(JSONValue.integer) ?? .null,
      "ending": JSONValue(session.ending?.rawValue),
      "noted": .array(
        findings.path.compactMap { id in
          findings.noted[id].flatMap { noted in
            noted.facts.map { .object([member("role", id.role.rawValue)] + facts($0, noted.source)) }
          }
        }),
      "entries": .array(transcript.entries.map(entry)),
      "deletedOutside": .array(session.outside.map(outside)),
      "steps": .array(transcript.rows.map(row)),
      "head": .string(transcript.head),
    ]
  }

  private func member(_ name: String, _ value: String?) -> JSONValue.Member {
    JSONValue.Member(name, JSONValue(value))
  }

  private func practice(_ practice: Start.Practice?) -> JSONValue {
    practice.map { ["scenario": .string($0.scenario), "seed": .string(String($0.seed))] } ?? .null
  }

  private func facts(_ facts: CertificateFacts, _ source: FactSource) -> [JSONValue.Member] {
    let from: (exact: String?, written: String?)
    switch facts.validFrom {
    case .exact(let instant): from = (instant.description, nil)
    case .written(let date): from = (nil, date.text)
    case .unreadable: from = (nil, nil)
    }
    let origin: (kind: String, file: String?)
    var host: String?
    switch source {
    case .typed: origin = ("typed", nil)
    case .practice: origin = ("practice", nil)
    case .file(let name): origin = ("file", name)
    case .pasted(let name): origin = ("pasted", name)
    case .live(let name):
      origin = ("live", nil)
      host = name
    }
    return CertificateMembers.names(facts) + [
      member("validFrom", from.exact),
      member("validFromAsWritten", from.written), member("sha1", facts.thumbprint?.description),
      member("source", origin.kind), member("sourceFile", origin.file),
    ] + (host.map { [member("sourceHost", $0)] } ?? [])
  }

  private func entry(_ entry: Transcript.Entry) -> JSONValue {
    let proof: String?
    switch entry.findings.removal?.export?.proof {
    case .readBack?: proof = "readBack"
    case .seenOnServer?: proof = "notReadBack"
    case nil: proof = nil
    }
    return .object(
      [
        member("id", entry.id.description), member("store", entry.id.noted.role.store.rawValue),
        member("physical", entry.findings.physical.rawValue), member("verdict", entry.verdict.rawValue),
        member("fate", disposition(entry.disposition)),
        // In a move, what was deleted from Trusted Root is in Intermediate.
        JSONValue.Member("moved", .boolean(entry.witness != nil && entry.findings.removal?.copy != nil)),
        member("exportFile", entry.findings.removal?.exportName?.file),
        member("exportFolder", entry.findings.removal?.exportName?.folder), member("exportProof", proof),
        member("restoreCard", entry.findings.removal?.restoreCard),
        JSONValue.Member("evidence", .array(entry.judgement.evidence.map { .string($0.rawValue) })),
        member("validity", entry.period.rawValue),
        JSONValue.Member(
          "dependants", .array(entry.dependants.map { .string($0.thumbprint.description) })),
        member("agreedBy", entry.agreedBy),
      ] + facts(entry.facts, entry.findings.source))
  }

  private func disposition(_ disposition: Transcript.Disposition) -> String {
    switch disposition {
    case .deleted: "deleted"
    case .restored: "restored"
    case .deletedOutside: "deletedOutside"
    case .ordered: "ordered"
    case .stillThere: "stillThere"
    case .kept: "kept"
    case .marked: "marked"
    case .undecided: "undecided"
    case .leftForReview: "leftForReview"
    case .needed: "kept"
    case .leftAlone: "leftAlone"
    }
  }

  private func outside(_ outside: OutsideDeletion) -> JSONValue {
    .object([
      member("sha1", outside.thumbprint.description), member("store", outside.store.rawValue),
      member("exportFile", outside.export.file), member("exportFolder", outside.export.folder),
      member("receipt", outside.receipt),
    ])
  }

  private func row(_ row: Transcript.Row) -> JSONValue {
    [
      "seq": row.kind == .open ? .null : .integer(row.sequence), "at": JSONValue(row.at?.description),
      "item": JSONValue(row.item?.key), "step": JSONValue(row.item?.step.id),
      "said": .string(AnswerWords(wording: Wording()).text(row, in: transcript.session)),
      "withdrawn": .boolean(row.isWithdrawn),
      "by": JSONValue(row.at == nil ? nil : row.successor ?? transcript.session.findings.administrator),
    ]
  }
}
