// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
import Glibc
public import Journal
public import Procedure
public import RemoteRegistry

public enum StoreEditorError: Error, Hashable {
  /// The certificate is not in that store.
  case notThere
  /// A file with this name exists and has different content.
  case exists(path: String)
  /// `code` is the system's error number.
  case failed(path: String, code: Int32)
  /// The server was not reached, or did not carry out the command.
  case net(NetError)
  /// The copy is managed from outside the server and cannot be removed here.
  case managed(PhysicalStore)
  /// The entry on the server is not identical, octet for octet, to the export.
  case changed
  /// The stores changed after the deletion was ordered.
  case objected(DeedObjection)
  /// A computer other than the session's responded; only reads were sent to it.
  case otherServer(expected: ServerIdentity, found: ServerIdentity)
  /// Another computer responded after a change was sent; whether the session's server made the change is
  /// unknown.
  case otherServerSince(expected: ServerIdentity, found: ServerIdentity)
  /// The computer cannot be identified, so nothing is deleted on it.
  case unidentified
  /// The exact copy is missing on this computer, or was changed.
  case copyLost(path: String)
  /// Other entries changed too, so the deletion was undone; with their names.
  case undone([String])
  /// Other entries changed too, and the deletion could not be undone; with their names and the exact copy's
  /// path.
  case notUndone([String], path: String)

  /// Whether nothing was sent that changes the server, for a reason that will not go away by itself.
  public var isRefusal: Bool {
    switch self {
    case .managed, .changed, .objected, .otherServer, .unidentified, .copyLost: true
    case .notThere, .exists, .failed, .net, .otherServerSince, .undone, .notUndone: false
    }
  }

  public init(_ error: JournalError, at path: String) {
    switch error {
    case .alreadyExists(let path): self = .exists(path: path)
    case .cannotCreate(let path, let code), .inputOutput(let path, let code):
      self = .failed(path: path, code: code)
    default: self = .failed(path: path, code: EIO)
    }
  }
}
