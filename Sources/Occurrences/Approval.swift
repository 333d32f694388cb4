// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

/// A second person's signed consent to deletions.
public struct Approval: Hashable, Sendable {
  /// Who signed, by the name in the list of approvers.
  public let by: String
  /// The fingerprint of the key, as ssh-keygen writes it.
  public let key: String
  /// The server whose certificates were shown, by the session's name for it.
  public let server: String
  /// The session's last line that was shown, and its hash.
  public let line: Int
  public let head: String
  /// What may be deleted, as the session described it in that line.
  public let certificates: [ApprovedCertificate]

  public init(
    by: String, key: String, server: String, line: Int, head: String, certificates: [ApprovedCertificate]
  ) {
    self.by = by
    self.key = key
    self.server = server
    self.line = line
    self.head = head
    self.certificates = certificates
  }

  /// Whether it was given by one of these people, as far as names tell: “kim@contoso.com” is Kim.
  public func isBy(oneOf people: Set<String>) -> Bool {
    let names = [by, String(by.prefix { $0 != "@" })].map { $0.lowercased() }
    return people.contains { person in
      names.contains(person.lowercased()) || names.contains(person.prefix { $0 != "@" }.lowercased())
    }
  }
}

/// What tells a certificate from all others: issuer and serial number (RFC 5280 § 4.1.2.2), and any known thumbprint.
public struct ApprovedCertificate: Hashable, Sendable {
  public let store: Store
  /// As in RFC 4514.
  public let issuer: String
  /// In hexadecimal.
  public let serial: String
  /// `nil` if it was typed without one.
  public let thumbprint: Thumbprint?

  public init(store: Store, issuer: String, serial: String, thumbprint: Thumbprint?) {
    self.store = store
    self.issuer = issuer
    self.serial = serial
    self.thumbprint = thumbprint
  }

  public init(_ facts: CertificateFacts, in store: Store) {
    self.init(
      store: store, issuer: facts.issuer.rfc4514, serial: facts.serial.hexadecimal,
      thumbprint: facts.thumbprint)
  }
}
