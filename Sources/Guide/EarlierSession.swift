// SPDX-License-Identifier: GPL-3.0-or-later

public import Article
public import Facts
public import Procedure
import Texts
import Words

/// A session that has ended on another server of the same pool, and is offered again: the path, the reasons, and how
/// fast it was worked. Every value is confirmed anew; decisions, exports and deletions are never offered.
public struct EarlierSession {
  /// Its name and the hash of its last line, for the first line of the new one.
  public let origin: Start.Earlier
  private let session: Session

  public init(_ session: Session, named name: String, head: String) {
    self.session = session
    origin = Start.Earlier(session: name, head: head)
  }

  public var name: String { origin.session }

  /// The product of its server, which is that of the whole pool.
  public var product: Product? { session.start.product }

  /// The certificates of its path, root first; `nil` unless all of them are known octet by octet.
  public var path: [Certificate]? {
    let ids = session.findings.path
    let certificates = ids.compactMap { session.findings.noted[$0]?.facts?.certificate }
    return ids.isEmpty || certificates.count < ids.count ? nil : certificates
  }

  /// What was typed there for the same attribute of the path.
  func typed(for item: Item) -> String? {
    guard item.question is NotedValue else { return nil }
    return answer(to: item)?.read(as: ValueGiven.self)?.text
  }

  /// Why the same step was not done there; never that of a step about a row of its stores.
  func reasonToSkip(_ item: Item) -> String? {
    if case .entry = item.about { return nil }
    return answer(to: item)?.read(as: Skipped.self)?.reason.nonEmpty
  }

  /// Why the same certificate was kept there, if it was.
  func reasonToKeep(_ facts: CertificateFacts?) -> String? {
    guard let facts else { return nil }
    let findings = session.findings
    for id in findings.path.flatMap({ findings.entries(of: $0) }) {
      guard let kept = findings.entries[id]?.facts,
        Comparison(kept, facts, offsetMinutes: findings.offsetMinutes).isSameCertificate
      else { continue }
      if case .keep(let reason)? = findings.decision(id) { return reason }
    }
    return nil
  }

  private func answer(to item: Item) -> Answer? { session.given.last { $0.item == item }?.answer }

  /// The pace at which most of it was worked.
  ///
  /// A session file does not name the pace: clicks that were shown together are recorded within one second, which
  /// nobody who reads each of them is fast enough for.
  public var pace: Pace {
    let pairs = zip(session.given, session.given.dropFirst()).filter { one, next in
      one.item.isPlainClick && next.item.isPlainClick && one.item.step.section == next.item.step.section
    }
    let together = pairs.count { $0.at == $1.at }
    return together * 2 > pairs.count ? .window : .each
  }
}

extension String {
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}

extension Guide {
  /// Says what is offered again.
  func beginLike(_ earlier: EarlierSession) {
    let values = ["session": earlier.name]
    console.show(wording("like.begin", values), as: .body)
    if earlier.path == nil { console.show(wording("like.typedPath", values), as: .quiet) }
    if pace == .window { console.show(wording("like.pace", values), as: .quiet) }
  }

  /// Asks why a certificate is kept. Enter takes the earlier reason, or a plain one: keeping it is always safe.
  func askReason(earlier reason: String?) throws(Interruption) -> String? {
    guard let earlier, let reason else {
      let usual = wording("reason.keep")
      return try askLine(wording("ask.reason", ["reason": usual]), usual: usual)
    }
    console.show(wording("like.reason", ["session": earlier.name, "reason": reason]), as: .body)
    return try askLine(wording("ask.reasonAgain"), usual: reason)
  }
}
