// SPDX-License-Identifier: GPL-3.0-or-later

public import Article
public import Facts
public import JSON

/// The thumbprint of the certificate as Intermediate shows it.
public struct IntermediateCopy: Question {
  public let entry: EntryID

  public init(of entry: EntryID) {
    self.entry = entry
  }

  public static var answers: [any AnswerContent.Type] { [CopySeen.self] }
  public var about: Item.About { .entry(entry) }

  /// The store may have changed since.
  public func mayKeep(_ answer: Answer) -> Bool { false }

  public func accept(
    _ answer: Answer, at step: Step, into findings: inout Findings, now: Instant
  ) throws(Refusal) {
    let seen = try answer.only(CopySeen.self)
    guard let known = findings.entries[entry]?.facts?.thumbprint else { throw .thumbprintNeeded }
    guard seen.thumbprint == known else { throw .copyIsAnother }
    let copy = Removal.Copy(thumbprint: seen.thumbprint, isSeenByWizard: seen.byWizard)
    try findings.change(entry) { row throws(Refusal) in try row.seen(copy) }
  }
}

/// It is in Intermediate, with this thumbprint.
public struct CopySeen: AnswerContent {
  public static let event = "copySeen"
  public let thumbprint: Thumbprint
  /// Whether the wizard itself read the store, rather than the admin.
  public let byWizard: Bool

  public init(_ thumbprint: Thumbprint, byWizard: Bool) {
    (self.thumbprint, self.byWizard) = (thumbprint, byWizard)
  }

  public init(_ line: JSONValue) throws(CodingError) {
    thumbprint = try line.member("sha1") { value in
      value.string.flatMap(Hexadecimal.bytes).flatMap(Thumbprint.init(bytes:))
    }
    byWizard = try line.member("byWizard", \.boolean)
  }

  public var members: [JSONValue.Member] {
    [
      JSONValue.Member("sha1", .string(thumbprint.description)),
      JSONValue.Member("byWizard", .boolean(byWizard)),
    ]
  }
}

extension Answer {
  public static func copySeen(_ thumbprint: Thumbprint, byWizard: Bool) -> Answer {
    Answer(CopySeen(thumbprint, byWizard: byWizard))
  }
}
