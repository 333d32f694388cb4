// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
import Glibc
public import Ledger
public import Procedure
public import RemoteRegistry

public enum HandsError: Error, Hashable {
  /// The certificate is not in that store.
  case notThere
  /// A file of that name exists and holds something else.
  case exists(path: String)
  /// `code` is the system's error number.
  case failed(path: String, code: Int32)
  /// The server was not reached, or did not do it.
  case net(NetError)
  /// Something else keeps the copy there: it is not removed from here.
  case managed(PhysicalStore)
  /// What lies on the server is not, octet for octet, what was exported.
  case changed
  /// The stores are not as they were when the deletion was ordered.
  case objected(DeedObjection)
  /// Another computer than the session's answered; nothing was sent to it but questions.
  case otherServer(expected: ServerIdentity, found: ServerIdentity)
  /// Another computer answered after something was sent; whether the session's own did it is not known.
  case otherServerSince(expected: ServerIdentity, found: ServerIdentity)
  /// Which computer it is cannot be told, so that nothing is deleted there.
  case unidentified
  /// The exact copy is gone from this computer, or is not what was written.
  case copyLost(path: String)
  /// Other entries changed with it: it was put back as it was. Their names.
  case undone([String])
  /// Other entries changed with it, and it could not be put back; the exact copy's path.
  case notUndone([String], path: String)

  /// Whether nothing at all was sent to change the server, for a reason that does not go away by itself.
  public var isRefusal: Bool {
    switch self {
    case .managed, .changed, .objected, .otherServer, .unidentified, .copyLost: true
    case .notThere, .exists, .failed, .net, .otherServerSince, .undone, .notUndone: false
    }
  }

  public init(_ error: LedgerError, at path: String) {
    switch error {
    case .alreadyExists(let path): self = .exists(path: path)
    case .cannotCreate(let path, let code), .inputOutput(let path, let code):
      self = .failed(path: path, code: code)
    default: self = .failed(path: path, code: EIO)
    }
  }
}
