// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import JSON
import Procedure

// Each answer is an event of its own name in the session file. Names and members are part of the file's format:
// new ones may come, none may change its meaning.

extension Answer {
  /// The event's name and the members that follow it.
  var encoded: (event: String, members: [JSONValue.Member]) {
    typealias M = JSONValue.Member
    switch self {
    case .confirmed: return ("confirmed", [])
    case .skipped(let reason): return ("skipped", [M("reason", .string(reason))])
    case .problem(let text): return ("problemFound", [M("text", .string(text))])
    case .value(let text): return ("valueGiven", [M("text", .string(text))])
    case .same: return ("sameGiven", [])
    case .certificate(let facts, let source):
      return ("certificateNoted", [M("der", facts.encoded), M("source", source.encoded)])
    case .phoneTrust(let thumbprints):
      return (
        "phoneTrustNoted", [M("thumbprints", .array(thumbprints.map { .string($0.description) }))]
      )
    case .pathContinues: return ("pathContinues", [])
    case .pathEnds: return ("pathEnds", [])
    case .counted(let count): return ("entriesCounted", [M("count", .integer(count))])
    case .listed(let rows, let coverage):
      return (
        "entriesListed",
        [M("entries", .array(rows.map(\.encoded)))]
          + (coverage.map { [M("coverage", $0.encoded)] } ?? [])
      )
    case .origin(let physical): return ("originReported", [M("physical", .string(physical.rawValue))])
    case .decided(let decision): return ("entryDecided", decision.encoded)
    case .exportNamed(let file, let folder):
      return ("exportNamed", [M("file", .string(file)), M("folder", .string(folder))])
    case .readBack(let facts, let path):
      return ("exportReadBack", [M("path", .string(path)), M("der", facts.encoded)])
    case .seenOnServer: return ("exportSeen", [])
    case .restoreCard(let path): return ("restoreCardWritten", [M("path", .string(path))])
    case .deletionOrdered(let lastFour):
      return ("deletionOrdered", [M("lastFour", .string(lastFour))])
    case .reported(let gone, let byWizard, let remark):
      return (
        "deletionReported",
        [M("gone", .boolean(gone)), M("byWizard", .boolean(byWizard)), M("remark", .string(remark))]
      )
    case .stays(let isThere, let byWizard):
      return ("matchReported", [M("there", .boolean(isThere)), M("byWizard", .boolean(byWizard))])
    }
  }

  /// - Returns: `nil` when no answer has this event name.
  static func decode(event: String, _ line: JSONValue) throws(CodingError) -> Answer? {
    switch event {
    case "confirmed": .confirmed
    case "skipped": .skipped(reason: try line.text("reason"))
    case "problemFound": .problem(try line.text("text"))
    case "valueGiven": .value(try line.text("text"))
    case "sameGiven": .same
    case "certificateNoted":
      .certificate(
        try line.member("der") { $0.string.flatMap(CertificateFacts.decode) },
        try line.member("source", FactSource.init(encoded:)))
    case "phoneTrustNoted":
      .phoneTrust(
        try line.member("thumbprints") {
          $0.elements { $0.string.flatMap(Hexadecimal.bytes).flatMap(Thumbprint.init(bytes:)) }
        })
    case "pathContinues": .pathContinues
    case "pathEnds": .pathEnds
    case "entriesCounted": .counted(try line.member("count", \.integer))
    case "entriesListed":
      .listed(
        try line.member("entries") { $0.elements(ListedEntry.init(encoded:)) },
        line["coverage"] == nil ? nil : try line.member("coverage", Coverage.init(encoded:)))
    case "originReported": .origin(try line.word("physical"))
    case "entryDecided": .decided(try Decision.decode(line))
    case "exportNamed": .exportNamed(file: try line.text("file"), folder: try line.text("folder"))
    case "exportReadBack":
      .readBack(
        try line.member("der") { $0.string.flatMap(CertificateFacts.decode) }, path: try line.text("path"))
    case "exportSeen": .seenOnServer
    case "restoreCardWritten": .restoreCard(path: try line.text("path"))
    case "deletionOrdered": .deletionOrdered(lastFour: try line.text("lastFour"))
    case "deletionReported":
      .reported(
        gone: try line.member("gone", \.boolean), byWizard: try line.member("byWizard", \.boolean),
        remark: try line.text("remark"))
    case "matchReported":
      .stays(try line.member("there", \.boolean), byWizard: try line.member("byWizard", \.boolean))
    default: nil
    }
  }
}

extension Decision {
  var encoded: [JSONValue.Member] {
    typealias M = JSONValue.Member
    switch self {
    case .keep(let reason): return [M("decision", "keep"), M("reason", .string(reason))]
    case .setAside: return [M("decision", "setAside")]
    case .remove(let acknowledged):
      return [M("decision", "remove"), M("acknowledged", Self.encode(acknowledged))]
    case .removeAgreed(let name, let acknowledged):
      return [
        M("decision", "removeAgreed"), M("by", .string(name)),
        M("acknowledged", Self.encode(acknowledged)),
      ]
    }
  }

  static func decode(_ line: JSONValue) throws(CodingError) -> Decision {
    switch try line.text("decision") {
    case "keep": .keep(reason: try line.text("reason"))
    case "setAside": .setAside
    case "remove": .remove(acknowledged: try warnings(line))
    case "removeAgreed": .removeAgreed(by: try line.text("by"), acknowledged: try warnings(line))
    // Sessions of revisions 1 and 2, of renewed certificates alone.
    case "removeRenewed": .removeAgreed(by: try line.text("owner"), acknowledged: try warnings(line))
    default: throw CodingError(member: "decision")
    }
  }

  private static func encode(_ warnings: Set<RemovalWarning>) -> JSONValue {
    .array(warnings.map(\.rawValue).sorted().map(JSONValue.string))
  }

  private static func warnings(_ line: JSONValue) throws(CodingError) -> Set<RemovalWarning> {
    try line.member("acknowledged") { value in
      value.elements { $0.string.flatMap(RemovalWarning.init(rawValue:)) }.map { Set($0) }
    }
  }
}
