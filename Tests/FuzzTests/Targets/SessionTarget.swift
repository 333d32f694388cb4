// SPDX-License-Identifier: GPL-3.0-or-later

import Digests
import Facts
import Procedure
import Stores
import X509

@testable import Journal
@testable import Words

extension FuzzTarget {
  /// The session file: its lines, and the session that they make.
  static let session = FuzzTarget(
    name: "session", longestBytes: 64 << 10,
    words: [
      "{\"seq\":", ",\"at\":\"2026-11-23T18:00:00Z\",\"event\":\"", ",\"item\":\"", ",\"prev\":\"",
      "\",\"hash\":\"",
      "started", "confirmed", "skipped", "problemFound", "valueGiven", "sameGiven", "certificateNoted",
      "pathContinues",
      "pathEnds", "entriesCounted", "entriesListed", "originReported", "entryDecided", "exportNamed",
      "exportReadBack",
      "exportSeen", "restoreCardWritten", "deletionOrdered", "deletionReported", "remarked", "withdrawn",
      "parked",
      "resumed", "\"count\":2", "\"decision\":\"remove\"", "\"decision\":\"keep\"", "removeRenewed",
      "\"owner\":\"",
      "\"acknowledged\":[", "stillValid", "keyUnknown", "validityUnknown", "\"lastFour\":\"", "\"gone\":true",
      "\"byWizard\":false", "\"remark\":\"", "\"physical\":\"registry\"", "\"source\":\"typed\"",
      "\"listed\":{",
      "\"uncertain\":true", "\"from\":", "\\u0000", "\\ud83d\\ude00", "root.8@0", "root.11@0/1:serial",
    ],
    seeds: { try SessionSeeds.all() },
    run: { bytes in
      // A changed line has another hash, and nothing behind it would be read: the chain is made good, unless the
      // input begins with the mark for a file that is read as it is.
      let isWhole = bytes.first == UInt8(ascii: "!")
      let file = isWhole ? Array(bytes.dropFirst()) : seal(bytes)
      let journal = JournalReading(file, signatures: .libcrypto)
      try check(journal, file)
      if isWhole { try checkSound(journal, file) }
      guard let session = journal.session else { return }
      try SessionRules.check(session)
      try SessionRules.checkEncoding(journal)
    })

  private static func check(_ journal: JournalReading, _ bytes: [UInt8]) throws {
    try hold(
      journal.soundBytes <= bytes.count && (journal.records.isEmpty == (journal.session == nil)),
      "sound lines are a part of the file, and make a session")
    try hold(
      journal.damage != nil || bytes[journal.soundBytes...].elementsEqual(journal.tornTail),
      "what is neither sound nor damaged is a torn line")
    if let damage = journal.damage {
      try hold(damage.line == journal.records.count + 1, "the damaged line follows the sound ones")
      try Rules.checkShown(
        JournalWords(wording: Rules.wording).text(
          .damaged(path: "x", line: damage.line, damage: damage.damage)))
    }
  }

  private static func checkSound(_ journal: JournalReading, _ bytes: [UInt8]) throws {
    let sound = JournalReading(Array(bytes[..<journal.soundBytes]), signatures: .libcrypto)
    try hold(
      sound.damage == nil && sound.records == journal.records && sound.head == journal.head,
      "sound lines are sound without those behind them")
  }

  /// Puts the right `prev` and `hash` behind what each line says.
  private static func seal(_ bytes: [UInt8]) -> [UInt8] {
    var head = JournalLine.firstPrevious
    var sealed: [UInt8] = []
    let mark = Array(",\"prev\":\"".utf8)
    for line in bytes.split(separator: 0x0A) {
      var said = line
      if let end = line.indices.last(where: { line[$0] == mark[0] && line[$0...].starts(with: mark) }) {
        said = line[..<end]
      } else if said.last == UInt8(ascii: "}") {
        said = said.dropLast()
      }
      let covered = said + Array(",\"prev\":\"\(head)\",".utf8)
      head = Hexadecimal.text(Digest.sha256(Array(covered)))
      sealed += covered + Array("\"hash\":\"\(head)\"}\n".utf8)
    }
    return sealed
  }
}

/// What the seeds of the answers lead to.
enum SessionSeeds {
  static func all() throws -> [[UInt8]] {
    var files: [[UInt8]] = []
    for answers in try FuzzTarget.answers.seeds() {
      try AnsweredRun(answers).run { path in files.append(try BoundedFile.read(path)) }
    }
    let small = files.min { $0.count < $1.count } ?? []
    return files.map(bare) + [[UInt8(ascii: "!")] + small, listed()]
  }

  /// Without `prev` and `hash`, which the target puts there.
  private static func bare(_ file: [UInt8]) -> [UInt8] {
    file.split(separator: 0x0A).flatMap { line in
      line.dropLast(#","prev":"","hash":""}"#.utf8.count + 128) + Array("}\n".utf8)
    }
  }

  /// A session whose rows are only described.
  private static func listed() -> [UInt8] {
    Array(
      #"""
      {"seq":1,"at":"2026-11-23T18:00:00Z","event":"started","format":1,"procedure":1,"program":"0.1.0","server":"2012","practice":{"scenario":"both","seed":"7"},"chain":["/a"],"stores":[{"store":null,"path":"/b"},{"store":"ROOT","path":"/c","physical":"authRoot"}],"events":["/d"]}
      {"seq":2,"at":"2026-11-23T18:00:01Z","event":"valueGiven","item":"start.server:server","text":"fe01"}
      {"seq":3,"at":"2026-11-23T18:00:01Z","event":"entriesListed","item":"root.8@0","entries":[{"listed":{"subject":{"attributes":[[["C","US"]],[["CN","A"]]],"uncertain":false},"issuer":{"attributes":[[["CN","A"]]],"uncertain":true},"serial":"00e1","validFrom":"11/23/2026 7:34 PM","thumbprint":null},"physical":"registry","source":"file:x"}]}

      """#.utf8)
  }
}
