// SPDX-License-Identifier: GPL-3.0-or-later

public import Article
public import Facts
public import JSON

/// The thumbprints of all certificates that phones are configured to trust.
public struct PhoneTrustList: Question {
  public init() {}

  public static var answers: [any AnswerContent.Type] { [PhoneTrustNoted.self] }
  public var about: Item.About { .session }

  public func accept(
    _ answer: Answer, at step: Step, into findings: inout Findings, now: Instant
  ) throws(Refusal) {
    findings.phoneTrust = .listed(Set(try answer.only(PhoneTrustNoted.self).thumbprints))
  }

  public func skip(in findings: inout Findings) { findings.phoneTrust = .unknown }
}

public struct PhoneTrustNoted: AnswerContent {
  public static let event = "phoneTrustNoted"
  /// Empty when the list is empty.
  public let thumbprints: [Thumbprint]

  public init(thumbprints: [Thumbprint]) {
    self.thumbprints = thumbprints
  }

  public init(_ line: JSONValue) throws(CodingError) {
    thumbprints = try line.member("thumbprints") {
      $0.elements { $0.string.flatMap(Hexadecimal.bytes).flatMap(Thumbprint.init(bytes:)) }
    }
  }

  public var members: [JSONValue.Member] {
    [JSONValue.Member("thumbprints", .array(thumbprints.map { .string($0.description) }))]
  }
}

extension Answer {
  public static func phoneTrust(_ thumbprints: [Thumbprint]) -> Answer {
    Answer(PhoneTrustNoted(thumbprints: thumbprints))
  }
}
