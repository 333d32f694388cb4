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
  /// Certificates at hand that are not expired verify under its key.
  case dependantsAtHand
}

/// What is to become of an entry.
public enum Decision: Hashable, Sendable {
  case keep(reason: String)
  /// Nobody has to be asked; the warnings were read and confirmed in words.
  case remove(acknowledged: Set<RemovalWarning>)
  /// Somebody agreed, by name: the owner of the PKI, or the admin who decides alone.
  case removeAgreed(by: String, acknowledged: Set<RemovalWarning>)
  /// Somebody who knows the PKI has to look.
  case setAside

  public var isRemoval: Bool {
    switch self {
    case .remove, .removeAgreed: true
    case .keep, .setAside: false
    }
  }

  /// Who agreed to a removal; `nil` when nobody was asked.
  public var agreedBy: String? {
    if case .removeAgreed(let name, _) = self { return name }
    return nil
  }

  /// The warnings that were confirmed in words.
  public var acknowledged: Set<RemovalWarning> {
    switch self {
    case .remove(let acknowledged), .removeAgreed(_, let acknowledged): acknowledged
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
  /// The rows that a file or a server lists, and how much of the store it showed; `nil` in sessions that do not say.
  case listed([ListedEntry], Coverage? = nil)
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

  /// Whether what is known of certificates may be more with it.
  var bringsNews: Bool {
    switch self {
    case .certificate, .listed, .readBack: true
    // What came up before it was only kept until now.
    case .reported: true
    // Once all attributes of a noted certificate are typed, it may be one that is at hand already.
    case .value, .same, .skipped: true
    default: false
    }
  }

  /// Whether the wizard gave it without asking: “back” goes past it.
  public var isAutomatic: Bool {
    switch self {
    case .restoreCard, .reported(_, byWizard: true, _), .stays(_, byWizard: true): true
    default: false
    }
  }
}
