// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import JSON

@testable import Procedure

/// How old the last backup of the server is.
struct LastBackup: Question {
  static var answers: [any AnswerContent.Type] { [BackupTold.self] }
  var about: Item.About { .session }

  func accept(
    _ answer: Answer, at step: Step, into findings: inout Findings, now: Instant
  ) throws(Refusal) {
    let told = try answer.only(BackupTold.self)
    guard (0...9999).contains(told.days) else { throw .countOutOfRange }
    if told.days > 30 { findings.problems.append(Item(step, self)) }
  }
}

struct BackupTold: AnswerContent {
  static let event = "backupTold"
  let days: Int

  init(days: Int) {
    self.days = days
  }

  init(_ line: JSONValue) throws(CodingError) { days = try line.member("days", \.integer) }
  var members: [JSONValue.Member] { [JSONValue.Member("days", .integer(days))] }
}
