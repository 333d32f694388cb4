// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

/// A certificate of a store as it was handed over, with where it lay and where it was read.
public struct Handed: Hashable, Sendable {
  public let certificate: Certificate
  public let store: Store
  public let physical: PhysicalStore
  /// The name of the file, as it is shown.
  public let file: String

  public init(certificate: Certificate, store: Store, physical: PhysicalStore, file: String) {
    self.certificate = certificate
    self.store = store
    self.physical = physical
    self.file = file
  }
}

/// A certificate of the certification path against which the stores are judged.
public struct Noted: Hashable, Sendable {
  public let facts: CertificateFacts
  public let certificate: Certificate
  /// Its place in the path, 0 for the top. Same-key renewals share one: only the server can say which is in use.
  public let level: Int
  public let role: Role
}
