// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Files
public import Procedure
public import RemoteRegistry
import Stores
public import Texts
public import Words

/// Describes problems of the work on a server, and what to do.
public struct LiveWords {
  public let wording: Wording
  /// The server; `nil` on the practice server.
  public let live: Start.Live?

  public init(wording: Wording, live: Start.Live?) {
    self.wording = wording
    self.live = live
  }

  private func values(_ more: [String: String] = [:]) -> [String: String] {
    ["host": live?.host ?? "", "port": live.map { String($0.port) } ?? ""].merging(more) { $1 }
  }

  public func text(_ error: StoreEditorError) -> String {
    switch error {
    case .notThere: wording("hands.notThere")
    case .exists(let path): wording("file.exists", ["file": path])
    case .failed(let path, let code):
      wording("file.system", ["file": path, "reason": SystemError.text(code)])
    case .net(let error): text(error)
    case .managed(let physical): wording("managed.\(physical.rawValue)")
    case .changed: wording("live.changed", values())
    case .objected(.rule(let objection)):
      wording("hands.objected", ["reason": RefusalWords(wording: wording).text(objection)])
    case .objected(.onlyManagedMatchStays):
      wording("hands.objected", ["reason": wording("objection.onlyManagedMatchStays")])
    case .otherServer(let expected, let found): otherServer(expected, found)
    case .otherServerSince(let expected, let found):
      wording("live.otherServerSince", names(expected, found))
    case .unidentified: wording("live.unidentified", values())
    case .copyLost(let path): wording("live.copyLost", ["file": path])
    case .undone(let names): wording("live.undone", values(["names": names.joined(separator: ", ")]))
    case .notUndone(let names, let path):
      wording("live.notUndone", values(["names": names.joined(separator: ", "), "file": path]))
    }
  }

  public func text(_ error: NetError) -> String {
    switch error {
    case .missing: wording("live.error.missing")
    case .cannotStart(let code): wording("live.error.cannotStart", ["reason": SystemError.text(code)])
    case .wrongPassword: wording("live.error.wrongPassword", values())
    case .accountRefused(let status): wording("live.error.accountRefused", values(["reason": status]))
    case .noTicket: wording("live.error.noTicket", values())
    case .accessDenied: wording("live.error.accessDenied", values())
    case .hostNotFound: wording("live.error.hostNotFound", values())
    case .unreachable(let status): wording("live.error.unreachable", values(["reason": status]))
    case .timedOut: wording("live.error.timedOut", values())
    case .connectionLost: wording("live.error.connectionLost", values())
    case .serviceStopped: wording("live.error.serviceStopped", values())
    case .keyMissing: wording("live.error.keyMissing", values())
    case .tooMuch: wording("live.error.tooMuch", values())
    case .cancelled: wording("live.error.cancelled", values())
    case .unreadable: wording("live.error.unreadable", values())
    case .failed(let text): wording("live.error.failed", values(["reason": text]))
    case .withheld: wording("live.error.withheld", values())
    }
  }

  /// Explains why a computer that responded is not the session's.
  public func otherServer(_ expected: ServerIdentity, _ found: ServerIdentity) -> String {
    wording(
      expected.computerName == found.computerName ? "live.otherMachine" : "live.otherServer",
      names(expected, found))
  }

  private func names(_ expected: ServerIdentity, _ found: ServerIdentity) -> [String: String] {
    let unknown = wording("unknown")
    return values([
      "expected": expected.computerName ?? unknown, "found": found.computerName ?? unknown,
      "expectedGuid": expected.machineGUID ?? unknown, "foundGuid": found.machineGUID ?? unknown,
    ])
  }

  /// Introduces the computer that responded, with the tone to use.
  public func introduction(_ identity: ServerIdentity) -> (text: String, tone: Tone) {
    guard let computer = identity.computerName else {
      return (wording("live.identityUnknown", values()), .warning)
    }
    let values = values(["computer": computer])
    return identity.isNamed(live?.host ?? "") == false
      ? (wording("live.notOwnName", values), .warning) : (wording("live.ownName", values), .quiet)
  }

  public func text(_ oddity: StoreOddity) -> String {
    switch oddity {
    case .unreadable(let entry):
      wording(
        "live.unreadable",
        [
          "name": entry.name ?? "", "number": String(entry.number),
          "reason": FileWords(wording: wording).text(ofReason: entry.reason),
        ])
    case .misnamed(let name): wording("live.misnamed", ["name": name])
    }
  }

  public func text(_ refusal: CredentialRefusal) -> String {
    switch refusal {
    case .lineEnd: wording("ask.live.badPassword")
    case .notUTF8: wording("ask.live.notUTF8")
    case .blankInFront: wording("ask.live.blankInFront")
    }
  }

  public func text(_ error: CredentialFileError, file: String) -> String {
    switch error {
    case .missing: wording("file.missing", ["file": file])
    case .unreadable(let code): wording("file.system", ["file": file, "reason": SystemError.text(code)])
    case .notARegularFile: wording("authFile.notRegular", ["file": file])
    case .notOwn: wording("authFile.notOwn", ["file": file])
    case .open(let mode):
      wording("authFile.open", ["file": file, "mode": String(mode, radix: 8)])
    case .tooLong: wording("authFile.tooLong", ["file": file])
    case .noUser: wording("authFile.noUser", ["file": file])
    }
  }
}
