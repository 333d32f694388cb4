// SPDX-License-Identifier: GPL-3.0-or-later

public import Procedure
import Texts

/// Something that is still open after a session, or that was decided to stay.
public struct OpenPoint {
  public let text: String
  /// Who has to do it; `nil` where nothing is left to do, such as for a row that was kept.
  public let doer: Doer?
  /// The answer that left it open.
  public let given: Session.AcceptedAnswer?

  public init(_ text: String, by doer: Doer?, given: Session.AcceptedAnswer? = nil) {
    self.text = text
    self.doer = doer
    self.given = given
  }

  /// Whether it was decided, so that nobody has to do anything.
  public var isSettled: Bool { doer == nil }

  /// Who does something after a session.
  public enum Doer: String, CaseIterable, Sendable {
    /// Works on the server, or takes the session over.
    case administrator
    /// Decides about certificates.
    case pkiOwner
    /// Manages what Group Policy or Active Directory distributes.
    case policyOwner
  }
}

extension EndingWords {
  /// Whether something is open that an answer can still settle.
  public func hasOpenAnswers(_ session: Session) -> Bool {
    let allowed = Set(session.correctable)
    return openPoints(session).contains { !$0.isSettled && $0.given.map(allowed.contains) ?? false }
  }

  /// What is open or was kept, and who has to do something about it.
  public func told(_ point: OpenPoint, _ session: Session) -> String {
    guard let doer = point.doer else { return point.text }
    let role = wording("ending.by.\(doer.rawValue)")
    let person = doer == .administrator ? session.expectedSuccessor ?? session.personInCharge : nil
    return wording(
      "ending.open.by",
      [
        "point": point.text,
        "who": person.map { wording("ending.by.name", ["name": $0, "role": role]) } ?? role,
      ])
  }
}
