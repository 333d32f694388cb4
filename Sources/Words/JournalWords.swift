// SPDX-License-Identifier: GPL-3.0-or-later

import Files
public import Journal
public import Texts

/// Describes what is wrong with a session file or another file of the wizard, and what to do.
public struct JournalWords {
  public let wording: Wording

  public init(wording: Wording) {
    self.wording = wording
  }

  public func text(_ error: JournalError) -> String {
    switch error {
    case .missing(let path): wording("session.missing", ["file": path])
    case .alreadyExists(let path): wording("session.exists", ["file": path])
    case .locked(let path): wording("session.locked", ["file": path])
    case .permission(let path): wording("file.permission", ["file": path])
    case .notARegularFile(let path): wording("session.notRegular", ["file": path])
    case .notASession(let path): wording("session.notASession", ["file": path])
    case .damaged(let path, let line, let damage):
      wording(
        "session.damaged", ["file": path, "line": String(line), "reason": self.damage(damage)])
    case .newerFormat(let path, _): wording("session.newer", ["file": path])
    case .cannotCreate(let path, let code):
      wording("file.cannotCreate", ["file": path, "reason": SystemError.text(code)])
    case .inputOutput(let path, let code):
      wording("file.system", ["file": path, "reason": SystemError.text(code)])
    case .tooLarge(let path): wording("session.tooLarge", ["file": path])
    case .full(let path): wording("session.full", ["file": path])
    case .changed(let path, let change, let kept):
      wording("session.changed.\(change.rawValue)", ["file": path]) + " "
        + (kept.map { wording("session.kept", ["file": $0]) } ?? wording("session.notKept"))
    }
  }

  public func damage(_ damage: Damage) -> String {
    switch damage {
    case .malformed: wording("damage.malformed")
    case .wrongHash: wording("damage.wrongHash")
    case .wrongPrevious: wording("damage.wrongPrevious")
    case .notUnderstood(let member): wording("damage.notUnderstood", ["member": member])
    case .refused: wording("damage.refused")
    }
  }
}
