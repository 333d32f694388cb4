// SPDX-License-Identifier: GPL-3.0-or-later

import Substrings

/// Why Samba's `net` returned nothing, or did nothing.
public enum NetError: Error, Hashable, Sendable {
  /// The program `net` is not installed on this computer.
  case missing
  /// It cannot be started; `code` is the system's error number.
  case cannotStart(code: Int32)
  case wrongPassword
  /// The server knows the account but refuses it: locked, disabled, expired. The status is from Windows.
  case accountRefused(status: String)
  /// No Kerberos ticket that the server accepts.
  case noTicket
  case accessDenied
  case hostNotFound
  /// Nothing responds at the address, or a firewall refuses the connection.
  case unreachable(status: String)
  /// No output for too long.
  case timedOut
  /// The connection broke.
  case connectionLost
  /// The server responds, but its Remote Registry service does not run.
  case serviceStopped
  /// The registry has no such key.
  case keyMissing
  /// More output than any certificate store in a registry has.
  case tooMuch
  /// Ctrl-C, or the program was told to stop.
  case cancelled
  /// The output is not a registry export.
  case unreadable
  /// Any other error, in `net`'s own words.
  case failed(String)
  /// Any other error whose message contains the password or a part of it.
  case withheld

  /// A short English description for the journal.
  public var word: String {
    switch self {
    case .missing: "net is not installed"
    case .cannotStart(let code): "net cannot be started, error \(code)"
    case .wrongPassword: "wrong user name or password"
    case .accountRefused(let status), .unreachable(let status): status
    case .noTicket: "no Kerberos ticket"
    case .accessDenied: "access denied"
    case .hostNotFound: "host not found"
    case .timedOut: "timed out"
    case .connectionLost: "connection lost"
    case .serviceStopped: "no Remote Registry service"
    case .keyMissing: "no such key"
    case .tooMuch: "too much data"
    case .cancelled: "stopped"
    case .unreadable: "no registry export"
    case .failed(let text): text
    case .withheld: "failed; net's message is withheld, as it holds a part of the password"
    }
  }

  /// Interprets what `net` printed when it failed.
  ///
  /// Source: Samba 4.17, libcli/util/errors and source3/utils/net_rpc_registry.c; every message was observed,
  /// except those about the account's state.
  init(said text: String) {
    let status = Self.word(in: text, behind: "NT_STATUS_")
    if text.holds("Kerberos auth"), text.holds("not possible") {
      self = .noTicket
    } else if let status, let error = Self(status: status) {
      self = error
    } else if text.holds("WERR_ACCESS_DENIED") {
      self = .accessDenied
    } else if text.holds("openkey failed"), let status, Self.missingKeys.contains(status) {
      self = .keyMissing
    } else if text.holds("WERR_FILE_NOT_FOUND") || text.holds("WERR_BADFILE") {
      self = .keyMissing
    } else if text.holds("Could not initialise") {
      self = .serviceStopped
    } else if text.holds("Unable to find a suitable server") || text.holds("Unable to resolve") {
      self = .hostNotFound
    } else {
      let lines = text.split(separator: "\n").map(String.init)
      self = .failed(lines.last { !$0.isEmpty } ?? "")
    }
  }

  /// The meaning of a status that does not depend on its context.
  private init?(status: String) {
    switch status {
    case "LOGON_FAILURE", "WRONG_PASSWORD", "NO_SUCH_USER": self = .wrongPassword
    case "ACCOUNT_LOCKED_OUT", "ACCOUNT_DISABLED", "ACCOUNT_EXPIRED", "ACCOUNT_RESTRICTION",
      "PASSWORD_EXPIRED",
      "PASSWORD_MUST_CHANGE", "INVALID_LOGON_HOURS", "INVALID_WORKSTATION", "LOGON_TYPE_NOT_GRANTED":
      self = .accountRefused(status: "NT_STATUS_" + status)
    case "ACCESS_DENIED": self = .accessDenied
    case "CONNECTION_REFUSED", "HOST_UNREACHABLE", "NETWORK_UNREACHABLE":
      self = .unreachable(status: "NT_STATUS_" + status)
    case "IO_TIMEOUT": self = .timedOut
    case "CONNECTION_DISCONNECTED", "CONNECTION_RESET", "CONNECTION_ABORTED", "CONNECTION_INVALID",
      "PIPE_BROKEN",
      "PIPE_DISCONNECTED", "PIPE_CLOSING", "PIPE_EMPTY", "UNEXPECTED_NETWORK_ERROR", "END_OF_FILE":
      self = .connectionLost
    case "BAD_NETWORK_NAME": self = .hostNotFound
    default: return nil
    }
  }

  /// The statuses that Samba's error table maps Windows' “file not found” and similar errors to.
  private static let missingKeys: Set = [
    "NO_SUCH_DEVICE", "OBJECT_NAME_NOT_FOUND", "OBJECT_PATH_NOT_FOUND", "NO_SUCH_FILE",
  ]

  private static func word(in text: String, behind prefix: String) -> String? {
    for (offset, _) in text.utf8.enumerated() where text.utf8.dropFirst(offset).starts(with: prefix.utf8) {
      let rest = text.utf8.dropFirst(offset + prefix.utf8.count)
      let word = rest.prefix { (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
      return String(decoding: Array(word), as: UTF8.self)
    }
    return nil
  }
}
