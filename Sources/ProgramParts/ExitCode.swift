// SPDX-License-Identifier: GPL-3.0-or-later

package import Journal
package import RemoteRegistry
package import Servers
package import Stores
package import X509

/// The exit codes of the process. The numbers from 64 on are those of sysexits.h.
public enum ExitCode: Int32, Sendable {
  /// Finished, or nothing to do.
  case finished = 0
  /// Ended without a solution: listed only once, or stopped for review.
  case unresolved = 1
  /// Parked; the command that resumes it was shown.
  case parked = 3
  /// The command line was not understood.
  case usage = 64
  /// The content of a file, or a server's answer, is not as expected.
  case badData = 65
  /// A file or session does not exist, or a server cannot be reached.
  case noInput = 66
  case cannotCreate = 73
  /// A read, write or sync failed.
  case inputOutput = 74
  /// Another run has the session open.
  case locked = 75
  case permission = 77
  /// Ctrl-C; parked, nothing lost.
  case interrupted = 130
}

// MARK: - What went wrong

extension ExitCode {
  package init(_ error: JournalError) {
    self =
      switch error {
      case .missing: .noInput
      case .alreadyExists, .cannotCreate: .cannotCreate
      case .locked: .locked
      case .permission: .permission
      case .notARegularFile, .notASession, .damaged, .newerFormat, .tooLarge: .badData
      case .inputOutput, .full, .changed: .inputOutput
      }
  }

  package init(_ error: NetError) {
    self =
      switch error {
      case .missing, .hostNotFound, .unreachable, .timedOut, .serviceStopped, .keyMissing: .noInput
      case .wrongPassword, .accountRefused, .noTicket, .accessDenied: .permission
      case .cannotStart, .connectionLost, .failed, .withheld: .inputOutput
      case .tooMuch, .unreadable: .badData
      case .cancelled: .interrupted
      }
  }

  package init(_ error: StoreEditorError) {
    self =
      switch error {
      case .net(let error): ExitCode(error)
      case .exists: .cannotCreate
      case .failed: .inputOutput
      case .notThere, .managed, .changed, .objected, .otherServer, .otherServerSince, .unidentified,
        .copyLost, .undone, .notUndone:
        .badData
      }
  }

  package init(_ error: CredentialFileError) {
    self =
      switch error {
      case .missing: .noInput
      case .unreadable: .inputOutput
      case .notARegularFile, .tooLong, .noUser: .badData
      case .notOwn, .open: .permission
      }
  }

  /// An unreachable host counts as missing input; one that answers in another way, as bad data.
  package init(_ error: ProbeError) {
    self =
      switch error {
      case .hostNotFound, .lookupFailed, .unreachable, .noCertificates(_, .silent): .noInput
      case .noCertificates, .notTLS: .badData
      case .cancelled: .interrupted
      case .library: .inputOutput
      }
  }

  package init(_ error: FileError) {
    self =
      switch error {
      case .missing: .noInput
      case .permission: .permission
      case .inputOutput: .inputOutput
      case .isDirectory, .notAFolder, .tooLarge, .specialFile, .symbolicLink: .badData
      }
  }
}
