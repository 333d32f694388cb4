// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import JSON

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
    // From sessions of revisions 1 and 2, only for renewed certificates.
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
