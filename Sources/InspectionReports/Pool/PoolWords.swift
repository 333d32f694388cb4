// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Inspection
public import Texts
import Words

/// Describes a pool in sentences.
public struct PoolWords {
  public let wording: Wording

  public init(wording: Wording) {
    self.wording = wording
  }

  func page(_ pool: PoolInspection) -> PoolPage {
    PoolPage(
      serverTitle: wording("pool.column.server"), stateTitle: wording("pool.column.state"),
      rows: pool.byUrgency.map(row), legend: wording("pool.legend"), missing: missing(pool),
      certificates: certificates(pool), sentences: sentences(pool))
  }

  private func row(_ server: PoolInspection.Server) -> PoolPage.Row {
    PoolPage.Row(
      state: server.state, name: server.name,
      counts: PoolInspection.Count.allCases.map {
        (wording("pool.column.\($0.rawValue)"), server.count($0))
      },
      stateText: wording("pool.\(server.state.rawValue)"))
  }

  private func missing(_ pool: PoolInspection) -> [PoolPage.Certificate] {
    let words = InspectionWords(wording: wording)
    return pool.noted.compactMap { certificate, level in
      let lacking = pool.servers.filter { $0.presences[level] == .missing }
      guard !lacking.isEmpty else { return nil }
      return PoolPage.Certificate(text: words.name(certificate), servers: names(lacking))
    }
  }

  private func certificates(_ pool: PoolInspection) -> [PoolPage.Certificate] {
    pool.descriptions.map { one in
      let validFrom = InspectionWords(wording: wording).text(one.validFrom)
      let servers = pool.servers.filter { $0.findings.contains { $0.certificate == one.certificate } }
      return PoolPage.Certificate(
        text: "\(one.displayLine) (\(one.serial)), \(validFrom)", servers: names(servers))
    }
  }

  private func sentences(_ pool: PoolInspection) -> [TonedLine] {
    let lacking = sentence("pool.deleteNothing", pool.servers.filter { $0.state == .missing }, .danger)
    let open = sentence("pool.open", pool.servers.filter { $0.state == .session }, .warning)
    let unread = sentence("pool.unread", pool.servers.filter { !$0.isReadEnough }, .warning)
    let inPart = sentence("pool.inPart", pool.servers.filter { $0.state == .cleanInPart }, .body)
    let isQuiet = (lacking + open + unread).isEmpty
    return lacking + open + unread + (isQuiet ? [TonedLine(wording("pool.allClean"), .good)] : []) + inPart
  }

  private func sentence(_ key: String, _ servers: [PoolInspection.Server], _ tone: Tone) -> [TonedLine] {
    servers.isEmpty
      ? [] : [TonedLine(wording(key, ["count": String(servers.count), "servers": names(servers)]), tone)]
  }

  private func names(_ servers: [PoolInspection.Server]) -> String {
    servers.map(\.name).joined(separator: ", ")
  }
}
