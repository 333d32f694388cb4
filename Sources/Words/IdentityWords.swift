// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Texts

/// Describes which computer responded, for the transcript.
public struct IdentityWords {
  let wording: Wording

  public init(wording: Wording) {
    self.wording = wording
  }

  public func contacted(_ identity: ServerIdentity) -> String {
    wording(
      "said.contacted",
      [
        "computer": identity.computerName ?? wording("unknown"),
        "guid": identity.machineGUID ?? wording("unknown"),
      ])
  }
}
