// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Files
import JSON
import Servers
import TestConsole
import TestFiles
import Testing
import Texts

@testable import Guide
@testable import Journal
@testable import Procedure
@testable import Words

/// The way of Windows Server 2012, and a question of our own before it.
extension ServerPath {
  static let usual = ServerPath(.windowsServer2012, .lync2013)
  static let backupFirst = ServerPath(
    checks: [Item(Step.added("before.backup", .note), LastBackup())] + usual.checks, opening: usual.opening)
}

/// The page “A question” of CONTRIBUTING.md, carried out.
@Suite("A question of one's own")
struct QuestionTests {
  private static let item = ServerPath.backupFirst.checks[0]
  private static let now = Instant(secondsSince1970: 1_800_000_000)

  /// A session that has come to the question.
  private static func session() throws -> Session {
    let start = Record(
      sequence: 1, at: now,
      event: .started(Start(program: "1.0", server: .windowsServer2012, product: .lync2013)))
    var session = try Session(
      first: start, signatures: .none, path: .backupFirst)
    for (step, value) in [("server", "fe01"), ("administrator", "Kim"), ("timeZone", "+00:00")] {
      let key = try #require(session.pending?.key)
      #expect(key.hasSuffix(step))
      try session.apply(session.record(.answered(key: key, .value(value)), at: now))
    }
    return session
  }

  @Test("comes in the walk, is asked, written down and told")
  func wholeWay() throws {
    let folder = TemporaryFolder()
    let session = try Self.session()
    #expect(session.pending == Self.item)

    let file = try SessionFile.create(
      at: folder.file("s.session"), first: session.records[0])
    let console = ScriptedConsole(lines: ["a while", "12"])
    let guide = Guide(
      console: console, wording: Wording(), serverAccess: ByHand(), events: SuppliedEvents(), receipt: nil,
      file: file, session: session, notesLabels: false,
      neighbours: NeighbourWords(
        wording: Wording(), folder: nil, path: file.path, told: NeighbourWords.Told(),
        command: { verb, path in "\(verb) \(path)" }), now: { Self.now })
    guard case .parked(.endOfInput) = guide.run() else {
      Issue.record("the guide did not go on to the next question")
      return
    }
    let given = try #require(guide.session.given.last)
    #expect(given.item == Self.item)
    #expect(given.answer == Answer(BackupTold(days: 12)))
    #expect(console.shown.contains { $0.contains("ask.backup") })
    #expect(AnswerWords(wording: Wording()).text(given.answer).contains("said.backup"))

    let record = try #require(guide.session.records.first { $0.sequence == given.sequence })
    let line = JSONValue.object(record.encoded)
    #expect(line["event"]?.string == "backupTold")
    #expect(line["days"]?.integer == 12)
    let vocabulary = Vocabulary(of: Vocabulary.questions + [LastBackup.self])
    #expect(try Record.decode(line, answers: vocabulary) == record)
    #expect(throws: CodingError.self) { try Record.decode(line) }
  }

  @Test(
    "refuses what is no answer, and keeps what it finds", arguments: [(-1, false), (30, true), (31, true)])
  func refusal(days: Int, isTaken: Bool) throws {
    var session = try Self.session()
    let answer = Answer(BackupTold(days: days))
    let record = session.record(.answered(key: Self.item.key, answer), at: Self.now)
    if isTaken {
      try session.apply(record)
    } else {
      #expect(throws: Refusal.countOutOfRange) { try session.apply(record) }
    }
    #expect(session.findings.problems == (days > 30 ? [Self.item] : []))
    #expect(throws: Refusal.self) {
      try session.apply(session.record(.answered(key: Self.item.key, .counted(3)), at: Self.now))
    }
  }

  @Test("every question of the procedure can be asked, and every answer told")
  func complete() {
    for question in Vocabulary.questions {
      #expect(question is any AskedQuestion.Type, "\(question)")
      for answer in question.answers + [Skipped.self] { #expect(answer is any ToldAnswer.Type, "\(answer)") }
    }
  }
}
