// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Procedure
public import Texts

extension Start {
  /// The mark on everything that a session writes when nothing in it is real.
  public func mark(_ wording: Wording) -> String? {
    if practice != nil { return wording("practice.mark") }
    return live?.isDryRun == true ? wording("live.dryRun.mark") : nil
  }
}

extension FactSource {
  public func words(_ wording: Wording) -> String {
    switch self {
    case .typed: wording("source.typed")
    case .practice: wording("source.practice")
    case .file(let name): wording("source.file", ["file": name])
    case .pasted(let name): wording("source.pasted", ["file": name])
    case .live(let host): wording("source.live", ["host": host])
    }
  }
}
