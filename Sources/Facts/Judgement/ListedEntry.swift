// SPDX-License-Identifier: GPL-3.0-or-later

/// Where a fact came from.
public enum FactSource: Hashable, Sendable {
  /// Typed or pasted from the server's dialogs.
  case typed
  /// Read from a file copied from the server; its name as given.
  case file(String)
  /// Pasted from the server during the session; the name of the file in which it is kept.
  case pasted(String)
  /// From the practice server.
  case practice
  /// Read from the server's registry; the server's name as typed.
  case live(String)
}

/// A row from a file or a server, with its certificate.
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
