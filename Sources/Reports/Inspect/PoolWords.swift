// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
import Inspection
public import JSON
import Journal
import Procedure
import Stores
public import Texts
import X509

/// A pool as a matrix of servers and duplicates, for users and for programs.
public struct PoolWords {
  public let wording: Wording

  public init(wording: Wording) {
    self.wording = wording
  }

  public func lines(_ pool: PoolInspection) -> [String] {
    var lines = [wording("pool.certificates")]
    for (number, one) in pool.descriptions.enumerated() {
      let validFrom = InspectionWords(wording: wording).text(one.validFrom)
      lines.append("  \(number + 1). \(one.displayLine) (\(one.serial)), \(validFrom)")
    }
    if pool.descriptions.isEmpty { lines.append("  \(wording("pool.none"))") }
    lines += ["", wording("pool.matrix")]
    let width = pool.servers.map(\.name.count).max() ?? 0
    for server in pool.servers {
      let name = server.name + String(repeating: " ", count: width - server.name.count)
      let cells = pool.descriptions.enumerated().map { number, one in cell(server, one, number + 1) }
      lines.append("  \(([name] + cells + [wording(state(server))]).joined(separator: "  "))")
    }
    let open = sentence("pool.open", pool.servers.filter(\.needsSession))
    let unread = sentence("pool.unread", pool.servers.filter { !$0.isReadEnough })
    let sentences = open + unread
    return lines + [""] + (sentences.isEmpty ? [wording("pool.allClean")] : sentences)
  }

  private func state(_ server: PoolInspection.Server) -> String {
    if server.isNothingRead { return "pool.nothing" }
    if server.hasFailed { return "pool.failed" }
    if server.needsSession { return "pool.session" }
    return server.isUnread ? "pool.part" : "pool.clean"
  }

  private func sentence(_ key: String, _ servers: [PoolInspection.Server]) -> [String] {
    let names = servers.map(\.name).joined(separator: ", ")
    return servers.isEmpty ? [] : [wording(key, ["count": String(servers.count), "servers": names])]
  }

  /// The number of the certificate if the server has it, a dot if not.
  private func cell(_ server: PoolInspection.Server, _ one: PoolInspection.Description, _ number: Int)
    -> String
  {
    let text = server.findings.contains { $0.certificate == one.certificate } ? String(number) : "·"
    return String(repeating: " ", count: max(0, String(number).count - text.count)) + text
  }

  public func json(_ pool: PoolInspection, noted: [Certificate]) -> JSONValue {
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
            "readWhole": .boolean(!server.hasFailed),
            "coverage": InspectionJSON(wording: wording).coverage(server.coverage, server.unreadable),
            "outcomes": .array(
              zip(noted, server.outcomes).map { certificate, outcome in
                [
                  "sha1": .string(certificate.thumbprint.description),
                  "outcome": .string(outcome.rawValue),
                ]
              }),
            "entries": .array(
              server.findings.map { one in
                [
                  "sha1": JSONValue(one.certificate.thumbprint?.description),
                  "verdict": .string(one.verdict.rawValue),
                  "store": .string(one.store.rawValue), "physical": .string(one.physical.rawValue),
                ]
              }),
          ]
        }),
    ]
  }
}
