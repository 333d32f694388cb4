// SPDX-License-Identifier: GPL-3.0-or-later

public import Article
public import Facts
public import JSON

/// Whether the certificate is gone or still there.
public struct DeletionReport: Question {
  public let entry: EntryID

  public init(of entry: EntryID) {
    self.entry = entry
  }

  public static var answers: [any AnswerContent.Type] { [DeletionReported.self] }
  public var about: Item.About { .entry(entry) }

  public func mayKeep(_ answer: Answer) -> Bool { false }

  public func accept(
    _ answer: Answer, at step: Step, into findings: inout Findings, now: Instant
  ) throws(Refusal) {
    let report = try answer.only(DeletionReported.self)
    guard report.isGone || !report.remark.isEmpty else { throw .reasonMissing }
    try findings.change(entry) { row throws(Refusal) in try row.report(isGone: report.isGone) }
  }
}

public struct DeletionReported: AnswerContent {
  public static let event = "deletionReported"
  public let isGone: Bool
  /// Whether the wizard itself checked, rather than the admin reporting it.
  public let byWizard: Bool
  public let remark: String

  public init(isGone: Bool, byWizard: Bool, remark: String) {
    self.isGone = isGone
    self.byWizard = byWizard
    self.remark = remark
  }

  public init(_ line: JSONValue) throws(CodingError) {
    isGone = try line.member("gone", \.boolean)
    byWizard = try line.member("byWizard", \.boolean)
    remark = try line.text("remark")
  }

  public var members: [JSONValue.Member] {
    [
      JSONValue.Member("gone", .boolean(isGone)), JSONValue.Member("byWizard", .boolean(byWizard)),
      JSONValue.Member("remark", .string(remark)),
    ]
  }

  /// Information that arrived after the order was held back until now.
  public var bringsNews: Bool { true }
  public var isAutomatic: Bool { byWizard }
  public var tellsOfDeed: Bool { true }
}

extension Answer {
  public static func reported(gone: Bool, byWizard: Bool, remark: String) -> Answer {
    Answer(DeletionReported(isGone: gone, byWizard: byWizard, remark: remark))
  }

  /// Whether it reports that a certificate is gone.
  public var isDeletion: Bool { read(as: DeletionReported.self)?.isGone == true }
}
