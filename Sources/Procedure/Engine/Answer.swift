// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

/// Where a fact came from.
public enum FactSource: Hashable, Sendable {
  /// Typed or pasted from the server's dialogs.
  case typed
  /// Read from a file that was carried off the server; its name as given.
  case file(String)
  /// From the practice server.
  case practice
  /// Read from the server's own registry; its name as it was typed.
  case live(String)
}

/// A row that a file or a server listed, with its certificate.
public struct ListedEntry: Hashable, Sendable {
  public let certificate: CertificateFacts
  public let physical: PhysicalStore
  public let source: FactSource

  public init(certificate: CertificateFacts, physical: PhysicalStore, source: FactSource) {
    self.certificate = certificate
    self.physical = physical
    self.source = source
  }
}

/// Something to read twice before an entry is marked for removal.
public enum RemovalWarning: String, Hashable, Sendable, CaseIterable {
  /// Without both certificates nobody can tell a mismatch from a renewal.
  case keyUnknown
  /// It is still valid: something else may rely on it.
  case stillValid
  /// Its Valid to was not read.
  case validityUnknown
  /// Nobody looked whether phones are told to trust it.
  case phoneTrustUnknown
}

/// What is to become of an entry.
public enum Decision: Hashable, Sendable {
  case keep(reason: String)
  /// A mismatched entry; the warnings were read and confirmed in words.
  case remove(acknowledged: Set<RemovalWarning>)
  /// A renewed entry; the owner of the PKI agreed, by name.
  case removeRenewed(owner: String, acknowledged: Set<RemovalWarning>)
  /// Somebody who knows the PKI has to look.
  case setAside

  public var isRemoval: Bool {
    switch self {
    case .remove, .removeRenewed: true
    case .keep, .setAside: false
    }
  }

  /// The warnings that were confirmed in words.
  public var acknowledged: Set<RemovalWarning> {
    switch self {
    case .remove(let acknowledged), .removeRenewed(_, let acknowledged): acknowledged
    case .keep, .setAside: []
    }
  }
}

/// What was said about one item.
public enum Answer: Hashable, Sendable {
  case confirmed
  case skipped(reason: String)
  case problem(String)
  /// As typed; the engine reads it.
  case value(String)
  /// The same as the issuer (when a root's subject is noted) or as the noted certificate (when an entry is read).
  case same
  case certificate(CertificateFacts, FactSource)
  /// All certificates that phones are told to trust; none when the list is empty.
  case phoneTrust([Thumbprint])
  case pathContinues
  case pathEnds
  case counted(Int)
  case listed([ListedEntry])
  case origin(PhysicalStore)
  case decided(Decision)
  case exportNamed(file: String, folder: String)
  /// The exported file was read from here; `path` as given.
  case readBack(CertificateFacts, path: String)
  case seenOnServer
  case restoreCard(path: String)
  case deletionOrdered(lastFour: String)
  /// - Parameter byWizard: whether the wizard itself looked, or the admin said so.
  case reported(gone: Bool, byWizard: Bool, remark: String)
  /// Whether the certificate that matches the noted one is still in its store, once others of its name were deleted.
  ///
  /// - Parameter byWizard: whether the wizard itself looked, or the admin said so.
  case stays(Bool, byWizard: Bool)

  /// Whether the wizard gave it without asking: “back” goes past it.
  public var isAutomatic: Bool {
    switch self {
    case .restoreCard, .reported(_, byWizard: true, _), .stays(_, byWizard: true): true
    default: false
    }
  }
}
