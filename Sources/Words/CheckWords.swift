// SPDX-License-Identifier: GPL-3.0-or-later

public import Article
import Procedure
public import Texts

/// The specific answers of a check: “Yes, this event” and “No, something else”.
public struct CheckWords {
  let wording: Wording
  let step: Step

  public init(wording: Wording, step: Step) {
    self.wording = wording
    self.step = step
  }

  public var yes: String { wording("step.\(step.id).yes") }
  public var no: String { wording("step.\(step.id).no") }
  /// What “skip” means there, where something between yes and no is a usual answer.
  public var skip: String? { wording.text(ifPresent: "step.\(step.id).skip") }

  /// What the answers lead to, where that is more than “the next question”.
  public var yesHelp: String? { wording.text(ifPresent: "step.\(step.id).yes.help") }
  public var noHelp: String? { wording.text(ifPresent: "step.\(step.id).no.help") }
}
