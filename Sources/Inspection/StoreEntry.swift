// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
import Stores

/// An entry of a store as supplied, with its place and its file.
public struct StoreEntry: Hashable, Sendable {
  public enum Content: Hashable, Sendable {
    case certificate(Certificate)
    /// A text's description of a certificate that was not supplied itself; `validTo` as written.
    indirect case described(CertificateFacts, validTo: String)
  }

  public let content: Content
  public let store: Store
  public let physical: PhysicalStore
  /// The name of the file, as shown.
  public let file: String
  /// Whether Windows ignores it where it is: then it does not count as the one that stays when others are
  /// deleted.
  public let isPassedOver: Bool

  public init(
    content: Content, store: Store, physical: PhysicalStore, file: String, isPassedOver: Bool = false
  ) {
    self.content = content
    self.store = store
    self.physical = physical
    self.file = file
    self.isPassedOver = isPassedOver
  }

  public init(
    certificate: Certificate, store: Store, physical: PhysicalStore, file: String, isPassedOver: Bool = false
  ) {
    self.init(
      content: .certificate(certificate), store: store, physical: physical, file: file,
      isPassedOver: isPassedOver)
  }

  /// The certificate itself; `nil` if only a text describes it.
  public var certificate: Certificate? {
    switch content {
    case .certificate(let certificate): certificate
    case .described: nil
    }
  }

  /// The SHA-1 of a certificate is computed on every call.
  public var facts: CertificateFacts {
    switch content {
    case .certificate(let certificate): CertificateFacts(certificate)
    case .described(let facts, _): facts
    }
  }

  /// The same entry in a physical store that another file specifies.
  public func placed(in physical: PhysicalStore) -> StoreEntry {
    StoreEntry(content: content, store: store, physical: physical, file: file, isPassedOver: isPassedOver)
  }
}

/// A certificate of the certification path against which the stores are judged.
public struct Noted: Hashable, Sendable {
  public let facts: CertificateFacts
  public let certificate: Certificate
  /// Its level in the path, 0 for the top. Same-key renewals share one: only the server can say which is in
  /// use.
  public let level: Int
  public let role: Role
}
